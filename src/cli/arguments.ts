import { parseArgs } from 'node:util';
import type { PersonalKind } from '../core/model/redactedText.ts';
import { type AskCommand, parseAsk } from './askArguments.ts';
import { type AuditCommand, parseAudit } from './auditArguments.ts';
import type { TriedNames } from './triedLists.ts';

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'noCommand' }
  | { readonly kind: 'version' }
  | { readonly kind: 'badUse'; readonly message: string }
  | DiagnoseCommand
  | SelectCommand
  | { readonly kind: 'templates'; readonly file: string; readonly csv: boolean }
  | { readonly kind: 'redact'; readonly personalData: readonly PersonalKind[] | undefined }
  | { readonly kind: 'inspect'; readonly file: string; readonly json: boolean }
  | TopologyCommand
  | NoteCommand
  | AuditCommand
  | AskCommand;

export interface NoteCommand {
  readonly kind: 'note';
  /** A case that the editor exported. */
  readonly file: string;
  readonly isUnredacted: boolean;
}

export interface TopologyCommand {
  readonly kind: 'topology';
  readonly folder: string;
  readonly json: boolean;
}

export interface DiagnoseCommand {
  readonly kind: 'diagnose';
  readonly files: readonly string[];
  /** Reads the other files of each log too, as `app.log.1` beside `app.log`. */
  readonly isRotated: boolean;
  readonly format: 'text' | 'json' | 'markdown';
  readonly context: string | undefined;
  /** Logs of runs that went well. */
  readonly baselines: readonly string[];
  /** Looks beside the log for one where none is named. */
  readonly findsBaseline: boolean;
  readonly question: string | undefined;
  readonly reasoner: 'embedded' | 'openai';
  /** Characters of evidence. */
  readonly budget: number;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  /** Tokens that one request to a model may have, by estimate; nothing means any number. */
  readonly tokenLimit: number | undefined;
  /** Files that hold what checks printed. */
  readonly probeOutputs: readonly string[];
  readonly triedNames: TriedNames;
  /** Ideas that were tried already are shown with what came of them. */
  readonly showsTried: boolean;
}

export interface SelectCommand {
  readonly kind: 'select';
  readonly files: readonly string[];
  readonly isRotated: boolean;
  readonly baselines: readonly string[];
  readonly budget: number;
  readonly json: boolean;
}

/** Characters of evidence: some 9,000 tokens of log text, and room for several incidents. */
export const DEFAULT_BUDGET = 24_000;

export const HELP = `whytrace: why do these logs say it fails?

  whytrace diagnose [options] FILE...      ranked diagnoses with evidence; FILE may be - for standard input, or a pipe
      --json | --markdown                  one JSON object, or a note to paste
      --rotated                            with app.log also app.log.1, app-2026-11-20.log.gz ... beside it
      --baseline FILE                      a log of a run that went well, to compare with; may be repeated
      --no-baseline                        don't look beside the log for such a run
      --context DIR                        code with its git history, manifests, patches and topology.json
      --question TEXT                      what you want to know
      --probe-output FILE                  what a check printed, may be given several times; a first line
                                           '$ COMMAND' says which check
      --tried FILE  --history FILE         what you tried, as .whytrace/tried.yaml; what 'git log' printed, for its
                                           reverts: such ideas are hidden and counted [--show-tried]
      --reasoner embedded|openai           embedded (default) needs no network
      --model NAME  --base-url URL         for openai; else WHYTRACE_MODEL and OPENAI_BASE_URL
      --budget CHARS                       characters of evidence (default ${DEFAULT_BUDGET})
      --token-limit N                      a longer request to a model is not sent (default: no limit)
  whytrace ask [options] --file FILE QUESTION
                                           an answer counted in the logs, with the lines it rests on; --file may be
                                           repeated; /evidence WORDS, /probe, /map ... are commands
      --json                               one JSON object
      --after QUESTION                     what was asked before, for a follow-up; may be repeated
      --workspace DIR                      the folder, for /map, /tried and questions about services
      --baseline, --context, --rotated, --reasoner, --model, --base-url as for diagnose
  whytrace select [--budget CHARS] [--json] [--rotated] [--baseline FILE] FILE...
                                           the evidence alone: which lines matter, what was left out
  whytrace templates [--csv] FILE          kinds of messages with counts, or one CSV row a line
  whytrace inspect [--json] FILE           what of a text a model would get, and what the panel would show of it
  whytrace topology [--json] DIR           services and who depends on whom, by manifests, settings, code and logs
  whytrace audit --workspace DIR SUGGESTION [--diagnosis FILE] [--json | --markdown]
                                           what a suggestion does, what it would break, and who depends on that
      --diff FILE                          a patch, or a copied chat answer
      --file PATH --suggestion FILE        text for PATH: all of a new file, else inserted [--at LINE, default its end]
      --command TEXT                       a command to be run
      --diagnosis FILE                     what diagnose --json printed: does it address that cause?
      --tried FILE  --history FILE         as for diagnose, beside the workspace's .whytrace/tried.yaml
      --registry [--registry-url npm=URL]  asks registries for packages that nothing here knows: npm, pypi, cargo, go,
                                           maven, nuget, gem, composer; never for names that look private
      --reasoner openai [--model, --base-url]
                                           has a model explain it too; what it claims is checked
  whytrace note [--unredacted] CASE.json   a case that the editor exported, as an incident note in Markdown
  whytrace redact [--personal email,ip,host,user,phone,card]
                                           standard input without its secrets, to standard output;
                                           of people's data without what is listed (default email)
  whytrace --help | --version

Signatures of your own are read from .whytrace/signatures/*.yaml, at or above the logs, the context
folder or where the command runs.
The key for --reasoner openai is read from OPENAI_API_KEY.
Servers in a private network need none.
Exit code: 0 diagnosed or found, 1 no incident, no service or not enough evidence, 2 bad use, unreadable input or full disk.
Exit code of audit: 0 no finding of severity error, 1 otherwise.
`;

/** Reads the words after `whytrace`. */
export function parseCommand(words: readonly string[]): Command {
  const [name, ...rest] = words;
  if (name === undefined) {
    return { kind: 'noCommand' };
  }
  if (name === 'help' || asksForHelp(words)) {
    return { kind: 'help' };
  }
  if (name === '--version') {
    return { kind: 'version' };
  }
  try {
    return parseNamed(name, rest);
  } catch (error) {
    // `parseArgs` throws on unknown and incomplete options, with a sentence for people and advice
    // for rarer cases after it.
    const [sentence = ''] = String(error instanceof Error ? error.message : error).split(
      /(?<=\.) /,
    );
    return { kind: 'badUse', message: sentence };
  }
}

/** Anywhere before `--`, as people type it once a command was refused. */
function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words
    .slice(0, end < 0 ? words.length : end)
    .some((word) => word === '--help' || word === '-h');
}

function parseNamed(name: string, words: readonly string[]): Command {
  switch (name) {
    case 'diagnose':
      return parseDiagnose(words);
    case 'select':
      return parseSelect(words);
    case 'templates':
      return parseTemplates(words);
    case 'inspect':
      return parseInspect(words);
    case 'topology':
      return parseTopology(words);
    case 'audit':
      return parseAudit(words);
    case 'note':
      return parseNote(words);
    case 'redact':
      return parseRedact(words);
    case 'ask':
      return parseAsk(words);
    default:
      return { kind: 'badUse', message: `There is no command '${name}'.` };
  }
}

const personalKinds: readonly string[] = ['email', 'ip', 'host', 'user', 'phone', 'card'];

function parseRedact(words: readonly string[]): Command {
  const { values } = parseArgs({ args: [...words], options: { personal: { type: 'string' } } });
  const kinds = values.personal?.split(',').filter((kind) => kind !== '');
  const unknown = kinds?.find((kind) => !personalKinds.includes(kind));
  return unknown === undefined
    ? { kind: 'redact', personalData: kinds as readonly PersonalKind[] | undefined }
    : {
        kind: 'badUse',
        message: `--personal is a list of ${personalKinds.join(',')}, not '${unknown}'.`,
      };
}

function parseDiagnose(words: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      rotated: { type: 'boolean', default: false },
      baseline: { type: 'string', multiple: true },
      'no-baseline': { type: 'boolean' },
      context: { type: 'string' },
      question: { type: 'string' },
      reasoner: { type: 'string' },
      budget: { type: 'string' },
      model: { type: 'string' },
      'base-url': { type: 'string' },
      'probe-output': { type: 'string', multiple: true },
      'token-limit': { type: 'string' },
      tried: { type: 'string', multiple: true },
      history: { type: 'string', multiple: true },
      'show-tried': { type: 'boolean', default: false },
    },
  });
  const budget = parseBudget(values.budget);
  const reasoner = values.reasoner ?? 'embedded';
  if (positionals.length === 0) {
    return { kind: 'badUse', message: 'Name at least one log file, or - for standard input.' };
  }
  if (budget === undefined) {
    return badBudget(values.budget);
  }
  const tokenLimit = parseTokenLimit(values['token-limit']);
  if (typeof tokenLimit === 'string') {
    return { kind: 'badUse', message: tokenLimit };
  }
  if (reasoner !== 'embedded' && reasoner !== 'openai') {
    return { kind: 'badUse', message: `--reasoner is embedded or openai, not '${reasoner}'.` };
  }
  if (values.json && values.markdown) {
    return { kind: 'badUse', message: 'Choose one of --json and --markdown.' };
  }
  return {
    kind: 'diagnose',
    files: positionals,
    isRotated: values.rotated,
    format: values.json ? 'json' : values.markdown ? 'markdown' : 'text',
    context: values.context,
    baselines: values.baseline ?? [],
    findsBaseline: !(values['no-baseline'] ?? false),
    question: values.question,
    reasoner,
    budget,
    model: values.model,
    baseUrl: values['base-url'],
    tokenLimit,
    probeOutputs: values['probe-output'] ?? [],
    triedNames: triedNamesOf(values),
    showsTried: values['show-tried'],
  };
}

function triedNamesOf({ tried = [], history = [] }: Partial<TriedNames>): TriedNames {
  return { tried, history };
}

function parseSelect(words: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      budget: { type: 'string' },
      json: { type: 'boolean' },
      rotated: { type: 'boolean' },
      baseline: { type: 'string', multiple: true },
    },
  });
  const budget = parseBudget(values.budget);
  if (positionals.length === 0) {
    return { kind: 'badUse', message: 'Name at least one log file, or - for standard input.' };
  }
  if (budget === undefined) {
    return badBudget(values.budget);
  }
  const { json = false, rotated = false, baseline: baselines = [] } = values;
  return { kind: 'select', files: positionals, isRotated: rotated, baselines, budget, json };
}

function parseTemplates(words: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { csv: { type: 'boolean' } },
  });
  const [file, ...more] = positionals;
  return file === undefined || more.length > 0
    ? { kind: 'badUse', message: 'Name one log file, or - for standard input.' }
    : { kind: 'templates', file, csv: values.csv ?? false };
}

function parseInspect(words: readonly string[]): Command {
  const { positionals, json } = parseOne(words);
  const [file, ...more] = positionals;
  return file === undefined || more.length > 0
    ? { kind: 'badUse', message: 'Name one text file, or - for standard input.' }
    : { kind: 'inspect', file, json };
}

function parseTopology(words: readonly string[]): Command {
  const { positionals, json } = parseOne(words);
  const [folder, ...more] = positionals;
  return folder === undefined || more.length > 0
    ? { kind: 'badUse', message: 'Name one folder.' }
    : { kind: 'topology', folder, json };
}

function parseNote(words: readonly string[]): Command {
  const options = { unredacted: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options });
  const [file, ...more] = positionals;
  return file === undefined || more.length > 0
    ? { kind: 'badUse', message: 'Name one case file.' }
    : { kind: 'note', file, isUnredacted: values.unredacted ?? false };
}

function parseOne(words: readonly string[]) {
  const options = { json: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options });
  return { positionals, json: values.json ?? false };
}

/** A sentence where it is no limit. */
function parseTokenLimit(text: string | undefined): number | undefined | string {
  const limit = Number(text);
  if (text === undefined) {
    return undefined;
  }
  return Number.isSafeInteger(limit) && limit >= 1
    ? limit
    : `--token-limit is a number of tokens, at least 1, not '${text}'.`;
}

function parseBudget(text: string | undefined): number | undefined {
  const budget = text === undefined ? DEFAULT_BUDGET : Number(text);
  return Number.isSafeInteger(budget) && budget >= 500 ? budget : undefined;
}

function badBudget(text: string | undefined): Command {
  return {
    kind: 'badUse',
    message: `--budget is a number of characters, at least 500, not '${text}'.`,
  };
}

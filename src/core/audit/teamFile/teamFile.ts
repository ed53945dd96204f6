import { parseDocument } from 'yaml';
import type { Check, CheckResult, Finding, FindingKind, Suggestion } from '../../model/audit.ts';
import { readYaml, type Tree } from '../../topology/yamlTree.ts';
import { problemsOf, type Shape, type TeamFileProblem } from './shape.ts';

/** A file that a team keeps with its code: what is sound of it, and what is wrong with it. */
export interface TeamFile<Entry> {
  readonly entries: readonly Entry[];
  readonly problems: readonly TeamFileProblem[];
}

export interface TeamFileFormat<Entry> {
  /** The key of the list that holds the entries. */
  readonly list: string;
  readonly entry: Shape;
  readonly read: (tree: Tree) => Entry;
  /** What is wrong among entries that are sound, e.g. that two have one id. */
  readonly across?: (entries: readonly Tree[]) => readonly TeamFileProblem[];
}

/** An entry with a mistake is left out; the others hold. Nothing is guessed. */
export function readTeamFile<Entry>(text: string, format: TeamFileFormat<Entry>): TeamFile<Entry> {
  const wrong = syntaxProblems(text);
  if (wrong.length > 0) return { entries: [], problems: wrong };
  const [root, ...others] = readYaml(text).documents;
  // A file of comments alone holds nothing, and nothing is wrong with it.
  if (!root || root.text === '') return { entries: [], problems: [] };
  const list = root.entries?.get(format.list);
  const items = list?.items ?? [];
  const broken = items.map((item) => problemsOf(item, format.entry));
  const sound = items.filter((_, index) => broken[index]?.length === 0);
  return {
    entries: sound.map(format.read),
    problems: [
      ...others.map(({ line }) => ({
        line,
        message: 'The file must be one document: take the "---" away.',
      })),
      ...headProblems(root, format.list),
      ...broken.flat(),
      ...(format.across?.(sound) ?? []),
    ],
  };
}

function syntaxProblems(text: string): readonly TeamFileProblem[] {
  try {
    return parseDocument(text, { logLevel: 'silent' })
      .errors.filter(({ code }) => code !== 'MULTIPLE_DOCS')
      .map(({ message, linePos }) => ({
        line: linePos?.[0].line ?? 1,
        message: `${(message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}. Mend the YAML here.`,
      }));
  } catch (error) {
    return [
      {
        line: 1,
        message: `This is no YAML: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
      },
    ];
  }
}

function headProblems(root: Tree, list: string): readonly TeamFileProblem[] {
  const version = root.entries?.get('version');
  const newer =
    version?.text !== undefined && /^\d+$/.test(version.text) && version.text !== '1'
      ? [
          {
            line: version.line,
            message: `Version ${version.text} is newer than this Whytrace reads: update it, or write version 1.`,
          },
        ]
      : undefined;
  return (
    newer ??
    problemsOf(root, {
      kind: 'map',
      what: 'the file',
      fields: {
        version: { kind: 'text', what: 'version', oneOf: ['1'] },
        [list]: { kind: 'list', what: list, of: { kind: 'any' } },
      },
      required: ['version', list],
    })
  );
}

/** A check that reads a file of the team's and holds a suggestion against its entries. */
export function teamFileCheck<Entry>(
  file: string,
  kind: FindingKind,
  read: (text: string) => TeamFile<Entry>,
  check: (entries: readonly Entry[], ...about: Parameters<Check>) => Promise<CheckResult>,
): Check {
  return async (suggestion, workspace) => {
    // A suggestion that weakens the rules is still held to them as they are.
    const text = (await workspace.read(file)) ?? newText(suggestion, file);
    if (text === undefined) return check([], suggestion, workspace);
    const { entries, problems } = read(text);
    const result = await check(entries, suggestion, workspace);
    return {
      ...result,
      findings: [...problems.map((problem) => brokenFile(kind, file, problem)), ...result.findings],
    };
  };
}

function newText({ files }: Suggestion, file: string): string | undefined {
  return files.find(({ path }) => path === file)?.after;
}

/** What a mistake in such a file means for an audit. */
export function brokenFile(
  kind: FindingKind,
  file: string,
  { line, message }: TeamFileProblem,
): Finding {
  return {
    kind,
    severity: 'error',
    verdict: 'couldNotCheck',
    message: `${file}:${line}: ${message} What stands there is not checked.`,
    subject: file,
    file: undefined,
    line: undefined,
    source: { file, line },
  };
}

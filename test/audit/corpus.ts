import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parseDiagnosis } from '../../src/core/audit/fit/openDiagnosis.ts';
import type { SuggestionInput } from '../../src/core/audit/suggestion/readSuggestion.ts';
import { audit } from '../../src/core/audit.ts';
import type { Audit, Finding } from '../../src/core/model/audit.ts';
import { diffOf } from './diffOf.ts';
import { type Files, memoryWorkspace } from './memoryWorkspace.ts';

/**
 * Written suggestions with a planted defect, each with a sound twin. `test/audit/cases/*.yaml` hold them:
 * a list of cases a file, one file a topic. A case is
 *
 *   - name: the port of a Service that others address is changed      # a sentence, the test's name
 *     format: kubernetes             # language or format, so that they can be counted
 *     workspace:                     # files of the workspace by path
 *       deploy/api.yaml: |
 *         kind: Service …
 *     # The suggestion, by one of these:
 *     edit: { deploy/api.yaml: [['port: 80', 'port: 81']] }    # pairs of old text (once in the file) and new;
 *                                                              # a text alone is the whole (or new) file, null deletes it
 *     diff: |                        # a patch as it stands, or a chat answer
 *     insert: { path: src/a.ts, at: 3, text: … }               # `--file`, `--at` and `--suggestion`
 *     command: kubectl delete ns shop
 *     diagnosis: { hypotheses: [{ title: …, service: …, confidence: .8, claims: [{ role: cause, text: … }] }] }
 *     expect:                        # each must be among the findings; what is left out is not compared.
 *       - { kind: dependency, severity: error, verdict: ignored, subject: api, file: …, line: 3,
 *           message: regular expression, source: file:line }
 *     reaches: [web]                 # services that must be in the blast radius
 *     twin:                          # the same workspace, and a suggestion that is sound
 *       edit: { … }                  # `edit`, `diff`, `insert`, `command`; `workspace` adds or replaces files
 *       reaches: [web]
 *
 * A twin, and a case without `expect`, must have no finding of severity error, and no warning of a kind that
 * the case expects (of any kind where it expects nothing); with `allow: [warning]` it may have warnings. YAML anchors share workspaces within a file (a list `shared` of
 * them may stand under a first entry without `name`, which is no case).
 */
export interface CorpusCase extends Written {
  readonly name: string;
  readonly format: string;
  readonly workspace?: Files;
  readonly expect?: readonly Expected[];
  readonly twin?: Written & { readonly workspace?: Files };
  /** The file of cases in which it stands. */
  readonly topic: string;
}

export interface Written {
  readonly edit?: Readonly<Record<string, string | null | readonly (readonly [string, string])[]>>;
  readonly diff?: string;
  readonly insert?: { readonly path: string; readonly at?: number; readonly text: string };
  readonly command?: string;
  readonly diagnosis?: object;
  readonly reaches?: readonly string[];
  readonly allow?: readonly Finding['severity'][];
}

export interface Expected {
  readonly kind?: Finding['kind'];
  readonly severity?: Finding['severity'];
  readonly verdict?: Finding['verdict'];
  readonly subject?: string;
  readonly file?: string;
  readonly line?: number;
  readonly message?: string;
  readonly source?: string;
}

const folder = fileURLToPath(new URL('cases/', import.meta.url));

export function readCorpus(): readonly CorpusCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const cases: readonly CorpusCase[] =
        parse(readFileSync(folder + name, 'utf8'), { merge: true }) ?? [];
      const topic = name.replace('.yaml', '');
      return cases.filter((one) => 'name' in one).map((one) => ({ ...one, topic }));
    });
}

export async function auditWritten(files: Files, written: Written): Promise<Audit> {
  const { diagnosis } = written;
  const open =
    diagnosis &&
    parseDiagnosis(
      JSON.stringify({ schema: 'whytrace.diagnosis/1', ...diagnosis }),
      'diagnosis.json',
    );
  const result = await audit(memoryWorkspace(files), inputOf(files, written), {
    diagnosis: open,
  });
  if (result.kind === 'refused') throw new Error(result.message);
  return result.audit;
}

function inputOf(files: Files, { edit, diff, insert, command }: Written): SuggestionInput {
  if (command !== undefined) return { kind: 'command', text: command };
  if (insert) return { kind: 'text', name: 'suggestion', ...insert };
  if (diff !== undefined) return { kind: 'diff', text: diff, name: 'change.diff' };
  return { kind: 'diff', text: diffOf(files, edited(files, edit ?? {})), name: 'change.diff' };
}

function edited(files: Files, edit: NonNullable<Written['edit']>): Files {
  const after = new Map(Object.entries(files));
  for (const [path, change] of Object.entries(edit)) {
    if (change === null) after.delete(path);
    else if (typeof change === 'string') after.set(path, change);
    else
      after.set(
        path,
        change.reduce((text, pair) => replaced(text, pair, path), files[path] ?? ''),
      );
  }
  return Object.fromEntries(after);
}

function replaced(text: string, [old, now]: readonly [string, string], path: string): string {
  const parts = text.split(old);
  if (parts.length !== 2) {
    throw new Error(
      `'${old}' stands ${parts.length - 1} times in ${path}, and must stand there once.`,
    );
  }
  return parts.join(now);
}

/** Whether a finding is what was expected. */
export function isMet(expected: Expected, finding: Finding): boolean {
  const { message, source, ...same } = expected;
  const cited = `${finding.source.file}${finding.source.line === undefined ? '' : `:${finding.source.line}`}`;
  return (
    Object.entries(same).every(([key, value]) => finding[key as keyof Finding] === value) &&
    (message === undefined || new RegExp(message).test(finding.message)) &&
    (source === undefined || source === cited)
  );
}

/** A finding on one line, for messages of failed tests. */
export function told({
  kind,
  severity,
  verdict,
  subject,
  file,
  line,
  message,
  source,
}: Finding): string {
  return `${severity} ${kind} ${verdict} '${subject}' ${file}:${line} [${source.file}:${source.line}] ${message}`;
}

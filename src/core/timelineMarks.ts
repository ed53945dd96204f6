import type { TimelineMark } from './model/diagnosis.ts';
import type { Evidence } from './model/evidence.ts';
import type { LogFile } from './model/logFile.ts';
import { Severity } from './model/severity.ts';
import type { MinedLogs, RecordRef, Signal, SignalKind } from './model/template.ts';
import { type ChangeTell, changeOf } from './tells/changes.ts';

/** Marks of each kind: more would hide the picture they are drawn into. */
const MOST = 4;
/** Measurements that changed by less are what healthy systems do. */
const NOTEWORTHY = 0.7;
const LONGEST = 160;

interface Marked {
  readonly files: readonly LogFile[];
  readonly mined: MinedLogs;
  readonly evidence: readonly Evidence[];
}

/**
 * What happened when, for the picture of a run: changes to the system, and where messages began, burst
 * and ceased. Only what went to the reasoner or fails by itself, so that the ordinary course of things
 * is not drawn as news. In the order of time.
 */
export function timelineMarks(marked: Marked): readonly TimelineMark[] {
  const marks = [...changes(marked), ...signals(marked), ...shifts(marked)];
  return marks.sort((a, b) => a.time - b.time);
}

/** A kind of message that comes more often tells of the ordinary course of things. */
const OFTEN = 40;

/** Changes that the logs tell of, where they were thought worth the reasoner's while. */
function changes({ files, mined, evidence }: Marked): readonly TimelineMark[] {
  const found = mined.templates.flatMap(({ count, first, exemplars }) => {
    if (count > OFTEN) return [];
    // Looked for among the excerpts before the line is read, which costs far more.
    const shown = [first, ...exemplars].find((ref) => isShown(ref, files, evidence));
    const log = shown && files[shown.file];
    const tell = log && changeOf(log.lineAt(log.records.startLine(shown.record)));
    return shown && tell ? changeAt(files, shown, tell) : [];
  });
  const heaviest = found.sort((a, b) => b.weight - a.weight).slice(0, MOST);
  return [...heaviest.map(({ mark }) => mark), ...codeChanges(evidence)];
}

function isShown(
  { file, record }: RecordRef,
  files: readonly LogFile[],
  evidence: readonly Evidence[],
): boolean {
  const log = files[file];
  const line = log?.records.startLine(record) ?? 0;
  return evidence.some(
    ({ uri, startLine, endLine }) => uri === log?.uri && startLine <= line && line <= endLine,
  );
}

function changeAt(
  files: readonly LogFile[],
  ref: RecordRef,
  { kind, weight }: ChangeTell,
): readonly { readonly mark: TimelineMark; readonly weight: number }[] {
  const what = files[ref.file]?.records.at(ref.record)?.body ?? '';
  const marks = toMark(files, ref, { kind: 'change', what, reason: changeWord[kind] });
  return marks.map((mark) => ({ mark, weight }));
}

const changeWord: Readonly<Record<ChangeTell['kind'], string>> = {
  scaling: 'the number of instances changed',
  migration: 'the schema of a database changed',
  deploy: 'another version was rolled out',
  configuration: 'a setting changed',
  certificate: 'a certificate changed',
  leader: 'another leader was elected',
  node: 'a node joined or left',
  start: 'something was started',
};

/** Changes of the code that state their time. */
function codeChanges(evidence: readonly Evidence[]): readonly TimelineMark[] {
  const all = evidence.filter(({ kind }) => kind === 'change');
  return all.slice(0, MOST).flatMap(({ timestamp: time, text, uri, file, startLine: line }) => {
    const what = shortened(text.split('\n')[0]?.trim() ?? '');
    const mark = { kind: 'change', what, reason: 'a change of the code', uri, file, line } as const;
    return time === undefined ? [] : [{ ...mark, time }];
  });
}

function signals({ files, mined, evidence }: Marked): readonly TimelineMark[] {
  const shown = new Set(evidence.map(({ template }) => template));
  const isMeant = ({ template }: Signal): boolean => {
    const severity = mined.templates[template]?.severityNumber ?? 0;
    return shown.has(template) && severity >= Severity.warn;
  };
  const kinds: readonly SignalKind[] = ['novel', 'burst', 'silent'];
  return kinds.flatMap((kind) => {
    const own = mined.signals.filter((signal) => signal.kind === kind && isMeant(signal));
    return own.slice(0, MOST).flatMap(({ template, onset, reason }) => {
      const what = mined.templates[template]?.text ?? '';
      return toMark(files, onset, { kind: kind as 'novel' | 'burst' | 'silent', what, reason });
    });
  });
}

function shifts({ files, mined: { numbers = [] } }: Marked): readonly TimelineMark[] {
  const strong = numbers.filter(({ strength }) => strength >= NOTEWORTHY).slice(0, MOST);
  return strong.flatMap(({ onset, slot, reason }) =>
    toMark(files, onset, { kind: 'shift', what: slot, reason }),
  );
}

/** Nothing for a record that states no time. */
function toMark(
  files: readonly LogFile[],
  { file, record }: RecordRef,
  { kind, what, reason }: Pick<TimelineMark, 'kind' | 'what' | 'reason'>,
): readonly TimelineMark[] {
  const log = files[file];
  const at = log?.records.at(record);
  if (!(log && at) || at.timestamp === undefined) return [];
  const place = { uri: log.uri, file: log.name, line: at.startLine };
  return [{ kind, time: at.timestamp, what: shortened(what), reason, ...place }];
}

/** On one line, as columns of a log say nothing beside a picture. */
function shortened(given: string): string {
  const text = given.replace(/\s+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
}

import { endOf } from './ask/embedded/health.ts';
import { collectOpened, collectText } from './collect/collect.ts';
import { placeDates, type Undated } from './collect/placeDates.ts';
import type { LogSource } from './diagnose.ts';
import { namesText, numbersOf, signalsBeside } from './mine/baselineSignals.ts';
import { compareRuns, type MinedRun } from './mine/compareRuns.ts';
import { mineLogs } from './mine/mine.ts';
import type { Baseline } from './model/baseline.ts';
import type { Cancellation } from './model/cancellation.ts';
import type { LogFile } from './model/logFile.ts';
import type { Pace } from './model/pace.ts';
import type { Problem } from './model/problem.ts';
import { Severity } from './model/severity.ts';
import type { MinedLogs, RecordRef } from './model/template.ts';
import type { FileAccess } from './ports.ts';
import { tellOf } from './tells/tells.ts';

/** Runs that went well, read to be compared with. */
export interface GoodRun {
  readonly files: readonly LogFile[];
  readonly problems: readonly Problem[];
  /** Why it is thought to have gone well, where nobody said so. */
  readonly found?: string;
}

export async function collectGood(
  access: FileAccess,
  sources: readonly LogSource[],
  pace: Pace,
  cancellation: Cancellation,
): Promise<GoodRun> {
  const logs: Undated[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    cancellation.throwIfAborted();
    const read = await collectOne(access, source, pace, cancellation);
    if ('log' in read) logs.push(read.log);
    else if (source.found === undefined) problems.push(read.problem);
  }
  const files = placeDates(logs).filter(({ records }) => records.length > 0);
  const found = sources.find((source) => source.found !== undefined)?.found;
  return { files, problems, ...(found !== undefined && { found }) };
}

async function collectOne(
  access: FileAccess,
  source: LogSource,
  pace: Pace,
  cancellation: Cancellation,
): Promise<{ readonly log: Undated } | { readonly problem: Problem }> {
  if (source.text !== undefined) {
    return { log: { file: await collectText(source, source.text, pace), modified: undefined } };
  }
  const file = await access.open(source.uri, cancellation);
  if (file.kind === 'failure') {
    const { code, message } = file.failure;
    const text = `${message} The run was diagnosed without it.`;
    return { problem: { code, message: text, file: source.name } };
  }
  return { log: { file: await collectOpened(source, file, pace), modified: file.modified } };
}

/** What was mined of a run, seen beside the good ones; as it was where they can't be compared. */
export async function besideGood(
  run: { readonly files: readonly LogFile[]; readonly mined: MinedLogs },
  { files, found }: GoodRun,
  pace: Pace,
): Promise<{ readonly mined: MinedLogs; readonly problems: readonly Problem[] }> {
  if (files.length === 0) {
    return { mined: run.mined, problems: [] };
  }
  const good = { files, mined: await mineLogs(files, pace) };
  const compared = await compareRuns(run, good, pace);
  const isOfUse = compared && tellsApart(run, compared) && !failsToo(run.files, good);
  if (found !== undefined && !isOfUse) {
    return { mined: run.mined, problems: [] };
  }
  // Numbers differ from day to day: only who says that a run was good says that its numbers were.
  const baseline =
    compared && (found === undefined ? compared : { ...compared, found, numbers: [] });
  if (!baseline) {
    const names = namesText({ names: files.map(({ name }) => name) });
    const message = `${names} has hardly a kind of message in common with this run, so they were not compared: choose a good run of the same thing.`;
    return { mined: run.mined, problems: [{ code: 'baseline', message }] };
  }
  const signals = signalsBeside(run.mined, baseline);
  const numbers = numbersOf(run.mined, baseline);
  return { mined: { ...run.mined, signals, numbers, baseline }, problems: [] };
}

/** Of logs that end with no verdict only the beginning and the end were looked at: now all is known. */
function failsToo(files: readonly LogFile[], good: MinedRun): boolean {
  const isOpen = endOf(files) === 'unknown' && endOf(good.files) === 'unknown';
  return (
    isOpen &&
    good.mined.templates.some(
      ({ severityNumber, first }) =>
        severityNumber >= Severity.error || weightAt(good.files, first) >= LOUD,
    )
  );
}

const LOUD = 0.7;

/** Words from which on a line may tell of what went wrong. */
const TELLING = 0.4;

/**
 * Whether a run lacks something of this one that may tell of its failure. What fails in the same way, or
 * differs in nothing that matters, is no good run to hold it against.
 */
function tellsApart(
  { files, mined }: { readonly files: readonly LogFile[]; readonly mined: MinedLogs },
  { standings }: Baseline,
): boolean {
  return mined.templates.some(({ id, first }) => {
    const isOwn = standings[id] === 'new' || standings[id] === 'more';
    return isOwn && weightAt(files, first) >= TELLING;
  });
}

/** How much the most telling line of a record tells of a failure. */
function weightAt(files: readonly LogFile[], { file, record: at }: RecordRef): number {
  const record = files[file]?.records.at(at);
  const lines = record?.body.split('\n').slice(0, LOOKED_AT) ?? [];
  return Math.max(
    0,
    ...lines.map((line) => tellOf(line, record?.severityNumber ?? 0)?.weight ?? 0),
  );
}

/** Lines of a record that are looked at: a trace may follow a calm message. */
const LOOKED_AT = 8;

/** What the comparison found, for people: a sentence, and one on what is gone. */
export function comparisonOf({ templates, baseline }: MinedLogs): readonly string[] {
  if (!baseline) {
    return [];
  }
  const of = (standing: Baseline['standings'][number]): number =>
    baseline.standings.filter((each) => each === standing).length;
  const { gone } = baseline;
  const parts = [
    `${of('new')} are new`,
    ...(of('changed') > 0 ? [`${of('changed')} have another value`] : []),
    ...(of('more') > 0 ? [`${of('more')} come more often`] : []),
    ...(of('fewer') > 0 ? [`${of('fewer')} come less often`] : []),
    `${gone.length} of the good run are missing`,
  ];
  const shifts = baseline.numbers.slice(0, 3).map(({ reason }) => reason);
  const kinds = templates.length === 1 ? 'the one kind' : `${templates.length} kinds`;
  const skipped = gone.filter(({ isSkipped }) => isSkipped);
  const told = (skipped.length > 0 ? skipped : gone).slice(0, 3).map(({ text }) => `“${text}”`);
  const { found } = baseline;
  return [
    ...(found === undefined
      ? []
      : [
          `${namesText(baseline)} was found beside it and taken for a run that went well: ${found}.`,
        ]),
    `Compared with ${namesText(baseline)}: of ${kinds} of messages ${parts.join(', ')}.`,
    ...(shifts.length === 0 ? [] : [`${capital(shifts.join('; '))}.`]),
    ...(told.length === 0 ? [] : [`Missing first: ${told.join(', ')}.`]),
  ];
}

/** What is new in a run by its own beginning, which stands in where there is no good run. */
export function besideBeginning(
  { templates, signals, baseline }: MinedLogs,
  files: readonly LogFile[],
): readonly string[] {
  const fresh = signals.filter(({ kind }) => kind === 'novel').map(({ onset }) => onset);
  const [first] = fresh.toSorted((a, b) => a.file - b.file || a.record - b.record);
  const file = files[first?.file ?? 0];
  if (baseline || !first || !file) {
    return [];
  }
  const isOne = fresh.length === 1;
  const what = `${fresh.length} of ${templates.length} kinds of messages ${isOne ? 'is' : 'are'} new`;
  const where = `line ${file.records.startLine(first.record)} of ${file.name}`;
  return [
    `There was no good run to compare with, so it was held against its own beginning: ${what}, ${isOne ? 'in' : 'the first in'} ${where}.`,
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

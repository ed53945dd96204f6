import { columnsFor, copyColumns } from '../model/columns.ts';
import type { LogFile, LogRecords } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { failedStep } from '../tells/steps.ts';
import type { TellKind } from '../tells/tell.ts';
import { isFinalTrailer } from '../tells/tells.ts';

/** Where a run says that it failed, which its cause stands before. */
export interface Ending {
  /** What a line's place before or after the verdict adds to its score. */
  bonus(line: number, kind: TellKind | undefined, hasTime: boolean): number;
}

/** Steps over which the bonus falls to a third. */
const reach = 200;

/** Verdicts less than this many lines apart belong to one end. */
const cluster = 60;

/**
 * Finds the last verdict of a file (`exit code 1`, `BUILD FAILED`) and walks back to the first of
 * its cluster. Failures after it are cleaning up; failures long before it were tolerated.
 */
export async function endingOf(file: LogFile, pace: Pace): Promise<Ending> {
  let first: number | undefined;
  let last: number | undefined;
  let saysTests = false;
  const mayEnd = verdictFilter(file);
  const { records } = file;
  const earliest = Math.max(0, records.length - farthest);
  for (let index = records.length - 1; index >= earliest; index--) {
    const wait = (index & 255) === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    if (first !== undefined && first - records.startLine(index) > cluster) break;
    const record = mayEnd(index) ? records.at(index) : undefined;
    if (record && isFinalTrailer(record.body)) {
      first = record.startLine;
      last ??= record.endLine;
      saysTests ||= failedTests.test(record.body.slice(0, 500));
    }
  }
  const place = first === undefined || last === undefined ? nowhere : placing(file, first, last);
  const restated = restatedFrom(file);
  const step = failedStep(file);
  return {
    bonus: (line, kind, hasTime) => {
      if (line >= restated && !hasTime) {
        return restatement;
      }
      const isNative = first !== undefined && !hasTime && ofBuilds.test(kind ?? '');
      return (
        (saysTests && kind === 'test' ? testBonus : 0) +
        (isNative ? buildBonus : 0) +
        (step && line < step.first ? otherStep : 0) +
        (kind === 'trailer' ? 0 : place(line))
      );
    },
  };
}

/** Records from the end that are looked at: a verdict stands near it. */
const farthest = 100_000;

/**
 * Tells which records may be a verdict, so that not each has to be read again: those of several
 * lines, and those whose masked text is one with a number or a word for what was masked.
 */
function verdictFilter({ records, skeletons }: LogFile): (index: number) => boolean {
  const known = new Uint8Array(skeletons.length);
  const mayOf = (skeleton: number): number => {
    const text = skeletons[skeleton] ?? '';
    return ['<*>', '1', 'x'].some((value) => isFinalTrailer(text.replaceAll('<*>', value)))
      ? YES
      : NO;
  };
  return (index) => {
    const skeleton = records.skeleton(index);
    if (!known[skeleton]) known[skeleton] = mayOf(skeleton);
    return known[skeleton] === YES || records.startLine(index + 1) - records.startLine(index) > 1;
  };
}

const YES = 1;
const NO = 2;

const failedTests =
  /\b[1-9]\d* (?:failed|failing|failures?)\b|FAILURES!!!|FAILED \(|Failing tests?|TEST METHOD FAILED|[Tt]ests? failed/;

/** What an earlier command wrote did not stop the run, or it would have ended there. */
const otherStep = -0.2;

/** When the run says that tests failed, an assertion explains it better than what was tolerated. */
const testBonus = 0.08;

/** A run of commands ends badly by what compilers, runners and package managers say, more than by the rest. */
const ofBuilds = /^(?:compile|test|dependency)$/;
const buildBonus = 0.06;

/** What a test runner prints after the log proper was told there before, in its place and time. */
const restatement = -0.2;

/** Share of a file's records that must state a time for those after the last time to be a summary. */
const mostlyTimed = 0.6;

function restatedFrom({ records }: LogFile): number {
  const { timed, last } = timesOf(records);
  const end = timed >= records.length * mostlyTimed ? records.at(last)?.endLine : undefined;
  return end === undefined ? Infinity : end + 1;
}

/** Records that are looked at in one go. */
const STRETCH = 1 << 14;

/** How many records state a time, and the last that does. */
function timesOf(records: LogRecords): { readonly timed: number; readonly last: number } {
  const { length } = records;
  const columns = columnsFor(Math.min(STRETCH, length));
  let timed = 0;
  let last = -1;
  for (let from = 0; from < length; from += STRETCH) {
    copyColumns(records, from, columns);
    const count = Math.min(STRETCH, length - from);
    for (let i = 0; i < count; i++) {
      if (!Number.isNaN(columns.timestamps[i])) {
        timed++;
        last = from + i;
      }
    }
  }
  return { timed, last };
}

const nowhere = (): number => 0;

/** What a line's place adds, by the first and the last line of the verdict. */
function placing(file: LogFile, first: number, last: number): (line: number) => number {
  const stepsTo = stepsBefore(file, first);
  return (line) => {
    if (line > last) {
      return -0.2;
    }
    return line >= first ? 0.1 : 0.2 * Math.exp(-stepsTo(line) / reach);
  };
}

/** Steps beyond which a line is too far away for a bonus. */
const mostSteps = 10 * reach;

/**
 * Counts the lines before a verdict, but those of one kind in a row once: how often something says that it
 * works does not move what failed away from it.
 */
function stepsBefore({ records, recordAt }: LogFile, verdict: number): (line: number) => number {
  const last = recordAt(verdict) - 1;
  const earliest = Math.max(0, last - farthest);
  /** The first line of each record, from the verdict back, and the steps from there. */
  const starts: number[] = [];
  const distances: number[] = [];
  let steps = 0;
  for (let index = last; index >= earliest && steps < mostSteps; index--) {
    const isRepeated = index < last && records.skeleton(index) === records.skeleton(index + 1);
    steps += isRepeated ? 0 : records.startLine(index + 1) - records.startLine(index);
    starts.push(records.startLine(index));
    distances.push(steps);
  }
  return (line) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) > line) low = middle + 1;
      else high = middle;
    }
    return distances[low] ?? mostSteps;
  };
}

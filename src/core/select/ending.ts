import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { TellKind } from '../tells/tell.ts';
import { isFinalTrailer } from '../tells/tells.ts';

/** Where a run says that it failed, which its cause stands before. */
export interface Ending {
  /** What a line's place before or after the verdict adds to its score. */
  bonus(line: number, kind: TellKind | undefined, hasTime: boolean): number;
}

/** Lines over which the bonus falls to a third. */
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
  for (let index = file.records.length - 1; index >= 0; index--) {
    const wait = pace.step();
    if (wait !== undefined) await wait;
    const record = file.records[index];
    if (!record) continue;
    if (first !== undefined && first - record.endLine > cluster) break;
    if (isFinalTrailer(record.body)) {
      first = record.startLine;
      last ??= record.endLine;
      saysTests ||= failedTests.test(record.body.slice(0, 500));
    }
  }
  const restated = restatedFrom(file);
  return {
    bonus: (line, kind, hasTime) => {
      if (line >= restated && !hasTime) {
        return restatement;
      }
      const isNative = first !== undefined && !hasTime && ofBuilds.test(kind ?? '');
      return (
        (saysTests && kind === 'test' ? testBonus : 0) +
        (isNative ? buildBonus : 0) +
        (kind === 'trailer' ? 0 : place(first, last, line))
      );
    },
  };
}

const failedTests =
  /\b[1-9]\d* (?:failed|failing|failures?)\b|FAILURES!!!|FAILED \(|Failing tests?|TEST METHOD FAILED|[Tt]ests? failed/;

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
  const timed = records.filter((record) => record.timestamp !== undefined).length;
  const last = records.findLast((record) => record.timestamp !== undefined);
  return last && timed >= records.length * mostlyTimed ? last.endLine + 1 : Infinity;
}

function place(first: number | undefined, last: number | undefined, line: number): number {
  if (first === undefined || last === undefined) {
    return 0;
  }
  if (line > last) {
    return -0.2;
  }
  return line >= first ? 0.1 : 0.2 * Math.exp((line - first) / reach);
}

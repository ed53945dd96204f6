import { endOf } from './ask/embedded/health.ts';
import { collectLog } from './collect/collect.ts';
import { bytesSource } from './model/byteSource.ts';
import type { LogFile } from './model/logFile.ts';
import type { LogRecord } from './model/logRecord.ts';
import type { Pace } from './model/pace.ts';
import { Severity } from './model/severity.ts';
import { endsStepWell, isFinalTrailer, tellOf, verdictOf } from './tells/tells.ts';

/** Bytes of the head and of the tail of a log by which it is judged. */
export const SAMPLE = 64 << 10;

/** The head and the tail of a log; of a small one the tail is empty. */
export interface RunSample {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Tells of other runs of the same thing whether they went well. */
export interface RunJudge {
  /** Why a run went well, e.g. `it ends with “Finished: SUCCESS”`; nothing where it did not, or is of something else. */
  wentWell(other: RunSample): Promise<string | undefined>;
}

/** Nothing where the run itself ends well: what would be new in it explains no failure. */
export async function createRunJudge(own: RunSample, pace: Pace): Promise<RunJudge | undefined> {
  const parts = await partsOf(own, pace);
  const end = endOf(parts.slice(-1));
  if (end === 'succeeded') {
    return undefined;
  }
  return {
    async wentWell(other) {
      const others = await partsOf(other, pace);
      if (!isAlike(parts, others)) {
        return undefined;
      }
      // Of runs that end with a verdict one without it was cut off, but for those that end as this one did.
      return goodEnd(others) ?? (end === 'unknown' ? quietText(others) : sameEnd(parts, others));
    },
  };
}

const LF = 10;

async function partsOf({ head, tail }: RunSample, pace: Pace): Promise<readonly LogFile[]> {
  const read = (bytes: Uint8Array): Promise<LogFile> =>
    collectLog({ uri: '', name: '' }, bytesSource(bytes), pace);
  const first = await read(tail.length === 0 ? head : head.subarray(0, head.lastIndexOf(LF) + 1));
  return tail.length === 0 ? [first] : [first, await read(tail.subarray(tail.indexOf(LF) + 1))];
}

/** Kinds of messages of a head that another run of the same thing has too, as a share of the fewer. */
const ALIKE = 0.3;

function isAlike([own]: readonly LogFile[], [other]: readonly LogFile[]): boolean {
  const mine = new Set(own?.skeletons);
  const theirs = new Set(other?.skeletons);
  const shared = [...theirs].filter((kind) => mine.has(kind)).length;
  return shared > 0 && shared >= ALIKE * Math.min(mine.size, theirs.size);
}

/** Records from the end among which the last word stands. */
const LAST = 400;

/** The word of a runner that all went well, or of a tool that it did what it was to do. */
function goodEnd(parts: readonly LogFile[]): string | undefined {
  const [last] = parts.slice(-1);
  const end = last && endOf([last]);
  if (!last || end === 'failed') {
    return undefined;
  }
  const isGood = end === 'succeeded' ? isGoodVerdict : endsStepWell;
  const reach = end === 'succeeded' ? LAST : LAST_STEPS;
  const lines = lastRecords(last, reach).flatMap(({ body }) => body.split('\n'));
  const said = lines.findLast((line) => isGood(line))?.trim();
  return said === undefined ? undefined : `it ends with “${said.slice(0, LONGEST)}”`;
}
const LONGEST = 80;
const LAST_STEPS = 40;

const isGoodVerdict = (line: string): boolean => verdictOf(line) === 'succeeded';

/** Some runners say nothing of success; what ran to the same end without a failure went well. */
function sameEnd(own: readonly LogFile[], others: readonly LogFile[]): string | undefined {
  const [mine, theirs] = [own.at(-1), others.at(-1)];
  const end = theirs && lastRecords(theirs, 1)[0]?.body.split('\n', 1)[0];
  const isSame = mine && theirs && lastKind(mine) === lastKind(theirs);
  const isGood =
    isSame &&
    lastRecords(theirs, LAST).every(
      (record) => !isFinalTrailer(record.body) && !isLoud(record, VERY_LOUD),
    );
  return isGood
    ? `it ends like this run with “${end?.trim().slice(0, LONGEST)}”, without a failure`
    : undefined;
}
const VERY_LOUD = 0.9;

const lastKind = ({ records, skeletons }: LogFile): string | undefined =>
  skeletons[records.skeleton(records.length - 1)];

const lastRecords = ({ records }: LogFile, most: number): readonly LogRecord[] =>
  records.slice(Math.max(0, records.length - most), records.length);

/** What is looked at must be enough to say that nothing failed. */
const FEWEST = 20;
const LOUD = 0.7;

function quietText(parts: readonly LogFile[]): string | undefined {
  if (parts.some((part) => endOf([part]) === 'failed')) {
    return undefined;
  }
  const records = parts.flatMap(({ records: all }) => all.slice(0, all.length));
  const isQuiet = records.every((record) => !isLoud(record, LOUD));
  return isQuiet && records.length >= FEWEST
    ? 'nothing in its beginning and its end tells of a failure'
    : undefined;
}

function isLoud({ severityNumber, body }: LogRecord, loud: number): boolean {
  const [line = ''] = body.split('\n', 1);
  return severityNumber >= Severity.error || (tellOf(line, severityNumber)?.weight ?? 0) >= loud;
}

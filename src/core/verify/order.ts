import type { Check, Citation } from '../model/claim.ts';
import type { ClockSkew } from '../model/clockSkew.ts';
import type { LogFile } from '../model/logFile.ts';
import { Severity } from '../model/severity.ts';
import type { Cited } from './cited.ts';
import type { VerifyFacts } from './sources.ts';

/** Clocks of one host may differ by this much, in milliseconds, and those of two hosts by this. */
const SAME_CLOCK = 2000;
const OTHER_CLOCK = 30_000;

/** A claim's place in time. */
export interface Moment {
  readonly citations: readonly Citation[];
  readonly cited: Cited;
}

export type Order =
  | { readonly kind: 'right' }
  | { readonly kind: 'unknown'; readonly check: Check }
  /** `byClock` is false where only the order of lines in one file speaks against it. */
  | { readonly kind: 'wrong'; readonly byClock: boolean; readonly check: Check };

/**
 * Whether a cause can have come before an effect. The cause counts from the first record of its
 * kind and the effect from the last line cited for it, so that only a clear reversal is wrong. What
 * the clocks of two logs are known to differ by decides nothing.
 */
export function orderOf(
  cause: Moment,
  effect: Moment,
  { files, skews = [] }: Pick<VerifyFacts, 'files' | 'skews'>,
): Order {
  const begin = beginOf(cause);
  const end = endOf(effect);
  const [changed] = cause.cited.changes;
  if (!begin && end && changed !== undefined) {
    return afterChange(changed, end, files);
  }
  if (begin && end && isComparable(begin, end, files)) {
    return withinSkew(begin, end, files, skews) ?? byClock(begin, end, files);
  }
  return begin && end ? unknown('The two files share no stretch of time.') : byLine(cause, effect);
}

/**
 * Whether what a cause is said to have led to failed in the same way well before it: then it can't
 * be all of the cause. Only kinds of lines that state a failure are looked at.
 */
export function presentBefore(
  cause: Moment,
  effect: Moment,
  { files, skews = [] }: Pick<VerifyFacts, 'files' | 'skews'>,
): Check | undefined {
  const begin = beginOf(cause);
  const failing = effect.cited.records.filter(
    ({ record }) => record.severityNumber >= Severity.error,
  );
  const early = failing.flatMap(({ file, template }): Instant[] => {
    const seen = effect.cited.templates.find(
      ({ id, first }) => id === template && first.file === file,
    );
    return seen?.firstSeen === undefined ? [] : [{ time: seen.firstSeen, file, host: undefined }];
  });
  const first = early.sort((a, b) => a.time - b.time)[0];
  if (!begin || !first || !isComparable(begin, first, files)) return undefined;
  const order = withinSkew(begin, first, files, skews) ?? byClock(begin, first, files);
  return order.kind === 'wrong'
    ? {
        code: 'presentBefore',
        reason: `The same failure is seen at ${inClock(first.time)} already, before the cause at ${inClock(begin.time)}.`,
      }
    : undefined;
}

function isComparable(a: Instant, b: Instant, files: readonly LogFile[]): boolean {
  return a.file === b.file || shareTime(files[a.file], files[b.file]);
}

interface Instant {
  readonly time: number;
  readonly file: number;
  readonly host: string | undefined;
}

function beginOf({ cited }: Moment): Instant | undefined {
  const instants = cited.records.flatMap(({ file, record, template }): Instant[] => {
    const seen = cited.templates.find(({ id }) => id === template);
    const time =
      seen?.first.file === file ? (seen.firstSeen ?? record.timestamp) : record.timestamp;
    return time === undefined ? [] : [{ time, file, host: record.host }];
  });
  return instants.sort((a, b) => a.time - b.time)[0];
}

function endOf({ cited }: Moment): Instant | undefined {
  const instants = cited.records.flatMap(({ file, record: { timestamp, host } }): Instant[] =>
    timestamp === undefined ? [] : [{ time: timestamp, file, host }],
  );
  return instants.sort((a, b) => b.time - a.time)[0];
}

/** A commit states its time by itself; an effect without a date can't be held against it. */
function afterChange(changed: number, effect: Instant, files: readonly LogFile[]): Order {
  if (files[effect.file]?.missingDate !== undefined) {
    return unknown('The log states no dates: whether the change came before can’t be told.');
  }
  const late = changed - effect.time;
  if (late <= OTHER_CLOCK) return { kind: 'right' };
  const reason = `The change was made ${seconds(late)} after the effect at ${inClock(effect.time)}.`;
  return { kind: 'wrong', byClock: true, check: { code: 'orderWrong', reason } };
}

function byClock(cause: Instant, effect: Instant, files: readonly LogFile[]): Order {
  const isOneClock =
    cause.file === effect.file || (cause.host !== undefined && cause.host === effect.host);
  const late = cause.time - effect.time;
  if (late <= (isOneClock ? SAME_CLOCK : OTHER_CLOCK)) return { kind: 'right' };
  const where = cause.file === effect.file ? '' : ` (${files[cause.file]?.name})`;
  return {
    kind: 'wrong',
    byClock: true,
    check: {
      code: 'orderWrong',
      reason: `The cause is first seen at ${inClock(cause.time)}${where}, ${seconds(late)} after the effect at ${inClock(effect.time)}.`,
    },
  };
}

/** Times of two logs are in either order as far as their clocks are apart. */
function withinSkew(
  cause: Instant,
  effect: Instant,
  files: readonly LogFile[],
  skews: readonly ClockSkew[],
): Order | undefined {
  const uris = [files[cause.file]?.uri ?? '', files[effect.file]?.uri ?? ''];
  const skew = skews.find(({ ahead, behind }) =>
    [ahead, behind].every((log) => uris.some((uri) => log.uris.includes(uri))),
  );
  if (!skew || Math.abs(cause.time - effect.time) > skew.milliseconds + skew.uncertainty) {
    return undefined;
  }
  return unknown(
    `${skew.ahead.name} runs ${seconds(skew.milliseconds)} ahead of ${skew.behind.name}, and the two are no further apart: which came first can't be told.`,
  );
}

/** Without times, lines of one file stand in the order in which they were written. */
function byLine(cause: Moment, effect: Moment): Order {
  const file = cause.citations[0]?.uri;
  const all = [...cause.citations, ...effect.citations];
  if (all.some(({ uri }) => uri !== file)) {
    return unknown('Cause and effect stand in different files and not both lines state a time.');
  }
  if (cause.cited.records.length === 0 || effect.cited.records.length === 0) {
    return unknown('Cause and effect do not both stand in a log.');
  }
  const first = Math.min(...cause.citations.map(({ startLine }) => startLine));
  const last = Math.max(...effect.citations.map(({ endLine }) => endLine));
  return first <= last
    ? { kind: 'right' }
    : {
        kind: 'wrong',
        byClock: false,
        check: {
          code: 'orderWrong',
          reason: `The cause stands in line ${first}, below the effect in line ${last}, and the log states no times.`,
        },
      };
}

/** Times that count from a start that nobody knows can't be held against those of another file. */
function shareTime(a: LogFile | undefined, b: LogFile | undefined): boolean {
  if (a?.missingDate === 'start' || b?.missingDate === 'start') {
    return false;
  }
  const [first, second] = [a?.span, b?.span];
  return (
    first !== undefined &&
    second !== undefined &&
    first.from <= second.to + OTHER_CLOCK &&
    second.from <= first.to + OTHER_CLOCK
  );
}

function unknown(reason: string): Order {
  return { kind: 'unknown', check: { code: 'orderUnknown', reason } };
}

function inClock(instant: number): string {
  return new Date(instant).toISOString().slice(11, 23);
}

function seconds(milliseconds: number): string {
  return milliseconds < 60_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.round(milliseconds / 60_000)} min`;
}

import type { Timeline } from '../model/diagnosis.ts';
import type { LogFile } from '../model/logFile.ts';
import { Severity } from '../model/severity.ts';

/** Enough bars for the width of a panel. */
const BUCKETS = 96;
/** Enough to look closer at a part of the run. */
export const FINE_BUCKETS = 480;

/** Round widths, in milliseconds, so that a bar is a time people name: 1 s, 5 s, 1 min, ... */
const STEPS = [1, 10, 50, 100, 250, 500]
  .concat([1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000))
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000))
  .concat([1, 2, 3, 6, 12].map((hours) => hours * 3_600_000))
  .concat([1, 2, 7, 14, 30, 90, 365].map((days) => days * 86_400_000));

/**
 * Volume by level over all files, or nothing when fewer than two records state a time. Beside files
 * with dates those stay out which count from a start that nobody knows.
 */
export function timelineOf(
  all: readonly LogFile[],
  buckets: number = BUCKETS,
): Timeline | undefined {
  const dated = all.filter(({ missingDate, span }) => span && missingDate === undefined);
  const files = dated.length > 0 ? dated : all;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const file of files) {
    first = Math.min(first, file.span?.from ?? first);
    last = Math.max(last, file.span?.to ?? last);
  }
  if (!(first < last)) {
    return undefined;
  }
  const scale = scaleOf(first, last, buckets);
  return { start: scale.start, step: scale.step, buckets: fill(files, scale) };
}

/** Buckets of equal length that cover a span of time. */
export interface Scale {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

export function scaleOf(first: number, last: number, buckets: number = BUCKETS): Scale {
  const wanted = (last - first) / buckets;
  const step = STEPS.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted);
  const start = Math.floor(first / step) * step;
  return { start, step, length: Math.floor((last - start) / step) + 1 };
}

function fill(files: readonly LogFile[], { start, step, length }: Scale): Timeline['buckets'] {
  const counts = {
    info: new Uint32Array(length),
    warn: new Uint32Array(length),
    error: new Uint32Array(length),
  };
  for (const { records } of files) {
    for (let i = 0, end = records.length; i < end; i++) {
      const bucket = Math.floor((records.timestamp(i) - start) / step);
      if (bucket >= 0 && bucket < length) {
        const ofLevel = counts[volumeLevel(records.severityNumber(i))];
        ofLevel[bucket] = (ofLevel[bucket] as number) + 1;
      }
    }
  }
  return Array.from({ length }, (_, i) => ({
    info: counts.info[i] ?? 0,
    warn: counts.warn[i] ?? 0,
    error: counts.error[i] ?? 0,
  }));
}

/** The level that a chart of the volume tells apart. */
export function volumeLevel(severity: number): 'info' | 'warn' | 'error' {
  if (severity >= Severity.error) return 'error';
  return severity >= Severity.warn ? 'warn' : 'info';
}

import { createSkeletonIndex } from '../../src/core/masking/skeletonIndex.ts';
import type { LogFile } from '../../src/core/model/logFile.ts';
import type { LogRecord } from '../../src/core/model/logRecord.ts';

/** The parts of a log that come from its records, for tests that write the records themselves. */
export function tableOf(
  given: readonly LogRecord[],
): Pick<LogFile, 'records' | 'skeletons' | 'span'> {
  const index = createSkeletonIndex();
  const skeletons = given.map(({ body }) => index.numberOf(body));
  const times = given.flatMap(({ timestamp }) => timestamp ?? []);
  return {
    records: {
      length: given.length,
      at: (i) => (i < 0 ? undefined : given[i]),
      slice: (from, to) => given.slice(Math.max(0, from), to),
      startLine: (i) => given[i]?.startLine ?? 0,
      timestamp: (i) => given[i]?.timestamp ?? Number.NaN,
      severityNumber: (i) => given[i]?.severityNumber ?? 0,
      skeleton: (i) => skeletons[i] ?? 0,
    },
    skeletons: index.texts,
    span: times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) },
  };
}

/** All records of a log, read one by one. */
export function recordsOf({ records }: LogFile): readonly LogRecord[] {
  return records.slice(0, records.length);
}

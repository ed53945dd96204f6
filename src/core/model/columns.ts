import type { CopiedColumns, LogRecords } from './logFile.ts';

/** Copies columns from a record on, as far as there is room and there are records. */
export function copyColumns(records: LogRecords, from: number, into: CopiedColumns): void {
  if (records.copy) {
    records.copy(from, into);
    return;
  }
  const { timestamps, severityNumbers, skeletons } = into;
  const count = Math.min(timestamps.length, records.length - from);
  for (let i = 0; i < count; i++) {
    timestamps[i] = records.timestamp(from + i);
    severityNumbers[i] = records.severityNumber(from + i);
    skeletons[i] = records.skeleton(from + i);
  }
}

/** Room for the columns of so many records. */
export function columnsFor(count: number): CopiedColumns {
  return {
    timestamps: new Float64Array(count),
    severityNumbers: new Uint8Array(count),
    skeletons: new Uint32Array(count),
  };
}

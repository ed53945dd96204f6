import type { SeverityNumber } from '../model/severity.ts';

/** What is kept of each record: 17 bytes, in columns that grow by doubling. */
export interface RecordColumns {
  readonly length: number;
  push(startLine: number, time: number, severity: SeverityNumber, skeleton: number): void;
  startLine(index: number): number;
  /** Milliseconds, NaN for none. */
  time(index: number): number;
  severity(index: number): SeverityNumber;
  skeleton(index: number): number;
}

export function createRecordColumns(): RecordColumns {
  let capacity = 1024;
  let length = 0;
  let lines = new Uint32Array(capacity);
  let times = new Float64Array(capacity);
  let severities = new Uint8Array(capacity);
  let skeletons = new Uint32Array(capacity);
  const grow = (): void => {
    capacity *= 2;
    lines = grown(lines, new Uint32Array(capacity));
    times = grown(times, new Float64Array(capacity));
    severities = grown(severities, new Uint8Array(capacity));
    skeletons = grown(skeletons, new Uint32Array(capacity));
  };
  return {
    get length() {
      return length;
    },
    push(startLine, time, severity, skeleton) {
      if (length === capacity) grow();
      lines[length] = startLine;
      times[length] = time;
      severities[length] = severity;
      skeletons[length] = skeleton;
      length++;
    },
    startLine: (index) => lines[index] ?? 0,
    time: (index) => times[index] ?? Number.NaN,
    severity: (index) => severities[index] ?? 0,
    skeleton: (index) => skeletons[index] ?? 0,
  };
}

function grown<T extends Uint8Array | Uint32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

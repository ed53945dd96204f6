import { collectLog } from './collect/collect.ts';
import { mineLogs } from './mine/mine.ts';
import { type ByteSource, bytesSource } from './model/byteSource.ts';
import type { FirstLook } from './model/overview.ts';
import type { Pace } from './model/pace.ts';
import { overviewOf } from './overview.ts';

/** Bytes of the head and of the tail that are looked at. */
const SAMPLE = 64 << 10;
const MOST_TEMPLATES = 8;
const LF = 10;

/** What the head and the tail of a log tell, in some ten milliseconds, whatever its size. */
export async function firstLook(bytes: ByteSource, pace: Pace): Promise<FirstLook> {
  const sample = headAndTail(bytes);
  const file = await collectLog({ uri: '', name: '' }, bytesSource(sample), pace);
  const mined = await mineLogs([file], pace);
  const { records, format, span, levels, templates } = await overviewOf(file, mined, pace);
  const severity = new Map(levels.map(({ level }, place) => [level, place]));
  const shown = templates
    .toSorted((a, b) => (severity.get(a.level) ?? 0) - (severity.get(b.level) ?? 0))
    .slice(0, MOST_TEMPLATES);
  return {
    bytes: sample.length,
    ...{ records, format, span, levels },
    templates: shown.map(({ text, count, level }) => ({ text, count, level })),
  };
}

/** The whole lines of both; of UTF-16, whose lines can't be told by a byte, the head alone. */
function headAndTail(bytes: ByteSource): Uint8Array {
  if (bytes.size <= 2 * SAMPLE) {
    return bytes.read(0, bytes.size);
  }
  const head = bytes.read(0, SAMPLE);
  if (head.includes(0)) {
    return head;
  }
  const tail = bytes.read(bytes.size - SAMPLE, bytes.size);
  const sample = new Uint8Array(2 * SAMPLE);
  const end = head.lastIndexOf(LF) + 1;
  const rest = tail.subarray(tail.indexOf(LF) + 1);
  sample.set(head.subarray(0, end));
  sample.set(rest, end);
  return sample.subarray(0, end + rest.length);
}

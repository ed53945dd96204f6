import type { ByteSource } from '../model/byteSource.ts';
import type { Pace } from '../model/pace.ts';

const PIECE = 4 << 20;
const LF = 10;
const CR = 13;

/** Bytes from `from`, which stands in a line or behind its break, to the next line. */
export async function restOfLine(source: ByteSource, from: number, pace: Pace): Promise<number> {
  let before = source.read(from - 1, from)[0];
  for (let at = from; at < source.size; ) {
    const bytes = source.read(at, Math.min(source.size, at + PIECE));
    if (bytes.length === 0) break;
    if (before === LF || before === CR) {
      return at - from + (before === CR && bytes[0] === LF ? 1 : 0);
    }
    const end = firstBreak(bytes);
    at += end === undefined ? bytes.length : end + 1;
    before = bytes[end ?? bytes.length - 1];
    const wait = pace.step();
    if (wait !== undefined) await wait;
  }
  return source.size - from;
}

function firstBreak(bytes: Uint8Array): number | undefined {
  const places = [bytes.indexOf(LF), bytes.indexOf(CR)].filter((place) => place >= 0);
  return places.length > 0 ? Math.min(...places) : undefined;
}

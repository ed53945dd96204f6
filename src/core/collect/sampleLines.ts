import type { ByteSource } from '../model/byteSource.ts';
import type { Encoding } from './decode.ts';
import { stripControls } from './lines.ts';

const BLOCKS = 50;
const BLOCK_LINES = 12;
/** Bytes read for a block, and more where its lines are long. */
const BLOCK_BYTES = 16 << 10;
const MOST_BYTES = 1 << 20;
/** Bytes of a line without end that are looked at; those from its middle say nothing. */
const PART = 8 << 10;

/** Up to 600 lines that are not blank, in blocks spread evenly; all of a small file. */
export function sampleLines(source: ByteSource, encoding: Encoding): readonly string[] {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const sample: string[] = [];
  let next = 0;
  for (let block = 0; block < BLOCKS && next < source.size; block++) {
    const wanted = Math.floor((source.size / BLOCKS) * block);
    const isAligned = wanted <= next;
    const read = readBlock(source, decoder, Math.max(wanted, next), isAligned);
    sample.push(...read.lines);
    next = read.end;
  }
  return sample;
}

function readBlock(
  source: ByteSource,
  decoder: TextDecoder,
  from: number,
  isAligned: boolean,
): { readonly lines: readonly string[]; readonly end: number } {
  for (let size = BLOCK_BYTES; ; size *= 4) {
    const end = Math.min(source.size, from + size);
    const bytes = source.read(from, end);
    const { start, stop, count } = linesIn(bytes, isAligned, end === source.size);
    if (count < BLOCK_LINES && end < source.size && size < MOST_BYTES) {
      continue;
    }
    const isPart = count === 0 && end < source.size;
    if (isPart && !isAligned) {
      return { lines: [], end };
    }
    const lines = decoder
      .decode(bytes.subarray(start, isPart ? PART : stop))
      .split(/\r\n|\r|\n/)
      .map((line, i) =>
        stripControls(i === 0 && line.charCodeAt(0) === 0xfeff ? line.slice(1) : line),
      );
    return {
      lines: lines.filter((line) => line.trim() !== ''),
      end: Math.max(from + stop, from + 1),
    };
  }
}

/** Where the first lines of a block start, and where so many of them end. */
function linesIn(
  bytes: Uint8Array,
  isAligned: boolean,
  isEnd: boolean,
): { readonly start: number; readonly stop: number; readonly count: number } {
  let start = isAligned ? 0 : -1;
  let stop = 0;
  let count = 0;
  for (let i = 0; i < bytes.length && count < BLOCK_LINES; i++) {
    const byte = bytes[i];
    const isBreak = byte === 10 || (byte === 13 && bytes[i + 1] !== 10);
    if (isBreak && start < 0) {
      start = i + 1;
    } else if (isBreak) {
      stop = i + 1;
      count++;
    }
  }
  const isWhole = isEnd && count < BLOCK_LINES;
  return { start: Math.max(0, start), stop: isWhole || count === 0 ? bytes.length : stop, count };
}

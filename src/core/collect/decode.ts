import { type ByteSource, bytesSource } from '../model/byteSource.ts';
import type { Pace } from '../model/pace.ts';
import type { Problem } from '../model/problem.ts';

/** Encodings in which a byte below 128 is the ASCII character, so that lines can be found in bytes. */
export type Encoding = 'utf-8' | 'windows-1252';

export interface Encoded {
  readonly bytes: ByteSource;
  readonly encoding: Encoding;
}

/**
 * Byte order marks are believed; without one UTF-16 shows by its zeros, and bytes that are mostly no
 * UTF-8 are taken for Latin-1 (as windows-1252). UTF-16 is given as UTF-8; all else stays as it is.
 */
export async function encodingOf(source: ByteSource, pace: Pace): Promise<Encoded> {
  const wide = wideEncodingOf(source.read(0, Math.min(source.size, SAMPLE)));
  if (wide) {
    return { bytes: bytesSource(await narrow(source, wide, pace)), encoding: 'utf-8' };
  }
  return { bytes: source, encoding: isLatin(source) ? 'windows-1252' : 'utf-8' };
}

const SAMPLE = 64 << 10;
const CHUNK = 4 << 20;

function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const end = bytes.length & ~1;
  const zeros = [0, 0];
  for (let i = 0; i < end; i++) {
    if (bytes[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const enough = end * 0.25;
  if (end >= 4 && odd > enough && even < odd / 20) return 'utf-16le';
  if (end >= 4 && even > enough && odd < even / 20) return 'utf-16be';
  return undefined;
}

async function narrow(source: ByteSource, from: string, pace: Pace): Promise<Uint8Array> {
  const decoder = new TextDecoder(from);
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < source.size; at += CHUNK) {
    const bytes = source.read(at, Math.min(source.size, at + CHUNK));
    parts.push(encoder.encode(decoder.decode(bytes, { stream: true })));
    const wait = pace.step();
    if (wait !== undefined) await wait;
  }
  parts.push(encoder.encode(decoder.decode()));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const all = new Uint8Array(new SharedArrayBuffer(length));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Samples of a file beside which it is not looked at for its encoding. */
const PLACES = 32;

function isLatin(source: ByteSource): boolean {
  const step = Math.max(SAMPLE, Math.floor(source.size / PLACES));
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < source.size; at += step) {
    const bytes = source.read(at, Math.min(source.size, at + SAMPLE));
    const counts = countInvalid(bytes);
    valid += counts.valid;
    invalid += counts.invalid;
  }
  return invalid > valid;
}

const none = { valid: 0, invalid: 0, first: -1 };

/** Code of the problem that part of a log was gone before it was read. */
export const SHORTER = 'shorter';

/** What a pass over a log finds that is no text, to be told as problems. */
export interface Damage {
  noteNul(): void;
  /** The source ended before the size that it had at the start. */
  noteShorter(): void;
  /**
   * Tells of bytes with any above 127, which hold whole lines.
   * @param firstLine number of the line that they begin with.
   */
  noteHigh(bytes: Uint8Array, firstLine: number): void;
  /** What was found so far, and the way back to it. */
  save(): DamageState;
  restore(state: DamageState): void;
  /** Adds what a part found between two places, whose lines follow those of so many here. */
  add(from: DamageState, to: DamageState, lines: number): void;
}

export interface DamageState {
  readonly invalid: number;
  /** The line with the first of them. */
  readonly firstLine: number | undefined;
  readonly hasNul: boolean;
  readonly isShorter: boolean;
}

const noDamage: DamageState = {
  invalid: 0,
  firstLine: undefined,
  hasNul: false,
  isShorter: false,
};

export function createDamage(encoding: Encoding): Damage {
  let state = noDamage;
  return {
    save: () => state,
    restore(saved) {
      state = saved;
    },
    add(from, to, lines) {
      const firstLine = to.firstLine === undefined ? undefined : to.firstLine + lines;
      state = {
        invalid: state.invalid + to.invalid - from.invalid,
        firstLine: state.firstLine ?? firstLine,
        hasNul: state.hasNul || to.hasNul,
        isShorter: state.isShorter || to.isShorter,
      };
    },
    noteShorter() {
      state = { ...state, isShorter: true };
    },
    noteNul() {
      if (!state.hasNul) state = { ...state, hasNul: true };
    },
    noteHigh(bytes, line) {
      const counts = encoding === 'utf-8' ? countInvalid(bytes) : none;
      if (counts.invalid > 0) {
        const firstLine = state.firstLine ?? line - 1 + lineOfByte(bytes, counts.first);
        state = { ...state, firstLine, invalid: state.invalid + counts.invalid };
      }
    },
  };
}

/** Tells people what was found. */
export function damageProblems(
  { invalid, firstLine, hasNul, isShorter }: DamageState,
  encoding: Encoding,
  file: string,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (isShorter) {
    const message = `${file} became shorter while it was read: run again to read what it is now.`;
    problems.push({ code: SHORTER, message, file });
  }
  if (encoding === 'windows-1252') {
    const message = 'The file is not UTF-8; it was read as Latin-1.';
    problems.push({ code: 'latin1', message, file });
  }
  if (firstLine !== undefined) {
    const message = `${invalid} bytes are not valid UTF-8, the first in line ${firstLine}; they are shown as \ufffd.`;
    problems.push({ code: 'invalidUtf8', message, file, line: firstLine });
  }
  if (hasNul) {
    const message = 'The file holds NUL bytes, so parts of it may not be text; they were left out.';
    problems.push({ code: 'binary', message, file });
  }
  return problems;
}

/** Multi-byte sequences that are well formed, and bytes that belong to none. */
function countInvalid(bytes: Uint8Array): { valid: number; invalid: number; first: number } {
  let valid = 0;
  let invalid = 0;
  let first = -1;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      continue;
    }
    const length = sequenceLength(bytes, i, byte);
    if (length > 0) {
      valid++;
      i += length - 1;
    } else {
      invalid++;
      if (first < 0) first = i;
    }
  }
  return { valid, invalid, first };
}

function sequenceLength(bytes: Uint8Array, at: number, lead: number): number {
  const length = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (lead > 0xf4) {
    return 0;
  }
  for (let i = 1; i < length; i++) {
    if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

function lineOfByte(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let i = 0; i < end; i++) {
    const byte = bytes[i];
    if (byte === 10 || (byte === 13 && bytes[i + 1] !== 10)) line++;
  }
  return line;
}

import type { Pace } from '../model/pace.ts';
import type { Problem } from '../model/problem.ts';

/** The text of a file, and what had to be done to get it. */
export interface Decoded {
  readonly text: string;
  readonly problems: readonly Problem[];
}

const chunk = 4 << 20;
const sampleSize = 64 << 10;

/**
 * Byte order marks are believed; without one UTF-16 shows by its zeros, and bytes that are mostly no
 * UTF-8 are taken for Latin-1 (as windows-1252). Whatever is left is UTF-8 with damage, which is
 * replaced by U+FFFD and reported. Line breaks stay as they are.
 */
export async function decodeText(bytes: Uint8Array, name: string, pace: Pace): Promise<Decoded> {
  const encoding = encodingOf(bytes);
  let text = await decodeAs(bytes, encoding, pace);
  const problems: Problem[] = [];
  const note = (code: string, message: string, line?: number): void => {
    problems.push({ code, message, file: name, ...(line === undefined ? {} : { line }) });
  };
  if (encoding === 'utf-8' && text.includes('\ufffd')) {
    const damage = countInvalid(bytes);
    if (damage.invalid > damage.valid) {
      text = await decodeAs(bytes, 'windows-1252', pace);
      note('latin1', 'The file is not UTF-8; it was read as Latin-1.');
    } else if (damage.invalid > 0) {
      const line = lineOfByte(bytes, damage.first);
      note(
        'invalidUtf8',
        `${damage.invalid} bytes are not valid UTF-8, the first in line ${line}; they are shown as \ufffd.`,
        line,
      );
    }
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    note('binary', 'The file holds NUL bytes, so parts of it may not be text; they were left out.');
  }
  return { text, problems };
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const end = Math.min(bytes.length, sampleSize) & ~1;
  const zeros = [0, 0];
  for (let i = 0; i < end; i++) {
    if (bytes[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const enough = end * 0.25;
  if (end >= 4 && odd > enough && even < odd / 20) return 'utf-16le';
  if (end >= 4 && even > enough && odd < even / 20) return 'utf-16be';
  return 'utf-8';
}

async function decodeAs(bytes: Uint8Array, encoding: Encoding, pace: Pace): Promise<string> {
  const decoder = new TextDecoder(encoding);
  if (bytes.length <= chunk) {
    return decoder.decode(bytes);
  }
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    parts.push(decoder.decode(bytes.subarray(at, at + chunk), { stream: true }));
    const wait = pace.step();
    if (wait !== undefined) await wait;
  }
  parts.push(decoder.decode());
  return parts.join('');
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

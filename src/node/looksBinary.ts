import type { ByteSource } from '../core/model/byteSource.ts';

/** Bytes of each sample, and where the samples begin, as shares of what can be skipped. */
const SAMPLE = 16 * 1024;
const PLACES = [0, 0.5, 1];

/** Random bytes hold 10 % of these control characters, a log with colours hardly any. */
const MOST_CONTROLS = 0.03;

/**
 * Whether bytes are no text in any encoding: control characters stand everywhere in them. A log that
 * a crash or a rotation filled with NUL or garbage in places is text, and so is UTF-16.
 */
export function looksBinary(bytes: ByteSource): boolean {
  return PLACES.every((place) => {
    const start = Math.floor(Math.max(0, bytes.size - SAMPLE) * place);
    return isNoise(bytes.read(start, Math.min(bytes.size, start + SAMPLE)));
  });
}

/** UTF-16 has its small bytes all at even or all at odd places; noise has them at both. */
function isNoise(sample: Uint8Array): boolean {
  const controls = [0, 0];
  sample.forEach((byte, i) => {
    if (isControl(byte)) {
      controls[i % 2] = (controls[i % 2] ?? 0) + 1;
    }
  });
  return Math.min(...controls) > (sample.length / 2) * MOST_CONTROLS;
}

/** Neither NUL nor white space nor what a terminal takes: bell, backspace, the escape of a colour. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1b;
}

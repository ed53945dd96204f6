import type { ByteSource } from '../core/model/byteSource.ts';

/** A kind of file that can be told by its first bytes, and what to do with one. */
export interface BinaryKind {
  /** With its article, e.g. `a zip archive`. */
  readonly what: string;
  readonly advice: string;
}

const unpack = 'unpack it first';
const isProgram = 'name the log that it writes';
const isDocument = 'name a log';

/** First bytes in hexadecimal, as a regular expression, and the kinds that begin with them. */
const kinds: readonly (readonly [RegExp, string, string])[] = [
  [/^504b(0304|0506|0708)/, 'a zip archive', unpack],
  [/^fd377a585a00/, 'an xz file', unpack],
  [/^28b52ffd/, 'a zstd file', unpack],
  [/^425a683[1-9](314159265359|177245385090)/, 'a bzip2 file', unpack],
  [/^04224d18/, 'an lz4 file', unpack],
  [/^377abcaf271c/, 'a 7z archive', unpack],
  [/^526172211a07/, 'a rar archive', unpack],
  [/^7f454c46/, 'an executable or library (ELF)', isProgram],
  [/^(feedfac[ef]|c[ef]faedfe)/, 'an executable or library (Mach-O)', isProgram],
  [/^cafebabe/, 'a Java class or a universal executable', isProgram],
  [/^0061736d/, 'a WebAssembly module', isProgram],
  [/^213c617263683e0a/, 'a library archive (ar)', isProgram],
  [/^89504e470d0a1a0a/, 'a PNG picture', isDocument],
  [/^ffd8ff/, 'a JPEG picture', isDocument],
  [/^474946383[79]61/, 'a GIF picture', isDocument],
  [/^255044462d/, 'a PDF document', isDocument],
  [/^53514c69746520666f726d6174203300/, 'an SQLite database', 'export the log that is in it'],
  [/^4c504b5348485248/, 'a systemd journal', 'write it as text with journalctl --file'],
  [/^456c6646696c6500/, 'a Windows event log', 'export it as text first'],
  [/^(d4c3b2a1|a1b2c3d4|0a0d0d0a)/, 'a network capture', 'write it as text first'],
];

/** What the first bytes say that the file is; nothing where they are no sign of a kind we know. */
export function binaryKind(bytes: ByteSource): BinaryKind | undefined {
  const head = bytes.read(0, Math.min(bytes.size, 1024));
  const start = Buffer.from(head.subarray(0, 16)).toString('hex');
  const known = kinds.find(([pattern]) => pattern.test(start));
  if (known) {
    return { what: known[1], advice: known[2] };
  }
  return isWindowsProgram(head)
    ? { what: 'an executable or library (PE)', advice: isProgram }
    : undefined;
}

/** `MZ` may begin a word; the header that stands where byte 60 says may not. */
function isWindowsProgram(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (head.length < 64 || view.getUint16(0) !== 0x4d5a) {
    return false;
  }
  const header = view.getUint32(60, true);
  return header + 4 <= head.length && view.getUint32(header) === 0x50450000;
}

/** Bytes of each sample, and where the samples begin, as shares of what can be skipped. */
const SAMPLE = 16 * 1024;
const PLACES = [0, 0.25, 0.5, 0.75, 1];

/** Random bytes hold 10% of these control characters, a log with colours hardly any. */
const MOST_CONTROLS = 0.03;

/**
 * Whether bytes are no text in any encoding: control characters stand in most places of them. A log
 * that a crash or a rotation filled with NUL or garbage in places is text, and so is UTF-16.
 */
export function looksBinary(bytes: ByteSource): boolean {
  const [first, second] = bytes.read(0, 2);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    // A byte order mark: in UTF-16, the halves of Cyrillic capitals look like control characters.
    return false;
  }
  const noisy = PLACES.filter((place) => {
    const start = Math.floor(Math.max(0, bytes.size - SAMPLE) * place);
    return isNoise(bytes.read(start, Math.min(bytes.size, start + SAMPLE)));
  });
  return noisy.length > PLACES.length / 2;
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

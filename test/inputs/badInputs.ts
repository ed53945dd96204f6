import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Inputs that are no ordinary log, and what people are told of them, wherever they ask. */
export interface BadInput {
  /** A sentence's subject, e.g. `an empty file`. */
  readonly what: string;
  /** Of the file, which may be in latin1. */
  readonly name: string;
  make(path: string): void;
  readonly told: Told;
}

export type Told =
  | { readonly kind: 'refused'; readonly message: RegExp }
  | {
      readonly kind: 'read';
      readonly lines: number;
      readonly outcome: 'diagnosed' | 'noIncident' | 'notEnoughEvidence';
      /** Title of the first hypothesis, or the reason why there is none. */
      readonly says: RegExp;
      /** One for each problem. */
      readonly problems?: readonly RegExp[];
    };

const start = Date.UTC(2026, 10, 3, 12);
const iso = (second: number): string => new Date(start + second * 1000).toISOString();

/** `count` ordinary lines a second apart, then five that fail for want of memory. */
export function failingLines(
  count = 60,
  line: (second: number, level: string, message: string) => string = (second, level, message) =>
    `${iso(second)} ${level} [orders] ${message}`,
): readonly string[] {
  return [
    ...Array.from({ length: count }, (_, i) => line(i, 'INFO', `order ${i} accepted`)),
    ...Array.from({ length: 5 }, (_, i) =>
      line(count + i, 'ERROR', `order ${count + i} failed: java.lang.OutOfMemoryError: Java heap space`),
    ),
  ];
}

/** Text without sense that is the same on each machine. */
export function randomText(length: number): string {
  let text = '';
  for (let i = 0; text.length < length; i++) {
    text += createHash('sha256').update(`${i}`).digest('base64');
  }
  return text.slice(0, length);
}

const text =
  (...parts: readonly (string | readonly string[])[]) =>
  (path: string): void =>
    writeFileSync(path, parts.map((part) => (typeof part === 'string' ? part : part.join('\n'))).join(''));

const bytes =
  (...parts: readonly Uint8Array[]) =>
  (path: string): void =>
    writeFileSync(path, Buffer.concat(parts));

const memory = /memory|heap/i;
const failing = failingLines();
const noise = createNoise(60_000);

function createNoise(length: number): Buffer {
  return Buffer.from(randomText(Math.ceil((length * 4) / 3)), 'base64');
}
const diagnosed = (lines: number, problems: readonly RegExp[] = []): Told => ({
  kind: 'read',
  lines,
  outcome: 'diagnosed',
  says: memory,
  problems,
});

export const badInputs: readonly BadInput[] = [
  { what: 'an empty file', name: 'empty.log', make: text(''), told: { kind: 'refused', message: /^empty\.log is empty: check that this is the log, and that it was written\.$/ } },
  { what: 'blank lines alone', name: 'blank.log', make: text('\n \r\n\t\r\n'), told: { kind: 'refused', message: /^blank\.log is empty/ } },
  { what: 'NUL alone', name: 'nul.log', make: bytes(Buffer.alloc(9000)), told: { kind: 'refused', message: /^nul\.log is empty/ } },
  { what: 'noise', name: 'noise.log', make: bytes(noise), told: { kind: 'refused', message: /^noise\.log is not text: if it is packed, unpack it first/ } },
  { what: 'a program', name: 'program.log', make: bytes(Buffer.from('\x7fELF\x02\x01'), noise), told: { kind: 'refused', message: /^program\.log is an executable or library \(ELF\), not text: name the log that it writes\.$/ } },
  { what: 'a zip archive', name: 'logs.zip', make: bytes(Buffer.from('PK\x03\x04'), noise), told: { kind: 'refused', message: /^logs\.zip is a zip archive, not text: unpack it first\.$/ } },
  { what: 'a folder', name: 'folder.log', make: (path) => mkdirSync(path), told: { kind: 'refused', message: /^folder\.log is a folder: name the log files in it\.$/ } },
  { what: 'a file that is not there', name: 'gone.log', make: () => {}, told: { kind: 'refused', message: /^gone\.log is not there \(.*gone\.log\)\.$/ } },
  { what: 'a link to itself', name: 'loop.log', make: (path) => symlinkSync('loop.log', path), told: { kind: 'refused', message: /^loop\.log is a symbolic link that leads back to itself\.$/ } },
  { what: 'a link to nothing', name: 'dangling.log', make: (path) => symlinkSync('nothing', path), told: { kind: 'refused', message: /^dangling\.log is not there/ } },
  { what: 'a file below a file', name: 'plain.log/app.log', make: (path) => writeFileSync(dirname(path), 'x'), told: { kind: 'refused', message: /^app\.log can't be read \(ENOTDIR\)\.$/ } },
  { what: 'a device', name: 'null.log', make: (path) => symlinkSync('/dev/null', path), told: { kind: 'refused', message: /^null\.log is (not a regular file|empty)/ } },
  { what: 'a gzip file that unpacks to nothing', name: 'empty.log.gz', make: bytes(gzipSync('')), told: { kind: 'refused', message: /^empty\.log\.gz is empty/ } },

  { what: 'one line without a break', name: 'one.log', make: text(failing.at(-1) ?? ''), told: diagnosed(1) },
  { what: 'a log without a break at its end', name: 'noend.log', make: text(failing), told: diagnosed(65) },
  { what: 'a log of lone carriage returns', name: 'cr.log', make: text(failing.join('\r')), told: diagnosed(65) },
  { what: 'a log whose breaks are of all kinds', name: 'breaks.log', make: text(failing.map((line, i) => `${line}${['\n', '\r\n', '\r'][i % 3]}`)), told: diagnosed(66) },
  { what: 'a line of 20 MB', name: 'long.log', make: text(`${iso(0)} INFO [orders] ${'word x=1 '.repeat(2_300_000)}\n`, failing), told: diagnosed(66) },
  { what: '200,000 lines of random text', name: 'random.log', make: text(randomText(5_000_000).replace(/(.{24})/g, '$1\n'), '\n', failing), told: { kind: 'read', lines: 208_399, outcome: 'diagnosed', says: /./ } },
  { what: 'UTF-16', name: 'wide.log', make: bytes(Buffer.from(`\ufeff${failing.join('\r\n')}`, 'utf16le')), told: diagnosed(65) },
  { what: 'UTF-16 without a mark', name: 'widebare.log', make: bytes(Buffer.from(failing.join('\r\n'), 'utf16le')), told: diagnosed(65) },
  { what: 'Latin-1', name: 'latin.log', make: bytes(Buffer.from(failing.map((line) => line.replace('accepted', 'angenommen für Köln')).join('\n'), 'latin1')), told: diagnosed(65, [/^The file is not UTF-8; it was read as Latin-1\.$/]) },
  { what: 'UTF-8 with lines of Latin-1', name: 'mixed.log', make: bytes(Buffer.from(failing.slice(0, 20).map((line) => `${line} für Köln\n`).join('')), Buffer.from('caf\xe9 na\xefve\n', 'latin1'), Buffer.from(failing.slice(20).join('\n'))), told: diagnosed(66, [/^2 bytes are not valid UTF-8, the first in line 21; they are shown as \ufffd\.$/]) },
  { what: 'UTF-8 and then UTF-16', name: 'switch.log', make: bytes(Buffer.from(`${failing.join('\n')}\n`), Buffer.from('tail of the log\n'.repeat(3), 'utf16le')), told: diagnosed(69, [/NUL bytes/]) },
  { what: 'a log with noise in its middle', name: 'middle.log', make: bytes(Buffer.from(`${failing.slice(0, 60).join('\n').repeat(40)}\n`), noise.subarray(0, 2000), Buffer.from(`\n${failing.slice(60).join('\n')}`)), told: { kind: 'read', lines: 0, outcome: 'diagnosed', says: memory, problems: [/valid UTF-8/, /NUL/] } },
  { what: 'a log that was filled up with NUL', name: 'filled.log', make: (path) => { writeFileSync(path, `${failing.join('\n')}\n`); truncateSync(path, 40_000); }, told: diagnosed(66, [/NUL bytes/]) },
  { what: 'a hole of NUL in the middle, as after a crash', name: 'hole.log', make: bytes(Buffer.from(`${failing.slice(0, 30).join('\n')}\n`), Buffer.alloc(5000), Buffer.from(`\n${failing.slice(30).join('\n')}`)), told: diagnosed(66, [/NUL bytes/]) },
  { what: 'formats that change from line to line', name: 'formats.log', make: text(failing.flatMap((line, i) => [line, `{"ts":"${iso(i)}","level":"info","msg":"cache hit ${i}"}`, `Nov  3 12:00:${String(i % 60).padStart(2, '0')} web sshd[9]: session ${i} opened`]).join('\n')), told: diagnosed(195) },
  { what: 'a cut gzip file', name: 'cut.log.gz', make: (path) => writeFileSync(path, gzipSync(failingLines(6000).toReversed().join('\n')).subarray(0, -4000)), told: { kind: 'read', lines: 0, outcome: 'diagnosed', says: memory, problems: [/^cut\.log\.gz ends in the middle of its gzip data; what is there was read\.$/] } },
  { what: 'colours, titles and links', name: 'colours.log', make: text(failing.map((line) => `\x1b[31m${line}\x1b[0m\x1b]8;;https://x.test\x1b\\link\x1b]8;;\x1b\\\n`)), told: diagnosed(66) },
  { what: 'lone surrogates in UTF-16', name: 'surrogates.log', make: bytes(Buffer.from(`\ufeff${failing.join('\ud800\n')}`, 'utf16le')), told: diagnosed(65) },
  { what: 'a name that is not UTF-8', name: 'caf\xe9.log', make: text(failing), told: diagnosed(65) },
  { what: 'a name of signs that mean something in addresses', name: 'a #b?c%41&d.log', make: text(failing), told: diagnosed(65) },
  { what: 'a pipe that nobody writes to', name: 'pipe.log', make: (path) => { execFileSync('mkfifo', [path]); }, told: { kind: 'refused', message: /^pipe\.log is not a regular file/ } },
];

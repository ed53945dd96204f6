import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Inputs that are no ordinary log, and what people are told of them, wherever they ask. */
export interface BadInput {
  /** A subject, e.g. `an empty file`. */
  readonly what: string;
  /** Of the file, as programs come to know it. */
  readonly name: string;
  /** The name as it is stored, where that is no text. */
  readonly stored?: Buffer;
  make(path: string): void;
  readonly told: Told;
}

type Told =
  | { readonly kind: 'refused'; readonly message: RegExp }
  | {
      readonly kind: 'diagnosed';
      /** Nothing where that is up to the packer. */
      readonly lines: number | undefined;
      /** One for each problem. */
      readonly problems: readonly RegExp[];
    };

export function writeInput(folder: string, { name, stored, make }: BadInput): void {
  make(join(folder, name));
  if (stored) {
    renameSync(join(folder, name), Buffer.concat([Buffer.from(`${folder}/`), stored]));
  }
}

/** What those that are diagnosed have in common: orders fail for want of memory. */
export const EXPLAINED = /OutOfMemoryError: Java heap space/;

const start = Date.UTC(2026, 10, 3, 12);
const iso = (second: number): string => new Date(start + second * 1000).toISOString();

type Line = (second: number, level: string, message: string) => string;
const stated: Line = (second, level, message) => `${iso(second)} ${level} [orders] ${message}`;

/** `count` ordinary lines a second apart, then five that fail. */
function failingLines(count: number, line: Line = stated): readonly string[] {
  const reason = 'java.lang.OutOfMemoryError: Java heap space';
  return Array.from({ length: count + 5 }, (_, i) =>
    i < count
      ? line(i, 'INFO', `order ${i} accepted`)
      : line(i, 'ERROR', `order ${i} failed: ${reason}`),
  );
}

const failing = failingLines(60);
const log = failing.join('\n');

/** Every byte as often as any other, in no order, and the same on each machine. */
const noise = Buffer.concat(
  Array.from({ length: 8000 }, (_, i) => createHash('sha256').update(`${i}`).digest()),
);

/** So many lines without sense, no two of one kind. */
function randomLines(count: number): string {
  const letters = noise.toString('base64').repeat(Math.ceil((count * 24) / noise.length));
  return Array.from({ length: count }, (_, i) => {
    const at = (i * 7919) % (letters.length - 24);
    return letters.slice(at, at + 24);
  }).join('\n');
}

const writes =
  (...parts: readonly (string | Uint8Array)[]) =>
  (path: string): void =>
    writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));

const refused = (message: RegExp): Told => ({ kind: 'refused', message });
const diagnosed = (lines: number | undefined, ...problems: readonly RegExp[]): Told => ({
  kind: 'diagnosed',
  lines,
  problems,
});

const NUL = /^The file holds NUL bytes, so parts of it may not be text; they were left out\.$/;
const LATIN = /^The file is not UTF-8; it was read as Latin-1\.$/;

const noLogs: readonly BadInput[] = [
  {
    what: 'an empty file',
    name: 'empty.log',
    make: writes(),
    told: refused(/^empty\.log is empty: check that this is the log, and that it was written\.$/m),
  },
  {
    what: 'a file of blank lines',
    name: 'blank.log',
    make: writes('\n \r\n\t\r\n'),
    told: refused(/^blank\.log is empty/m),
  },
  {
    what: 'a file of NUL',
    name: 'nul.log',
    make: writes(Buffer.alloc(9000)),
    told: refused(/^nul\.log is empty/m),
  },
  {
    what: 'noise',
    name: 'noise.log',
    make: writes(noise),
    told: refused(/^noise\.log is not text: if it is packed, unpack it first/m),
  },
  {
    what: 'a program',
    name: 'program.log',
    make: writes('\x7fELF\x02\x01', noise),
    told: refused(
      /^program\.log is an executable or library \(ELF\), not text: name the log that it writes\.$/m,
    ),
  },
  {
    what: 'a zip archive',
    name: 'logs.zip',
    make: writes('PK\x03\x04', noise),
    told: refused(/^logs\.zip is a zip archive, not text: unpack it first\.$/m),
  },
  {
    what: 'a gzip file that unpacks to nothing',
    name: 'empty.log.gz',
    make: writes(gzipSync('')),
    told: refused(/^empty\.log\.gz is empty/m),
  },
  {
    what: 'a folder',
    name: 'folder.log',
    make: (path) => mkdirSync(path),
    told: refused(/^folder\.log is a folder: name the log files in it\.$/m),
  },
  {
    what: 'a file that is not there',
    name: 'gone.log',
    make: () => {},
    told: refused(/^gone\.log is not there \(.*gone\.log\)\.$/m),
  },
  {
    what: 'a link to itself',
    name: 'loop.log',
    make: (path) => symlinkSync('loop.log', path),
    told: refused(/^loop\.log is a symbolic link that leads back to itself\.$/m),
  },
  {
    what: 'a link to nothing',
    name: 'dangling.log',
    make: (path) => symlinkSync('nothing', path),
    told: refused(/^dangling\.log is not there/m),
  },
  {
    what: 'a name below a file',
    name: 'plain/app.log',
    make: (path) => writeFileSync(dirname(path), 'x'),
    told: refused(/^app\.log can't be read \(ENOTDIR\)\.$/m),
  },
  {
    what: 'a name that is too long',
    name: `${'long'.repeat(80)}.log`,
    make: () => {},
    told: refused(/^(long){20} has too long a name for this system\.$/m),
  },
];

/** A shell's reader waits for a pipe's writer; an editor must not. */
export const pipe: BadInput = {
  what: 'a pipe that nobody writes to',
  name: 'pipe.log',
  make: (path) => {
    execFileSync('mkfifo', [path]);
  },
  told: refused(/^pipe\.log is not a regular file\.$/m),
};

const shapes: readonly BadInput[] = [
  {
    what: 'one line without a break',
    name: 'one.log',
    make: writes(failing.at(-1) ?? ''),
    told: diagnosed(1),
  },
  {
    what: 'a log without a break at its end',
    name: 'open-end.log',
    make: writes(log),
    told: diagnosed(65),
  },
  {
    what: 'a log of lone carriage returns',
    name: 'returns.log',
    make: writes(failing.join('\r')),
    told: diagnosed(65),
  },
  {
    what: 'a log with breaks of all kinds',
    name: 'breaks.log',
    make: writes(failing.map((line, i) => line + (['\n', '\r\n', '\r'][i % 3] ?? '')).join('')),
    told: diagnosed(66),
  },
  {
    what: 'a line of 20 MB',
    name: 'long.log',
    make: writes(stated(0, 'INFO', 'word x=1 '.repeat(2_300_000)), '\n', log),
    told: diagnosed(66),
  },
  {
    what: '200,000 lines of random text',
    name: 'random.log',
    make: writes(randomLines(200_000), '\n', log),
    told: diagnosed(200_065),
  },
  {
    what: 'formats that change from line to line',
    name: 'formats.log',
    make: writes(
      failing
        .flatMap((line, i) => [
          line,
          `{"ts":"${iso(i)}","level":"info","msg":"cache hit ${i}"}`,
          `Nov  3 12:00:${String(i % 60).padStart(2, '0')} web sshd[9]: session ${i} opened`,
        ])
        .join('\n'),
    ),
    told: diagnosed(195),
  },
  {
    what: 'colours, titles and links',
    name: 'colours.log',
    make: writes(
      failing
        .map((line) => `\x1b]0;title\x07\x1b[31m${line}\x1b[0m \x1b]8;;https://x.test\x1b\\\n`)
        .join(''),
    ),
    told: diagnosed(66),
  },
  {
    what: 'a cut gzip file',
    name: 'cut.log.gz',
    make: writes(gzipSync(failingLines(6000).toReversed().join('\n')).subarray(0, -4000)),
    told: diagnosed(
      undefined,
      /^cut\.log\.gz ends in the middle of its gzip data; what is there was read\.$/,
    ),
  },
];

const encodings: readonly BadInput[] = [
  {
    what: 'UTF-16',
    name: 'wide.log',
    make: writes(Buffer.from(`\ufeff${failing.join('\r\n')}`, 'utf16le')),
    told: diagnosed(65),
  },
  {
    what: 'UTF-16 without a mark',
    name: 'bare-wide.log',
    make: writes(Buffer.from(failing.join('\r\n'), 'utf16le')),
    told: diagnosed(65),
  },
  {
    what: 'UTF-16 with lone surrogates',
    name: 'surrogates.log',
    make: writes(Buffer.from(`\ufeff${failing.join(' \ud800\n')}`, 'utf16le')),
    told: diagnosed(65),
  },
  {
    what: 'Latin-1',
    name: 'latin.log',
    make: writes(Buffer.from(log.replaceAll('accepted', 'für Köln'), 'latin1')),
    told: diagnosed(65, LATIN),
  },
  {
    what: 'UTF-8 with a line of Latin-1',
    name: 'mixed.log',
    make: writes(
      failing.map((line) => line.replace('accepted', 'für Köln')).join('\n'),
      Buffer.from('\ncaf\xe9 na\xefve', 'latin1'),
    ),
    told: diagnosed(
      66,
      /^2 bytes are not valid UTF-8, the first in line 66; they are shown as \ufffd\.$/,
    ),
  },
  {
    what: 'UTF-8 and then UTF-16',
    name: 'switch.log',
    make: writes(`${log}\n`, Buffer.from('end of the log\n'.repeat(3), 'utf16le')),
    told: diagnosed(69, NUL),
  },
  {
    what: 'a log with noise in its middle',
    name: 'middle.log',
    make: writes(
      failing.slice(0, 60).join('\n').repeat(40),
      '\n',
      noise.subarray(0, 2000),
      '\n',
      failing.slice(60).join('\n'),
    ),
    told: diagnosed(2383, LATIN, NUL),
  },
  {
    what: 'a log that was filled up with NUL',
    name: 'filled.log',
    make(path) {
      writeFileSync(path, `${log}\n`);
      truncateSync(path, 40_000);
    },
    told: diagnosed(66, NUL),
  },
  {
    what: 'a hole of NUL, as after a crash',
    name: 'hole.log',
    make: writes(
      failing.slice(0, 30).join('\n'),
      '\n',
      Buffer.alloc(5000),
      failing.slice(30).join('\n'),
    ),
    told: diagnosed(65, NUL),
  },
];

/** Lines of a program that writes local time without its zone. */
function localLines(at: (second: number) => string): readonly string[] {
  return failingLines(60, (second, level, message) => `${at(second)} ${level} [orders] ${message}`);
}

/** `2026-10-25 01:59:30` and so many seconds, going on from `then` at the half minute. */
const jumping =
  (first: string, then: string) =>
  (second: number): string => {
    const [from, passed] = second < 30 ? [first, second] : [then, second - 30];
    return new Date(Date.parse(`${from}Z`) + passed * 1000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
  };

const clocks: readonly BadInput[] = [
  {
    what: 'a clock that is set back an hour, as in autumn',
    name: 'autumn.log',
    make: writes(localLines(jumping('2026-10-25T02:59:30', '2026-10-25T02:00:00')).join('\n')),
    told: diagnosed(65),
  },
  {
    what: 'a clock that is put forward an hour, as in spring',
    name: 'spring.log',
    make: writes(localLines(jumping('2026-03-29T01:59:30', '2026-03-29T03:00:00')).join('\n')),
    told: diagnosed(65),
  },
  {
    what: 'a clock that jumps back by years',
    name: 'reset.log',
    make: writes(localLines(jumping('2026-03-29T01:59:30', '1970-01-01T00:00:00')).join('\n')),
    told: diagnosed(65),
  },
  {
    what: 'times without a year over new year',
    name: 'syslog',
    make: writes(
      failingLines(60, (second, _level, message) => {
        const day = second < 30 ? 'Dec 31 23:59:' : 'Jan  1 00:00:';
        return `${day}${String((second + 30) % 60).padStart(2, '0')} web orders[9]: ${message}`;
      }).join('\n'),
    ),
    told: diagnosed(65),
  },
];

const names: readonly BadInput[] = [
  {
    what: 'a name that is not UTF-8',
    name: 'caf\ufffd.log',
    stored: Buffer.from('caf\xe9.log', 'latin1'),
    make: writes(log),
    told: diagnosed(65),
  },
  {
    what: 'a name of signs that mean something in addresses',
    name: 'a #b?c%41&d+e.log',
    make: writes(log),
    told: diagnosed(65),
  },
];

export const badInputs: readonly BadInput[] = [
  ...noLogs,
  ...shapes,
  ...encodings,
  ...clocks,
  ...names,
];

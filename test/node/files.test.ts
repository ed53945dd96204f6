import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { OpenedFile } from '../../src/core/ports.ts';
import { nodeFiles } from '../../src/node/files.ts';

/** Every byte as often as any other, in no order, as in a packed file. */
const noise = Buffer.from(Array.from({ length: 40_000 }, (_, i) => ((i * i * 7919) >>> 5) & 0xff));

/** The number under which this process holds a file open. */
function handleOf(path: string): number {
  const handles = readdirSync('/proc/self/fd').map(Number);
  const found = handles.find((handle) => {
    try {
      return readlinkSync(`/proc/self/fd/${handle}`) === path;
    } catch {
      return false;
    }
  });
  return found ?? assert.fail(`${path} is not open`);
}

suite('nodeFiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-files-'));
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  const read = (name: string): Promise<OpenedFile> =>
    nodeFiles.open(pathToFileURL(join(folder, name)).href, neverCancelled);
  const textOf = (content: OpenedFile): string =>
    content.kind === 'opened'
      ? new TextDecoder().decode(content.bytes.read(0, content.bytes.size))
      : content.failure.code;

  test('gives the bytes of a file, unpacked where it is gzip, whatever its name', async () => {
    writeFileSync(join(folder, 'plain.gz'), 'not packed');
    writeFileSync(join(folder, 'packed.log'), gzipSync('packed'));
    writeFileSync(join(folder, 'empty.log'), '');
    assert.equal(textOf(await read('plain.gz')), 'not packed');
    assert.equal(textOf(await read('packed.log')), 'packed');
    assert.equal(textOf(await read('empty.log')), '');
  });

  test('tells when a file was last written, of a gzip file by its own word', async () => {
    const written = Date.UTC(2026, 10, 20, 10);
    writeFileSync(join(folder, 'old.log'), 'x');
    utimesSync(join(folder, 'old.log'), written / 1000, written / 1000);
    const packed = gzipSync('x');
    packed.writeUInt32LE(written / 1000, 4);
    writeFileSync(join(folder, 'old.log.gz'), packed);
    for (const name of ['old.log', 'old.log.gz']) {
      const content = await read(name);
      assert.equal(content.kind === 'opened' && content.modified, written);
    }
  });

  test('a progress bar that was drawn with backspaces is text', async () => {
    const bar = Array.from({ length: 900 }, (_, i) => `${'\b'.repeat(4)}${String(i).padStart(4)}`);
    writeFileSync(join(folder, 'bar.log'), bar.join(''));
    assert.match(textOf(await read('bar.log')), /899$/);
  });

  const failures: readonly (readonly [string, string, () => void, string])[] = [
    ['a missing file', 'missing', () => {}, 'notFound'],
    ['a folder', 'folder', () => mkdirSync(join(folder, 'folder')), 'notAFile'],
    [
      'a pipe that nobody writes to',
      'pipe',
      () => execFileSync('mkfifo', [join(folder, 'pipe')]),
      'notAFile',
    ],
    ['a link to itself', 'loop', () => symlinkSync('loop', join(folder, 'loop')), 'unreadable'],
    [
      'the mere beginning of a gzip file',
      'begun.gz',
      () => writeFileSync(join(folder, 'begun.gz'), gzipSync('x'.repeat(9999)).subarray(0, 12)),
      'badGzip',
    ],
    ['noise', 'noise.log', () => writeFileSync(join(folder, 'noise.log'), noise), 'notText'],
    [
      'packed noise',
      'noise.log.gz',
      () => writeFileSync(join(folder, 'noise.log.gz'), gzipSync(noise)),
      'notText',
    ],
  ];
  for (const [what, name, make, code] of failures) {
    test(`${what} is a failure with a sentence that names it`, async () => {
      make();
      const content = await read(name);
      assert.equal(content.kind === 'failure' && content.failure.code, code);
      assert.ok(content.kind === 'failure' && content.failure.message.includes(name));
    });
  }

  const texts: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-16 in capitals', Buffer.from('\ufeffОШИБКА: НЕТ МЕСТА\n'.repeat(99), 'utf16le')],
    ['a log that begins like a program', Buffer.from('MZ is the prefix of zones\n'.repeat(99))],
    [
      'a log with noise in its middle',
      Buffer.concat([
        Buffer.from('ok\n'.repeat(40_000)),
        noise,
        Buffer.from('ERROR full\n'.repeat(9999)),
      ]),
    ],
    ['UTF-16 without a mark', Buffer.from('ошибка: нет места\n'.repeat(99), 'utf16le')],
    ['a log in colours', Buffer.from('\x1b[31mERROR\x1b[0m full\n'.repeat(99))],
    [
      'a log that begins with noise',
      Buffer.concat([noise, Buffer.from('ERROR full\n'.repeat(9999))]),
    ],
    [
      'a log that is filled up with NUL',
      Buffer.concat([Buffer.from('ok\n'), Buffer.alloc(99_999)]),
    ],
  ];
  for (const [what, bytes] of texts) {
    test(`${what} is text`, async () => {
      writeFileSync(join(folder, 'text.log'), bytes);
      assert.equal((await read('text.log')).kind, 'opened');
    });
  }

  const program = Buffer.alloc(512);
  program.write('MZ');
  program.writeUInt32LE(128, 60);
  program.write('PE\0\0', 128);
  const kinds: readonly (readonly [string, Buffer, RegExp])[] = [
    ['a zip archive', Buffer.from('PK\x03\x04'), /unpack it first/],
    ['an xz file', Buffer.from('fd377a585a0000', 'hex'), /unpack it first/],
    ['a zstd file', Buffer.from('28b52ffd04', 'hex'), /unpack it first/],
    ['a bzip2 file', Buffer.from('BZh91AY&SY'), /unpack it first/],
    ['an executable or library (ELF)', Buffer.from('\x7fELF\x02\x01'), /the log that it writes/],
    ['an executable or library (PE)', program, /the log that it writes/],
    ['an executable or library (Mach-O)', Buffer.from('cffaedfe07', 'hex'), /the log that/],
    ['a Java class or a universal executable', Buffer.from('cafebabe00', 'hex'), /the log that/],
    ['a PNG picture', Buffer.from('89504e470d0a1a0a', 'hex'), /name a log/],
    ['a JPEG picture', Buffer.from('ffd8ffe0', 'hex'), /name a log/],
    ['a PDF document', Buffer.from('%PDF-1.7\n'), /name a log/],
    ['an SQLite database', Buffer.from('SQLite format 3\0'), /export the log/],
  ];
  for (const [what, start, advice] of kinds) {
    test(`${what} is no text, whatever stands in it`, async () => {
      const bytes = Buffer.concat([start, Buffer.from('ERROR full\n'.repeat(999))]);
      writeFileSync(join(folder, 'kind.log'), bytes);
      const content = await read('kind.log');
      assert.ok(content.kind === 'failure');
      assert.equal(content.failure.code, 'notText');
      assert.ok(content.failure.message.startsWith(`kind.log is ${what}, not text`));
      assert.match(content.failure.message, advice);
    });
  }

  test('noise in most places is no text, though it begins and ends as one', async () => {
    const text = Buffer.from('ERROR full\n'.repeat(2000));
    writeFileSync(join(folder, 'most.log'), Buffer.concat([text, noise, noise, noise, text]));
    assert.equal(textOf(await read('most.log')), 'notText');
  });

  const lines = Array.from({ length: 9999 }, (_, i) => `line ${i} took ${(i * i) % 977} ms\n`);
  const packed = gzipSync(lines.join(''));
  const flipped = Buffer.from(packed);
  flipped.fill(0xff, packed.length - 2000, packed.length - 1900);
  const damaged: readonly (readonly [string, Buffer, string, number])[] = [
    ['a gzip file without its end', packed.subarray(0, packed.length / 2), 'gzipCut', 4000],
    ['a gzip file that lacks its sum alone', packed.subarray(0, -8), 'gzipCut', 9999],
    ['a gzip file with wrong bytes', flipped, 'gzipDamaged', 5000],
  ];
  for (const [what, bytes, code, least] of damaged) {
    test(`${what} is read as far as it goes, and that is told`, async () => {
      writeFileSync(join(folder, 'damaged.log.gz'), bytes);
      const content = await read('damaged.log.gz');
      const found = textOf(content).split('\n').slice(0, -1);
      assert.ok(found.length >= least, `${found.length} lines`);
      assert.ok(lines.join('').startsWith(`${found.slice(0, least).join('\n')}\n`));
      assert.ok(content.kind === 'opened');
      assert.equal(content.problem?.code, code);
      assert.match(content.problem?.message ?? '', /^damaged\.log\.gz /);
    });
  }

  test('gzip files that were joined, or filled up with NUL, are read whole', async () => {
    const joined = Buffer.concat([packed, packed, Buffer.alloc(512)]);
    writeFileSync(join(folder, 'joined.gz'), joined);
    const content = await read('joined.gz');
    assert.equal(textOf(content).length, 2 * lines.join('').length);
    assert.ok(content.kind === 'opened' && !content.problem);
  });

  /** What happens to a file after it was opened, what of it can be read then, and what is lost. */
  const later: readonly (readonly [string, (path: string) => void, string, object | undefined])[] =
    [
      ['is as it was', () => {}, 'first\nlast\n', undefined],
      ['was deleted', (path) => rmSync(path), 'first\nlast\n', undefined],
      ['may not be read any more', (path) => chmodSync(path, 0), 'first\nlast\n', undefined],
      ['grew', (path) => appendFileSync(path, 'more\n'), 'first\nlast\n', undefined],
      [
        'was replaced by another of its name',
        (path) => {
          rmSync(path);
          writeFileSync(path, 'other\ntext\n');
        },
        'first\nlast\n',
        undefined,
      ],
      ['was cut', (path) => truncateSync(path, 3), 'fir', { kind: 'shorter' }],
      ['was emptied', (path) => truncateSync(path), '', { kind: 'shorter' }],
      [
        'was written anew in its place',
        (path) => writeFileSync(path, 'other\ntext\n'),
        'other\ntext\n',
        { kind: 'rewritten' },
      ],
      ['fails', (path) => closeSync(handleOf(path)), '', { kind: 'failed', code: 'EBADF' }],
    ];
  for (const [what, happen, text, loss] of later) {
    test(`an open file that ${what} tells what of it is lost`, async () => {
      const path = join(folder, 'later.log');
      rmSync(path, { force: true });
      writeFileSync(path, 'first\nlast\n');
      const opened = await read('later.log');
      assert.ok(opened.kind === 'opened');
      happen(path);
      assert.equal(textOf(opened), text);
      assert.deepEqual(opened.bytes.loss(), loss);
      if (loss === undefined) opened.close();
    });
  }

  /** As a user who may not read everything; `root` may. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      return await work();
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  }

  test('a file that this user may not read is a failure that says so', async () => {
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'secret.log'), 'text');
    chmodSync(join(folder, 'secret.log'), 0);
    const content = await asNobody(() => read('secret.log'));
    assert.ok(content.kind === 'failure');
    assert.deepEqual(content.failure, {
      code: 'noAccess',
      message: 'secret.log may not be read by this user: check its permissions.',
    });
  });

  test('a file that was closed gives nothing, least of all bytes of the next that is opened', async () => {
    writeFileSync(join(folder, 'one.log'), 'one\n');
    writeFileSync(join(folder, 'two.log'), 'two\n');
    const one = await read('one.log');
    assert.ok(one.kind === 'opened');
    one.close();
    const two = await read('two.log');
    one.close();
    assert.deepEqual([textOf(one), textOf(two)], ['', 'two\n']);
  });

  test('a file of any size is opened, and read in pieces', async () => {
    writeFileSync(join(folder, 'large'), 'first\n');
    truncateSync(join(folder, 'large'), 6 * 1024 * 1024 * 1024);
    appendFileSync(join(folder, 'large'), 'last');
    const opened = await read('large');
    assert.ok(opened.kind === 'opened');
    const { bytes } = opened;
    assert.equal(Buffer.from(bytes.read(bytes.size - 4, bytes.size + 9)).toString(), 'last');
    opened.close();
  });

  test('a cancelled read stops', async () => {
    writeFileSync(join(folder, 'some.log'), 'text');
    const cancelled = AbortSignal.abort();
    const uri = pathToFileURL(join(folder, 'some.log')).href;
    await assert.rejects(nodeFiles.open(uri, cancelled), { name: 'AbortError' });
  });

  test('a read that is cancelled while it unpacks stops', async () => {
    writeFileSync(join(folder, 'large.gz'), gzipSync(noise));
    let looks = 0;
    const cancellation = {
      get aborted() {
        return looks > 1;
      },
      throwIfAborted() {
        looks++;
        if (this.aborted) throw new DOMException('stopped', 'AbortError');
      },
    };
    const uri = pathToFileURL(join(folder, 'large.gz')).href;
    await assert.rejects(nodeFiles.open(uri, cancellation), { name: 'AbortError' });
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
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
      'half a gzip file',
      'half.gz',
      () => writeFileSync(join(folder, 'half.gz'), gzipSync('x'.repeat(9999)).subarray(0, 30)),
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
});

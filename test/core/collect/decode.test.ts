import assert from 'node:assert/strict';
import { collectLog } from '../../../src/core/collect/collect.ts';
import { bytesSource } from '../../../src/core/model/byteSource.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import { recordsOf } from '../recordTable.ts';
import { noPace } from './collecting.ts';

const collect = (bytes: Uint8Array): Promise<LogFile> =>
  collectLog({ uri: 'file:///a.log', name: 'a.log' }, bytesSource(bytes), noPace);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

const text = 'ERROR: größe\r\nINFO: ok';
const lines = ['ERROR: größe', 'INFO: ok'];

const encodings: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
  ['UTF-8', utf8(text), []],
  ['UTF-8 with a byte order mark', utf8(`\ufeff${text}`), []],
  ['UTF-16 LE with a byte order mark', utf16(`\ufeff${text}`, true), []],
  ['UTF-16 BE with a byte order mark', utf16(`\ufeff${text}`, false), []],
  ['UTF-16 LE without one', utf16(text, true), []],
  ['UTF-16 BE without one', utf16(text, false), []],
  ['Latin-1', Uint8Array.from(text, (c) => c.charCodeAt(0)), ['latin1']],
];

const breaks: readonly (readonly [string, number, readonly string[]])[] = [
  ['', 1, []],
  ['a', 1, ['a']],
  ['a\n', 2, ['a']],
  ['a\r\nb\r\n', 3, ['a', 'b']],
  ['a\rb\rc', 3, ['a', 'b', 'c']],
  ['a\r\r\nb', 3, ['a', 'b']],
  ['a\n\rb', 3, ['a', 'b']],
  ['\n\n\n', 4, []],
  ['10%\r20%\r100%\ndone\n', 5, ['10%', '20%', '100%', 'done']],
];

const controls: readonly (readonly [string, string])[] = [
  ['\u001b[1;31mERROR\u001b[0m: red', 'ERROR: red'],
  ['\u001b[0Ktravis_time:start', 'travis_time:start'],
  ['\u001b]0;title\u0007text', 'text'],
  ['\u001b]8;;https://x.test\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['\u001b(Bplain\u001b=', 'plain'],
  ['a\u0000b\u0008c', 'abc'],
  ['tab\tstays', 'tab\tstays'],
  ['cut \u001b[3', 'cut 3'],
];

suite('bytes to lines', () => {
  for (const [name, bytes, problems] of encodings) {
    test(`reads ${name}`, async () => {
      const log = await collect(bytes);
      assert.deepEqual(
        recordsOf(log).map(({ startLine }) => log.lineAt(startLine)),
        lines,
      );
      assert.deepEqual(
        log.problems.map(({ code }) => code),
        problems,
      );
      assert.equal(log.bytes, bytes.length);
    });
  }

  test('reports bytes that are no UTF-8, with their line, and reads on', async () => {
    const log = await collect(Uint8Array.from([...utf8('größe\nok\nx'), 0xff, ...utf8('y\n')]));
    assert.equal(log.lineAt(3), 'x\ufffdy');
    assert.deepEqual(
      log.problems.map(({ code, line }) => [code, line]),
      [['invalidUtf8', 3]],
    );
  });

  test('reports NUL bytes and leaves them out', async () => {
    const log = await collect(utf8('a\0b\nc'));
    assert.equal(log.lineAt(1), 'ab');
    assert.deepEqual(
      log.problems.map(({ code }) => code),
      ['binary'],
    );
  });

  for (const [text, count, expected] of breaks) {
    test(`counts ${JSON.stringify(text)} as ${count} lines`, async () => {
      const log = await collect(utf8(text));
      assert.equal(log.lineCount, count);
      assert.deepEqual(
        recordsOf(log).map(({ startLine }) => log.lineAt(startLine)),
        expected,
      );
    });
  }

  for (const [raw, shown] of controls) {
    test(`shows ${JSON.stringify(raw)} as ${JSON.stringify(shown)}`, async () => {
      assert.equal((await collect(utf8(raw))).lineAt(1), shown);
    });
  }

  test('has no text outside its lines', async () => {
    const log = await collect(utf8('a\nb'));
    assert.deepEqual(
      [log.lineAt(0), log.lineAt(3), log.recordAt(0), log.recordAt(3)],
      ['', '', -1, -1],
    );
  });

  test('reads a line of megabytes in moments', async () => {
    const start = performance.now();
    const long = 'word [x] a.b: "q" =1 '.repeat(200_000);
    const log = await collect(
      utf8(`${long}\n2026-11-20 10:00:00 ${long}\n{"msg":"${'a'.repeat(3_000_000)}"`),
    );
    assert.equal(log.records.length, 3);
    assert.ok(performance.now() - start < 3_000);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  LINE_FIELDS,
  type LineScanner,
  MOST_LINES,
} from '../../../src/core/collect/kernel/lineScanner.ts';
import { createTypescriptScanner } from '../../../src/core/collect/kernel/typescriptScanner.ts';
import { createWasmScanner } from '../../../src/core/collect/kernel/wasmScanner.ts';
import { templateOf } from '../../../src/core/masking/masking.ts';
import { compileKernel } from '../../kernel/compile.ts';

const utf8 = new TextEncoder();

interface Found {
  readonly start: number;
  readonly end: number;
  readonly hash: string;
}

function scan(
  scanner: LineScanner,
  bytes: Uint8Array,
  isEnd = true,
): { readonly lines: readonly Found[]; readonly end: number } {
  scanner.input(bytes.length).set(bytes);
  const { count, end } = scanner.scan(0, bytes.length, isEnd);
  const lines = Array.from({ length: count }, (_, i): Found => {
    const [start = 0, stop = 0, a, b] = scanner.lines.subarray(i * LINE_FIELDS);
    return { start, end: stop, hash: `${a} ${b}` };
  });
  return { lines, end };
}

const typescript = createTypescriptScanner();
const found = createWasmScanner();
assert.ok(found, 'this Node has WebAssembly with SIMD');
const wasm = found;
const scanners: readonly (readonly [string, LineScanner])[] = [
  ['TypeScript', typescript],
  ['WebAssembly', wasm],
];

/** Two lines, and whether they are one skeleton. */
const pairs: readonly (readonly [string, string, boolean])[] = [
  ['took 5 ms', 'took 123 ms', true],
  ['took 5 ms', 'took 5 s', false],
  ['id 4f2a9c01', 'id 77be0d12', true],
  ['worker-3 done', 'worker-17 done', true],
  ['order7b91 kept', 'order7b92 kept', true],
  ['ssh2 kept', 'ssh3 kept', false],
  ['code E0308', 'code E0277', false],
  ['job4711x ok', 'job4712x ok', true],
  ['id 12345', 'id 4f2a9c01', true],
  ['req 781f9c58-77fa-4a0e-a1b2-0123456789ab', 'req 00112233-abcd-dead-beef-facefeedcafe', true],
  ['5-feed me', '5-need me', false],
  ['at 0x7ffd0a', 'at 0X12', true],
  ['at 0x7ffdz', 'at 0x12y', false],
  ['node R02-M1-N0', 'node R33-M0-N4', true],
  ['TS2304: x', 'TS2305: x', false],
  ['Base64-encoded', 'Base32-encoded', false],
  ['10:00:00.1234567Z a', '10:00:00.123456789Z a', false],
  ['ts=1763632800', 'ts=1763632800123', false],
  ['took 5ms', 'took 17ms', true],
  ['status 5xx', 'status 4xx', false],
  ['id x7Gh2kQ9 ok', 'id Ab3dE6gH ok', true],
  ['Slf4jLog ok', 'Log4jLog ok', false],
  ['Base64Encoder ok', 'Base32Encoder ok', false],
  ['id q8Zk3mWn2rT5 ok', 'id aB1cD2eF3gH4 ok', true],
  ['id a1b2c3d4e5z ok', 'id zz9y8x7 ok', true],
  ['at 20261120T100000Z', 'at 20261120T100000X', false],
  ['read /var/lib/v12/a', 'read /var/lib/v7/a', true],
  ['read lib/v12/a', 'read lib/v7/a', false],
  ['get http://a/v1/b', 'get http://a/v2/b', false],
  ['key Zk9q2LmN8pRt4vWx/7yAb1cD+efGH== ok', 'key aB3dE6gH9jK2mN5p+qRsT/u8VwXyZ0/1Ab= ok', true],
  ['dir Zk9q2LmN8pRt4vWx/Data/a', 'dir Zk9q2LmN8pRt4vWx/Code/a', false],
  ['größe 1', 'größe 22', true],
  ['größe 1', 'grosse 1', false],
  ['', ' ', false],
  ['abc', 'abcd', false],
  ['a\0b', 'a\0\0b', false],
];

/** Text, whether the log ends with it, its complete lines, and the offset after them. */
const splits: readonly (readonly [string, boolean, readonly string[], number])[] = [
  ['a\nb', true, ['a', 'b'], 3],
  ['a\nb', false, ['a'], 2],
  ['a\r\nb\r\n', true, ['a', 'b'], 6],
  ['a\rb\r', true, ['a', 'b'], 4],
  ['a\rb\r', false, ['a'], 2],
  ['\n\n', true, ['', ''], 2],
  ['', true, [], 0],
  ['no break', false, [], 0],
];

suite('lines of bytes', () => {
  for (const [name, scanner] of scanners) {
    for (const [one, two, isSame] of pairs) {
      test(`${name}: ${JSON.stringify(one)} and ${JSON.stringify(two)} are ${isSame ? 'one skeleton' : 'two'}`, () => {
        const { lines } = scan(scanner, utf8.encode(`${one}\n${two}`));
        assert.equal(lines[0]?.hash === lines[1]?.hash, isSame);
      });
    }
    for (const [text, isEnd, expected, end] of splits) {
      test(`${name}: ${JSON.stringify(text)}${isEnd ? '' : ' ...'} has ${expected.length} lines`, () => {
        const scanned = scan(scanner, utf8.encode(text), isEnd);
        const texts = scanned.lines.map(({ start, end: stop }) => text.slice(start, stop));
        assert.deepEqual([texts, scanned.end], [expected, end]);
      });
    }
    test(`${name}: says where a NUL and where a byte above 127 stands`, () => {
      const bytes = utf8.encode(`${'x'.repeat(40)}ö${'y'.repeat(40)}\0z`);
      scanner.input(bytes.length).set(bytes);
      const asked = [scanner.inspect(0, 40), scanner.inspect(0, 60), scanner.inspect(60, 84)];
      assert.deepEqual(asked, [
        { isHigh: false, hasNul: false },
        { isHigh: true, hasNul: false },
        { isHigh: false, hasNul: true },
      ]);
    });
  }

  const piece = fc.oneof(
    fc.constantFrom('x7Gh2kQ9', '/var/lib/v7/a', 'Zk9q2LmN8pRt4vWx', '+/_-=', '5ms', 'R02-M1'),
    fc.constantFrom('\n', '\r', '\r\n', ' ', '2026-11-20T10:00:00.123Z', 'INFO', 'a1b2c3', '0x7f'),
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => text.repeat(20)),
  );
  test('both scanners find the same lines and hashes in anything', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, isEnd) => {
        const bytes = utf8.encode(pieces.join(''));
        assert.deepEqual(scan(wasm, bytes, isEnd), scan(typescript, bytes, isEnd));
      }),
      { numRuns: 300 },
    );
  });

  const sign = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
  const word = fc.oneof(
    fc.array(sign, { minLength: 4, maxLength: 40 }).map((signs) => signs.join('')),
    fc.array(fc.constantFrom(...'aZ7b2'), { minLength: 4, maxLength: 14 }).map((s) => s.join('')),
  );
  test('what it takes for a random word is masked, so that one hash has one skeleton', () => {
    const hashOf = (text: string): string | undefined =>
      scan(wasm, utf8.encode(text)).lines[0]?.hash;
    const random = hashOf('is x7Gh2kQ9 now');
    let found = 0;
    fc.assert(
      fc.property(word, (text) => {
        if (hashOf(`is ${text} now`) !== random) return;
        found++;
        assert.equal(templateOf(`is ${text} now`), 'is <*> now');
      }),
      { numRuns: 3000 },
    );
    assert.ok(found > 500, `${found} random words`);
  });

  test('both scanners hash the first 4 KB of a line, and find the end of a long one', () => {
    for (const long of ['x'.repeat(9000), '7 '.repeat(9000), `${'x'.repeat(4090)}1234567890abc`]) {
      const bytes = utf8.encode(`${long}\n${long}tail\nlast`);
      const { lines } = scan(wasm, bytes);
      assert.deepEqual(lines, scan(typescript, bytes).lines);
      assert.equal(lines.length, 3);
      assert.equal(lines[1]?.end, long.length * 2 + 5);
    }
  });

  test('both scanners stop where they may give no more lines, and go on from there', () => {
    const bytes = utf8.encode('\n'.repeat(MOST_LINES + 5));
    for (const [, scanner] of scanners) {
      const first = scan(scanner, bytes);
      assert.deepEqual([first.lines.length, first.end], [MOST_LINES, MOST_LINES]);
      assert.equal(scanner.scan(first.end, bytes.length, true).count, 5);
    }
  });

  test('the compiled kernel is the one of the source: `npm run kernel` was not forgotten', async () => {
    const { path, text } = await compileKernel();
    assert.equal(readFileSync(path, 'utf8'), text);
  });
});

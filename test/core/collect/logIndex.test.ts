import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue } from '../../../src/core/collect/catalogue.ts';
import { detectFormats } from '../../../src/core/collect/detectFormats.ts';
import { indexedLog } from '../../../src/core/collect/indexedLog.ts';
import { createTypescriptScanner } from '../../../src/core/collect/kernel/typescriptScanner.ts';
import { type IndexInput, LogIndex } from '../../../src/core/collect/logIndex.ts';
import { readPart } from '../../../src/core/collect/readPart.ts';
import { sampleLines } from '../../../src/core/collect/sampleLines.ts';
import { bytesSource } from '../../../src/core/model/byteSource.ts';
import { recordsOf } from '../recordTable.ts';
import { noPace } from './collecting.ts';

const source = { uri: 'file:///a.log', name: 'a.log' };

function inputFor(bytes: Uint8Array): IndexInput {
  const detected = detectFormats(sampleLines(bytesSource(bytes), 'utf-8'), undefined);
  return { encoding: 'utf-8', detected, scanner: createTypescriptScanner() };
}

/** All that can be asked of an index. */
function told(index: LogIndex, bytes: Uint8Array, { encoding, detected }: IndexInput) {
  const log = indexedLog(source, bytesSource(bytes), encoding, detected, index.data());
  const { lineCount, format, span, skeletons, problems } = log;
  const lines = Array.from({ length: lineCount }, (_, i) => log.lineAt(i + 1));
  const numbers = Array.from({ length: log.records.length }, (_, i) => log.records.skeleton(i));
  const records = recordsOf(log);
  return { lineCount, format, span, skeletons, problems, lines, numbers, records };
}

async function inOneGo(bytes: Uint8Array, input: IndexInput) {
  const index = new LogIndex(bytesSource(bytes), input);
  await index.read(bytesSource(bytes), noPace);
  return told(index, bytes, input);
}

/** The index of a log that is read again each time it has grown to one of these sizes. */
async function growing(bytes: Uint8Array, sizes: readonly number[], input: IndexInput) {
  const index = new LogIndex(bytesSource(bytes.subarray(0, 0)), input);
  for (const size of [...sizes, bytes.length]) {
    await index.read(bytesSource(bytes.subarray(0, size)), noPace);
  }
  return told(index, bytes, input);
}

/** The index of a log whose second half is read apart; nothing where it can't be. */
async function inTwoParts(bytes: Uint8Array, middle: number, input: IndexInput) {
  const whole = bytesSource(bytes);
  const cuts: number[] = [];
  const apart = { ...input, scanner: createTypescriptScanner() };
  const part = await readPart(whole, apart, middle, (cut) => cuts.push(cut), noPace);
  if (!part) return undefined;
  assert.deepEqual(cuts, [part.cut.offset]);
  const index = new LogIndex(whole, input);
  await index.readTo(part.cut.offset, noPace);
  index.absorb(structuredClone(part));
  await index.read(whole, noPace);
  return told(index, bytes, input);
}

const piece = fc.oneof(
  fc.constantFrom(...catalogue.map(({ example }) => `${example}\n`)),
  fc.constantFrom('\n', '\r', '\r\n', '\tat a.B.c(D.java:1)\n', 'panic: x\n\n', '}\n', '\0'),
  fc.string(),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const encode = (of: string): Uint8Array => new TextEncoder().encode(of);

suite('the index of a log that grows', () => {
  test('is that of the whole log, wherever it was cut', async () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(text, shares, async (sample, cuts) => {
        const bytes = encode(sample);
        const input = inputFor(bytes);
        const sizes = cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b);
        assert.deepEqual(
          await growing(bytes, sizes, input),
          await inOneGo(bytes, { ...input, scanner: createTypescriptScanner() }),
        );
      }),
      { numRuns: 300 },
    );
  });

  const cases: readonly (readonly [string, string, string])[] = [
    ['in the middle of a line', '2026-11-20T10:00:00Z INFO a\n2026-11-20T10:00', ':01Z INFO b\n'],
    ['between the halves of a break', 'one\r', '\ntwo\r\n'],
    ['in the middle of a character', 'caf\u00e9', ' au lait\n'],
    ['in a stack trace', 'Error: x\n    at a (b.js:1:1)\n', '    at c (d.js:2:2)\nnext\n'],
  ];
  for (const [name, before, after] of cases) {
    test(`is that of the whole log where it was cut ${name}`, async () => {
      const bytes = encode(before + after);
      const input = inputFor(bytes);
      const size = encode(before).length - (name.includes('character') ? 1 : 0);
      assert.deepEqual(await growing(bytes, [size], input), await inOneGo(bytes, input));
    });
  }
});

suite('the index of a log with a line of megabytes', () => {
  const long = `${'x'.repeat(4_999_999)}\u00e9${'y'.repeat(1_000_000)}`;
  const cases: readonly (readonly [string, string, number])[] = [
    ['alone', long, 1],
    ['between others', `${tracedLine(0)}\n${long}\n${tracedLine(1)}\n`, 4],
    ['at the end', `${tracedLine(0)}\r\n${long}`, 2],
    ['before a cut break', `${tracedLine(0)}\n${long}\r`, 3],
  ];
  for (const [name, sample, lineCount] of cases) {
    test(`${name} counts it as one, and finds all its characters well formed`, async () => {
      const bytes = encode(sample);
      const found = await inOneGo(bytes, inputFor(bytes));
      assert.equal(found.lineCount, lineCount);
      assert.deepEqual(found.problems, []);
      const cuts = [5_000_100, bytes.length - 1];
      assert.deepEqual(await growing(bytes, cuts, inputFor(bytes)), found);
    });
  }
});

suite('the index of a log that is read in two parts', () => {
  const logs: readonly (readonly [string, string, (i: number) => string])[] = [
    ['of records with traces', 'divided', tracedLine],
    [
      'with bytes that are no text in both',
      'divided',
      (i) => `${tracedLine(i)}${i % 700 ? '' : '\ufffe\0'}`,
    ],
    [
      'of several formats',
      'divided',
      (i) =>
        i % 3 ? tracedLine(i) : `{"ts":${1_763_000_000 + i},"level":"warn","msg":"retry ${i}"}`,
    ],
    [
      'with long lines whose numbers grow',
      'divided',
      (i) => `${timeOf(i)} INFO stored ${i * i} of ${'part=done '.repeat(300)}`,
    ],
    ['without times', 'whole', (i) => `step ${i} of the work`],
    ['with times that have no date', 'whole', (i) => `10:${two(i / 60)}:${two(i)} INFO step ${i}`],
    [
      'with a clock without a date in few lines',
      'whole',
      (i) => (i % 500 ? tracedLine(i) : `10:${two(i / 60)}:${two(i)} INFO step`),
    ],
  ];
  for (const [name, expected, lineOf] of logs) {
    const verdict = expected === 'divided' ? 'is that of the whole log' : 'is not made of parts';
    test(`${name} ${verdict}`, async () => {
      const lines = Array.from({ length: 12_000 }, (_, i) => lineOf(i));
      const bytes = encode(lines.join('\n'));
      const input = inputFor(bytes);
      const parts = await inTwoParts(bytes, bytes.length >> 1, input);
      if (expected === 'divided') assert.deepEqual(parts, await inOneGo(bytes, input));
      else assert.equal(parts, undefined);
    });
  }

  test('of any log-like text is that of the whole log, or it is not made of parts', async () => {
    let divided = 0;
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.double({ min: 0, max: 0.6, noNaN: true }),
        async (sample, share) => {
          const long = Array.from({ length: 4000 }, (_, i) => tracedLine(i)).join('\n');
          const bytes = encode(`${sample}${long}\n${sample}${long}`);
          const input = inputFor(bytes);
          const parts = await inTwoParts(bytes, Math.floor(bytes.length * share), input);
          if (!parts) return;
          divided++;
          assert.deepEqual(parts, await inOneGo(bytes, input));
        },
      ),
      { numRuns: 12 },
    );
    assert.ok(divided > 0);
  });
});

function tracedLine(i: number): string {
  if (i % 5 === 3) return `\tat com.shop.Cart.add(Cart.java:${i % 90})`;
  const level = i % 5 === 2 ? 'ERROR' : 'INFO';
  return `${timeOf(i)} ${level} [worker-${i % 7}] com.shop.Cart - request ${i} took ${i % 400} ms${i > 6000 ? ' again' : ''}`;
}

function timeOf(i: number): string {
  return new Date(Date.UTC(2026, 10, 20, 10) + i * 250).toISOString();
}

const two = (value: number): string => String(Math.floor(value) % 60).padStart(2, '0');

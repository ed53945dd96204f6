import assert from 'node:assert/strict';
import { collectLog } from '../../../src/core/collect/collect.ts';
import { restOfLine } from '../../../src/core/collect/restOfLine.ts';
import { type ByteSource, bytesSource } from '../../../src/core/model/byteSource.ts';
import { noPace } from './collecting.ts';

const MEGABYTE = 1 << 20;
const long = 'x'.repeat(5 * MEGABYTE);

/** A text whose place `|` is where the rest is wanted, and the text after it. */
const rests: readonly (readonly [string, string])[] = [
  ['ab|cd\nef', 'ef'],
  ['ab|cd\r\nef', 'ef'],
  ['ab|cd\ref', 'ef'],
  ['ab|cd', ''],
  ['ab|\nef', 'ef'],
  ['ab\n|ef', 'ef'],
  ['ab\r|\nef', 'ef'],
  ['ab\r|ef', 'ef'],
  ['ab\n|\nef', '\nef'],
  ['ab|', ''],
  [`ab|${long}\r\nef`, 'ef'],
  [`ab|${'x'.repeat(4 * MEGABYTE - 1)}\r\nef`, 'ef'],
  [`ab|${'x'.repeat(4 * MEGABYTE)}\r\nef`, 'ef'],
];

suite('the rest of a line', () => {
  for (const [marked, after] of rests) {
    test(`of ${JSON.stringify(marked.slice(0, 12))} … ends before ${JSON.stringify(after)}`, async () => {
      const from = marked.indexOf('|');
      const text = marked.replace('|', '');
      const source = bytesSource(new TextEncoder().encode(text));
      assert.equal(text.slice(from + (await restOfLine(source, from, noPace))), after);
    });
  }

  for (const lineBreak of ['\n', '\r\n', '\r']) {
    test(`is not read at once where it is longer than memory, with breaks ${JSON.stringify(lineBreak)}`, async () => {
      const lines = ['INFO first', `ERROR ${'x'.repeat(70 * MEGABYTE)}`, 'INFO last', ''];
      const bytes = bytesSource(Buffer.from(lines.join(lineBreak)));
      let most = 0;
      const source: ByteSource = {
        ...bytes,
        readInto(start, target) {
          most = Math.max(most, target.length);
          return bytes.readInto(start, target);
        },
      };
      const log = await collectLog({ uri: 'file:///a.log', name: 'a.log' }, source, noPace);
      assert.ok(most <= 64 * MEGABYTE, `${most} bytes at once`);
      assert.equal(log.lineCount, 4);
      assert.deepEqual(
        [1, 2, 3, 4].map((line) => log.lineAt(line).slice(0, 11)),
        ['INFO first', 'ERROR xxxxx', 'INFO last', ''],
      );
      assert.deepEqual(
        [0, 1, 2].map((index) => log.records.startLine(index)),
        [1, 2, 3],
      );
      assert.deepEqual(log.problems, []);
    });
  }
});

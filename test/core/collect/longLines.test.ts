import assert from 'node:assert/strict';
import { collectLog } from '../../../src/core/collect/collect.ts';
import { bytesSource } from '../../../src/core/model/byteSource.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import { noPace } from './collecting.ts';

const MB = 1 << 20;
const ERROR = '2026-11-20T10:00:01Z ERROR big ';
const INFO = '2026-11-20T10:00:00Z INFO small';
const JSON_START = '{"level":50,"time":1795168800123,"msg":"big","list":[1,{"a":"}"}],"payload":"';

/** A source that tells the largest piece it was asked for. */
function measured(text: string) {
  const source = bytesSource(new TextEncoder().encode(text));
  const asked = { largest: 0 };
  return {
    asked,
    bytes: {
      size: source.size,
      read(start: number, end: number) {
        asked.largest = Math.max(asked.largest, end - start);
        return source.read(start, end);
      },
      readInto(start: number, target: Uint8Array) {
        asked.largest = Math.max(asked.largest, target.length);
        return source.readInto(start, target);
      },
    },
  };
}

/** Start, level and number of lines of each record, and what is wrong with the log. */
function outline({ records, lineCount, problems }: LogFile): readonly unknown[] {
  const found = Array.from({ length: records.length }, (_, i) =>
    [records.startLine(i), records.severityNumber(i)].join(' '),
  );
  return [found, lineCount, problems.map(({ code }) => code)];
}

/** A name, the lines with their breaks, and records, line count and problems. */
const logs: readonly (readonly [string, readonly string[], readonly unknown[]])[] = [
  [
    'between small ones',
    [INFO, '\n', ERROR, 'word '.repeat(2 * MB), '\r\n', INFO, '\n', INFO],
    [['1 9', '2 17', '3 9', '4 9'], 4, []],
  ],
  ['at the start', [ERROR, 'x'.repeat(9 * MB), '\r', INFO, '\n'], [['1 17', '2 9'], 3, []]],
  [
    'at the end, without a break',
    [INFO, '\n', ERROR, 'x'.repeat(9 * MB)],
    [['1 9', '2 17'], 2, []],
  ],
  [
    'after another one',
    [ERROR, 'x'.repeat(5 * MB), '\n', ERROR, 'y'.repeat(5 * MB), '\n', INFO],
    [['1 17', '2 17', '3 9'], 3, []],
  ],
  [
    'whose break is parted by the end of a piece',
    [ERROR, 'x'.repeat(8 * MB - ERROR.length - 1), '\r\n', INFO],
    [['1 17', '2 9'], 2, []],
  ],
  [
    'whose break is in the next piece',
    [ERROR, 'x'.repeat(4 * MB - ERROR.length), '\n', INFO],
    [['1 17', '2 9'], 2, []],
  ],
  [
    'of characters of several bytes',
    [ERROR, 'a€'.repeat(3 * MB), '\n', INFO],
    [['1 17', '2 9'], 2, []],
  ],
  [
    'with NUL far inside',
    [ERROR, 'x'.repeat(6 * MB), '\0', '\n', INFO],
    [['1 17', '2 9'], 2, ['binary']],
  ],
  [
    'of JSON, of which the level stands before what is long',
    [
      `{"level":30,"time":1795168800000,"msg":"small"}\n`.repeat(20),
      JSON_START,
      'x'.repeat(6 * MB),
      '"}\n',
    ],
    [[...Array.from({ length: 20 }, (_, i) => `${i + 1} 9`), '21 17'], 22, []],
  ],
];

suite('a line of megabytes', () => {
  for (const [name, parts, expected] of logs) {
    test(`${name}: is a record, and never read whole`, async () => {
      const { bytes, asked } = measured(parts.join(''));
      const log = await collectLog({ uri: 'file:///a.log', name: 'a.log' }, bytes, noPace);
      assert.deepEqual(outline(log), expected);
      assert.ok(asked.largest <= 4 * MB, `${asked.largest} bytes at once`);
    });
  }
});

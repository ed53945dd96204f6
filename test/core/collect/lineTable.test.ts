import assert from 'node:assert/strict';
import { createLineStarts } from '../../../src/core/collect/lineStarts.ts';
import { createLineTable, type LineTable } from '../../../src/core/collect/lineTable.ts';
import { type ByteSource, bytesSource } from '../../../src/core/model/byteSource.ts';

const MEGABYTE = 1 << 20;
/** Where the breaks stand in the table below: before, at and after the ends of megabytes. */
const lengths = [3, MEGABYTE - 6, 5, 0, 2 * MEGABYTE, 0, 7, 0, 9, MEGABYTE, 1];

/** The lines with breaks of one kind, and how many bytes were read of them. */
function logOf(lineBreak: string): { source: ByteSource; starts: number[]; read(): number } {
  const lines = lengths.map((length, i) => String(i % 10).repeat(length));
  const bytes = bytesSource(new TextEncoder().encode(lines.join(lineBreak)));
  let sum = 0;
  const source: ByteSource = {
    ...bytes,
    read(start, end) {
      sum += end - start;
      return bytes.read(start, end);
    },
  };
  const starts = lengths.map(
    (_, i) => lines.slice(0, i).join(lineBreak).length + (i > 0 ? lineBreak.length : 0),
  );
  return { source, starts, read: () => sum };
}

function tableOf(source: ByteSource, offsets: readonly number[]): LineTable {
  const starts = createLineStarts();
  for (const offset of offsets) starts.add(offset);
  return createLineTable(
    () => source,
    'utf-8',
    starts,
    () => source.size,
  );
}

suite('lines of megabytes', () => {
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    test(`are found, and so are those beside them, with breaks ${JSON.stringify(lineBreak)}`, () => {
      const { source, starts } = logOf(lineBreak);
      const table = tableOf(source, starts);
      for (const [i, length] of lengths.entries()) {
        const text = table.textAt(i + 1);
        assert.equal(text.length, Math.min(length, MEGABYTE), `line ${i + 1}`);
        assert.ok(
          text.split('').every((digit) => digit === String(i % 10)),
          `line ${i + 1}`,
        );
      }
    });
  }

  test('are looked for once, however often those beside them are read', () => {
    const { source, starts, read } = logOf('\n');
    const table = tableOf(source, starts);
    for (let time = 0; time < 100; time++) {
      for (const short of [1, 3, 4, 7]) table.textAt(short);
    }
    assert.ok(read() < 4 * MEGABYTE, `${read()} bytes were read`);
  });
});

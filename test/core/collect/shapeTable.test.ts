import assert from 'node:assert/strict';
import { readShape } from '../../../src/core/collect/lineShape.ts';
import { createShapeTable } from '../../../src/core/collect/shapeTable.ts';

const detected = {
  read: (line: string) => line,
  formats: [],
  isCi: false,
  headerShare: 1,
  hasTraceIds: false,
  start: { date: undefined, year: undefined, isUptime: false },
  missingDate: undefined,
};
const { shape } = readShape('a', 'a', detected);
const MOST = 1 << 15;

suite('shapes of a file', () => {
  test('count together with their variants', () => {
    const table = createShapeTable();
    for (let i = 0; i < MOST - 1; i++) table.noteVariant();
    const grows = [table.mayGrow()];
    table.put(7, 1, shape);
    grows.push(table.mayGrow());
    assert.deepEqual(grows, [true, false]);
  });

  test('are found by both halves of their hash', () => {
    const table = createShapeTable();
    table.put(7, 1, shape);
    assert.deepEqual(
      [table.find(7, 1), table.find(7, 2), table.find(8, 1)],
      [shape, undefined, undefined],
    );
  });

  test('become no more than so many, are kept while new ones come, and are gathered anew after a while', () => {
    const table = createShapeTable();
    let kept = 0;
    let paused = 0;
    for (let i = 0; i < MOST * 6; i++) {
      if (!table.mayGrow()) {
        paused++;
        continue;
      }
      table.put(Math.imul(i, 0x9e3779b1), i, shape);
      kept++;
      if (i < MOST) assert.equal(table.find(0, 0), shape);
    }
    assert.deepEqual([kept, paused], [MOST * 2, MOST * 4]);
    assert.equal(table.find(0, 0), undefined, 'the first ones are gone');
  });
});

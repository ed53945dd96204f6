import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createRecordColumns,
  type RecordColumns,
} from '../../../src/core/collect/recordColumns.ts';

type Row = readonly [line: number, time: number, severity: number, skeleton: number];

/** What the columns give back of what was put into them. */
function throughColumns(rows: readonly Row[]): readonly Row[] {
  const columns = createRecordColumns();
  for (const row of rows) columns.push(...row);
  assert.equal(columns.length, rows.length);
  assert.deepEqual(
    copied(columns, 0, rows.length),
    rows.map(([, ...row]) => row),
  );
  return rows.map((_, i) => [
    columns.startLine(i),
    columns.time(i),
    columns.severity(i),
    columns.skeleton(i),
  ]);
}

/** The same of some rows, copied in bulk. */
function copied(
  columns: RecordColumns,
  from: number,
  count: number,
): readonly (readonly number[])[] {
  const timestamps = new Float64Array(count);
  const severityNumbers = new Uint8Array(count);
  const skeletons = new Uint32Array(count);
  columns.copy(from, { timestamps, severityNumbers, skeletons });
  return Array.from({ length: count }, (_, i) => [
    timestamps[i] ?? 0,
    severityNumbers[i] ?? 0,
    skeletons[i] ?? 0,
  ]);
}

const NOW = 1_763_632_800_123;
const times: readonly (readonly [string, readonly number[]])[] = [
  ['one after the other', [NOW, NOW + 5, NOW + 60_000]],
  ['that fall', [NOW, NOW - 86_400_000]],
  ['of which some are missing', [Number.NaN, NOW, Number.NaN, NOW + 1]],
  ['that are all missing', [Number.NaN, Number.NaN]],
  ['years apart', [NOW, 0, NOW + 1, Number.NaN, -62_135_596_800_000]],
  ['just as far apart as fits, and one more', [0, 0x7fffffff, -0x7fffffff, 0x80000000]],
  ['with parts of a millisecond', [NOW, NOW + 0.5, NOW + 1]],
];

suite('columns of records', () => {
  for (const [name, given] of times) {
    test(`keep times ${name}`, () => {
      const rows = given.map((time, i): Row => [i + 1, time, 9, 0]);
      assert.deepEqual(throughColumns(rows), rows);
    });
  }

  test('keep skeletons beyond 65,535, and those before them', () => {
    const rows: readonly Row[] = [
      [1, 0, 0, 7],
      [2, 1, 0, 70_000],
      [3, 2, 0, 8],
    ];
    assert.deepEqual(throughColumns(rows), rows);
  });

  test('keep more records than a chunk holds', () => {
    const rows = Array.from({ length: 50_000 }, (_, i): Row => [i * 3, NOW + i, i % 25, i % 900]);
    assert.deepEqual(throughColumns(rows), rows);
  });

  test('copy a part across chunks, and no more than there is', () => {
    const columns = createRecordColumns();
    for (let i = 0; i < 40_000; i++) columns.push(i, NOW + i, i % 25, i);
    const rowOf = (i: number): readonly number[] => [NOW + i, i % 25, i];
    for (const from of [0, 16_000, 32_700]) {
      const expected = Array.from({ length: 1000 }, (_, i) => rowOf(from + i));
      assert.deepEqual(copied(columns, from, 1000), expected);
    }
    assert.deepEqual(copied(columns, 39_999, 2), [rowOf(39_999), [0, 0, 0]]);
  });

  test('give 0 and no time outside', () => {
    const columns = createRecordColumns();
    columns.push(5, NOW, 9, 3);
    for (const i of [-1, 1]) {
      const outside = [columns.startLine(i), columns.time(i), columns.severity(i)];
      assert.deepEqual(outside, [0, Number.NaN, 0]);
    }
  });

  test('keep anything', () => {
    const time = fc.oneof(
      fc.constant(Number.NaN),
      fc.integer(),
      fc.integer({ min: NOW, max: NOW * 2 }),
    );
    const row = fc.tuple(fc.nat(), time, fc.nat(24), fc.nat(100_000));
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        assert.deepEqual(throughColumns(rows), rows);
      }),
    );
  });
});

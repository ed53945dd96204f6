import assert from 'node:assert/strict';
import { accuracyOf, type Parsed, readCsv } from './accuracy.ts';

const line = (found: string, right = found): Parsed => ({ found, true: right });

/** Figures worked out by hand. */
const rows: readonly [string, readonly Parsed[], object][] = [
  [
    'all is right',
    [line('a <*>'), line('a <*>'), line('b')],
    { ga: 1, pa: 1, fga: 1, fta: 1, found: 2, true: 2 },
  ],
  [
    'a group with another name is a group, but no template',
    [line('a b', 'a <*>'), line('a b', 'a <*>'), line('c')],
    { ga: 1, pa: 1 / 3, fga: 1, fta: 1 / 2 },
  ],
  [
    'one stray line spoils both groups',
    [line('a'), line('a'), line('a', 'b'), line('b'), line('c')],
    { ga: 1 / 5, pa: 4 / 5, fga: 1 / 3, fta: 2 / 3 },
  ],
  [
    'a group in two halves is no group, though each line of one half is right',
    [line('a <*>'), line('a b', 'a <*>'), line('c'), line('c')],
    { ga: 1 / 2, pa: 3 / 4, fga: 2 / 5, fta: 4 / 5, found: 3, true: 2 },
  ],
  [
    'lines without a true template do not count',
    [line('a'), line('x', '')],
    { ga: 1, lines: 1, found: 1 },
  ],
  ['nothing is right', [line('a', 'b'), line('a', 'c')], { ga: 0, pa: 0, fga: 0, fta: 0 }],
];

suite('accuracyOf', () => {
  for (const [name, lines, expected] of rows) {
    test(name, () => {
      const actual = accuracyOf(lines);
      assert.deepEqual({ ...actual, ...expected }, actual);
    });
  }
});

suite('readCsv', () => {
  const cases: readonly [string, string, readonly object[]][] = [
    [
      'quoted fields hold commas, quotes and breaks',
      'a,b\n1,"x, ""y""\nz"\n',
      [{ a: '1', b: 'x, "y"\nz' }],
    ],
    [
      'lines may end in \\r\\n, and the last one without a break',
      'a,b\r\n1,2\r\n3,4',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['fields may be empty', 'a,b,c\n,,\n', [{ a: '', b: '', c: '' }]],
  ];
  for (const [name, text, expected] of cases) {
    test(name, () => assert.deepEqual(readCsv(text), expected));
  }
});

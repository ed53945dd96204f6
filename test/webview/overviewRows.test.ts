import assert from 'node:assert/strict';
import type { TemplateOverview } from '../../src/core/model/overview.ts';
import { gridAction, type Key } from '../../src/webview/overview/gridKeys.ts';
import {
  type Column,
  columns,
  type Filter,
  nextSort,
  noFilter,
  selectRows,
  visibleRows,
} from '../../src/webview/overview/rows.ts';
import { noKeptState, parseKeptState } from '../../src/webview/overview/ui.ts';
import { changeText, momentText, rateText, shareText } from '../../src/webview/overview/words.ts';

function row(id: number, more: Partial<TemplateOverview>): TemplateOverview {
  return {
    id,
    text: `message ${id}`,
    count: 1,
    level: 'info',
    now: 1,
    before: 1,
    shape: '1',
    firstLine: id,
    lastLine: id,
    firstSeen: undefined,
    lastSeen: undefined,
    signals: [],
    ...more,
  };
}

const rows = [
  row(1, { text: 'GET <*>', count: 900, shape: '99', now: 30, before: 30 }),
  row(2, { text: 'Slow query <*> ms', count: 40, level: 'warn', now: 8, before: 2, shape: '19' }),
  row(3, {
    text: 'connection refused',
    count: 60,
    level: 'error',
    now: 20,
    before: 0,
    shape: '09',
    signals: [{ kind: 'novel', reason: '' }],
  }),
  row(4, {
    text: 'cache saved <*>',
    count: 60,
    now: 0,
    before: 5,
    shape: '90',
    signals: [{ kind: 'silent', reason: '' }],
  }),
];

function ids(filter: Partial<Filter>, column: Column = 'count', descending = true): number[] {
  return selectRows(rows, { ...noFilter, ...filter }, { column, descending }).map(({ id }) => id);
}

suite('selectRows', () => {
  const filters: readonly (readonly [string, Partial<Filter>, readonly number[]])[] = [
    ['without a filter all pass, equal counts in the order they came', {}, [1, 3, 4, 2]],
    ['all words must occur, in any case and order', { text: 'QUERY slow' }, [2]],
    ['any of the levels will do', { levels: ['warn', 'error'] }, [3, 2]],
    ['any of the signals will do', { signals: ['novel', 'silent'] }, [3, 4]],
    ['filters add up', { levels: ['error'], text: 'cache' }, []],
    ['what varies can be searched, too', { text: '<*>' }, [1, 4, 2]],
  ];
  for (const [name, filter, expected] of filters) {
    test(name, () => assert.deepEqual(ids(filter), expected));
  }

  const sorts: readonly (readonly [Column, boolean, readonly number[]])[] = [
    ['level', true, [3, 2, 1, 4]],
    ['text', false, [4, 3, 1, 2]],
    ['now', true, [1, 3, 2, 4]],
    ['change', true, [3, 2, 1, 4]],
    ['change', false, [4, 1, 2, 3]],
    ['shape', true, [3, 2, 1, 4]],
    ['signals', true, [3, 4, 1, 2]],
    ['first', false, [1, 2, 3, 4]],
    ['last', true, [4, 3, 2, 1]],
  ];
  for (const [column, descending, expected] of sorts) {
    test(`sorts by ${column}, ${descending ? 'descending' : 'ascending'}`, () =>
      assert.deepEqual(ids({}, column, descending), expected));
  }
});

suite('nextSort', () => {
  test('the first click shows what is largest or newest, a second turns it round', () => {
    const byCount = nextSort({ column: 'text', descending: false }, 'count');
    assert.deepEqual(byCount, { column: 'count', descending: true });
    assert.deepEqual(nextSort(byCount, 'count'), { column: 'count', descending: false });
    assert.deepEqual(nextSort(byCount, 'text'), { column: 'text', descending: false });
  });
});

suite('visibleRows', () => {
  const cases: readonly (readonly [string, number, number, number, number, number])[] = [
    ['all of a few', 3, -200, 600, 0, 3],
    ['the first, while they begin below the top', 5000, -400, 600, 0, 18],
    ['those in the middle', 5000, 20_000, 600, 992, 1038],
    ['the last', 5000, 99_700, 600, 4977, 5000],
    ['none beyond the end', 10, 5000, 600, 10, 10],
    ['none of none', 0, 0, 600, 0, 0],
  ];
  for (const [name, count, above, height, from, to] of cases) {
    test(name, () =>
      assert.deepEqual(visibleRows({ count, rowHeight: 20, above, height }), { from, to }),
    );
  }
});

suite('gridAction', () => {
  const none: Omit<Key, 'key'> = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  const last = columns.length - 1;
  const cases: readonly (readonly [
    string,
    Partial<Key> & { key: string },
    number,
    number,
    unknown,
  ])[] = [
    ['down', { key: 'ArrowDown' }, 1, 2, { kind: 'move', to: { row: 2, column: 2 } }],
    [
      'up from the first row leads to the head',
      { key: 'ArrowUp' },
      1,
      2,
      { kind: 'move', to: { row: 0, column: 2 } },
    ],
    [
      'not beyond the last row',
      { key: 'ArrowDown' },
      50,
      0,
      { kind: 'move', to: { row: 50, column: 0 } },
    ],
    [
      'not beyond the first column',
      { key: 'ArrowLeft' },
      3,
      0,
      { kind: 'move', to: { row: 3, column: 0 } },
    ],
    ['a page', { key: 'PageDown' }, 3, 1, { kind: 'move', to: { row: 13, column: 1 } }],
    [
      'a page up stays out of the head',
      { key: 'PageUp' },
      3,
      1,
      { kind: 'move', to: { row: 1, column: 1 } },
    ],
    ['the end of the row', { key: 'End' }, 3, 1, { kind: 'move', to: { row: 3, column: last } }],
    [
      'the last row',
      { key: 'End', ctrlKey: true },
      3,
      1,
      { kind: 'move', to: { row: 50, column: last } },
    ],
    ['Enter opens the first entry', { key: 'Enter' }, 3, 1, { kind: 'open', which: 'first' }],
    [
      'Shift+Enter the last',
      { key: 'Enter', shiftKey: true },
      3,
      1,
      { kind: 'open', which: 'last' },
    ],
    ['Enter in the head sorts', { key: 'Enter' }, 0, 1, { kind: 'sort' }],
    ['a letter filters', { key: 'r' }, 3, 1, { kind: 'type', text: 'r' }],
    ['a key of the editor is left to it', { key: 'c', ctrlKey: true }, 3, 1, undefined],
    ['so is the key of the help', { key: '?' }, 3, 1, undefined],
    ['and Tab', { key: 'Tab' }, 3, 1, undefined],
  ];
  for (const [name, key, from, column, expected] of cases) {
    test(name, () =>
      assert.deepEqual(gridAction({ ...none, ...key }, { row: from, column }, 50, 10), expected),
    );
  }
});

suite('words of the overview', () => {
  const rates: readonly (readonly [number, 'minute' | 'hundredRecords', string])[] = [
    [0, 'minute', '0'],
    [38.4, 'minute', '38/min'],
    [2.44, 'minute', '2.4/min'],
    [0.04, 'minute', '2.4/h'],
    [39_000, 'minute', '650/s'],
    [3.14, 'hundredRecords', '3.1%'],
  ];
  for (const [rate, per, text] of rates) {
    test(`a rate of ${rate} by ${per} reads ${text}`, () =>
      assert.equal(rateText(rate, per), text));
  }

  const changes: readonly (readonly [number, number, string])[] = [
    [38, 0.2, '↑ 190×'],
    [1, 12, '↓ 12×'],
    [10, 9, 'steady'],
    [5, 0, 'only now'],
    [0, 5, 'not now'],
    [0, 0, 'steady'],
  ];
  for (const [now, before, text] of changes) {
    test(`${now} now and ${before} before reads ${text}`, () =>
      assert.equal(changeText(row(1, { now, before })), text));
  }

  test('a share is never rounded to nothing or to all', () => {
    assert.deepEqual(
      [shareText(5, 10), shareText(1, 1_000_000), shareText(999, 1000), shareText(10, 10)],
      ['50%', '<0.01%', '>99%', '100%'],
    );
  });

  test('a moment is a time within a day, a date beyond, and a line where there is no time', () => {
    const time = Date.parse('2026-03-02T14:03:12Z');
    const day = 24 * 3600 * 1000;
    assert.equal(momentText(time, 7, { from: time - 1000, to: time }), '14:03:12');
    assert.equal(momentText(time, 7, { from: time - 2 * day, to: time }), '03-02 14:03');
    assert.equal(momentText(undefined, 1234, undefined), 'line 1,234');
  });
});

suite('parseKeptState of the overview', () => {
  test('whatever an older view kept gives a state', () => {
    for (const value of [
      undefined,
      null,
      'x',
      {},
      { filter: 7, sort: { column: 'gone' }, open: 1 },
    ]) {
      assert.deepEqual(parseKeptState(value), noKeptState);
    }
    const kept = {
      uri: 'file:///a.log',
      filter: { text: 'x', levels: ['error'], signals: ['novel'] },
      sort: { column: 'now', descending: false },
      open: ['keyboard'],
      scroll: 40,
    };
    assert.deepEqual(parseKeptState({ ...kept, other: 1 }), kept);
  });
});

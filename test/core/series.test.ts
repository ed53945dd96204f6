import assert from 'node:assert/strict';
import { inOneOrder, inTimeOrder, notAskedFor } from '../../src/core/series.ts';
import { type Entry, logFile } from './mine/fixtures.ts';

const source = (path: string) => ({ uri: `file://${path}`, name: path.replace(/^.*\//, '') });

/** Paths as they are given, and the logs of the run: names in order, a log's files with its path. */
const orders: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  'logs come by name': [
    ['/b.log', '/a.log'],
    ['a.log', 'b.log'],
  ],
  'files of a log come together, the oldest first': [
    ['/web.log', '/app.log', '/app.log.1', '/app.log.10.gz', '/app.log.2.gz'],
    [
      'app.log.10.gz file:///app.log',
      'app.log.2.gz file:///app.log',
      'app.log.1 file:///app.log',
      'app.log file:///app.log',
      'web.log',
    ],
  ],
  'files of two folders are two logs': [
    ['/a/app.log', '/b/app.log.1'],
    ['app.log', 'app.log.1'],
  ],
  'an escaped name is read as it is written': [
    ['/my%20app.log', '/my%20app.log.1', '/%E0%A4%A.log'],
    ['%E0%A4%A.log', 'my%20app.log.1 file:///my app.log', 'my%20app.log file:///my app.log'],
  ],
  'what is no path is a log of its own': [
    ['stdin:', '/app.log'],
    ['app.log', 'stdin:'],
  ],
};

suite('the files of a run', () => {
  for (const [name, [given, expected]] of Object.entries(orders)) {
    test(name, () => {
      for (const paths of [given, given.toReversed()]) {
        const placed = inOneOrder(paths.map(source));
        const told = placed.map(({ source: { name: file }, series = '' }) =>
          `${file} ${series}`.trim(),
        );
        assert.deepEqual(told, expected);
      }
    });
  }

  const at = (...seconds: number[]): readonly Entry[] =>
    seconds.map((second) => ({ body: 'x', at: second }));
  const part = (name: string, entries: readonly Entry[]) => ({
    ...logFile(name, entries),
    series: 'app.log',
  });

  test('of one log are put in the order of their times; others keep their places', () => {
    const files = [
      part('app.1.log', at(5, 9)),
      logFile('between.log', at(0)),
      part('app.2.log', at(1, 4)),
      part('app.3.log', [{ body: 'no time' }]),
      part('app.log', at(10)),
    ];
    assert.deepEqual(
      inTimeOrder(files).map(({ name }) => name),
      ['app.2.log', 'between.log', 'app.1.log', 'app.3.log', 'app.log'],
    );
  });

  test('that were not asked for are named', () => {
    const told = [[], ['app.log.1'], ['app.log.2.gz', 'app.log.1']].map(
      (beside) => notAskedFor([{ ...source('/app.log'), beside }])[0]?.message,
    );
    assert.deepEqual(told, [
      undefined,
      'More of this log lies beside it and was not read: app.log.1.',
      'More of this log lies beside it and was not read: app.log.2.gz to app.log.1, 2 files.',
    ]);
  });
});

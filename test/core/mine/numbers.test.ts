import assert from 'node:assert/strict';
import { measurementsOf } from '../../../src/core/mine/measurements.ts';
import { mineLogs } from '../../../src/core/mine/mine.ts';
import type { NumberFinding } from '../../../src/core/model/template.ts';
import { createDice, type Entry, logFile, unpaced } from './fixtures.ts';

/** `slot = value unit`, measure. */
function read(body: string, attributes: Readonly<Record<string, string>> = {}): readonly string[] {
  const record = logFile('app.log', [{ body }]).records.at(0);
  assert.ok(record);
  return measurementsOf({ ...record, attributes }).map(
    ({ slot, value, unit, measure }) =>
      `${slot} = ${Number(value.toPrecision(6))}${unit && ` ${unit}`}, ${measure}`,
  );
}

suite('measurementsOf', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['reads durations after their verb', 'quote af63 took 812 ms', ['took = 812 ms, time']],
    [
      'brings units together',
      'flush took 1.5s, wrote 2 MiB',
      ['took = 1500 ms, time', 'wrote = 2097150 bytes, count'],
    ],
    [
      'calls a duration after a preposition so',
      'GET /a/7 200 in 24 ms',
      ['duration = 24 ms, time'],
    ],
    [
      'reads fields',
      'memory: allocated=1.86GiB resident=5.70GiB fragmentation=2.95',
      [
        'allocated = 1997160000 bytes, usage',
        'resident = 6120330000 bytes, usage',
        'fragmentation = 2.95, usage',
      ],
    ],
    [
      'reads counts of things',
      'DB 0: 61,500 keys (60900 volatile)',
      ['keys = 61500, usage', 'volatile = 60900, room'],
    ],
    [
      'tells what a size is of',
      '18 clients connected, 210994015 bytes in use',
      ['clients = 18, usage', 'bytes in use = 210994000 bytes, usage'],
    ],
    ['reads ratios', 'cache: hit ratio 0.94', ['ratio = 0.94, count']],
    [
      'tells two places of one name apart',
      'a in 3 ms, b in 80 ms',
      ['duration = 3 ms, time', 'duration (2) = 80 ms, time'],
    ],
    ['takes no ids', 'user=1001 pid=77 port=8080 order-4711 line 12 attempt=3', []],
    [
      'takes no times, addresses, paths or versions',
      '12:30:11 10.42.0.7:80 /items/42 v1.2.3 2026-03-01',
      [],
    ],
    [
      'takes no configured limits',
      'timeout=3000ms retry in 5 s limit_ms=400',
      ['duration = 5000 ms, time'],
    ],
  ];
  for (const [name, body, expected] of table) {
    test(name, () => assert.deepEqual(read(body), expected));
  }

  test('reads numeric fields that the format took out of the message', () => {
    const fields = {
      took_ms: '812',
      'http.response.status_code': '200',
      heap_mb: '64',
      order: 'o-7',
    };
    assert.deepEqual(read('served', fields), [
      'took_ms = 812 ms, time',
      'heap_mb = 67108900 bytes, usage',
    ]);
  });
});

async function find(bodies: readonly string[], every = 10): Promise<readonly NumberFinding[]> {
  const entries = bodies.map((body, i): Entry => ({ body, at: i * every }));
  return (await mineLogs([logFile('app.log', entries)], unpaced)).numbers ?? [];
}

const times = <T>(n: number, make: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i));

suite('findNumbers', () => {
  test('finds a step with its levels and onset', async () => {
    const dice = createDice(1);
    const bodies = times(120, (i) => `query took ${(i < 80 ? 20 : 900) + dice(15)} ms`);
    const [found] = await find(bodies);
    assert.equal(found?.kind, 'step');
    assert.ok(found.strength >= 0.7);
    assert.ok(Math.abs(found.onset.record - 80) <= 2, `${found.onset.record}`);
    assert.match(found.reason, /^took went from 2[\d.]+ ms to 90\d ms from 00:13:\d\d on$/);
    assert.deepEqual(found.exemplars.length, found.written.length);
  });

  test('finds slow growth, but not in what stays', async () => {
    const dice = createDice(2);
    const bodies = times(
      90,
      (i) => `memory: used=${180 + dice(5)}MB rss=${200 + 4 * i + dice(9)}MB`,
    );
    const found = await find(bodies);
    assert.deepEqual(
      found.map(({ slot, kind }) => [slot, kind]),
      [['rss', 'growth']],
    );
    assert.ok((found[0]?.strength ?? 0) >= 0.7);
    assert.deepEqual(found[0]?.exemplars[0], { file: 0, record: 0 });
    assert.deepEqual(found[0]?.exemplars.at(-1), { file: 0, record: 89 });
  });

  test('tells where growth leaves a level', async () => {
    const dice = createDice(3);
    const bodies = times(80, (i) => `queue depth=${20 + dice(3) + Math.max(0, i - 40) * 6}`);
    const [found] = await find(bodies);
    assert.equal(found?.kind, 'growth');
    assert.ok(Math.abs(found.onset.record - 41) <= 4, `${found.onset.record}`);
  });

  test('finds what runs out', async () => {
    const bodies = times(60, (i) => `disk: free=${4000 - 60 * i}MB`);
    const [found] = await find(bodies);
    assert.deepEqual([found?.slot, found?.measure, found?.kind], ['free', 'room', 'growth']);
  });

  test('finds outliers that keep coming and grow while the median stays', async () => {
    const dice = createDice(4);
    const bodies = times(
      400,
      (i) => `request took ${i > 100 && i % 23 === 0 ? 200 + 3 * i : 8 + dice(9)} ms`,
    );
    const [found] = await find(bodies);
    assert.equal(found?.kind, 'spikes');
    assert.ok(found.strength >= 0.85);
    assert.match(found.reason, /^took is 1\d ms mostly, and .* or so 13 times from /);
  });

  const healthy: readonly (readonly [
    string,
    (i: number, dice: (limit: number) => number) => string,
  ])[] = [
    ['noise', (_, dice) => `request took ${20 + dice(60)} ms`],
    ['totals that only rise', (i) => `served ${1000 + 37 * i} requests`],
    ['totals that start again', (i) => `handled ${(i % 50) * 12} requests`],
    ['the time since a start', (i) => `up for=${i * 10} s elapsed=${i * 10}s`],
    ['ids and sequence numbers', (i) => `job id=${5000 + i} seq=${i} offset=${i * 100} done`],
    [
      'a day with its rush hour',
      (i, dice) => `active=${60 + Math.round(25 * Math.sin(i / 20)) + dice(8)}`,
    ],
    ['a heap that is collected', (i, dice) => `heap used=${200 + (i % 12) * 30 + dice(9)}MB`],
    ['a rare slow answer', (i, dice) => `request took ${i % 90 === 0 ? 300 : 20 + dice(15)} ms`],
    [
      'getting faster after a start',
      (i, dice) => `request took ${(i < 30 ? 400 : 20) + dice(15)} ms`,
    ],
  ];
  for (const [name, make] of healthy) {
    test(`makes nothing strong of ${name}`, async () => {
      const dice = createDice(5);
      const strong = (await find(times(240, (i) => make(i, dice)))).filter(
        ({ strength }) => strength >= 0.7,
      );
      assert.deepEqual(
        strong.map(({ reason }) => reason),
        [],
      );
    });
  }

  test('does not mix what two logs say', async () => {
    const entries = (ms: number): Entry[] =>
      times(40, (i) => ({ body: `query took ${ms + (i % 3)} ms`, at: i * 10 + ms }));
    const mined = await mineLogs(
      [logFile('a.log', entries(20)), logFile('b.log', entries(900))],
      unpaced,
    );
    assert.deepEqual(mined.numbers, []);
  });
});

import assert from 'node:assert/strict';
import { measurementsOf } from '../../../src/core/mine/measurements.ts';
import { mineLogs } from '../../../src/core/mine/mine.ts';
import { shareOf } from '../../../src/core/mine/numbers.ts';
import { slotText } from '../../../src/core/mine/slotText.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import type {
  MinedLogs,
  NumberFinding,
  SlotSummary,
  StatusSummary,
} from '../../../src/core/model/template.ts';
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
      'reads what a collection leaves of the whole heap',
      '[PSYoungGen: 24M->3M(32M)] 124M->96M(256M), [Metaspace: 20M->20M(1056M)]',
      ['heap after collection = 100663000 bytes, usage'],
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

/** A log whose records are read one by one, counted. */
function counted(bodies: readonly string[]): { readonly file: LogFile; reads(): number } {
  const file = logFile(
    'app.log',
    bodies.map((body, i): Entry => ({ body, at: i })),
  );
  let reads = 0;
  const at: LogFile['records']['at'] = (index) => {
    reads++;
    return file.records.at(index);
  };
  return { file: { ...file, records: { ...file.records, at } }, reads: () => reads };
}

suite('numbers of a large log', () => {
  const MANY = 60_000;
  const dice = createDice(6);
  const slow: readonly (readonly [string, (i: number) => boolean, number, number | undefined])[] = [
    ['that stays', (i) => i >= 47_123, 47_124, undefined],
    ['near the end', (i) => i >= 55_555, 55_557, undefined],
    ['that is over after a while', (i) => i >= 40_000 && i < 44_000, 40_002, 44_001],
  ];
  for (const [name, isSlow, onset, until] of slow) {
    test(`tell to the record where a step begins ${name}, without reading them all`, async () => {
      const bodies = times(MANY, (i) =>
        i % 3 === 0 ? `query took ${isSlow(i) ? 700 + dice(900) : 10 + dice(30)} ms` : 'tick',
      );
      const { file, reads } = counted(bodies);
      const { numbers = [] } = await mineLogs([file], unpaced);
      assert.deepEqual(
        numbers.map((found) => [found.kind, found.onset.record, found.until?.record]),
        [['step', onset, until]],
      );
      assert.ok(reads() > 0 && reads() < MANY / 8, `${reads()}`);
    });
  }

  test('tell it of each of two places of one message', async () => {
    const bodies = times(MANY, (i) => {
      const factor = i >= 47_123 ? 9 : 1;
      return i % 3 === 0
        ? `query took ${factor * (20 + dice(9))} ms rss=${factor * (300 + dice(99))}MB`
        : 'tick';
    });
    const { numbers = [] } = await mineLogs([counted(bodies).file], unpaced);
    const found = numbers.map(({ slot, onset }) => [slot, onset.record]);
    assert.deepEqual(found.sort(), [
      ['rss', 47_124],
      ['took', 47_124],
    ]);
  });

  test('with many kinds of messages are read within a budget', async () => {
    const { file, reads } = counted(
      times(
        MANY,
        (i) => `${'abcdefghij'[i % 10]}${'klmnopqrst'[((i / 10) % 10) | 0]} took ${i % 97} ms`,
      ),
    );
    const { templates, slots = [] } = await mineLogs([file], unpaced);
    assert.ok(templates.length >= 1 && slots.length >= 1);
    assert.ok(reads() > 0 && reads() < 20_000, `${reads()}`);
  });
});

suite('shareOf', () => {
  const table: readonly (readonly [string, readonly number[], number, number])[] = [
    ['is all there may be where all fits', [10, 20, 30], 100, 100],
    ['leaves to large ones what small ones do not use', [10, 500, 500], 210, 100],
    ['is equal among equals', [500, 500], 100, 50],
    ['is everything without any', [], 100, 100],
  ];
  for (const [name, sizes, budget, expected] of table) {
    test(name, () => assert.equal(shareOf(sizes, budget), expected));
  }
});

async function mined(...files: readonly (readonly string[])[]) {
  return mineLogs(
    files.map((bodies, f) =>
      logFile(
        `${f}.log`,
        bodies.map((body, i): Entry => ({ body, at: i * 10 + f })),
      ),
    ),
    unpaced,
  );
}

suite('slots', () => {
  test('are summed up exactly where all is read', async () => {
    const bodies = times(100, (i) => `query ${'xyz'[i % 3]} took ${((i * 37) % 100) + 1} ms`);
    const { slots } = await mined(bodies.map((body) => body.replace(/ [xyz] /, ' ')));
    assert.deepEqual(slots, [
      {
        ...{ template: 0, slot: 'took', measure: 'time', unit: 'ms' },
        ...{ read: 100, isSample: false, min: 1, median: 50, p95: 95, p99: 99, max: 100 },
      },
    ]);
  });

  test('count each file by what it has', async () => {
    const usual = times(300, (i) => `query took ${10 + (i % 5)} ms`);
    const slow = times(30, (i) => `query took ${900 + (i % 5)} ms`);
    const [slot] = (await mined(usual, slow)).slots ?? [];
    assert.deepEqual([slot?.median, slot?.p95, slot?.max, slot?.read], [12, 902, 904, 330]);
  });

  test('are none for sequences and for what is always the same', async () => {
    const { slots } = await mined(times(100, (i) => `kept 12 entries after batch of ${i} rows`));
    assert.deepEqual(slots, []);
  });

  const statuses: readonly (readonly [string, (status: number) => string])[] = [
    ['a request', (status) => `"GET /a" status: ${status} len: 12`],
    ['words', (status) => `answered with status: ${status}`],
    ['a field', (status) => `request done status=${status}`],
  ];
  for (const [name, make] of statuses) {
    test(`shares of HTTP statuses are told of ${name}`, async () => {
      const bodies = times(100, (i) => make(i % 20 === 0 ? 503 : i % 10 === 5 ? 404 : 200));
      assert.deepEqual((await mined(bodies)).statuses, [
        {
          template: 0,
          read: 100,
          isSample: false,
          shares: { '2xx': 0.85, '4xx': 0.1, '5xx': 0.05 },
        },
      ]);
    });
  }
});

suite('slotText', () => {
  const slot: SlotSummary = {
    ...{ template: 0, slot: 'took', measure: 'time', unit: 'ms', isSample: false },
    ...{ read: 500, min: 3, median: 12, p95: 40, p99: 900, max: 4200 },
  };
  const status: StatusSummary = {
    ...{ template: 0, read: 500, isSample: false },
    shares: { '2xx': 0.9996, '5xx': 0.0004 },
  };
  const table: readonly (readonly [string, Partial<MinedLogs>, string])[] = [
    ['says nothing where nothing is measured', {}, ''],
    ['says nothing of other templates', { slots: [{ ...slot, template: 1 }] }, ''],
    [
      'gives median, p99 and maximum',
      { slots: [slot] },
      'took: median 12 ms, p99 900 ms, max 4.2 s',
    ],
    [
      'gives the quantile that the number of values allows',
      { slots: [{ ...slot, read: 50 }] },
      'took: median 12 ms, p95 40 ms, max 4.2 s',
    ],
    [
      'gives none of few values',
      { slots: [{ ...slot, read: 20 }] },
      'took: median 12 ms, max 4.2 s',
    ],
    [
      'says what is a sample',
      { slots: [{ ...slot, read: 1500, isSample: true }] },
      'took: median 12 ms, p99 900 ms, max 4.2 s · of 1,500 sampled',
    ],
    [
      'tells time first, and of two places at most',
      {
        slots: [
          { ...slot, slot: 'rows', measure: 'count', unit: '' },
          { ...slot, slot: 'heap', measure: 'usage', unit: 'bytes', read: 20 },
          { ...slot, read: 20 },
        ],
      },
      'took: median 12 ms, max 4.2 s · heap: median 12 bytes, max 4.1 KiB',
    ],
    ['never rounds to all or none', { statuses: [status] }, 'status: 2xx > 99.9%, 5xx < 0.1%'],
  ];
  for (const [name, given, expected] of table) {
    test(name, () => {
      assert.equal(
        slotText({ templates: [], templateIds: [], signals: [], ...given }, 0),
        expected,
      );
    });
  }
});

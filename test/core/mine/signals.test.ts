import assert from 'node:assert/strict';
import { mineLogs } from '../../../src/core/mine/mine.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import type { SignalKind } from '../../../src/core/model/template.ts';
import { createDice, type Entry, logFile, unpaced } from './fixtures.ts';

const INFO = 9;
const WARN = 13;
const ERROR = 17;

/** An hour of three ordinary messages, with some jitter, and what a test adds, by time. */
function hour(extra: readonly Entry[], seed = 1): readonly Entry[] {
  const dice = createDice(seed);
  const usual: Entry[] = [];
  for (let at = 0; at < 3600; at += 2) {
    const body = ['served request', 'cache hit', 'queue polled'][dice(3)] ?? '';
    usual.push({ body: `${body} ${dice(1000)}`, at: at + dice(2), severity: INFO });
  }
  return [...usual, ...extra].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

function every(seconds: number, from: number, to: number, entry: Entry): readonly Entry[] {
  const count = Math.ceil((to - from) / seconds);
  return Array.from({ length: count }, (_, i) => ({ ...entry, at: from + i * seconds }));
}

const withoutTimes = (entries: readonly Entry[]): readonly Entry[] =>
  entries.map(({ body, severity }) => ({ body, severity: severity ?? 0 }));

/** `template | reason` of the signals of one kind, strongest first. */
async function signalsOf(kind: SignalKind, ...files: readonly LogFile[]) {
  const mined = await mineLogs(files, unpaced);
  return mined.signals
    .filter((signal) => signal.kind === kind)
    .map(({ template, reason }) => `${mined.templates[template]?.text} | ${reason}`);
}

const log = (entries: readonly Entry[]): LogFile => logFile('app.log', entries);

suite('novel messages', () => {
  const failures = every(3, 2520, 2700, { body: 'payment 12 failed: no route', severity: ERROR });

  test('start with the one shortly before the errors, before their cascade', async () => {
    const found = await signalsOf(
      'novel',
      log(
        hour([
          { body: 'certificate rotated by cron', at: 1500, severity: INFO },
          { body: 'configuration reloaded from disk', at: 2500, severity: INFO },
          ...failures,
          { body: 'breaker opened for billing', at: 2530, severity: WARN },
        ]),
      ),
    );
    assert.deepEqual(
      found.map((line) => line.split(' |')[0]),
      [
        'configuration reloaded from disk',
        'payment <*> failed: no route',
        'breaker opened for billing',
        'certificate rotated by cron',
      ],
    );
    assert.equal(
      found[0],
      'configuration reloaded from disk | new at 00:41:40, not once in the 1,252 records before, only then',
    );
  });

  test('are not those of the initial stretch', async () => {
    const found = await signalsOf(
      'novel',
      log(hour([{ body: 'listening on the door', at: 5 }, ...failures])),
    );
    assert.equal(found.length, 1);
  });

  test('are not variants of known ones, unless more severe', async () => {
    const found = await signalsOf(
      'novel',
      log(
        hour([
          { body: 'worker pool resized to usual size now', at: 3, severity: INFO },
          { body: 'worker pool resized to bigger size now', at: 3000, severity: INFO },
          { body: 'worker pool resized to impossible size now', at: 3010, severity: ERROR },
        ]),
      ),
    );
    assert.deepEqual(
      found.map((line) => line.split(' |')[0]),
      ['worker pool resized to impossible size now'],
    );
  });

  test('of a restart are one item besides warnings', async () => {
    const steps = [
      'banner',
      'loading plugins',
      'routes mapped',
      'schema is current',
      'metrics on',
    ].concat(['tracing off by default', 'cron', 'ready to serve']);
    const found = await signalsOf(
      'novel',
      log(
        hour([
          ...steps.map((step, i) => ({ body: step, at: 2000 + i / 10 })),
          { body: 'license expires soon', at: 2000.35, severity: WARN },
        ]),
      ),
    );
    assert.deepEqual(found, [
      'banner | new at 00:33:20, not once in the 1,000 records before, only then; first of 9 new kinds within 700 ms',
      'license expires soon | new at 00:33:20, not once in the 1,004 records before, only then',
    ]);
  });

  test('are found by the order of records where there are no times', async () => {
    const found = await signalsOf('novel', log(withoutTimes(hour(failures))));
    assert.equal(found.length, 1);
    assert.match(
      found[0] ?? '',
      /no route \| new at record 1,26\d, not once in the 1,26\d records/,
    );
  });

  test('do not exist where all is new all the time', async () => {
    const words = Array.from({ length: 300 }, (_, i) => ({
      body: [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join(' step '),
      at: i,
    }));
    assert.deepEqual(await signalsOf('novel', log(words)), []);
  });
});

suite('bursts', () => {
  const retries = (from: number, to: number, seconds: number) =>
    every(seconds, from, to, { body: 'retry 3 of lease', severity: WARN });

  test('name the rate and the rate before', async () => {
    const found = await signalsOf(
      'burst',
      log(hour([...retries(0, 2400, 300), ...retries(2400, 2700, 1)])),
    );
    assert.deepEqual(found, [
      'retry <*> of lease | 60 a minute from 00:40:00, 0.2 a minute before',
    ]);
  });

  test('are not messages that came in clumps before', async () => {
    const clumps = [200, 700, 1200, 1700, 2200, 2700, 3200].flatMap((at) =>
      retries(at, at + 20, 1),
    );
    assert.deepEqual(await signalsOf('burst', log(hour(clumps))), []);
  });

  test('are not a rise of everything', async () => {
    const rush = every(6, 2400, 3600, { body: 'served request 7', severity: INFO }).flatMap(
      (entry) => [entry, { ...entry, body: 'cache hit 7' }, { ...entry, body: 'queue polled 7' }],
    );
    const found = await signalsOf('burst', log(hour(rush)));
    assert.deepEqual(found, []);
  });

  test('are found by the order of records where there are no times', async () => {
    const entries = hour([...retries(0, 2400, 300), ...retries(2400, 2700, 1)]);
    const found = await signalsOf('burst', log(withoutTimes(entries)));
    assert.match(found[0] ?? '', /^retry <\*> of lease \| \d\d in 100 records from record 1,2\d\d/);
  });
});

suite('silences', () => {
  const heartbeat = (to: number) => every(10, 0, to, { body: 'heartbeat 7 ok', severity: INFO });

  test('name the interval and the silence', async () => {
    assert.deepEqual(await signalsOf('silent', log(hour(heartbeat(2401)))), [
      'heartbeat <*> ok | every 10 s until 00:40:00, then none in 20 min',
    ]);
  });

  test('are not messages that go on', async () => {
    assert.deepEqual(await signalsOf('silent', log(hour(heartbeat(3600)))), []);
  });

  test('are not a burst that is over', async () => {
    const burst = every(0.5, 600, 660, { body: 'retry 3 of lease', severity: WARN });
    assert.deepEqual(await signalsOf('silent', log(hour(burst))), []);
  });

  test('are not the end of a start', async () => {
    const start = every(0.1, 0, 4, { body: 'opened region 7', severity: INFO });
    assert.deepEqual(await signalsOf('silent', log(hour(start))), []);
  });

  test('are not the end of a file while others go on', async () => {
    const rotated = logFile('old.log', heartbeat(2401));
    assert.deepEqual(await signalsOf('silent', rotated, log(hour([]))), []);
  });
});

suite('rare messages', () => {
  test('are the rarest first, and the severe first among them', async () => {
    const found = await signalsOf(
      'rare',
      log(
        hour([
          { body: 'twice said', at: 100 },
          { body: 'twice said', at: 200 },
          { body: 'once said', at: 300 },
          { body: 'once shouted', at: 400, severity: ERROR },
        ]),
      ),
    );
    assert.deepEqual(found, [
      'once shouted | once in 1,804 records',
      'once said | once in 1,804 records',
      'twice said | 2 times in 1,804 records',
    ]);
  });

  test('do not exist where most are', async () => {
    const entries = [...'abcdefghijkl'].map((letter) => ({ body: `${letter} only` }));
    assert.deepEqual(await signalsOf('rare', log(entries)), []);
  });
});

suite('signals of broken clocks', () => {
  test('are those of the rest when a few records have a stray time', async () => {
    const entries = hour([
      ...every(10, 0, 2401, { body: 'heartbeat 7 ok', severity: INFO }),
      { body: 'clock not set', at: -1_700_000_000 },
    ]);
    assert.deepEqual(await signalsOf('silent', log(entries)), [
      'heartbeat <*> ok | every 10 s until 00:40:00, then none in 20 min',
    ]);
  });

  test('do not exist when all have one time', async () => {
    const entries = Array.from({ length: 100 }, (_, i) => ({ body: `x ${i}`, at: 7 }));
    assert.deepEqual((await mineLogs([log(entries)], unpaced)).signals, []);
  });
});

import assert from 'node:assert/strict';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import { idsIn } from '../../../src/core/skew/idsIn.ts';
import { measureSkews } from '../../../src/core/skew/measureSkews.ts';
import { skewNotes } from '../../../src/core/skew/skewNotes.ts';
import { createDice, type Entry, logFile, unpaced } from '../mine/fixtures.ts';

const lines: readonly (readonly [string, readonly string[]])[] = [
  ['GET /x trace_id=2199e9375f8345c6b673f27ef241cc60', ['2199e9375f8345c6b673f27ef241cc60']],
  ['{"traceId":"2199E937-5F83-45C6-B673-F27EF241CC60"}', ['2199e9375f8345c6b673f27ef241cc60']],
  [
    'traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'],
  ],
  ['order_id=48213 accepted', ['order:48213']],
  ['accepted {"x-orderId": "48213"}', ['order:48213']],
  ['job id=48213 and job_id: 99812', ['job:99812']],
  ['handled req-8f3a2b91 in 3 ms', ['req8f3a2b91']],
  ['message 01HQ3V7Z0Y8M4W6K2N5R9T1XBC sent', ['01hq3v7z0y8m4w6k2n5r9t1xbc']],
  ['2026-11-20T10:00:00.123Z pid=4711 10.0.3.17:8080 took 1234567 ms', []],
  ['valid=1234 paid: 5678 id=9999 at 0x7f3a', []],
  ['deadbeefdeadbeefdeadbeef 12345678901234567890', []],
];

/** What one call writes: seconds after its start by the true clock. */
interface Call {
  readonly caller: readonly number[];
  readonly callee: readonly number[];
}

interface Generated {
  readonly calls: number;
  /** Seconds by which the callee's clock is ahead. */
  readonly ahead: number;
  readonly call: (dice: (limit: number) => number) => Call;
  /** Lines without ids between two calls. */
  readonly noise?: number;
  readonly isWhole?: boolean;
}

const hex = (n: number): string => n.toString(16).padStart(32, 'a0b1c2d3');

/** The logs of a caller and of what it calls, whose clock is ahead. */
function generated({ calls, ahead, call, noise = 0, isWhole = false }: Generated) {
  const dice = createDice(7);
  const caller: Entry[] = [];
  const callee: Entry[] = [];
  const at = (seconds: number): number => (isWhole ? Math.floor(seconds) : seconds);
  for (let i = 0; i < calls; i++) {
    const start = i * 5 + dice(4000) / 1000;
    const body = `call trace_id=${hex(i * 7919 + 1)}`;
    const times = call(dice);
    caller.push(...times.caller.map((after) => ({ body, at: at(start + after) })));
    callee.push(...times.callee.map((after) => ({ body, at: at(start + after + ahead) })));
    for (let k = 0; k < noise; k++) {
      caller.push({ body: 'GET /health 200', at: at(start + k / noise) });
      callee.push({ body: 'probe answered', at: at(start + ahead + k / noise) });
    }
  }
  const byTime = (a: Entry, b: Entry): number => (a.at ?? 0) - (b.at ?? 0);
  return [
    logFile('web.log', caller.sort(byTime)),
    logFile('catalog.log', callee.sort(byTime)),
  ] as const;
}

/** Says it before and after the callee does, which takes a part of the time. */
const around = (dice: (limit: number) => number): Call => {
  const [way, work, back] = [dice(20) / 1000, dice(300) / 1000, dice(20) / 1000];
  return { caller: [0, way + work + back], callee: [way, way + work] };
};
const afterwards = (dice: (limit: number) => number): Call => {
  const way = dice(100) / 1000;
  return { caller: [way + 0.02], callee: [way] };
};

const measured: Readonly<Record<string, Generated>> = {
  'a few seconds': { calls: 40, ahead: 3.2, call: around },
  'a few seconds behind': { calls: 40, ahead: -3.2, call: around },
  'ids that each log says once': { calls: 40, ahead: 3.2, call: afterwards },
  minutes: { calls: 60, ahead: 250, call: around },
  'a zone': { calls: 60, ahead: 7200, call: around },
  'times in whole seconds': { calls: 60, ahead: 12, call: around, isWhole: true },
  'five ids': { calls: 5, ahead: 3.2, call: around },
  'large logs, of which a part is read': { calls: 3000, ahead: 3.2, call: around, noise: 10 },
  'large logs in two zones': { calls: 3000, ahead: 3600, call: around, noise: 10 },
};

const slow = (dice: (limit: number) => number): Call => ({
  caller: [0],
  callee: [(dice(100) * dice(100)) / 500],
});

const unmeasured: Readonly<Record<string, Generated>> = {
  'clocks that agree': { calls: 60, ahead: 0, call: around },
  'clocks that agree to a part of a second': { calls: 60, ahead: 0.4, call: around },
  'less than the times tell': { calls: 60, ahead: 1.2, call: around, isWhole: true },
  'too few ids': { calls: 4, ahead: 3.2, call: around },
  'a delay that varies': { calls: 60, ahead: 0, call: slow },
  'a call that goes on long after': {
    calls: 60,
    ahead: 0,
    call: (dice) => ({ caller: [0, 0.1], callee: [0.05, 5 + dice(30)] }),
  },
};

suite('clocks of a run', () => {
  for (const [line, ids] of lines) {
    test(`finds ids in: ${line}`, () => assert.deepEqual(idsIn(line), ids));
  }

  for (const [name, given] of Object.entries(measured)) {
    test(`are measured to a tenth: ${name}`, async () => {
      const [skew, ...others] = await measureSkews(generated(given), unpaced);
      assert.ok(skew && others.length === 0);
      const sign = skew.ahead.name === 'catalog.log' ? 1 : -1;
      const seconds = (sign * skew.milliseconds) / 1000;
      assert.ok(Math.abs(seconds - given.ahead) <= Math.abs(given.ahead) / 10, `${seconds} s`);
      assert.ok(Math.abs(seconds - given.ahead) <= skew.uncertainty / 1000, `${skew.uncertainty}`);
      assert.ok(skew.pairs >= 5 && skew.pairs <= given.calls, `${skew.pairs} pairs`);
    });
  }

  for (const [name, given] of Object.entries(unmeasured)) {
    test(`are not told apart: ${name}`, async () => {
      assert.deepEqual(await measureSkews(generated(given), unpaced), []);
    });
  }

  const [web, catalog] = generated({ calls: 40, ahead: 3.2, call: around });
  const none: Readonly<Record<string, readonly LogFile[]>> = {
    'one log': [web],
    'logs that share no id': [
      web,
      logFile('other.log', [{ body: 'call trace_id=0123456789abcdef0123456789abcdef', at: 90 }]),
    ],
    'files of one log': [
      { ...web, series: 'app.log' },
      { ...catalog, series: 'app.log' },
    ],
    'a log that counts from a start': [web, { ...catalog, missingDate: 'start' }],
    'a log that says an id over and over': [
      web,
      logFile(
        'worker.log',
        Array.from({ length: 200 }, (_, i) => ({
          body: `retry trace_id=${hex((i % 5) * 7919 + 1)}`,
          at: 900 + i,
        })),
      ),
    ],
  };
  for (const [name, files] of Object.entries(none)) {
    test(`are not compared: ${name}`, async () => {
      assert.deepEqual(await measureSkews(files, unpaced), []);
    });
  }

  test('are told in a sentence, and those that follow from others are left out', async () => {
    const third = { ...catalog, name: 'stock.log', uri: 'file:///stock.log' };
    const skews = await measureSkews([web, catalog, third], unpaced);
    assert.deepEqual(
      skews.map(({ ahead, behind }) => `${ahead.name} > ${behind.name}`),
      ['catalog.log > web.log', 'stock.log > web.log'],
    );
    const [note] = skewNotes(skews);
    assert.match(
      note?.message ?? '',
      /^catalog\.log runs 3\.2 s \(± \d+ ms\) ahead of web\.log, by 40 ids in both, as another clock or a steady delay would; times are shown as written\.$/,
    );
    const far = skews.flatMap((skew) => [
      { ...skew, milliseconds: 7_200_400 },
      { ...skew, milliseconds: 250_000 },
    ]);
    assert.match(skewNotes(far)[0]?.message ?? '', /runs 2 h .* as another time zone would;/);
    assert.equal(skewNotes(far).length, 2);
    assert.match(skewNotes(far.slice(1))[0]?.message ?? '', /runs 4 min 10 s /);
  });

  test('are the same in whatever order the logs come', async () => {
    const swapped = await measureSkews([catalog, web], unpaced);
    assert.deepEqual(swapped, await measureSkews([web, catalog], unpaced));
  });
});

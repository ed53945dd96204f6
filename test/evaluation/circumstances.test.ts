import assert from 'node:assert/strict';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { Topology } from '../../src/core/model/topology.ts';
import { createDice, createLog, iso, MINUTE, regularly, SECOND } from '../samples/writer.ts';
import { diagnoseTexts } from './texts.ts';

const start = Date.UTC(2026, 4, 4, 9, 0);

/** A log of one service; `tell` gives the message at so many minutes, every so many seconds. */
function serviceLog(
  lines: readonly (readonly [
    every: number,
    tell: (minute: number, dice: number) => string | undefined,
  ])[],
  minutes = 60,
): string {
  const log = createLog();
  const dice = createDice(7);
  for (const [every, tell] of lines) {
    regularly(dice, [start, start + minutes * MINUTE], every * SECOND, (at) => {
      const message = tell((at - start) / MINUTE, dice.next());
      if (message !== undefined) log.add(at, `${iso(at)} ${message}`);
    });
  }
  return log.text();
}

suite('what no word of failure tells', () => {
  test('a switch that makes a consumer slow, so that its lag grows', async () => {
    let isSwitched = false;
    const text = serviceLog([
      [
        6,
        (m, d) =>
          `INFO billing batch processed in ${Math.round(m < 30 ? 30 + 30 * d : 900 + 600 * d)} ms`,
      ],
      [
        30,
        (m, d) => `INFO billing consumer lag=${Math.round(5 + 30 * d + Math.max(0, m - 30) * 540)}`,
      ],
      [
        10,
        (m) => {
          if (isSwitched || m < 29.7) return undefined;
          isSwitched = true;
          return 'INFO billing feature flag tax-v2 enabled for all tenants';
        },
      ],
    ]);
    const { outcome, hypotheses } = await diagnoseTexts({ 'billing.log': text });
    assert.equal(outcome, 'diagnosed');
    assert.match(
      hypotheses[0]?.title ?? '',
      /billing: requests got slow, lag grew, after “.*tax-v2/,
    );
  });

  test('collections that take longer and longer while requests wait now and then', async () => {
    const text = serviceLog([
      [
        5,
        (m, d) =>
          `INFO checkout POST /cart completed in ${Math.round(m > 20 && d < 0.08 ? 15 * m : 20 + 300 * (d - 0.08) * 0.1)} ms`,
      ],
      [
        45,
        (m, d) =>
          `INFO checkout GC pause (G1 Evacuation) took ${Math.round(20 + m * m * 0.2 + 15 * d)} ms`,
      ],
    ]);
    const { outcome, hypotheses } = await diagnoseTexts({ 'checkout.log': text });
    assert.equal(outcome, 'diagnosed');
    assert.match(hypotheses[0]?.title ?? '', /intermittent latency, stalled by upkeep/);
  });

  test('a disk that fills after its retention was changed', async () => {
    const text = serviceLog([
      [20, (_, d) => `INFO indexer wrote segment in ${Math.round(50 + 40 * d)} ms`],
      [
        60,
        (m) =>
          `INFO indexer disk: free=${Math.round(Math.max(3, 50_000 - Math.max(0, m - 10) * 1020))}MB`,
      ],
      [
        400,
        (m) => (m > 6 && m < 13 ? 'INFO indexer configuration reloaded: retention=off' : undefined),
      ],
      [3, (m) => (m > 59 ? 'ERROR indexer write failed: No space left on device' : undefined)],
    ]);
    const { hypotheses } = await diagnoseTexts({ 'indexer.log': text });
    const [top] = hypotheses;
    const told = top?.claims.map((claim) => claim.text).join('\n') ?? '';
    assert.match(top?.title ?? '', /No space left on device/);
    assert.match(told, /free fell/);
    assert.match(told, /retention=off/);
  });

  test('a change of what the failing service calls, by the call graph', async () => {
    const orders = serviceLog([
      [
        5,
        (m) =>
          m < 40 ? 'INFO orders order accepted' : 'ERROR orders order rejected: stock answered 500',
      ],
    ]);
    const events = serviceLog([
      [60, () => 'INFO cluster heartbeat'],
      [
        120,
        (m) =>
          m > 37 && m < 39.9 ? 'INFO cluster Upgraded inventory from 4.1.0 to 4.2.0' : undefined,
      ],
    ]);
    const topology: Topology = {
      services: ['orders', 'inventory'],
      edges: [{ from: 'orders', to: 'inventory', status: 'observed' }],
    };
    const logs = { 'orders.log': orders, 'events.log': events };
    const told = ({ hypotheses }: Diagnosis): string =>
      hypotheses[0]?.claims.map((claim) => claim.text).join('\n') ?? '';
    assert.match(
      told(await diagnoseTexts(logs, { items: [], topology })),
      /Upgraded inventory from 4\.1\.0 to 4\.2\.0/,
    );
    assert.doesNotMatch(told(await diagnoseTexts(logs)), /inventory/);
  });

  test('nothing, where load comes and goes', async () => {
    const wave = (m: number): number => Math.sin(m / 230);
    const text = serviceLog(
      [
        [
          60,
          (m, d) =>
            `INFO api stats: rps=${Math.round(200 + 150 * wave(m))} p99=${Math.round(80 + 30 * wave(m) + 20 * d)} ms active=${Math.round(40 + 30 * wave(m))} heap=${Math.round(500 + (m % 40) * 20)}MB`,
        ],
      ],
      24 * 60,
    );
    assert.equal((await diagnoseTexts({ 'api.log': text })).outcome, 'noIncident');
  });

  test('a setting that made a pool small, in a long log where other things fail now and then', async () => {
    const text = serviceLog(
      [
        [3, (m) => `INFO orders order ${Math.round(m * 1000)} accepted`],
        [
          900,
          (m) => `FATAL orders sync job ${Math.round(m)} exited: no route to host msra-41:5670`,
        ],
        [
          60,
          (m) =>
            m > 119 && m < 120.5
              ? 'INFO orders Reloaded application.yml: hikari.maximum-pool-size 50 -> 5'
              : undefined,
        ],
        [
          40,
          (m) =>
            m > 125
              ? 'ERROR orders HikariPool-1 - Connection is not available, request timed out after 30000ms'
              : undefined,
        ],
      ],
      180,
    );
    const { hypotheses } = await diagnoseTexts({ 'orders.log': text });
    const [top] = hypotheses;
    assert.match(top?.title ?? '', /HikariPool-1/);
    assert.match(told(top), /meets this limit.*maximum-pool-size 50 -> 5/s);
  });

  test('one failure among ordinary work is no incident, and is one where something follows from it', async () => {
    const work = (m: number): string => `INFO  shop page ${Math.round(m * 1000)} in 31 ms`;
    const failed = 'ERROR shop form rejected: ValidationException: email must be well-formed';
    const once = (m: number, text: string): string | undefined =>
      m > 30 && m < 30.2 ? text : undefined;
    const alone = serviceLog([
      [10, work],
      [10, (m) => once(m, failed)],
    ]);
    const followed = serviceLog([
      [10, work],
      [10, (m) => once(m, failed)],
      [30, (m) => (m > 31 ? 'ERROR shop order refused: no validated address' : undefined)],
    ]);
    assert.equal((await diagnoseTexts({ 'shop.log': alone })).outcome, 'noIncident');
    assert.equal((await diagnoseTexts({ 'shop.log': followed })).outcome, 'diagnosed');
  });

  const told = (top: Diagnosis['hypotheses'][number] | undefined): string =>
    (top?.claims ?? []).map(({ text }) => text).join('\n');
});

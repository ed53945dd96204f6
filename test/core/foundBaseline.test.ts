import assert from 'node:assert/strict';
import { diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { clock } from '../../src/node/clock.ts';

const why = 'it ends with “BUILD SUCCESSFUL”';

async function run(bad: readonly string[], good: readonly string[] | undefined) {
  const sourceOf = (name: string, lines: readonly string[]) => ({
    uri: `file:///${name}`,
    name,
    text: lines.join('\n'),
  });
  const result = await diagnose(
    {
      files: { open: () => assert.fail('There are no files.') },
      clock,
      boundary: () => '0'.repeat(32),
    },
    {
      sources: [{ ...sourceOf('build-42.log', bad), beside: ['build-40.log', 'build-41.log'] }],
      baselines: good ? [{ ...sourceOf('build-41.log', good), found: why }] : [],
      context: noContext,
      budget: 12_000,
    },
    () => {},
    neverCancelled,
  );
  return result.kind === 'diagnosis' ? result.diagnosis : assert.fail();
}

const headline = ({ outcome, hypotheses }: Diagnosis): string =>
  outcome === 'diagnosed' ? (hypotheses[0]?.title ?? '') : outcome;

const habits = [
  'npm warn deprecated glob@7.2.3: no longer supported',
  'gyp ERR! find Python Python is not set from command line or npm configuration',
  'error: could not load the optional native module fsevents: not found',
];
const tests = Array.from({ length: 40 }, (_, i) => `  ✓ test ${i} of the cart (${i % 7} ms)`);
const good = ['$ npm ci', ...habits, '$ npm test', ...tests, 'BUILD SUCCESSFUL'];
const failing = 'TypeError: price is not a number';
const bad = [
  '$ npm ci',
  ...habits,
  '$ npm test',
  ...tests,
  failing,
  '    at total (/app/src/cart.ts:12:5)',
  'BUILD FAILED',
];

suite('a good run that was found', () => {
  test('is named with why it was thought to be good, and what differs', async () => {
    const { comparison = [] } = await run(bad, good);
    assert.equal(
      comparison[0],
      `build-41.log was found beside it and taken for a run that went well: ${why}.`,
    );
    assert.match(
      comparison[1] ?? '',
      /^Compared with build-41\.log: of \d+ kinds of messages \d are new/,
    );
  });

  test('has the run’s own beginning in its place where there is none', async () => {
    const time = (i: number): string =>
      new Date(Date.UTC(2026, 10, 20, 9) + i * 1000).toISOString();
    const lines = Array.from(
      { length: 200 },
      (_, i) => `${time(i)} INFO orders: order ${i} accepted`,
    );
    const broken = lines.with(
      150,
      `${time(150)} ERROR orders: connection refused by orders-db:5432`,
    );
    const told = async (good: readonly string[] | undefined) =>
      (await run(broken, good)).stages.find(({ name }) => name === 'mine')?.details;
    const beginning = async (good: readonly string[] | undefined) =>
      (await told(good))?.filter((detail) => detail.startsWith('There was'));
    assert.deepEqual(await beginning(undefined), [
      'There was no good run to compare with, so it was held against its own beginning: 1 of 2 kinds of messages is new, in line 151 of build-42.log.',
    ]);
    assert.deepEqual(await beginning(lines), []);
  });

  test('is not counted among the files that were not read', async () => {
    const messages = (await run(bad, good)).problems.map(({ message }) => message).join('\n');
    assert.match(messages, /not read: build-40\.log\./);
    assert.doesNotMatch(messages, /build-41\.log/);
  });

  test('takes away what it has as well, and its lack is told', async () => {
    const { hypotheses } = await run(bad, good);
    assert.match(hypotheses[0]?.title ?? '', /price is not a number/);
    const claims = hypotheses[0]?.claims.map(({ text }) => text).join('\n') ?? '';
    assert.match(claims, /Not in the good run: /);
    const cited = hypotheses.flatMap(({ claims: all }) =>
      all.flatMap(({ citations }) => citations),
    );
    assert.ok(cited.every(({ quote }) => !habits.includes(quote)));
  });

  /** Name, the run, the found one: the answer is as without it. */
  const asWithout: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['fails in the same way', bad, bad.slice(0, -1)],
    ['has nothing in common with it', bad, tests.map((_, i) => `packet ${i} was routed`)],
    ['differs in nothing that may tell of a failure', bad.slice(0, -3), good],
    [
      'lacks an ordinary message',
      [...good, 'Uploading 3 artifacts', 'Uploading 4 artifacts'],
      good,
    ],
  ];
  for (const [name, log, found] of asWithout) {
    test(`changes nothing where it ${name}`, async () => {
      const [beside, alone] = [await run(log, found), await run(log, undefined)];
      assert.equal(headline(beside), headline(alone));
      assert.deepEqual(beside.comparison, undefined);
      assert.deepEqual(
        beside.hypotheses.map(({ confidence }) => confidence.value),
        alone.hypotheses.map(({ confidence }) => confidence.value),
      );
    });
  }

  test('is of no use where it fails in its middle and ends without a word', async () => {
    const time = (i: number): string =>
      new Date(Date.UTC(2026, 10, 20, 9) + i * 1000).toISOString();
    const healthy = Array.from(
      { length: 200 },
      (_, i) => `${time(i)} INFO orders: order ${i} accepted`,
    );
    const refused = (at: number): string =>
      `${time(at)} ERROR orders: connection refused by orders-db:5432`;
    const late = `${time(151)} WARN orders: price list could not be loaded`;
    const broken = healthy.with(150, refused(150)).with(151, late);
    const { hypotheses, comparison } = await run(broken, healthy.with(100, refused(100)));
    assert.match(hypotheses[0]?.title ?? '', /connection refused/);
    assert.equal(comparison, undefined);
    const beside = await run(broken, healthy);
    assert.match(beside.comparison?.[1] ?? '', /2 are new/);
  });

  test('makes no failure of a healthy run that has warnings of its own', async () => {
    const time = (i: number): string =>
      new Date(Date.UTC(2026, 10, 20, 9) + i * 1000).toISOString();
    const healthy = Array.from(
      { length: 200 },
      (_, i) => `${time(i)} INFO orders: order ${i} accepted`,
    );
    const warned = healthy.with(120, `${time(120)} WARN orders: price list is 2 days old`);
    assert.equal(headline(await run(warned, healthy)), headline(await run(warned, undefined)));
  });
});

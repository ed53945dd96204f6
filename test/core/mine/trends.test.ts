import assert from 'node:assert/strict';
import { doubtOf, type Trend, trendOf } from '../../../src/core/mine/trends.ts';
import { createDice } from './fixtures.ts';

type Roll = () => number;

/** Reproducible noise: uniform, exponential and, of twelve uniform ones, nearly normal. */
function noise(seed: number): { uniform: Roll; exponential: Roll; normal: Roll } {
  const dice = createDice(seed);
  const uniform = (): number => (dice(1_000_000) + 0.5) / 1_000_000;
  return {
    uniform,
    exponential: () => -Math.log(uniform()),
    normal: () => Array.from({ length: 12 }, uniform).reduce((sum, one) => sum + one, -6),
  };
}

type Noise = ReturnType<typeof noise>;
type Make = (i: number, rolls: Noise) => number;

function series(count: number, make: Make, seed: number): readonly number[] {
  const rolls = noise(seed);
  return Array.from({ length: count }, (_, i) => Math.max(0, make(i, rolls)));
}

/** `step 20 -> 900 at 80`, levels to two digits. */
function told(trend: Trend | undefined): string {
  if (!trend) return 'nothing';
  const { kind, before, after, onset, end } = trend;
  const level = (value: number): string => String(Number(value.toPrecision(1)));
  const until = end === undefined ? '' : ` to ${end}`;
  return `${kind} ${level(before)} -> ${level(after)} at ${onset}${until}`;
}

suite('trendOf', () => {
  const changes: readonly (readonly [string, number, Make, string])[] = [
    [
      'finds a step of latencies to the value',
      120,
      (i, { normal }) => (i < 80 ? 12 : 900) * (1 + normal() / 10),
      'step 10 -> 900 at 80',
    ],
    [
      'finds a step near the end of a long series',
      600,
      (i, { normal }) => (i < 560 ? 20 : 60) + normal(),
      'step 20 -> 60 at 560',
    ],
    [
      'finds a step early in a series, whose noise grows with its level',
      300,
      (i, { exponential }) => (i < 60 ? 10 : 200) * (1 + exponential()),
      'step 20 -> 300 at 60',
    ],
    [
      'finds a step down',
      100,
      (i, { normal }) => (i < 50 ? 90 : 30) + normal(),
      'step 90 -> 30 at 50',
    ],
    [
      'finds growth from the start',
      200,
      (i, { normal }) => 100 + 3 * i + normal(),
      'growth 100 -> 700 at 0',
    ],
    [
      'finds a step that is taken back, with its end',
      400,
      (i, { normal }) => (i >= 200 && i < 230 ? 900 : 20) + normal(),
      'step 20 -> 900 at 200 to 230',
    ],
    [
      'finds outliers that keep coming',
      400,
      (i, { normal }) => (i > 0 && i % 20 === 0 ? 400 : 20) + normal(),
      'spikes 20 -> 400 at 20',
    ],
  ];
  for (const [name, count, make, expected] of changes) {
    test(name, () => assert.equal(told(trendOf(series(count, make, 1))), expected));
  }

  const steady: readonly (readonly [string, Make])[] = [
    ['normal noise', (_, { normal }) => 100 + 10 * normal()],
    ['waiting times', (_, { exponential }) => 20 * exponential()],
    ['two values that alternate by chance', (_, { uniform }) => (uniform() < 0.5 ? 0 : 1)],
    [
      'two kinds of work under one message',
      (_, { uniform, normal }) => (uniform() < 0.5 ? 30 : 190) + normal(),
    ],
    ['a few small counts', (_, { uniform }) => 1 + Math.floor(4 * uniform())],
    ['anything up to a limit', (_, { uniform }) => 3000 * uniform()],
  ];
  for (const [name, make] of steady) {
    test(`finds neither step nor growth in ${name}, however many values were read`, () => {
      const found = [40, 60, 100, 240, 1500].flatMap((count) =>
        Array.from({ length: 12 }, (_, seed) => trendOf(series(count, make, seed))?.kind),
      );
      const changes = found.filter((kind) => kind === 'step' || kind === 'growth');
      // Of sixty series chance may shape one.
      assert.ok(changes.length <= 1, `${changes.length} of ${found.length}`);
    });
  }

  test('says nothing of a dozen values or fewer that only begin to change', () => {
    assert.equal(trendOf([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9]), undefined);
    assert.equal(trendOf([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 9]), undefined);
  });
});

suite('doubtOf', () => {
  const cases: readonly (readonly [string, Make, boolean])[] = [
    ['a step', (i, { normal }) => (i < 60 ? 10 : 25) + normal(), true],
    ['one outlier', (i, { normal }) => (i === 30 ? 300 : 10) + normal(), true],
    ['noise', (_, { normal }) => 100 + 10 * normal(), false],
  ];
  for (const [name, make, expected] of cases) {
    test(`${expected ? 'asks for more' : 'has enough'} after ${name} among few values`, () => {
      assert.equal(doubtOf(series(80, make, 2)) > 0, expected);
    });
  }
});

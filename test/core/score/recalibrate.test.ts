import assert from 'node:assert/strict';
import type { Judged, Judgement } from '../../../src/core/model/judgement.ts';
import { recalibrationOf } from '../../../src/core/score/recalibrate.ts';
import { scoreHypotheses } from '../../../src/core/score/score.ts';
import { chain, facts, good, hypothesis, rival } from './fixture.ts';

const DAY = 24 * 3600 * 1000;
const NOW = 1000 * DAY;

/** Verdicts of one day, each on an incident of its own. */
function verdicts(judged: readonly Judged[], more: Partial<Judgement> = {}): readonly Judgement[] {
  return judged.map((one, index) => ({
    judged: one,
    time: NOW - DAY + index,
    reasoner: 'openai m',
    title: `explanation ${index}`,
    signature: '',
    logit: 1.5,
    confidence: 0.8,
    incident: `incident ${index} ${more.time ?? ''} ${more.signature ?? ''}`,
    ...more,
  }));
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

function learned(
  judgements: readonly Judgement[],
  logit: number,
  { reasoner = 'openai m', signature = '', now = NOW } = {},
): number {
  const recalibrate = recalibrationOf({ judgements, now }, reasoner);
  return logit + (recalibrate?.(signature, logit).contribution ?? 0);
}

const reasonAfter = (judgements: readonly Judgement[], reasoner = 'openai m'): string =>
  recalibrationOf({ judgements, now: NOW }, reasoner)?.('', 1).reason ?? '';

/** Numbers from a seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Verdicts as they come in life, of several reasoners and failures. */
function anyVerdicts(seed: number, count: number): readonly Judgement[] {
  const roll = dice(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(roll() * all.length)] as T;
  return Array.from({ length: count }, (_, index) => ({
    judged: pick<Judged>(['right', 'partly', 'wrong', 'wrong']),
    time: NOW - 400 * DAY * roll(),
    reasoner: pick(['openai m', 'openai n', 'embedded']),
    title: `explanation ${index}`,
    signature: pick(['', 'redis.maxmemory']),
    logit: -3 + 7 * roll(),
    confidence: roll(),
    incident: `incident ${index}`,
  }));
}

const grid = [-4, -2, -1, 0, 0.5, 1, 2, 3, 5];
const reasoners = ['openai m', 'embedded'];

suite('recalibrationOf', () => {
  test('without verdicts on such a reasoner nothing is learned', () => {
    assert.equal(recalibrationOf({ judgements: [], now: NOW }, 'embedded'), undefined);
    const onModels = verdicts(['wrong', 'right']);
    assert.equal(recalibrationOf({ judgements: onModels, now: NOW }, 'embedded'), undefined);
    const plain = scoreHypotheses([good, rival], facts);
    const recalibrate = recalibrationOf({ judgements: [], now: NOW }, 'embedded');
    assert.deepEqual(scoreHypotheses([good, rival], { ...facts, recalibrate }), plain);
  });

  test('one more "wrong" never raises a score and one more "this was it" never lowers one', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const before = anyVerdicts(seed, (seed * 7) % 40);
      for (const reasoner of reasoners) {
        for (const at of [-2, 1, 4]) {
          const own = { reasoner, logit: at, time: NOW, incident: 'new' };
          for (const logit of grid) {
            const value = learned(before, logit, { reasoner });
            const worse = learned([...before, ...verdicts(['wrong'], own)], logit, { reasoner });
            const better = learned([...before, ...verdicts(['right'], own)], logit, { reasoner });
            assert.ok(worse <= value, `wrong at ${at} raised ${logit} with seed ${seed}`);
            assert.ok(better >= value, `right at ${at} lowered ${logit} with seed ${seed}`);
          }
        }
      }
    }
  });

  test('a higher score stays a higher score', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const given = anyVerdicts(seed, 25);
      const values = grid.map((logit) => learned(given, logit));
      assert.deepEqual(
        values,
        values.toSorted((a, b) => a - b),
      );
    }
  });

  const cases: readonly (readonly [string, readonly Judged[], (z: number) => boolean])[] = [
    ['a wrong answer lowers', ['wrong'], (z) => z < 1.5],
    ['ten wrong answers lower to less than even', times(10, 'wrong'), (z) => z < 0],
    ['one right answer does not outweigh what most models are', ['right'], (z) => z === 1.5],
    ['forty right answers raise', times(40, 'right'), (z) => z > 1.5],
    [
      'twenty of which half are right come near to even',
      times(10, ['right', 'wrong'] as const).flat(),
      (z) => Math.abs(z) < 0.35,
    ],
    [
      'twenty that are partly right come near to even',
      times(20, 'partly'),
      (z) => Math.abs(z) < 0.35,
    ],
  ];
  for (const [name, judged, holds] of cases) {
    test(`at a score of 1.5: ${name}`, () => {
      const value = learned(verdicts(judged), 1.5);
      assert.ok(holds(value), String(value));
    });
  }

  test('our own analyst starts from no bias, so that one wrong answer says less of it', () => {
    const one = (reasoner: string): number =>
      learned(verdicts(['wrong'], { reasoner }), 1.5, { reasoner });
    assert.ok(one('embedded') < 1.5);
    assert.ok(one('embedded') > one('openai m'));
  });

  test('a kind of failure is told apart, the more the more verdicts there are on it', () => {
    const onRedis = (count: number): readonly Judgement[] => [
      ...verdicts(times(12, 'right')),
      ...verdicts(times(count, 'wrong'), { signature: 'redis.maxmemory', time: NOW - 1 }),
    ];
    const gap = (count: number): number =>
      learned(onRedis(count), 1.5) - learned(onRedis(count), 1.5, { signature: 'redis.maxmemory' });
    assert.equal(
      learned(onRedis(0), 1.5, { signature: 'redis.maxmemory' }),
      learned(onRedis(0), 1.5),
    );
    assert.ok(gap(3) > 0.1);
    assert.ok(gap(12) > gap(3));
  });

  test('a model nobody judged yet begins where the others are', () => {
    const others = verdicts(times(10, 'wrong'));
    assert.ok(learned(others, 1.5, { reasoner: 'openai new' }) < 0.5);
    assert.match(
      reasonAfter(others, 'openai new'),
      /^Answers of other models were right about 0 of 10/,
    );
  });

  test('a verdict counts half after half a year', () => {
    const after = (days: number): number =>
      learned(verdicts(times(10, 'wrong')), 1.5, { now: NOW + days * DAY });
    assert.ok(after(0) < after(180));
    assert.ok(after(180) < after(720));
  });

  test('of several verdicts on one explanation of one incident the last counts', () => {
    const same = { incident: 'one', title: 'one' };
    const changed = [
      ...verdicts(['wrong'], { ...same, time: 1 }),
      ...verdicts(['right'], { ...same, time: 2 }),
    ];
    assert.equal(learned(changed, 1.5), learned(verdicts(['right'], { ...same, time: 2 }), 1.5));
  });

  const sentences: readonly (readonly [string, readonly Judged[], RegExp])[] = [
    [
      'one verdict',
      ['right'],
      /^Answers were right 1 of 1 time here; with few verdicts little is learned\.$/,
    ],
    [
      'twenty-three, of which sixteen were right',
      [...times(16, 'right' as const), ...times(7, 'wrong' as const)],
      /^Answers were right about 7 of 10 times here \(23 verdicts; the true rate is likely 5–8 of 10\)\.$/,
    ],
    [
      'forty-nine give no calibration error',
      times(49, 'right'),
      /\(49 verdicts; the true rate is likely 9–10 of 10\)\.$/,
    ],
    [
      'fifty do',
      times(50, 'right'),
      /\(50 verdicts; the true rate is likely 9–10 of 10\)\. The calibration error here is 0\.20\.$/,
    ],
  ];
  for (const [name, judged, sentence] of sentences) {
    test(`says how often it was right: ${name}`, () => {
      assert.match(reasonAfter(verdicts(judged)), sentence);
    });
  }

  test('is one more signed part, and stays below the caps', () => {
    const judgements = verdicts(times(200, 'right'), { reasoner: 'embedded', logit: 0.5 });
    const recalibrate = recalibrationOf({ judgements, now: NOW }, 'embedded');
    const single = hypothesis('single', chain);
    const plain = scoreHypotheses([single], facts).hypotheses[0]?.confidence;
    const raised = scoreHypotheses([single], { ...facts, recalibrate }).hypotheses[0]?.confidence;
    assert.ok(plain && raised);
    const part = raised.factors.at(-1);
    assert.equal(part?.name, 'local');
    assert.ok((part?.contribution ?? 0) > 0);
    assert.deepEqual(raised.factors.slice(0, -1), plain.factors);
    assert.equal(raised.value, Math.min(...raised.gates.map(({ cap }) => cap)));
  });

  test('lowers a cap too, and the cap says so', () => {
    const judgements = verdicts(times(8, 'wrong'), { reasoner: 'embedded', logit: 3 });
    const recalibrate = recalibrationOf({ judgements, now: NOW }, 'embedded');
    const single = hypothesis('single', chain, {
      structure: 1,
      signature: 'redis.maxmemory',
      signaturePrecision: 0.95,
    });
    const plain = scoreHypotheses([single], facts).hypotheses[0]?.confidence;
    const lowered = scoreHypotheses([single], { ...facts, recalibrate }).hypotheses[0]?.confidence;
    assert.ok(plain && lowered);
    assert.ok(lowered.value < plain.value);
    assert.match(lowered.gates.at(0)?.reason ?? '', /, and 0\.\d\d with the verdicts here\.$/);
  });

  test('comes close to the truth in six simulated worlds, as soon as there are some verdicts', () => {
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    const worlds: readonly ((z: number) => number)[] = [
      (z) => sigmoid(z),
      (z) => sigmoid(-0.8 + 0.6 * z),
      (z) => sigmoid(-1.8 + 0.4 * z),
      (z) => sigmoid(0.5 + 1.4 * z),
      () => 0.35,
      (z) => (z > 1 ? 0.6 : z > 0 ? 0.45 : 0.15),
    ];
    const roll = dice(7);
    const gauss = (): number =>
      Math.sqrt(-2 * Math.log(roll() + 1e-12)) * Math.cos(2 * Math.PI * roll());
    const errorAfter = (count: number): number => {
      const errors = worlds.flatMap((truth) =>
        times(40, 0).flatMap(() => {
          const given = times(count, 0).flatMap((_, index) => {
            const logit = 1 + 1.3 * gauss();
            const judged = roll() < truth(logit) ? 'right' : 'wrong';
            return verdicts([judged], { logit, time: NOW + index, incident: String(index) });
          });
          return [-0.7, 0.3, 1, 1.7, 2.7].map((z) =>
            Math.abs(sigmoid(learned(given, z)) - truth(z)),
          );
        }),
      );
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    };
    const [five, twenty] = [errorAfter(5), errorAfter(20)];
    assert.ok(five <= 0.16, `after 5: ${five}`);
    assert.ok(twenty <= 0.105, `after 20: ${twenty}`);
  });
});

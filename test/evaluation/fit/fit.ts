import { sigmoid } from '../../../src/core/score/feature.ts';
import { type Scored, settle } from '../../../src/core/score/settle.ts';
import type { Weights } from '../../../src/core/score/weights.ts';
import type { Example } from './examples.ts';

/** A labelled answer and how much it counts. */
export interface Weighted {
  readonly example: Example;
  readonly weight: number;
}

type FactorName = keyof Weights['factors'];

/** Caps that are measured; the others say what may never be believed more, whatever was measured. */
const measuredCaps = ['oneKind', 'oneLine', 'noRival'] as const;

interface Fitted {
  readonly name: FactorName;
  /** Which way it has to point. */
  readonly sign: 1 | -1;
  /** It may not weigh more, whatever the answers say. */
  readonly most?: number;
}

export const fitted: readonly Fitted[] = [
  { name: 'citations', sign: 1 },
  { name: 'coverage', sign: 1 },
  { name: 'dependencyPath', sign: 1 },
  { name: 'timeOrder', sign: 1 },
  { name: 'numbers', sign: 1 },
  { name: 'evidenceKinds', sign: 1 },
  { name: 'rivals', sign: 1 },
  { name: 'refuting', sign: -1 },
  // A precision is an estimate of ours, not a measurement.
  { name: 'signature', sign: 1, most: 1 },
  { name: 'structure', sign: 1 },
  { name: 'telling', sign: 1 },
  { name: 'secondOpinion', sign: 1 },
];

/** What is believed of an answer by given weights, through caps and rivals. */
export function believed({ measured, index }: Example, weights: Weights): Scored {
  const scored = settle(measured, { weights })[index];
  if (!scored) throw new Error('An example without its answer.');
  return scored;
}

const ROUNDS = 4;

/**
 * L2-regularised logistic regression with its centre at `prior`: a weight leaves it only as far as
 * the answers pull, and never changes its sign. How an answer compares to its rivals depends on the
 * weights itself, so it is measured again after each round.
 */
export function fitWeights(
  examples: readonly Weighted[],
  prior: Weights,
  strength: number,
): Weights {
  let weights = prior;
  for (let round = 0; round < ROUNDS; round++) {
    weights = withCaps(examples, regress(examples, weights, prior, strength), prior);
  }
  return weights;
}

interface Row {
  /** 1 for the start, then the distance of each fitted factor from its centre. */
  readonly x: readonly number[];
  /** What is given by factors that are not fitted. */
  readonly offset: number;
  readonly y: number;
  readonly weight: number;
}

function rowOf({ example, weight }: Weighted, weights: Weights): Row {
  const { factors } = believed(example, weights);
  const byName = new Map(factors.map((factor) => [factor.name, factor]));
  const x = fitted.map(({ name }) => {
    const factor = byName.get(name);
    return factor ? factor.value - weights.factors[name].centre : 0;
  });
  const moved = new Set<string>(['start', ...fitted.map(({ name }) => name)]);
  const offset = factors.reduce(
    (sum, { name, contribution }) => sum + (moved.has(name) ? 0 : contribution),
    0,
  );
  return { x: [1, ...x], offset, y: Number(example.isRight), weight };
}

/** Projected Newton steps on the diagonal: slow and sure, for a dozen weights. */
const STEPS = 3000;
const START_STRENGTH = 0.1;

function regress(
  examples: readonly Weighted[],
  given: Weights,
  prior: Weights,
  strength: number,
): Weights {
  const rows = examples.map((example) => rowOf(example, given));
  const centre = [prior.start, ...fitted.map(({ name }) => prior.factors[name].weight)];
  const theta = [given.start, ...fitted.map(({ name }) => given.factors[name].weight)];
  const strengths = theta.map((_, at) => (at === 0 ? strength * START_STRENGTH : strength));
  for (let step = 0; step < STEPS; step++) {
    const moved = descend(rows, theta, centre, strengths);
    if (moved < 1e-6) break;
  }
  return withTheta(given, theta);
}

function descend(
  rows: readonly Row[],
  theta: number[],
  centre: readonly number[],
  strengths: readonly number[],
): number {
  const gradient = theta.map((value, at) => (strengths[at] ?? 0) * (value - (centre[at] ?? 0)));
  const curvature = [...strengths];
  for (const { x, offset, y, weight } of rows) {
    const p = sigmoid(x.reduce((sum, value, at) => sum + value * (theta[at] ?? 0), offset));
    x.forEach((value, at) => {
      gradient[at] = (gradient[at] ?? 0) + weight * (p - y) * value;
      // The bound of p (1 - p), so that a step never overshoots.
      curvature[at] = (curvature[at] ?? 0) + weight * 0.25 * Math.abs(value);
    });
  }
  let most = 0;
  theta.forEach((value, at) => {
    const next = value - (0.5 * (gradient[at] ?? 0)) / (curvature[at] ?? 1);
    theta[at] = at === 0 ? next : withinBounds(next, fitted[at - 1]);
    most = Math.max(most, Math.abs((theta[at] ?? 0) - value));
  });
  return most;
}

function withinBounds(weight: number, { sign = 1, most = Infinity }: Partial<Fitted> = {}): number {
  return sign * Math.min(most, Math.max(0, sign * weight));
}

function withTheta(weights: Weights, [start = 0, ...values]: readonly number[]): Weights {
  const moved = fitted.map(({ name }, at): [FactorName, Weights['factors'][FactorName]] => [
    name,
    { ...weights.factors[name], weight: values[at] ?? 0 },
  ]);
  return { ...weights, start, factors: { ...weights.factors, ...Object.fromEntries(moved) } };
}

/** Answers that a cap's old value counts for. */
const CAP_STRENGTH = 5;
/** Each stays this far below what is believed of anything, so that what is missing is still told. */
const BELOW = 0.02;

/** A cap is the share that is right of the answers which it holds. */
function withCaps(examples: readonly Weighted[], weights: Weights, prior: Weights): Weights {
  const open = Object.fromEntries(measuredCaps.map((name) => [name, weights.gates.always]));
  const free = { ...weights, gates: { ...weights.gates, ...open } };
  const caps = measuredCaps.map((name) => {
    const old = prior.gates[name];
    const held = examples.filter(({ example }) => isHeld(example, name, old, free));
    const all = held.reduce((sum, { weight }) => sum + weight, CAP_STRENGTH);
    const right = held.reduce(
      (sum, { example, weight }) => sum + (example.isRight ? weight : 0),
      CAP_STRENGTH * old,
    );
    return [name, Math.min(weights.gates.always - BELOW, right / all)] as const;
  });
  return { ...weights, gates: { ...weights.gates, ...Object.fromEntries(caps) } };
}

/** Whether an answer would be believed more than the cap if there was none of these caps. */
function isHeld(
  example: Example,
  name: (typeof measuredCaps)[number],
  cap: number,
  free: Weights,
): boolean {
  const gates = example.measured[example.index]?.gates ?? [];
  return gates.some((gate) => gate.name === name) && believed(example, free).value > cap;
}

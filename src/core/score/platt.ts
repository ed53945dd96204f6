import { sigmoid } from './feature.ts';

/** Platt's curve p = σ(shift + e^slope · z): the slope is kept in logarithms, so that order is kept. */
export interface Curve {
  readonly shift: number;
  readonly slope: number;
}

/** What is believed of a curve before any label: independent normal distributions around `mean`. */
export interface Prior {
  readonly mean: Curve;
  readonly deviation: Curve;
}

/** A score that turned out right (1), wrong (0) or something between, and how much it counts. */
export interface Label {
  readonly logit: number;
  readonly right: number;
  readonly weight: number;
}

/** Log-odds beyond these are no better known than these. */
const LIMIT = 6;
const STEPS = 25;
const PRECISE = 1e-7;

export function curveAt({ shift, slope }: Curve, logit: number): number {
  return Math.min(LIMIT, Math.max(-LIMIT, shift + Math.exp(slope) * logit));
}

/**
 * The curve that is likeliest after the labels (maximum a posteriori), by damped Newton steps.
 * J. Platt, "Probabilistic outputs for support vector machines" (1999), with a prior on both
 * parameters in place of his smoothed targets: these say nothing while there are few labels.
 */
function fitCurve(labels: readonly Label[], prior: Prior, from: Curve = prior.mean): Curve {
  let curve = from;
  let loss = lossOf(curve, labels, prior);
  for (let step = 0; step < STEPS; step++) {
    const move = newtonStep(curve, labels, prior);
    let share = 1;
    let next = moved(curve, move, share);
    let nextLoss = lossOf(next, labels, prior);
    while (nextLoss > loss && share > 1 / 1024) {
      share /= 2;
      next = moved(curve, move, share);
      nextLoss = lossOf(next, labels, prior);
    }
    if (nextLoss > loss) return curve;
    const isThere = loss - nextLoss < PRECISE;
    [curve, loss] = [next, nextLoss];
    if (isThere) return curve;
  }
  return curve;
}

function moved({ shift, slope }: Curve, move: Curve, share: number): Curve {
  return { shift: shift - share * move.shift, slope: slope - share * move.slope };
}

/** Minus the logarithm of the posterior, without what does not depend on the curve. */
function lossOf(curve: Curve, labels: readonly Label[], { mean, deviation }: Prior): number {
  let loss =
    ((curve.shift - mean.shift) / deviation.shift) ** 2 / 2 +
    ((curve.slope - mean.slope) / deviation.slope) ** 2 / 2;
  for (const { logit, right, weight } of labels) {
    const odds = curve.shift + Math.exp(curve.slope) * logit;
    loss += weight * (softplus(odds) - right * odds);
  }
  return loss;
}

/** log(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** What is known of the curve after the labels, as if both parameters were independent (Laplace). */
export function posteriorOf(labels: readonly Label[], prior: Prior, from?: Curve): Prior {
  const mean = fitCurve(labels, prior, from);
  const { a, b, c } = derivatives(mean, labels, prior);
  const determinant = a * c - b * b;
  return {
    mean,
    deviation: { shift: Math.sqrt(c / determinant), slope: Math.sqrt(a / determinant) },
  };
}

/** Gradient over curvature, in two dimensions. */
function newtonStep(curve: Curve, labels: readonly Label[], prior: Prior): Curve {
  const { gShift, gSlope, a, b, c } = derivatives(curve, labels, prior);
  const determinant = a * c - b * b;
  return {
    shift: (c * gShift - b * gSlope) / determinant,
    slope: (a * gSlope - b * gShift) / determinant,
  };
}

/** The gradient, and the curvature as it is expected to be, which is positive everywhere. */
function derivatives(curve: Curve, labels: readonly Label[], { mean, deviation }: Prior) {
  let [gShift, gSlope] = [
    (curve.shift - mean.shift) / deviation.shift ** 2,
    (curve.slope - mean.slope) / deviation.slope ** 2,
  ];
  let [a, b, c] = [1 / deviation.shift ** 2, 0, 1 / deviation.slope ** 2];
  for (const { logit, right, weight } of labels) {
    const lean = Math.exp(curve.slope) * logit;
    const p = sigmoid(curve.shift + lean);
    const [error, spread] = [weight * (p - right), weight * p * (1 - p)];
    gShift += error;
    gSlope += error * lean;
    a += spread;
    b += spread * lean;
    c += spread * lean * lean;
  }
  return { gShift, gSlope, a, b, c };
}

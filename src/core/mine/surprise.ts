/**
 * How surprising it is to meet `count` or more events in a time in which `past` events over
 * `ratio` times that time led one to expect fewer: -log10 of the tail's probability, at most 12.
 *
 * The events are Poisson with an unknown rate; its Gamma posterior with Jeffreys' prior (half an
 * event) makes the count negative binomial, so a short or empty past does not surprise too easily.
 */
export function surprise(count: number, past: number, ratio: number): number {
  const shape = past + 0.5;
  if (count <= shape / ratio) {
    return 0;
  }
  // P(X >= k) of a negative binomial is at most its first term times a geometric series.
  const success = 1 / (1 + ratio);
  const first =
    logGamma(count + shape) -
    logGamma(shape) -
    logGamma(count + 1) +
    count * Math.log(success) +
    shape * Math.log(1 - success);
  const decay = ((count + shape) / (count + 1)) * success;
  const tail = decay < 1 ? first - Math.log(1 - decay) : first;
  return Math.min(MAX_SURPRISE, Math.max(0, -tail / Math.LN10));
}

export const MAX_SURPRISE = 12;

/** Stirling's series; its error is below 1e-8 where it is used. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 7) {
    shift -= Math.log(z);
    z++;
  }
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5);
  return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
}

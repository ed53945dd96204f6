/** Where the values of a series move to another level. */
export interface LevelShift {
  /** Index of the first value of the new level. */
  readonly onset: number;
  /** Standard deviations between the ranks before and after, by which chance is ruled out. */
  readonly deviation: number;
  /** How likely a value after it lies on the new side of one before it, 0.5..1. */
  readonly superiority: number;
}

/** Values on each side: so many, and this share of all. */
const MIN_SIDE = 6;
const MIN_SHARE = 0.05;

/**
 * The split at which the ranks of the values before and after differ most: Pettitt's change point
 * (A non-parametric approach to the change-point problem, 1979), with the statistic of Mann and
 * Whitney in standard deviations, ties corrected, so that a shift near an end counts too. Ranks ask
 * nothing of the shape of the noise, which in latencies grows with the level.
 */
export function levelShiftOf(values: readonly number[]): LevelShift | undefined {
  const n = values.length;
  const { ranks, tieFactor } = rank(values);
  const side = Math.max(MIN_SIDE, Math.ceil(n * MIN_SHARE));
  if (n < 2 * side || tieFactor <= 0) {
    return undefined;
  }
  let best: LevelShift | undefined;
  let sum = 0;
  for (let k = 1; k <= n - side; k++) {
    sum += ranks[k - 1] as number;
    if (k < side) continue;
    const pairs = k * (n - k);
    const excess = Math.abs(sum - (k * (n + 1)) / 2);
    const deviation = excess / Math.sqrt((pairs * (n + 1) * tieFactor) / 12);
    if (!best || deviation > best.deviation) {
      best = { onset: k, deviation, superiority: 0.5 + excess / pairs };
    }
  }
  return best;
}

/**
 * Superiority and standard deviations that chance does not reach together over all places: of a
 * dozen values none may lie on the wrong side, of hundreds a quarter may.
 */
const CLEAR = [
  { superiority: 0.97, deviation: 0 },
  { superiority: 0.9, deviation: 3.5 },
  { superiority: 0.75, deviation: 4.5 },
];

export function isClear(shift: LevelShift): boolean {
  return CLEAR.some(
    (least) => shift.superiority >= least.superiority && shift.deviation >= least.deviation,
  );
}

/**
 * The index in a stretch at which values go from a level to another, with the fewest on the wrong
 * side of the middle: ranks find the shift, but may take a low value of the new level for an old one.
 */
export function edgeOf(
  values: readonly number[],
  stretch: { readonly from: number; readonly to: number },
  { before, after }: { readonly before: number; readonly after: number },
): number {
  const isUp = after > before;
  const middle = Math.min(before, after) > 0 ? Math.sqrt(before * after) : (before + after) / 2;
  let best = stretch.from;
  let wrong = 0;
  let least = 0;
  for (let i = stretch.from; i < stretch.to; i++) {
    wrong += (values[i] ?? 0) > middle === isUp ? 1 : -1;
    if (wrong < least) {
      least = wrong;
      best = i + 1;
    }
  }
  return Math.min(best, values.length - 1);
}

/** Ranks from 1, equal values share theirs; the factor by which ties lower the variance. */
function rank(values: readonly number[]): { ranks: Float64Array; tieFactor: number } {
  const n = values.length;
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(n);
  let ties = 0;
  for (let from = 0; from < n; ) {
    let to = from + 1;
    while (to < n && values[order[to] as number] === values[order[from] as number]) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + 1 + to) / 2;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  return { ranks, tieFactor: 1 - ties / Math.max(1, n ** 3 - n) };
}

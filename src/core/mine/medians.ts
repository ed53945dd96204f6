export function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
}

/** Medians of buckets of equally many values. */
export function mediansOf(values: readonly number[], buckets: number): readonly number[] {
  const startOf = (bucket: number): number => Math.floor((bucket * values.length) / buckets);
  return Array.from({ length: buckets }, (_, i) =>
    medianOf(values.slice(startOf(i), startOf(i + 1))),
  );
}

/** Factor between two levels; infinite where the lower one is 0. */
export function ratioOf(one: number, other: number): number {
  const [low, high] = one < other ? [one, other] : [other, one];
  if (low > 0) return high / low;
  return high > low ? Number.POSITIVE_INFINITY : 1;
}

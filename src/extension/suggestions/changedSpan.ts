/** Where a text was changed: the first character that differs, and the ends of what differs. */
export interface ChangedSpan {
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** The one span outside of which two texts are the same. */
export function changedSpan(before: string, after: string): ChangedSpan {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return { start, endBefore: before.length - tail, endAfter: after.length - tail };
}

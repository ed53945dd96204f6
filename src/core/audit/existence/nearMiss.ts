/**
 * The known name that a name was probably meant to be; nothing where it is like none, or like several
 * that are equally near.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    if (!isNearMiss(name, candidate)) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), 2);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The name that is nearest, as a hint of what was meant where it is sure that the name is wrong. */
export function closest(name: string, names: Iterable<string>): string | undefined {
  const known = [...names];
  const near = nearest(name, known);
  if (near !== undefined) return near;
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance > 0 && distance < bestDistance && candidate.length > 1) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Whether one name is the other misspelt: `loadsh` and `lodash`, `python_dateutil` and
 * `dateutil-python`. Short names need to be nearer, since `koa` and `kea` are two packages.
 */
export function isNearMiss(name: string, known: string): boolean {
  const [a, b] = [name.toLowerCase(), known.toLowerCase()];
  if (a === b || Math.abs(a.length - b.length) > 4) return false;
  if (squashed(a) === squashed(b)) return squashed(a).length >= 4;
  if (isReordered(a, b)) return true;
  const allowed = allowedEdits(Math.min(a.length, b.length));
  return (
    allowed > 0 &&
    digitsOf(a) === digitsOf(b) &&
    (allowed === 1 || a[0] === b[0]) &&
    editDistance(a, b, allowed) <= allowed
  );
}

function allowedEdits(length: number): number {
  if (length < 5) return 0;
  return length < 10 ? 1 : 2;
}

/** `urllib2` and `urllib3` differ on purpose. */
function digitsOf(name: string): string {
  return name.replace(/\D/g, '');
}

function squashed(name: string): string {
  return name.replace(/[-_.\s]/g, '');
}

function isReordered(a: string, b: string): boolean {
  const parts = a.split(/[-_.]/);
  return parts.length > 1 && parts.sort().join() === b.split(/[-_.]/).sort().join();
}

/**
 * Whether a name was mistyped rather than chosen: two signs are swapped, one is doubled or is missing.
 * What is imported in Python has other names than its packages, so that `pathops` is not `pathos`.
 */
export function isTypo(name: string, known: string): boolean {
  const [a, b] = [name.toLowerCase(), known.toLowerCase()];
  if (squashed(a) === squashed(b)) return true;
  const sorted = (text: string): string => [...text].sort().join('');
  const isSwapped = a.length === b.length && sorted(a) === sorted(b);
  const isShorter = a.length === b.length - 1;
  const isDoubled = [...a].some((sign, at) => sign === a[at - 1] && without(a, at) === b);
  return isSwapped || isShorter || isDoubled;
}

function without(text: string, at: number): string {
  return text.slice(0, at) + text.slice(at + 1);
}

/** Insertions, deletions, changes and swaps of neighbours; more than `limit` is `limit` + 1. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(cellOf(a, b, i, j, row, last, beforeLast));
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

function cellOf(
  a: string,
  b: string,
  i: number,
  j: number,
  row: readonly number[],
  last: readonly number[],
  beforeLast: readonly number[],
): number {
  const isSame = a[i - 1] === b[j - 1];
  const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    (row[j - 1] ?? i) + 1,
    (last[j] ?? i) + 1,
    (last[j - 1] ?? i) + (isSame ? 0 : 1),
    isSwap ? (beforeLast[j - 2] ?? i) + 1 : Number.POSITIVE_INFINITY,
  );
}

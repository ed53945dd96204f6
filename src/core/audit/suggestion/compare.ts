import type { ChangedLine } from '../../model/audit.ts';
import { linesOf } from './lines.ts';

export interface Changes {
  readonly added: readonly ChangedLine[];
  readonly removed: readonly ChangedLine[];
}

/** More differences than this are no edit but another text. */
const MOST_EDITS = 1_000;

/** The lines that are new and those that are gone, by the shortest edit (Myers). */
export function compareTexts(before: string, after: string): Changes {
  const [old, now] = [linesOf(before).lines, linesOf(after).lines];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let tail = 0;
  while (
    tail < old.length - start &&
    tail < now.length - start &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  ) {
    tail++;
  }
  const [oldMiddle, newMiddle] = [
    old.slice(start, old.length - tail),
    now.slice(start, now.length - tail),
  ];
  const kept = keptPairs(oldMiddle, newMiddle);
  const keptOld = new Set(kept.map(([index]) => index));
  const keptNew = new Set(kept.map(([, index]) => index));
  return {
    added: changed(newMiddle, keptNew, start),
    removed: changed(oldMiddle, keptOld, start),
  };
}

function changed(
  lines: readonly string[],
  kept: ReadonlySet<number>,
  start: number,
): readonly ChangedLine[] {
  return lines.flatMap((text, index) =>
    kept.has(index) ? [] : [{ line: start + index + 1, text }],
  );
}

/** Indices of the lines that stay; none where the texts have too little in common. */
function keptPairs(
  old: readonly string[],
  now: readonly string[],
): readonly (readonly [number, number])[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const rounds: ReadonlyMap<number, number>[] = [];
  const most = Math.min(MOST_EDITS, old.length + now.length);
  for (let edits = 0; edits <= most; edits++) {
    rounds.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(diagonal, edits, furthest);
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) {
        return walkBack(rounds, old.length, now.length);
      }
    }
  }
  return [];
}

function startOn(diagonal: number, edits: number, furthest: ReadonlyMap<number, number>): number {
  const below = furthest.get(diagonal - 1) ?? -1;
  const above = furthest.get(diagonal + 1) ?? -1;
  const isDown = diagonal === -edits || (diagonal !== edits && below < above);
  return isDown ? above : below + 1;
}

function walkBack(
  rounds: readonly ReadonlyMap<number, number>[],
  oldEnd: number,
  newEnd: number,
): readonly (readonly [number, number])[] {
  const kept: [number, number][] = [];
  let [x, y] = [oldEnd, newEnd];
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const furthest = rounds[edits] ?? new Map<number, number>();
    const start = startOn(x - y, edits, furthest);
    const fromY = start - (x - y);
    for (; x > start && y > fromY; x--, y--) kept.push([x - 1, y - 1]);
    if (edits === 0) break;
    const isDown =
      x - y === -edits ||
      (x - y !== edits && (furthest.get(x - y - 1) ?? -1) < (furthest.get(x - y + 1) ?? -1));
    if (isDown) y--;
    else x--;
  }
  return kept;
}

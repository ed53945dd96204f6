/** Writes a log whose lines are told in any order and stand in the order of their times. */
export interface LogWriter {
  /** `at` is in milliseconds since the Unix epoch. */
  add(at: number, line: string): void;
  text(): string;
}

export function createLog(): LogWriter {
  const lines: { readonly at: number; readonly line: string }[] = [];
  return {
    add: (at, line) => lines.push({ at, line }),
    // Sorting is stable, so lines of one moment keep the order in which they were told.
    text: () =>
      `${lines
        .sort((a, b) => a.at - b.at)
        .map(({ line }) => line)
        .join('\n')}\n`,
  };
}

export interface Dice {
  /** 0 <= x < 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** The same seed throws the same numbers (mulberry32, public domain, by Tommy Ettinger). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    hex: (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join(''),
  };
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** `2026-11-03T14:03:12.041Z` */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** `2026-11-03 14:03:12.041` with the separator before the milliseconds as given. */
export function spaced(at: number, fraction: '.' | ',' = '.'): string {
  return iso(at).replace('T', ' ').replace('Z', '').replace('.', fraction);
}

/** Calls `tell` about every `every` milliseconds, a bit irregular as real traffic is. */
export function regularly(
  dice: Dice,
  [start, end]: readonly [number, number],
  every: number,
  tell: (at: number) => void,
): void {
  for (let at = start; at < end; at += every * (0.5 + dice.next())) {
    tell(Math.floor(at));
  }
}

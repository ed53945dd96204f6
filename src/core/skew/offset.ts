/** When a log says an id first and last. */
export interface Saying {
  readonly first: number;
  readonly last: number;
  /** Times it is said. */
  readonly count: number;
}

/** How far the second of two clocks is ahead of the first, in milliseconds. */
export interface Offset {
  readonly milliseconds: number;
  readonly uncertainty: number;
  readonly pairs: number;
}

/** Fewer ids than this may agree by chance. */
const minPairs = 5;

/**
 * The offset of two clocks from ids that both logs say, as NTP's from the four times of an exchange
 * (RFC 5905, section 8): where one log says an id around the other, as a caller does, the offset is
 * that of the middles, and off by half the difference of the durations at most. Of these the ones with
 * the least difference count (its clock filter, section 10). Where no log says an id twice, the offset
 * is that of the times, and a delay between them is part of it. Medians throughout, so that ids which
 * are used again do no harm.
 */
export function offsetOf(
  pairs: readonly (readonly [Saying, Saying])[],
  resolution: number,
): Offset | undefined {
  if (pairs.length < minPairs) return undefined;
  const exchanges = pairs.map(([a, b]) => ({
    offset: (b.first - a.first + (b.last - a.last)) / 2,
    delay: Math.abs(a.last - a.first - (b.last - b.first)),
    isBracketed: a.last > a.first || b.last > b.first,
  }));
  const bracketed = exchanges
    .filter(({ isBracketed }) => isBracketed)
    .sort((a, b) => a.delay - b.delay);
  const best = bracketed.slice(0, Math.max(minPairs, Math.ceil(bracketed.length / 4)));
  const used = best.length >= minPairs ? best : exchanges;
  const offsets = used.map(({ offset }) => offset);
  const middle = median(offsets);
  // 1.4826 makes the median deviation of what is distributed normally its standard deviation.
  const spread = 1.4826 * median(offsets.map((offset) => Math.abs(offset - middle)));
  const delay = median(used.map((exchange) => exchange.delay)) / 2;
  return {
    milliseconds: middle,
    uncertainty: Math.max(spread, delay, hop, resolution / 2),
    pairs: pairs.length,
  };
}

/** What it may take from one program to another and is in no time. */
const hop = 100;

/** Clocks that differ by less are taken for one. */
const least = 1000;
/** The offset must be so many times what is uncertain of it. */
const clarity = 3;

/** Whether it is far from what chance and the time that a request takes would give. */
export function isClear({ milliseconds, uncertainty }: Offset): boolean {
  const size = Math.abs(milliseconds);
  return size >= least && size >= clarity * uncertainty;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

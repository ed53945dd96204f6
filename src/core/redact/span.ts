/** A piece of text to hide: offsets `start..end` in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Upper-case name for the placeholder, e.g. `PASSWORD`. */
  readonly kind: string;
  /** What may be told of the value: `private` of an address, `.internal` of a host. */
  readonly hint?: string;
}

/**
 * Joins spans that overlap, so that no part of any of them stays readable; the longest one gives the
 * kind. The result is ordered and without overlaps.
 */
export function longestSpans(spans: readonly Span[]): Span[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const joined: Span[] = [];
  let longest = 0;
  for (const span of ordered) {
    const last = joined.at(-1);
    const length = span.end - span.start;
    if (!last || span.start >= last.end) {
      joined.push(span);
      longest = length;
      continue;
    }
    const { kind, hint } = length > longest ? span : last;
    const told = hint === undefined ? {} : { hint };
    longest = Math.max(longest, length);
    joined[joined.length - 1] = {
      start: last.start,
      end: Math.max(last.end, span.end),
      kind,
      ...told,
    };
  }
  return joined;
}

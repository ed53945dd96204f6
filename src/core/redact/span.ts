/** A piece of text to hide: offsets `start..end` in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Upper-case name for the placeholder, e.g. `PASSWORD`. */
  readonly kind: string;
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
    const kind = length > longest ? span.kind : last.kind;
    longest = Math.max(longest, length);
    joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind };
  }
  return joined;
}

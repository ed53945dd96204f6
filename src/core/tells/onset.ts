/** How often a kind of message stands in one log, and where it begins and ends there. */
export interface Spread {
  readonly count: number;
  /** Indexes of records. */
  readonly first: number;
  readonly last: number;
  /** Records of the log. */
  readonly records: number;
}

/** The spread of every template of one log, in one pass; absent for what does not stand in it. */
export function spreadsOf(templateIds: Uint32Array): ReadonlyMap<number, Spread> {
  const last = new Map<number, number>();
  const first = new Map<number, number>();
  const count = new Map<number, number>();
  for (const [record, template] of templateIds.entries()) {
    last.set(template, record);
    count.set(template, (count.get(template) ?? 0) + 1);
    if (!first.has(template)) first.set(template, record);
  }
  const records = templateIds.length;
  return new Map(
    [...count].map(([template, times]) => [
      template,
      { count: times, first: first.get(template) ?? 0, last: last.get(template) ?? 0, records },
    ]),
  );
}

/** Natural logarithm of the odds against chance from which on a beginning is one: 1 in 150. */
const surprising = 5;
/** Fewer records than these have shown nothing of what is ordinary. */
const shortest = 12;

/**
 * Whether something began inside a log: at the rate it has over the whole, that the records before
 * its first would all be free of it is too unlikely. What repeats from there on is no habit, however
 * often it comes; each further one makes it surer.
 */
export function beganInside({ count, first, records }: Spread): boolean {
  const rate = Math.min(count / Math.max(1, records), 0.999);
  return first >= shortest && -first * Math.log1p(-rate) >= surprising;
}

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
  const templates = highest(templateIds) + 1;
  const first = new Uint32Array(templates);
  const last = new Uint32Array(templates);
  const count = new Uint32Array(templates);
  const records = templateIds.length;
  for (let record = 0; record < records; record++) {
    const template = templateIds[record] as number;
    if (count[template] === 0) first[template] = record;
    last[template] = record;
    count[template] = (count[template] as number) + 1;
  }
  const spreads = new Map<number, Spread>();
  for (const [template, times] of count.entries()) {
    if (times > 0) {
      const ends = { first: first[template] as number, last: last[template] as number };
      spreads.set(template, { count: times, ...ends, records });
    }
  }
  return spreads;
}

function highest(templateIds: Uint32Array): number {
  let most = -1;
  for (let record = 0; record < templateIds.length; record++) {
    const template = templateIds[record] as number;
    if (template > most) most = template;
  }
  return most;
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

/** How many records of a log have each format. */
export interface FormatCounts {
  add(format: string, records?: number): void;
  /** What was counted so far, and the way back to it. */
  save(): ReadonlyMap<string, number>;
  restore(saved: ReadonlyMap<string, number>): void;
}

export function createFormatCounts(): FormatCounts {
  let counts = new Map<string, number>();
  // Neighbours mostly have one format: they are counted together.
  let last = '';
  let run = 0;
  const flush = (): void => {
    if (run > 0) counts.set(last, (counts.get(last) ?? 0) + run);
    run = 0;
  };
  return {
    add(format, records = 1) {
      if (format !== last) {
        flush();
        last = format;
      }
      run += records;
    },
    save() {
      flush();
      return new Map(counts);
    },
    restore(saved) {
      counts = new Map(saved);
      run = 0;
    },
  };
}

/** The format that most records have; `text` for none. */
export function commonFormat(counts: ReadonlyMap<string, number>): string {
  let best = 'text';
  for (const [name, count] of counts) {
    if (count > (counts.get(best) ?? 0)) best = name;
  }
  return best;
}

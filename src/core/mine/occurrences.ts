/** Where each template occurs: positions in run order, rising, cut out of one array. */
export interface Occurrences {
  readonly templates: number;
  of(template: number): Uint32Array;
}

/** Counting sort of the positions by their template, whose counts are known. */
export function groupByTemplate(templateAt: Uint32Array, counts: Uint32Array): Occurrences {
  const starts = new Uint32Array(counts.length + 1);
  for (let template = 0; template < counts.length; template++) {
    starts[template + 1] = (starts[template] as number) + (counts[template] as number);
  }
  const next = starts.slice();
  const positions = new Uint32Array(templateAt.length);
  for (let position = 0; position < templateAt.length; position++) {
    const template = templateAt[position] as number;
    const place = next[template] as number;
    positions[place] = position;
    next[template] = place + 1;
  }
  return {
    templates: counts.length,
    of: (template) => positions.subarray(starts[template], starts[template + 1]),
  };
}

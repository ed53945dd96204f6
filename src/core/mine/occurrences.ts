/** Where each template occurs: positions in run order, rising, cut out of one array. */
export interface Occurrences {
  readonly templates: number;
  of(template: number): Uint32Array;
}

/** Counting sort of the positions by their template. */
export function groupByTemplate(templateAt: Uint32Array, templates: number): Occurrences {
  const starts = new Uint32Array(templates + 1);
  for (let position = 0; position < templateAt.length; position++) {
    const place = (templateAt[position] as number) + 1;
    starts[place] = (starts[place] as number) + 1;
  }
  for (let template = 0; template < templates; template++) {
    starts[template + 1] = (starts[template + 1] as number) + (starts[template] as number);
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
    templates,
    of: (template) => positions.subarray(starts[template], starts[template + 1]),
  };
}

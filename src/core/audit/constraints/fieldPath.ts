import type { Tree } from '../../topology/yamlTree.ts';

/** A step of a path into a manifest: a key, or all entries of a list or a map. */
export type Step = { readonly key: string } | { readonly index: number } | 'each';

/** `spec.containers[*].image`, `metadata.labels["app.kubernetes.io/name"]`; nothing for what is no path. */
export function stepsOf(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let rest = path.trim().replace(/^\$?\./, '');
  while (rest !== '') {
    const found = /^(?:\.?([\w/-]+)|\[(\*|\d+)\]|\["([^"\]]+)"\]|\['([^'\]]+)'\])/.exec(rest);
    if (!found) return undefined;
    const [whole, key, index, double, single] = found;
    steps.push(stepOf(key ?? double ?? single, index));
    rest = rest.slice(whole.length);
  }
  return steps.length === 0 ? undefined : steps;
}

function stepOf(key: string | undefined, index: string | undefined): Step {
  if (key !== undefined) return { key };
  return index === '*' ? 'each' : { index: Number(index) };
}

/** What stands at a path: a value, or a gap below something that is there. */
export interface Spot {
  readonly value: Tree | undefined;
  /** Of the value, or of what it is missing in. */
  readonly line: number;
  /** What was passed on the way, by names where they have some: `containers[web].resources`. */
  readonly trail: string;
}

/** Lists that are not there have no entries, so nothing is missing in them. */
export function spotsAt(root: Tree, steps: readonly Step[]): readonly Spot[] {
  return steps.reduce<readonly Spot[]>(
    (spots, step) => spots.flatMap((spot) => stepInto(spot, step)),
    [{ value: root, line: root.line, trail: '' }],
  );
}

function stepInto(spot: Spot, step: Step): readonly Spot[] {
  const { value, line, trail } = spot;
  if (step === 'each') {
    const items = value?.items ?? [...(value?.entries?.values() ?? [])];
    return items.map((item, index) => ({
      value: item,
      line: item.line,
      trail: `${trail}[${item.entries?.get('name')?.text ?? index}]`,
    }));
  }
  if ('index' in step) {
    const item = value?.items?.[step.index];
    return item ? [{ value: item, line: item.line, trail: `${trail}[${step.index}]` }] : [];
  }
  const next = value?.entries?.get(step.key);
  const here = `${trail}${trail === '' ? '' : '.'}${step.key}`;
  return [{ value: next, line: next?.keyLine ?? next?.line ?? line, trail: here }];
}

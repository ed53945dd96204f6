import type { Pace } from '../model/pace.ts';
import type { SlotSummary, StatusSummary } from '../model/template.ts';
import { isCounter } from './numberFindings.ts';
import { type Readings, seriesOf } from './readings.ts';
import type { TemplatedRun } from './templatedRun.ts';
import { MIN_VALUES } from './trends.ts';

/** One value that stands for so many messages as were not read for each that was. */
interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/**
 * What the values of each place are like. Messages are read evenly over a file, so their values are
 * a sample of all, and exact where all were read; values of several files count by what their file
 * has. Some thousand values are sorted as they are: a sketch would be smaller, but not exact.
 */
export async function summariseSlots(
  run: TemplatedRun,
  all: readonly Readings[],
  pace: Pace,
): Promise<readonly SlotSummary[]> {
  const places = new Map<string, Place>();
  for (const readings of all) {
    const wait = pace.step();
    if (wait !== undefined) await wait;
    const { template, positions } = readings.kind;
    const weight = positions.length / readings.byOrdinal.size;
    for (const series of seriesOf(readings)) {
      // A sequence has no usual value.
      if (isCounter(run, series)) continue;
      const { name, values } = series;
      const place = placeFor(places, `${template}\n${name.slot}\n${name.unit}`, () => ({
        name: { template, slot: name.slot, measure: name.measure, unit: name.unit },
        values: [],
        isSample: false,
      }));
      place.isSample ||= weight > 1;
      for (const value of values) place.values.push({ value, weight });
    }
  }
  return [...places.values()]
    .map(summarise)
    .filter(({ min, max }) => min < max)
    .sort((a, b) => a.template - b.template);
}

interface Place {
  readonly name: Pick<SlotSummary, 'template' | 'slot' | 'measure' | 'unit'>;
  readonly values: Weighted[];
  isSample: boolean;
}

function placeFor(places: Map<string, Place>, key: string, make: () => Place): Place {
  const known = places.get(key) ?? make();
  places.set(key, known);
  return known;
}

function summarise({ name, values, isSample }: Place): SlotSummary {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  return {
    ...name,
    read: values.length,
    isSample,
    min: sorted[0]?.value ?? 0,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1)?.value ?? 0,
  };
}

/** The least value that has this share of the weight at or below it. */
function quantile(sorted: readonly Weighted[], share: number): number {
  const wanted = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    // Sums of fractions miss a round share by a little.
    if (sum >= wanted - 1e-9 * wanted) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}

/** HTTP statuses by class, of the kinds of messages that state them. */
export function summariseStatuses(all: readonly Readings[]): readonly StatusSummary[] {
  const found = new Map<number, { counts: Map<string, number>; read: number; isSample: boolean }>();
  for (const { kind, byOrdinal } of all) {
    const weight = kind.positions.length / byOrdinal.size;
    for (const { status } of byOrdinal.values()) {
      if (status === undefined) continue;
      const of = found.get(kind.template) ?? { counts: new Map(), read: 0, isSample: false };
      found.set(kind.template, of);
      const name = `${Math.floor(status / 100)}xx`;
      of.counts.set(name, (of.counts.get(name) ?? 0) + weight);
      of.read++;
      of.isSample ||= weight > 1;
    }
  }
  return [...found]
    .filter(([, { read }]) => read >= MIN_VALUES)
    .map(([template, { counts, read, isSample }]) => ({
      template,
      read,
      isSample,
      shares: sharesOf(counts),
    }))
    .sort((a, b) => a.template - b.template);
}

function sharesOf(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, count]) => [name, count / total]));
}

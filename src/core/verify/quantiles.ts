import type { Cited } from './cited.ts';
import { isSameQuantity, type Quantity, quantitiesIn } from './quantities.ts';
import type { VerifyFacts } from './sources.ts';
import type { Statement } from './statements.ts';

type Quantile = Extract<Statement, { kind: 'quantile' }>;

/** A quantile of fewer numbers says nothing. */
const FEWEST = 3;
/** At most so many records of a kind are read again. */
const MOST_RECORDS = 5000;
/** Numbers of one message. */
const MOST_SLOTS = 12;

/** What the stated quantile is of each number in the cited kinds of message; empty if there are none. */
export function quantilesOf(
  statement: Quantile,
  cited: Cited,
  facts: VerifyFacts,
): readonly Quantity[] {
  return cited.templates.flatMap(({ id }) =>
    slotsOf(id, facts).flatMap((slot) => {
      const sorted = slot.toSorted((a, b) => a.value - b.value);
      const middle = sorted[0];
      return sorted.length < FEWEST || !middle
        ? []
        : { ...middle, value: valueAt(sorted, statement.of) };
    }),
  );
}

export function isQuantile({ quantity }: Quantile, computed: Quantity): boolean {
  const off = Math.abs(quantity.value - computed.value);
  return off <= Math.abs(computed.value) * 0.01 || isSameQuantity(quantity, computed);
}

/** The numbers of each place in a kind of message. */
function slotsOf(
  template: number,
  { files, mined }: VerifyFacts,
): readonly (readonly Quantity[])[] {
  const slots: Quantity[][] = [];
  let read = 0;
  files.forEach((file, index) => {
    const ids = mined.templateIds[index];
    for (let at = ids?.indexOf(template) ?? -1; at >= 0 && read < MOST_RECORDS; read++) {
      const numbers = quantitiesIn(file.records.at(at)?.body ?? '').slice(0, MOST_SLOTS);
      numbers.forEach((number, slot) => {
        const known = slots[slot];
        if (known) known.push(number);
        else slots[slot] = [number];
      });
      at = ids?.indexOf(template, at + 1) ?? -1;
    }
  });
  return slots;
}

function valueAt(sorted: readonly Quantity[], of: Quantile['of']): number {
  if (of === 'mean') return sorted.reduce((sum, { value }) => sum + value, 0) / sorted.length;
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(of * sorted.length) - 1));
  return sorted[at]?.value ?? 0;
}

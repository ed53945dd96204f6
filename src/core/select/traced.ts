import type { ContextItem } from '../model/context.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Origin } from '../model/source.ts';
import type { Shelf } from './budget.ts';
import type { Candidate } from './candidates.ts';
import type { SelectInput } from './select.ts';

/** Part of the budget that source may take: it says where a line comes from, the logs what happened. */
const SHARE = 0.12;

/** The source that the decisive records come from, one record of each kind asked for. */
export async function placeTraced(
  shelf: Shelf,
  { mined, trace }: Pick<SelectInput, 'mined' | 'trace'>,
  failing: readonly Candidate[],
): Promise<readonly Omit<Evidence, 'id'>[]> {
  const kindOf = ({ file, record }: Candidate): number => mined.templateIds[file]?.[record] ?? 0;
  const kinds = failing.map(kindOf);
  const firsts = failing.filter((one, index) => kinds.indexOf(kindOf(one)) === index);
  const items = trace && firsts.length > 0 ? await trace(firsts) : [];
  return items.flatMap((item) => {
    const { origin } = item;
    return origin && shelf.spend(item.text.length + 1, SHARE) ? [evidenceOf(item, origin)] : [];
  });
}

function evidenceOf(item: ContextItem, origin: Origin): Omit<Evidence, 'id'> {
  const { kind, uri, name, startLine, endLine, text } = item;
  return {
    ...{ kind, uri, file: name, startLine, endLine, text, origin },
    focus: origin.focus,
    timestamp: undefined,
    severityNumber: 0,
    service: undefined,
    template: undefined,
    reason: origin.reason,
    rank: 0.4,
  };
}

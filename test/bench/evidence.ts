import { readCases } from '../evaluation/cases.ts';
import { packShares, packsOf } from '../evaluation/packs.ts';
import { atLeast, type Section } from './section.ts';

const wanted: Readonly<Record<number, number>> = { 4000: 0.88, 8000: 0.95 };

/** @param folder has cases in the format of the evaluation. */
export async function measureEvidence(folder: string): Promise<Section> {
  const packs: (readonly boolean[])[] = [];
  for (const one of readCases(folder)) {
    packs.push(await packsOf(one));
  }
  const shares = packShares(packs);
  return {
    title: 'Evidence',
    about: 'Incidents of which a key line is in the evidence that a reasoner gets.',
    table: {
      columns: ['characters', 'incidents', 'share'],
      rows: shares.map(({ budget, incidents, share }) => [
        String(budget),
        String(incidents),
        share.toFixed(3),
      ]),
    },
    data: shares,
    targets: shares.map(({ budget, share }) =>
      atLeast(`a key line inside ${budget} characters`, wanted[budget] ?? 1, share),
    ),
    faults: [],
  };
}

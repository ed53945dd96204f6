import { basename } from 'node:path';
import type { EvidencePack } from '../../src/core/model/evidence.ts';
import { type Case, selectCase } from './cases.ts';

/** Characters of evidence, a small and a medium share of what a model reads. */
const packBudgets = [4000, 8000] as const;

/** Whether a key line of the incident is in the evidence, for each budget; nothing if all is well. */
export async function packsOf(one: Case): Promise<readonly boolean[]> {
  const packs: boolean[] = [];
  for (const budget of one.expected.negative ? [] : packBudgets) {
    packs.push(holdsKeyLine(one, await selectCase(one, budget)));
  }
  return packs;
}

function holdsKeyLine({ expected }: Case, pack: EvidencePack): boolean {
  return expected.evidence.some(({ file, key_lines }) =>
    pack.evidence.some(
      (excerpt) =>
        basename(excerpt.file) === file &&
        key_lines.some((line) => excerpt.startLine <= line && line <= excerpt.endLine),
    ),
  );
}

/** Share of the incidents of which a key line is in the evidence, for each budget. */
export function packShares(all: readonly (readonly boolean[])[]) {
  const incidents = all.filter((packs) => packs.length > 0);
  return packBudgets.map((budget, index) => {
    const held = incidents.filter((packs) => packs[index]).length;
    return { budget, incidents: incidents.length, share: held / Math.max(1, incidents.length) };
  });
}

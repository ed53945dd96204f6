import { describeSimilar } from '../../core/cases/describeSimilar.ts';
import type { CaseSummary, KeptVerdict, SimilarCase } from '../../core/model/case.ts';
import type { Present } from './steps.ts';

type SimilarToShown = (
  present: Present | undefined,
  known: readonly CaseSummary[],
  verdicts: readonly KeptVerdict[],
) => readonly SimilarCase[];

/** What the panel is told at each drawing is found once for each diagnosis and list. */
export function createSimilarToShown(): SimilarToShown {
  let asked: readonly unknown[] = [];
  let found: readonly SimilarCase[] = [];
  return (present, known, verdicts) => {
    const next = [present?.caseId, present?.last, known, verdicts];
    if (next.some((one, at) => one !== asked[at])) {
      const others = known.filter(({ id }) => id !== present?.caseId);
      asked = next;
      found = present?.last ? describeSimilar(present.last, others, verdicts) : [];
    }
    return found;
  };
}

import type { CaseSummary, Conclusion, KeptVerdict, SimilarCase } from '../model/case.ts';
import { type Likeness, similarTo } from './similar.ts';
import { titleOf } from './summary.ts';

/** The earlier cases that are like a conclusion, with what solved them. */
export function describeSimilar(
  { fingerprint }: Pick<Conclusion, 'fingerprint'>,
  cases: readonly CaseSummary[],
  verdicts: readonly KeptVerdict[],
): readonly SimilarCase[] {
  // Of those that are equally like it, the ones that were solved come first.
  const solvedFirst = cases.toSorted((a, b) => rankOf(a) - rankOf(b));
  const comparable = solvedFirst.flatMap((summary) =>
    summary.conclusion ? [{ summary, fingerprint: summary.conclusion.fingerprint }] : [],
  );
  return similarTo(fingerprint, comparable).map(({ summary, likeness }) => ({
    id: summary.id,
    title: titleOf(summary),
    status: summary.status,
    changed: summary.changed,
    why: whyOf(likeness),
    ...solutionOf(summary, verdicts),
  }));
}

function rankOf({ status }: CaseSummary): number {
  return status === 'solved' ? 0 : 1;
}

function whyOf({ signature, alike, cited }: Likeness): string {
  const parts = [
    ...(signature === undefined ? [] : [`the same known failure, ${signature}`]),
    ...(alike === 0 ? [] : [`${alike} of ${cited} cited messages alike`]),
  ];
  return parts.join('; ');
}

/** What people wrote counts most, then the explanation that they found right. */
function solutionOf(
  { solution, note, runs }: CaseSummary,
  verdicts: readonly KeptVerdict[],
): Pick<SimilarCase, 'solution' | 'solutionBy'> {
  const words = solution || note;
  if (words !== '') return { solution: words, solutionBy: 'words' };
  const right = verdicts.findLast(
    ({ judged, runId }) => judged === 'right' && runs.some(({ id }) => id === runId),
  );
  return right
    ? { solution: right.title, solutionBy: 'verdict' }
    : { solution: '', solutionBy: 'nobody' };
}

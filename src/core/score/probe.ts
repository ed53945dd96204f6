import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { ScoreFacts } from './facts.ts';
import type { Feature } from './feature.ts';

/** What a check was expected to print if this holds, and did; what it printed against it is a fact against. */
export function probeFeature(
  { proposed, claims }: VerifiedHypothesis,
  { pack }: ScoreFacts,
): Feature | undefined {
  const { probed } = proposed;
  const printed = new Set(pack.evidence.filter(({ kind }) => kind === 'probe').map(({ id }) => id));
  const holds = claims.some(
    ({ verdict, citations }) =>
      verdict.kind === 'supported' && citations.some(({ evidence }) => printed.has(evidence)),
  );
  return probed === undefined || !holds
    ? undefined
    : {
        name: 'probe',
        value: probed,
        reason:
          probed === 1
            ? 'A check that was made printed what this explanation expects.'
            : 'A check that was made printed something that agrees with it.',
      };
}

/** Whether a check that could have refuted it was made and did not: as good as a rival that was examined. */
export function isBorneOut(hypothesis: VerifiedHypothesis, facts: ScoreFacts): boolean {
  return probeFeature(hypothesis, facts)?.value === 1;
}

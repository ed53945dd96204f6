import type { Citation } from '../model/claim.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { ScoreFacts } from './facts.ts';
import type { Feature } from './feature.ts';
import { rootClaims } from './rootClaims.ts';

/** What it is worth that the other reader names the same as its first, its second, ... explanation. */
const worth = [1, 0.5, 0.3, 0.3];
/** And that it cites the same lines in its first one, though not for the root. */
const IN_CHAIN = 0.6;
/** Lines that are as good as the same. */
const NEAR = 2;

/**
 * Whether a reader that knows nothing of this explanation finds the same cause, 0..1. Absent where
 * nobody else was asked, or the other found nothing.
 */
export function secondOpinionFeature(
  hypothesis: VerifiedHypothesis,
  { secondOpinion = [] }: ScoreFacts,
): Feature | undefined {
  const own = citationsOf(rootClaims(hypothesis));
  if (secondOpinion.length === 0 || own.length === 0) return undefined;
  const values = secondOpinion.map((other, at) => {
    if (overlaps(own, citationsOf(rootClaims(other)))) return worth[at] ?? 0;
    return at === 0 && overlaps(own, citationsOf(other.claims)) ? IN_CHAIN : 0;
  });
  const value = Math.max(...values);
  return { name: 'secondOpinion', value, reason: reasonOf(value) };
}

function reasonOf(value: number): string {
  if (value === 1) return 'The embedded analyst comes to the same cause by itself.';
  return value > 0
    ? 'The embedded analyst has it among its explanations, or among the lines of its first one.'
    : 'The embedded analyst, which reads the logs by itself, comes to another cause.';
}

const citationsOf = (claims: VerifiedHypothesis['claims']): readonly Citation[] =>
  claims.flatMap(({ citations }) => citations);

function overlaps(some: readonly Citation[], others: readonly Citation[]): boolean {
  return some.some((one) =>
    others.some(
      ({ uri, startLine, endLine }) =>
        uri === one.uri && startLine - NEAR <= one.endLine && one.startLine <= endLine + NEAR,
    ),
  );
}

import type { VerdictKind, VerifiedClaim } from './model/claim.ts';
import type { Proposal, VerifiedHypothesis } from './model/hypothesis.ts';

/** An answer with what our checks say of it. */
export interface CheckedAnswer {
  readonly proposal: Proposal;
  readonly verified: readonly VerifiedHypothesis[];
}

/** The root claims that do not hold: causes, or the last link of a chain that names no cause. */
export function weakClaims(verified: readonly VerifiedHypothesis[]): readonly VerifiedClaim[] {
  return verified.flatMap(rootClaims).filter(({ verdict: { kind } }) => worth[kind] <= 0);
}

/** Whether more of an answer holds than of another one; an equal one is no better. */
export function isBetter(answer: CheckedAnswer, than: CheckedAnswer): boolean {
  if (answer.proposal.outcome !== 'diagnosed') return holding(than) <= 0;
  const margin = rootShare(answer.verified) - rootShare(than.verified);
  return margin !== 0 ? margin > 0 : holding(answer) > holding(than);
}

const worth: Readonly<Record<VerdictKind, number>> = {
  supported: 1,
  partly: 0.5,
  unsupported: 0,
  refuted: -0.5,
};

function rootClaims({ claims }: VerifiedHypothesis): readonly VerifiedClaim[] {
  const causes = claims.filter(({ role }) => role === 'cause');
  return causes.length > 0 ? causes : claims.slice(-1);
}

/** How far root claims hold, on average. */
function rootShare(verified: readonly VerifiedHypothesis[]): number {
  return mean(verified.flatMap(rootClaims));
}

/** How far the best founded hypothesis holds. */
function holding({ verified }: CheckedAnswer): number {
  return Math.max(0, ...verified.map(({ claims }) => mean(claims)));
}

function mean(claims: readonly VerifiedClaim[]): number {
  const sum = claims.reduce((total, { verdict }) => total + worth[verdict.kind], 0);
  return sum / Math.max(1, claims.length);
}

import type { VerifiedClaim } from '../model/claim.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';

/** The claims a hypothesis stands or falls with: its causes, or else the deepest claim it makes. */
export function rootClaims({ claims }: VerifiedHypothesis): readonly VerifiedClaim[] {
  for (const role of ['cause', 'mechanism', 'symptom'] as const) {
    const found = claims.filter((claim) => claim.role === role);
    if (found.length > 0) return role === 'cause' ? found : found.slice(-1);
  }
  return [];
}

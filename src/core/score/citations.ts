import type { VerifiedClaim } from '../model/claim.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { Feature } from './feature.ts';
import { counted } from './feature.ts';
import { rootClaims } from './rootClaims.ts';
import weights from './weights.json' with { type: 'json' };

/** How well the claims stand on what they cite; the root claim counts most. */
export function citationsFeature(hypothesis: VerifiedHypothesis): Feature {
  const roots = rootClaims(hypothesis);
  let sum = 0;
  let most = 0;
  for (const claim of hypothesis.claims) {
    const role = roots.includes(claim) ? 'cause' : claim.role;
    sum += weights.roles[role] * claimValue(claim);
    most += weights.roles[role];
  }
  return {
    name: 'citations',
    value: most === 0 ? 0 : sum / most,
    reason: reasonOf(hypothesis.claims),
  };
}

/** 0..1: a claim is worth its best citation, and less where only a part of it holds. */
function claimValue({ verdict, citations }: VerifiedClaim): number {
  const best = Math.max(0, ...citations.map(({ strength }) => strength));
  switch (verdict.kind) {
    case 'supported':
      return best;
    case 'partly':
      return best * weights.partly;
    case 'unsupported':
    case 'refuted':
      return 0;
  }
}

function reasonOf(claims: readonly VerifiedClaim[]): string {
  const citations = claims.flatMap((claim) => claim.citations);
  const exact = citations.filter(({ strength }) => strength === 1).length;
  const supported = claims.filter(({ verdict }) => verdict.kind === 'supported').length;
  return `${supported} of ${counted(claims.length, 'claim')} supported; ${exact} of ${counted(citations.length, 'citation')} found word for word.`;
}

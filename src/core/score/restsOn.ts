import type { Citation, VerifiedClaim } from '../model/claim.ts';
import type { EvidenceId } from '../model/evidence.ts';
import type { Support, VerifiedHypothesis } from '../model/hypothesis.ts';
import { rootClaims } from './rootClaims.ts';

/** What a hypothesis can do without by less than this carries nothing that a reader would notice. */
const LEAST_FALL = 0.02;
/** Items tried for a hypothesis; those of its root claims first. */
const MOST_TRIED = 12;

/**
 * For each hypothesis the evidence that carries it, the most load-bearing first: all are scored again
 * as if the item was not there, for none of them, since its rivals may rest on the same line.
 */
export function restsOn(
  verified: readonly VerifiedHypothesis[],
  valuesOf: (verified: readonly VerifiedHypothesis[]) => readonly number[],
): readonly (readonly Support[])[] {
  const known = new Map<EvidenceId, readonly number[]>();
  const valuesWithout = (evidence: EvidenceId): readonly number[] => {
    const values = known.get(evidence) ?? valuesOf(verified.map((one) => without(one, evidence)));
    known.set(evidence, values);
    return values;
  };
  const before = valuesOf(verified);
  return verified.map((hypothesis, index) =>
    citedItems(hypothesis)
      .map((item) => ({ ...item, value: valuesWithout(item.evidence)[index] ?? 0 }))
      .filter(({ value }) => (before[index] ?? 0) - value >= LEAST_FALL)
      .toSorted((a, b) => a.value - b.value),
  );
}

/** The items that a hypothesis cites, each with the lines from the first to the last cited of it. */
function citedItems(hypothesis: VerifiedHypothesis): readonly Omit<Support, 'value'>[] {
  const roots = rootClaims(hypothesis);
  const others = hypothesis.claims.filter((claim) => !roots.includes(claim));
  const items = new Map<EvidenceId, Omit<Support, 'value'>>();
  for (const citation of [...roots, ...others].flatMap(({ citations }) => citations)) {
    items.set(citation.evidence, spanning(items.get(citation.evidence), citation));
  }
  return [...items.values()].slice(0, MOST_TRIED);
}

function spanning(
  known: Omit<Support, 'value'> | undefined,
  { evidence, uri, file, startLine, endLine }: Citation,
): Omit<Support, 'value'> {
  return {
    evidence,
    uri,
    file,
    startLine: Math.min(startLine, known?.startLine ?? startLine),
    endLine: Math.max(endLine, known?.endLine ?? endLine),
  };
}

function without(hypothesis: VerifiedHypothesis, evidence: EvidenceId): VerifiedHypothesis {
  const drop = (claim: VerifiedClaim): VerifiedClaim => uncited(claim, evidence);
  return {
    ...hypothesis,
    claims: hypothesis.claims.map(drop),
    against: hypothesis.against.map(drop),
  };
}

/** A claim that still cites something is judged as before; one that cites nothing is unsupported. */
function uncited(claim: VerifiedClaim, evidence: EvidenceId): VerifiedClaim {
  const citations = claim.citations.filter((citation) => citation.evidence !== evidence);
  if (citations.length > 0 || claim.citations.length === 0) return { ...claim, citations };
  return {
    ...claim,
    citations,
    verdict: { kind: 'unsupported', checks: [] },
    numbers: { checked: 0, right: 0 },
  };
}

import type { Citation, VerifiedClaim } from '../model/claim.ts';
import type { Support, VerifiedHypothesis } from '../model/hypothesis.ts';
import { rootClaims } from './rootClaims.ts';

/** What a hypothesis can do without by less than this carries nothing that a reader would notice. */
const LEAST_FALL = 0.02;
/** Places tried for a hypothesis; those of its root claims first. */
const MOST_TRIED = 12;

/** Lines that are cited together. */
type Place = Omit<Support, 'value'>;

/**
 * For each hypothesis the cited lines that carry it, the most load-bearing first: all are scored again
 * as if these lines were not there, for its rivals neither, since they may rest on the same.
 */
export function restsOn(
  verified: readonly VerifiedHypothesis[],
  valuesOf: (verified: readonly VerifiedHypothesis[]) => readonly number[],
): readonly (readonly Support[])[] {
  const before = valuesOf(verified);
  const known = new Map<string, readonly number[]>();
  const valuesWithout = (place: Place): readonly number[] => {
    const key = keyOf(place);
    const values = known.get(key) ?? valuesOf(verified.map((one) => without(one, place)));
    known.set(key, values);
    return values;
  };
  return verified.map((hypothesis, index) =>
    citedPlaces(hypothesis)
      .map((place) => ({ ...place, value: valuesWithout(place)[index] ?? 0 }))
      .filter(({ value }) => (before[index] ?? 0) - value >= LEAST_FALL)
      .toSorted((a, b) => a.value - b.value),
  );
}

function citedPlaces(hypothesis: VerifiedHypothesis): readonly Place[] {
  const roots = rootClaims(hypothesis);
  const others = hypothesis.claims.filter((claim) => !roots.includes(claim));
  const places = new Map<string, Place>();
  for (const citation of [...roots, ...others].flatMap(({ citations }) => citations)) {
    const { evidence, uri, file, startLine, endLine } = citation;
    const key = keyOf(citation);
    if (!places.has(key)) places.set(key, { evidence, uri, file, startLine, endLine });
  }
  return [...places.values()].slice(0, MOST_TRIED);
}

function keyOf({ uri, startLine, endLine }: Place): string {
  return `${startLine}-${endLine} ${uri}`;
}

function without(hypothesis: VerifiedHypothesis, place: Place): VerifiedHypothesis {
  const drop = (claim: VerifiedClaim): VerifiedClaim => uncited(claim, place);
  return {
    ...hypothesis,
    claims: hypothesis.claims.map(drop),
    against: hypothesis.against.map(drop),
  };
}

/** A claim that still cites something is judged as before; one that cites nothing is unsupported. */
function uncited(claim: VerifiedClaim, place: Place): VerifiedClaim {
  const citations = claim.citations.filter((citation) => !liesIn(citation, place));
  if (citations.length > 0 || claim.citations.length === 0) return { ...claim, citations };
  return {
    ...claim,
    citations,
    verdict: { kind: 'unsupported', checks: [] },
    numbers: { checked: 0, right: 0 },
  };
}

/** The same line may be cited through two excerpts, and a line of a stack trace for itself. */
function liesIn({ uri, startLine, endLine }: Citation, place: Place): boolean {
  return uri === place.uri && startLine >= place.startLine && endLine <= place.endLine;
}

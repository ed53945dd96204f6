import type { Check, Verdict, VerdictKind } from '../model/claim.ts';

/** What the checks of one claim found. */
export interface Findings {
  /** One check for each citation, and how well it matched: 0 if it was not found. */
  readonly citations: readonly Check[];
  readonly strengths: readonly number[];
  /** Statements that compute to something else. */
  readonly numbers: readonly Check[];
  /** Values that do not stand in what is cited, and their share, 0..1. */
  readonly values: readonly Check[];
  readonly valuesMissing: number;
  /** How the claim stands in time to its effects, where that is wrong or unknown. */
  readonly order: readonly Check[];
  /** The claim's own words against the lines it cites. */
  readonly contradiction: Check | undefined;
  /** All that is cited was written by strangers. */
  readonly provenance: Check | undefined;
  /** The clock says that the effect came first, or the cited lines say the opposite. */
  readonly isRefuted: boolean;
}

/** A citation this strong supports a claim in full. */
const STRONG = 0.7;
/** A claim with more of its values missing than this is not supported by what it cites. */
const MOST_VALUES_MISSING = 0.5;

export function verdictOf(findings: Findings): Verdict {
  const checks = [
    ...findings.citations,
    ...findings.values,
    ...findings.numbers,
    ...(findings.contradiction ? [findings.contradiction] : []),
    ...(findings.provenance ? [findings.provenance] : []),
    ...findings.order,
  ];
  if (findings.citations.length === 0) {
    const reason = 'The claim cites no evidence.';
    return { kind: 'unsupported', checks: [{ code: 'noCitation', reason }, ...checks] };
  }
  return { kind: kindOf(findings), checks };
}

function kindOf(findings: Findings): VerdictKind {
  const best = Math.max(...findings.strengths);
  if (findings.isRefuted) return 'refuted';
  if (best === 0 || findings.valuesMissing > MOST_VALUES_MISSING) return 'unsupported';
  const isWhole =
    Math.min(...findings.strengths) >= STRONG &&
    findings.values.length === 0 &&
    findings.numbers.length === 0 &&
    findings.contradiction === undefined &&
    findings.provenance === undefined &&
    findings.order.every(({ code }) => code === 'orderUnknown');
  return isWhole ? 'supported' : 'partly';
}

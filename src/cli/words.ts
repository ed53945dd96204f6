import type { ClaimRole, VerdictKind } from '../core/model/claim.ts';
import type { Band, Outcome } from '../core/model/hypothesis.ts';

/** The words people read for the values of the model. */

export const BAND_WORDS: Readonly<Record<Band, string>> = {
  veryLikely: 'Very likely',
  likely: 'Likely',
  possible: 'Possible',
  weak: 'Weak',
};

export const ROLE_WORDS: Readonly<Record<ClaimRole, string>> = {
  symptom: 'Symptom',
  mechanism: 'Mechanism',
  cause: 'Cause',
  impact: 'Impact',
  ruledOut: 'Ruled out',
};

export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  supported: '✓ supported',
  partly: '◐ partly supported',
  unsupported: '✗ unsupported',
  refuted: '✗ refuted',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  diagnosed: 'Diagnosed',
  noIncident: 'No incident found',
  notEnoughEvidence: 'Not enough evidence',
};

/** `.724` -> `70 %`: rounded to five, as more digits would claim more than is known. */
export function percent(probability: number): string {
  return `${Math.round(probability * 20) * 5} %`;
}

export function lines(start: number, end: number): string {
  return start === end ? String(start) : `${start}-${end}`;
}

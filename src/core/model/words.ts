import type { ClaimRole, VerdictKind } from './claim.ts';
import type { Band, Outcome } from './hypothesis.ts';
import type { Problem } from './problem.ts';

/** The words people read for the values of the model, wherever they stand in a text. */

export const BAND_WORDS: Readonly<Record<Band, string>> = {
  veryLikely: 'Very likely',
  likely: 'Likely',
  possible: 'Possible',
  weak: 'Weak',
};

export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  supported: '✓ supported',
  partly: '◐ partly supported',
  unsupported: '✗ unsupported',
  refuted: '✗ refuted',
};

export const ROLE_WORDS: Readonly<Record<ClaimRole, string>> = {
  symptom: 'Symptom',
  mechanism: 'Mechanism',
  cause: 'Cause',
  impact: 'Impact',
  ruledOut: 'Ruled out',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  diagnosed: 'Diagnosed',
  noIncident: 'No incident found',
  notEnoughEvidence: 'Not enough evidence',
};

/** `.724` -> `70%`: rounded to five, as more digits would claim more than is known. */
export function percent(probability: number): string {
  return `${Math.round(probability * 20) * 5}%`;
}

/** A problem with the file's name, which messages about a whole file have already. */
export function problemText({ file, line, message }: Problem): string {
  const names = file === undefined ? [''] : [file, file.split(/[\\/]/).at(-1) ?? file];
  if (names.some((name) => message.startsWith(name))) {
    return message;
  }
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

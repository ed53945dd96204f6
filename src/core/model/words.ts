import type { ClaimRole, VerdictKind } from './claim.ts';
import type { Band, Gate, Outcome } from './hypothesis.ts';
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

/** `.724` -> `70%`: rounded to five, as more digits would claim more than is known; nothing possible is at 0. */
export function percent(probability: number): string {
  const rounded = Math.round(probability * 20) * 5;
  return rounded === 0 && probability > 0 ? 'under 5%' : `${rounded}%`;
}

/** `At most 93%. It rests on one kind of evidence.` A cap is a step of the calculation, and not rounded to five. */
export const capText = ({ cap, reason }: Gate): string =>
  `At most ${Math.round(cap * 100)}%. ${reason}`;

/** A problem with the file's name, which messages about a whole file have already. */
export function problemText({ file, line, message }: Problem): string {
  const names = file === undefined ? [''] : [file, file.split(/[\\/]/).at(-1) ?? file];
  if (names.some((name) => message.startsWith(name))) {
    return message;
  }
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

import type { ClaimRole, VerdictKind } from '../model/claim.ts';
import type { Band, Outcome } from '../model/hypothesis.ts';
import type { Judged, WrongReason } from '../model/judgement.ts';

/** The words people read for the values of the model, in notes and comparisons. */

export const bandWord: Readonly<Record<Band, string>> = {
  veryLikely: 'very likely',
  likely: 'likely',
  possible: 'possible',
  weak: 'weak',
};

export const roleWord: Readonly<Record<ClaimRole, string>> = {
  symptom: 'Symptom',
  mechanism: 'Mechanism',
  cause: 'Cause',
  impact: 'Impact',
  ruledOut: 'Ruled out',
};

export const verdictWord: Readonly<Record<VerdictKind, string>> = {
  supported: 'supported',
  partly: 'partly supported',
  unsupported: 'not supported',
  refuted: 'refuted',
};

export const outcomeWord: Readonly<Record<Outcome, string>> = {
  diagnosed: 'Diagnosed',
  noIncident: 'No incident found',
  notEnoughEvidence: 'Not enough evidence',
};

export const judgedWord: Readonly<Record<Judged, string>> = {
  right: 'this was it',
  partly: 'partly right',
  wrong: 'wrong',
};

export const reasonWord: Readonly<Record<WrongReason, string>> = {
  otherCause: 'it was another cause',
  symptom: 'it is a symptom, not the cause',
  unfounded: 'the evidence does not show it',
  noIncident: 'there was no incident',
};

/** `.724` -> `70 %`: rounded to five, as more digits would claim more than is known. */
export function percent(probability: number): string {
  return `${Math.round(probability * 20) * 5} %`;
}

export function lines(start: number, end: number): string {
  return start === end ? String(start) : `${start}–${end}`;
}

/** `2026-03-02 14:03:12 UTC` */
export function utc(time: number): string {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15
    ? `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`
    : 'unknown';
}

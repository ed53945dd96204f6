import type { Judged, WrongReason } from '../model/judgement.ts';

/** The words of notes and comparisons, beside those of the model. */

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

export function lines(start: number, end: number): string {
  return start === end ? String(start) : `${start}–${end}`;
}

/** `2026-03-02 14:03:12 UTC` */
export function utc(time: number): string {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15
    ? `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`
    : 'unknown';
}

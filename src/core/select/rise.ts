import { Severity, type SeverityNumber } from '../model/severity.ts';
import { beganInside, type Spread } from '../tells/onset.ts';

/**
 * How a kind of line came up, where repetition speaks for it: `many` where there was none before,
 * `most` where there is hardly anything else, `few` where it is too rare for a habit.
 */
export type Rise = 'many' | 'most' | 'few';

/** What a kind of error is worth at least whatever it says, e.g. `ERROR order skipped`. */
const worth: Readonly<Record<Rise, number>> = { many: 0.62, most: 0, few: 0 };

/** What errors keep of their words' worth that are too few for a habit, or too many. */
const kept = 0.6;

/** The least that a line with a rise scores; being repeated never makes it harmless. */
export function floorOf(
  rise: Rise | undefined,
  unpenalised: number,
  severity: SeverityNumber,
): number {
  if (rise === undefined) return 0;
  const least = worth[rise] - (severity < Severity.error ? calmer : 0);
  return Math.max(least, Math.min(unpenalised, kept));
}

/** A caller may only warn of what its callee tells as an error. */
const calmer = 0.02;

/** Lines of one kind that make a rise or a habit; fewer may happen to anybody. */
const several = 8;
/** Share of a log from which on an error is what it is about, and not a habit beside other work. */
const mostly = 0.2;

/**
 * A level that a program states says more than its words. Errors rise where there was none before
 * some moment, where they come far more often than before, or where there is hardly anything else;
 * a warning must have taken the place of what was written before.
 */
export function riseOf(
  spread: Spread | undefined,
  isBursting: boolean,
  severity: SeverityNumber,
): Rise | undefined {
  if (!spread || severity < Severity.warn) {
    return undefined;
  }
  const { count, first, records } = spread;
  const began = beganInside(spread);
  if (severity < Severity.error) {
    return began && count >= several && count >= (records - first) / 2 ? 'many' : undefined;
  }
  if (count < several) {
    return 'few';
  }
  if (began || isBursting) {
    return 'many';
  }
  return count >= records * mostly ? 'most' : undefined;
}

import { Severity } from '../../model/severity.ts';
import { beganInside } from '../../tells/onset.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { spreadOf } from './onset.ts';

/** Records of a file below which a few of a kind say nothing of a habit. */
const longFile = 500;
/** Of a kind that comes now and then, at least so many, over this share of the file. */
const times = 3;
const share = 0.4;

/**
 * Whether a kind of failure comes now and then over most of a long file, too seldom for a rate: what
 * was there before and goes on after tells less of an incident than what came up with it.
 */
export function isScattered(clue: Clue, material: Material): boolean {
  const spread = spreadOf(clue, material);
  return (
    spread !== undefined &&
    spread.records >= longFile &&
    spread.count >= times &&
    spread.last - spread.first >= spread.records * share &&
    !beganInside(spread)
  );
}

/** Errors of a kind that make a rise. */
const several = 5;
/** Share of a file for which a habit was there before the rise: what crashes again and again just began. */
const long = 0.2;

/** Whether the other began inside the same file after this one, and came often from then on. */
export function roseSince(clue: Clue, other: Clue, material: Material): boolean {
  const [own, risen] = [clue, other].map((one) => spreadOf(one, material));
  return (
    clue.fileIndex === other.fileIndex &&
    own !== undefined &&
    risen !== undefined &&
    other.record.severityNumber >= Severity.error &&
    risen.count >= several &&
    risen.first - own.first >= own.records * long &&
    beganInside(risen)
  );
}

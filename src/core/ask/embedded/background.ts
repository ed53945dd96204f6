import { templatesOfLog, wholeLog } from '../../model/series.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';

/** Records of a kind that make it a habit. */
const habit = 8;
/** Share of a log that passes for its start, and for one of the parts it is cut into. */
const start = 0.1;
const parts = 4;
/** Share of its records that each part holds at least: even would be a quarter. */
const even = 0.05;

/**
 * Whether a kind of message ran before anything happened and at the same rate since: scanners that
 * try passwords, pages that are not there, a setting that is complained about again and again.
 */
export function isBackground(clue: Clue, material: Material): boolean {
  const { mined, files } = material;
  const template = mined.templates[clue.template];
  if (!template || template.count < habit || clue.record.timestamp === undefined) {
    return false;
  }
  const { length, placeOf } = wholeLog(files, clue.fileIndex);
  const first = placeOf(template.first);
  return first !== undefined && first <= length * start && isEven(clue, material);
}

/** Whether each quarter of a log holds some of it. */
function isEven(clue: Clue, material: Material): boolean {
  const counts = countsOf(clue, material);
  const total = sumOf(counts);
  return total > 0 && counts.every((count) => count >= total * even);
}

/** Quarters of a log that a steady kind may leave out, and the most of it that one may hold. */
const missed = 1;
const densest = 0.6;

/** Whether it comes all along, though not by the clock: no quarter holds most of it, one may hold none. */
export function isSteady(clue: Clue, material: Material): boolean {
  const counts = countsOf(clue, material);
  const total = sumOf(counts);
  return (
    counts.filter((count) => count === 0).length <= missed &&
    counts.every((count) => count <= total * densest)
  );
}

/** How often each quarter of its log holds a kind of message. */
function countsOf({ fileIndex, template }: Clue, { files, mined }: Material): readonly number[] {
  const ids = templatesOfLog(wholeLog(files, fileIndex), mined.templateIds);
  const counts = Array.from({ length: parts }, () => 0);
  for (let index = 0; index < ids.length; index++) {
    if (ids[index] === template) {
      const part = Math.floor((index * parts) / ids.length);
      counts[part] = (counts[part] ?? 0) + 1;
    }
  }
  return counts;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

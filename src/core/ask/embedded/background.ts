import { templatesOfLog, type WholeLog, wholeLog } from '../../model/series.ts';
import type { MinedLogs } from '../../model/template.ts';
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
  const counts = countsOfLog(wholeLog(files, fileIndex), mined);
  return [...counts.subarray(template * parts, (template + 1) * parts)];
}

/** The counts of all kinds of a log, which every clue asks for: made in one pass, for each run. */
const known = new WeakMap<MinedLogs, Map<number, Uint32Array>>();

function countsOfLog(log: WholeLog, mined: MinedLogs): Uint32Array {
  const ofRun = known.get(mined) ?? new Map<number, Uint32Array>();
  known.set(mined, ofRun);
  const [first = 0] = log.files;
  const counts = ofRun.get(first) ?? countAll(templatesOfLog(log, mined.templateIds), mined);
  ofRun.set(first, counts);
  return counts;
}

function countAll(ids: Uint32Array, { templates }: MinedLogs): Uint32Array {
  const counts = new Uint32Array(templates.length * parts);
  for (let index = 0; index < ids.length; index++) {
    const place = (ids[index] ?? 0) * parts + Math.floor((index * parts) / ids.length);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

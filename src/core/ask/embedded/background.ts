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
export function isBackground(clue: Clue, { mined }: Material): boolean {
  const template = mined.templates[clue.template];
  if (!template || template.count < habit || clue.record.timestamp === undefined) {
    return false;
  }
  const { length } = clue.file.records;
  const { first } = template;
  return (
    first.file === clue.fileIndex &&
    first.record <= length * start &&
    isEven(clue, mined.templateIds)
  );
}

function isEven({ fileIndex, template }: Clue, templateIds: readonly Uint32Array[]): boolean {
  const ids = templateIds[fileIndex];
  if (!ids) {
    return false;
  }
  const counts = new Uint32Array(parts);
  let total = 0;
  for (let index = 0; index < ids.length; index++) {
    if (ids[index] === template) {
      const part = Math.floor((index * parts) / ids.length);
      counts[part] = (counts[part] ?? 0) + 1;
      total++;
    }
  }
  return counts.every((count) => count >= total * even);
}

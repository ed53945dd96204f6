import type { Signal } from '../model/template.ts';
import type { TemplatedRun } from './templatedRun.ts';
import { countText, timesText } from './wording.ts';

const MAX_RARITIES = 200;
/** Shares of the records: one kind is rare below the first, and all rare kinds together below the second. */
const RARE = 0.002;
const MAX_SHARE = 0.25;

/**
 * The rarest kinds of messages, rarest first. Where most records are one of a kind, as in the output
 * of a build, none is rarer than the others and there are none.
 */
export function findRarities(run: TemplatedRun): readonly Signal[] {
  const records = run.order.length;
  const limit = Math.max(1, Math.floor(records * RARE));
  const rare = run.templates.filter((template) => template.count <= limit);
  const share = rare.reduce((sum, template) => sum + template.count, 0) / records;
  if (records === 0 || share > MAX_SHARE) {
    return [];
  }
  return rare
    .toSorted((a, b) => a.count - b.count || b.severityNumber - a.severityNumber)
    .slice(0, MAX_RARITIES)
    .map((template) => ({
      kind: 'rare',
      template: template.id,
      onset: template.first,
      strength: 1 - Math.log(template.count) / Math.log(limit + 1),
      reason: `${timesText(template.count)} in ${countText(records)} records`,
    }));
}

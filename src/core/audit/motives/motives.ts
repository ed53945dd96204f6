import type { Motive, MotiveKind } from '../../model/audit.ts';
import { type MotiveFacts, readChanges } from './facts.ts';
import { nameMotives, testMotives } from './names.ts';
import { patternMotives } from './patterns.ts';
import { recentMotives } from './recent.ts';
import { commandMotives, commentMotives, instructionMotives } from './requests.ts';
import { valueMotives } from './values.ts';

/** How well each kind founds an inference: who asks for something says more than a likeness. */
const order: readonly MotiveKind[] = [
  ...(['comment', 'instruction', 'edit', 'test', 'pattern', 'commit', 'name'] as const),
];

const MOST_MOTIVES = 8;

/** What around a suggestion it seems to follow, the best founded first. Inferred: nobody told us. */
export async function motivesOf(facts: MotiveFacts): Promise<readonly Motive[]> {
  const changes = readChanges(facts.suggestion);
  const motives = [
    ...commentMotives(changes),
    ...(await instructionMotives(changes, facts)),
    ...(await recentMotives(changes, facts)),
    ...testMotives(changes, facts),
    ...patternMotives(changes, facts),
    ...valueMotives(facts),
    ...(await commandMotives(facts)),
    ...nameMotives(changes),
  ];
  const distinct = [...new Map(motives.map((motive) => [motive.text, motive])).values()];
  return distinct
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .slice(0, MOST_MOTIVES);
}

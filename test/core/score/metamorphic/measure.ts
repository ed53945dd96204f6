import type { Diagnosis } from '../../../../src/core/model/diagnosis.ts';
import type { Hypothesis } from '../../../../src/core/model/hypothesis.ts';
import { type Case, readCases } from '../../../evaluation/cases.ts';
import { createDice } from '../../../samples/writer.ts';
import { type Change, type Changed, changes, type Effect, type Explained } from './changes.ts';
import { explain, readLogs, rootLine, worldOf } from './world.ts';

/** What a change did to one incident. */
export interface Outcome {
  readonly id: string;
  readonly before: number;
  /** Confidence of the same explanation; 0 where it is no longer proposed. */
  readonly after: number;
  readonly isViolation: boolean;
  /** Titles that lead, where another one does. */
  readonly led?: string;
}

export interface Tally {
  readonly change: Change;
  readonly outcomes: readonly Outcome[];
}

/** How far a confidence may move where nothing that matters was changed. */
const ALIKE = 0.02;
/** What is no rise: with a line more or less in a log, the share of every kind of line is another. */
const NOISE = 5e-4;

export async function measure(cases: readonly Case[], seed: number): Promise<readonly Tally[]> {
  const found = new Map<Change, Outcome[]>(changes.map((change) => [change, []]));
  for (const one of cases) {
    const world = await worldOf(one);
    const answer = await explain(world);
    const [top] = answer.hypotheses;
    if (answer.outcome !== 'diagnosed' || !top) continue;
    const explained = { world, logs: await readLogs(world), answer };
    for (const [change, outcomes] of found) {
      const changed = change.apply(explained, createDice(seed));
      if (changed) outcomes.push(await judge(one.id, change, explained, changed, top));
    }
  }
  return [...found].map(([change, outcomes]) => ({ change, outcomes }));
}

async function judge(
  id: string,
  { effect }: Change,
  explained: Explained,
  changed: Changed,
  top: Hypothesis,
): Promise<Outcome> {
  const say = changed.say ?? ((text: string) => text);
  const answer = await explain(changed.world);
  const [leading] = answer.hypotheses;
  const same = answer.hypotheses.find((one) => isSame(one, top, explained, changed, say));
  const before = top.confidence.value;
  const after = same?.confidence.value ?? 0;
  const isOther = leading === undefined || leading !== same;
  const isSameAnswer = (): boolean =>
    JSON.stringify(withoutTimes(answer)) === JSON.stringify(withoutTimes(explained.answer));
  const holds: Readonly<Record<Effect, () => boolean>> = {
    same: isSameAnswer,
    alike: () => !isOther && Math.abs(after - before) <= ALIKE,
    notHigher: () => after <= before + NOISE,
    lower: () => after < before,
  };
  return {
    id,
    before,
    after,
    isViolation: !holds[effect](),
    ...(isOther && { led: `${leading?.confidence.value.toFixed(3)} ${leading?.title}` }),
  };
}

/** Explanations are the same by their titles, or by the line that they take for the root. */
function isSame(
  one: Hypothesis,
  other: Hypothesis,
  { logs }: Explained,
  { world }: Changed,
  say: (text: string) => string,
): boolean {
  if (one.title === say(other.title)) return true;
  const [root, former] = [rootLine(one, world.logs), rootLine(other, logs)];
  return root !== undefined && former !== undefined && root.text === say(former.text);
}

/** The answer without how long each stage took. */
const withoutTimes = ({ stages: _, ...rest }: Diagnosis): unknown => rest;

export function tableOf(tallies: readonly Tally[]): string {
  const rows = tallies.map(({ change, outcomes }) => {
    const worst = Math.max(0, ...outcomes.map(({ before, after }) => Math.abs(after - before)));
    const rise = Math.max(0, ...outcomes.map(({ before, after }) => after - before));
    const failed = outcomes.filter(({ isViolation }) => isViolation).length;
    const gone = outcomes.filter(({ after }) => after === 0).length;
    return `| ${change.name} | ${outcomes.length} | ${failed} | ${gone} | ${rise.toFixed(3)} | ${worst.toFixed(3)} |`;
  });
  return [
    '| change | incidents | violations | no longer proposed | highest rise | largest change |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

export const violationsOf = (tallies: readonly Tally[]): readonly string[] =>
  tallies.flatMap(({ change, outcomes }) =>
    outcomes
      .filter(({ isViolation }) => isViolation)
      .map(
        ({ id, before, after, led }) =>
          `${id}, ${change.name}: ${before.toFixed(4)} → ${after.toFixed(4)}${led ? `; first is ${led}` : ''}`,
      ),
  );

/** Incidents, not healthy cases: those have no explanation whose confidence could change. */
export const incidentsIn = (root: string): readonly Case[] =>
  readCases(root).filter(({ expected }) => !expected.negative);

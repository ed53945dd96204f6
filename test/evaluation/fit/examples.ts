import { createEmbeddedAnalyst } from '../../../src/core/ask/embedded/analyst.ts';
import { neverCancelled } from '../../../src/core/model/cancellation.ts';
import type { Hypothesis, Proposal } from '../../../src/core/model/hypothesis.ts';
import { symptomsOf } from '../../../src/core/score/coverage.ts';
import { type Measured, measure } from '../../../src/core/score/measure.ts';
import { scoreHypotheses } from '../../../src/core/score/score.ts';
import { verifyProposal } from '../../../src/core/verify/verify.ts';
import { createDice } from '../../samples/writer.ts';
import { type Case, predictionOf } from '../cases.ts';
import { judge } from '../score.ts';
import { simulatedAnswers } from '../simulated/answers.ts';
import { openCase, type World } from '../trust/world.ts';

/** Who answered: the analyst as it is, the analyst kept from what the labels name, the simulated model. */
export type Answerer = 'analyst' | 'blinded analyst' | 'simulated model';

/** One answer to one case, before anything is weighed. */
export interface Example {
  readonly id: string;
  /** What kind of logs: those of one are kept apart together, so that nothing is tested on its kin. */
  readonly source: string;
  readonly by: Answerer;
  readonly kind: string;
  readonly measured: readonly Measured[];
  /** Which of the measured is the answer; the others are its rivals. */
  readonly index: number;
  readonly isRight: boolean;
}

export async function examplesOf(one: Case, seed: number): Promise<readonly Example[]> {
  const world = await openCase(one);
  try {
    const blinded = await blindedWorld(world, one);
    return [
      ...ofAnalyst(one, world, 'analyst'),
      ...(blinded ? ofAnalyst(one, blinded, 'blinded analyst') : []),
      ...(one.expected.negative ? [] : ofModel(one, world, blinded, seed)),
    ];
  } finally {
    world.close();
  }
}

const sourceOf = ({ expected }: Case): string => expected.source.split(' (')[0] ?? expected.source;

/** The analyst's first explanation, where it gives one; an all-clear has nothing to be weighed. */
function ofAnalyst(one: Case, { facts, proposal }: World, by: Answerer): readonly Example[] {
  if (proposal.outcome !== 'diagnosed') return [];
  const verified = verifyProposal(proposal, facts);
  const { hypotheses } = scoreHypotheses(verified, facts);
  const [top] = hypotheses;
  const index = verified.findIndex(({ proposed }) => proposed.title === top?.title);
  if (!top || index < 0) return [];
  const measured = measure(verified, symptomsOf(facts), facts);
  const isRight = !one.expected.negative && isStrict(one, hypotheses);
  return [{ id: one.id, source: sourceOf(one), by, kind: by, measured, index, isRight }];
}

function isStrict({ id, expected }: Case, hypotheses: readonly Hypothesis[]): boolean {
  const prediction = predictionOf({ outcome: 'diagnosed', hypotheses });
  return judge(id, expected, prediction).correct;
}

/**
 * The same incident to an analyst that sees no line of those that the labels name: it explains it by
 * something else, as an analyst does that does not know what such a line means.
 */
async function blindedWorld(world: World, { expected }: Case): Promise<World | undefined> {
  if (expected.negative) return undefined;
  const { facts, material } = world;
  const isNamed = (uri: string, from: number, to: number): boolean =>
    world.keyLines.some(({ file, line }) => file.uri === uri && from - 2 <= line && line <= to + 2);
  const evidence = facts.pack.evidence.filter(
    ({ uri, startLine, endLine }) => !isNamed(uri, startLine, endLine),
  );
  const pack = { ...facts.pack, evidence };
  const answer = await createEmbeddedAnalyst().propose(
    { ...material, pack },
    () => {},
    neverCancelled,
  );
  const proposal: Proposal | undefined = answer.kind === 'failure' ? undefined : answer.proposal;
  return proposal && { ...world, facts: { ...facts, pack }, proposal };
}

/** How often the analyst that gives a second opinion knows what the lines of an incident mean. */
const KNOWN = 0.85;

function ofModel(
  one: Case,
  world: World,
  blinded: World | undefined,
  seed: number,
): readonly Example[] {
  const dice = createDice(seedOf(one.id, seed));
  const other = dice.next() < KNOWN || !blinded ? world : blinded;
  const secondOpinion = verifyProposal(other.proposal, other.facts);
  const facts = { ...world.facts, secondOpinion };
  const symptoms = symptomsOf(facts);
  return simulatedAnswers(world, one.expected, dice).map(({ kind, isRight, proposal }) => ({
    id: one.id,
    source: sourceOf(one),
    by: 'simulated model',
    kind,
    measured: measure(verifyProposal(proposal, facts), symptoms, facts),
    index: 0,
    isRight,
  }));
}

/** Each case throws its own dice, so that one more or less changes nothing for the others. */
function seedOf(id: string, seed: number): number {
  return [...id].reduce((sum, sign) => Math.imul(sum, 31) + sign.charCodeAt(0), seed);
}

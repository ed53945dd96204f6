import type { Claim, ClaimRole } from '../../../src/core/model/claim.ts';
import type { Proposal, ProposedHypothesis } from '../../../src/core/model/hypothesis.ts';
import type { Dice } from '../../samples/writer.ts';
import type { Expected } from '../expected.ts';
import { inventedName, inventedPath } from '../trust/inventions.ts';
import type { World } from '../trust/world.ts';
import { isClearlyAfter, type ShownLine, shownLines, wordsOf } from './lines.ts';

/**
 * What a language model might answer, made from the labels of a case: one right answer and four ways
 * of being wrong. All are written alike, so that only what holds of them tells them apart.
 */
export const kinds = [
  'right, and rightly cited',
  'right, and wrongly cited',
  'another cause, refuted by time',
  'another cause, rightly cited',
  'invented',
] as const;
export type SimulatedKind = (typeof kinds)[number];

export interface SimulatedAnswer {
  readonly kind: SimulatedKind;
  readonly isRight: boolean;
  readonly proposal: Proposal;
}

/** One of each kind for which the case has lines. */
export function simulatedAnswers(
  world: World,
  expected: Expected,
  dice: Dice,
): readonly SimulatedAnswer[] {
  const lines = shownLines(world, expected).filter((line) => wordsOf(line, dice) !== undefined);
  const scene = sceneOf(lines, dice);
  if (!scene) return [];
  return kinds.flatMap((kind): SimulatedAnswer[] => {
    const hypothesis = makers[kind](scene, expected, dice);
    if (!hypothesis) return [];
    const counted = dice.next() < 0.4 ? [countOf(scene.symptom, kind === kinds[0], dice)] : [];
    const rivals = dice.next() < 0.5 ? [] : (rivalOf(scene, dice) ?? []);
    const claims = [...hypothesis.claims, ...counted];
    const hypotheses = [{ ...hypothesis, claims }, ...rivals];
    const proposal = { outcome: 'diagnosed' as const, reason: '', hypotheses };
    return [{ kind, isRight: kind === kinds[0], proposal }];
  });
}

/** The lines of which answers are made. */
interface Scene {
  readonly key: ShownLine;
  /** What the cause shows as: a failing line not before it, or the cause's own line. */
  readonly symptom: ShownLine;
  readonly unrelated: readonly ShownLine[];
}

function sceneOf(lines: readonly ShownLine[], dice: Dice): Scene | undefined {
  const key = anyOf(
    lines.filter(({ isKey }) => isKey),
    dice,
  );
  if (!key) return undefined;
  const after = lines.filter(
    (line) => line !== key && line.isFailing && !isClearlyAfter(key, line) && line.line > key.line,
  );
  const symptom = anyOf(after, dice) ?? key;
  return { key, symptom, unrelated: lines.filter(({ isUnrelated }) => isUnrelated) };
}

type Maker = (scene: Scene, expected: Expected, dice: Dice) => ProposedHypothesis | undefined;

const makers: Readonly<Record<SimulatedKind, Maker>> = {
  'right, and rightly cited': ({ key, symptom }, expected, dice) =>
    hypothesisOf(
      titleOf(expected),
      [tell('symptom', symptom, dice), tell('cause', key, dice)],
      dice,
    ),

  'right, and wrongly cited': ({ key, symptom, unrelated }, expected, dice) => {
    const [one, other] = [anyOf(unrelated, dice), anyOf(unrelated, dice)];
    if (!one || !other) return undefined;
    const claims = [tell('symptom', symptom, dice, one), tell('cause', key, dice, other)];
    return hypothesisOf(titleOf(expected), claims, dice);
  },

  'another cause, refuted by time': ({ key, unrelated }, _expected, dice) => {
    const late = anyOf(
      unrelated.filter((line) => isClearlyAfter(line, key) && line.template !== key.template),
      dice,
    );
    return (
      late &&
      hypothesisOf(
        late.text.slice(0, 90),
        [tell('symptom', key, dice), tell('cause', late, dice)],
        dice,
      )
    );
  },

  'another cause, rightly cited': ({ symptom, unrelated }, _expected, dice) => {
    const early = unrelated.filter((line) => !isClearlyAfter(line, symptom));
    const telling = early.filter(({ isFocus }) => isFocus);
    const decoy = anyOf(telling.length > 0 && dice.next() < 0.5 ? telling : early, dice);
    return (
      decoy &&
      hypothesisOf(
        decoy.text.slice(0, 90),
        [tell('symptom', symptom, dice), tell('cause', decoy, dice)],
        dice,
      )
    );
  },

  invented: ({ key, symptom }, _expected, dice) => {
    const name = inventedName(dice);
    const quote = `${name} rejected ${inventedPath(dice)}: quota ${dice.between(100, 999)} exceeded`;
    const cause: Claim = {
      role: 'cause',
      text: `${name} rejects its configuration ${inventedPath(dice)}.`,
      cites: [{ evidence: key.evidence.id, quote, line: key.line }],
    };
    return hypothesisOf(`${name} is misconfigured`, [tell('symptom', symptom, dice), cause], dice);
  },
};

/** How often the symptom's kind of line was written; who is wrong of the cause often miscounts, too. */
function countOf({ evidence, line, count }: ShownLine, isRight: boolean, dice: Dice): Claim {
  const told = isRight || dice.next() < 0.5 ? count : count + dice.between(3, 900);
  const cites = [{ evidence: evidence.id, line }];
  return { role: 'impact', text: `Such a line was written ${told} times.`, cites };
}

function rivalOf({ unrelated }: Scene, dice: Dice): readonly ProposedHypothesis[] | undefined {
  const line = anyOf(unrelated, dice);
  return (
    line && [hypothesisOf(`Rival: ${line.text.slice(0, 80)}`, [tell('cause', line, dice)], dice)]
  );
}

const titleOf = ({ keywords_any }: Expected): string =>
  keywords_any.map(([word = '']) => word).join(', ');

/** Models are sure of themselves, right or wrong. */
function hypothesisOf(title: string, claims: readonly Claim[], dice: Dice): ProposedHypothesis {
  const statedConfidence = dice.between(70, 98) / 100;
  const nothing = { service: undefined, against: [], missing: [], probes: [] };
  return {
    title,
    summary: `The failure comes from this: ${title}.`,
    claims,
    statedConfidence,
    ...nothing,
  };
}

const openings: Readonly<Record<Exclude<ClaimRole, 'ruledOut'>, string>> = {
  symptom: 'The failure shows as',
  mechanism: 'This leads to',
  cause: 'It begins with',
  impact: 'It hits',
};

/** A claim that says what a line says and cites it, or cites another one for it. */
function tell(
  role: Exclude<ClaimRole, 'ruledOut'>,
  line: ShownLine,
  dice: Dice,
  cited = line,
): Claim {
  const words = wordsOf(line, dice) ?? '';
  const quote = wordsOf(cited, dice) ?? '';
  const off = dice.next() < 0.3 ? dice.between(-3, 3) : 0;
  const cite = { evidence: cited.evidence.id, quote, line: Math.max(1, cited.line + off) };
  return { role, text: `${openings[role]} “${words}”.`, cites: [cite] };
}

function anyOf<T>(items: readonly T[], dice: Dice): T | undefined {
  return items[dice.between(0, items.length - 1)];
}

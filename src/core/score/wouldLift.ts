import type { Lift } from '../model/hypothesis.ts';
import type { ScoreFacts } from './facts.ts';
import type { Feature, FeatureName } from './feature.ts';
import { evidenceKinds } from './kinds.ts';
import type { Measured } from './measure.ts';
import { bandOf, settle } from './settle.ts';
import weights from './weights.json' with { type: 'json' };

/** Less than this is not worth looking for; from one cap to the next is, whatever subtracting loses. */
const LEAST_RISE = 0.02 - 1e-9;

/** Something that was not found, and what it would do to the score. */
interface Missing {
  readonly factor: FeatureName;
  /** A phrase that begins a sentence, e.g. `A second kind of evidence`. */
  readonly what: string;
  /** What the feature would be worth with it; absent where it only lifts a cap. */
  readonly value?: number;
  /** Caps that would no longer hold. */
  readonly releases?: readonly (keyof typeof weights.gates)[];
}

/**
 * What is missing that would raise a hypothesis most, all else being as it is. Nothing does where the
 * root cause is refuted, or where there is nothing left to find.
 */
export function wouldLift(
  measured: readonly Measured[],
  index: number,
  facts: ScoreFacts,
): Lift | undefined {
  const one = measured[index];
  if (!one) return undefined;
  const valueWith = (given: readonly Measured[]): number => settle(given, facts)[index]?.value ?? 0;
  const before = valueWith(measured);
  const lifts = missingOf(one, facts).map((missing): Lift => {
    const value = valueWith(measured.with(index, withFound(one, missing)));
    return { factor: missing.factor, what: missing.what, value, band: bandOf(value) };
  });
  const [best] = lifts.toSorted((a, b) => b.value - a.value);
  return best && best.value - before >= LEAST_RISE ? best : undefined;
}

function withFound(measured: Measured, { factor, value, releases = [] }: Missing): Measured {
  const found: readonly Feature[] =
    value === undefined ? [] : [{ name: factor, value, reason: '' }];
  const own = measured.own.filter(({ name }) => value === undefined || name !== factor);
  const isReleased = (name: string): boolean => releases.some((released) => released === name);
  return {
    ...measured,
    own: [...own, ...found],
    gates: measured.gates.filter(({ name }) => !isReleased(name)),
  };
}

/** A hypothesis that no line shows yet lacks just that. */
function missingOf(measured: Measured, facts: ScoreFacts): readonly Missing[] {
  const finds = holds(measured, 'noCitation')
    ? [citations]
    : [citations, kinds, coverage, order, path, rival];
  return finds.flatMap((find) => find(measured, facts) ?? []);
}

type Find = (measured: Measured, facts: ScoreFacts) => Missing | undefined;

const citations: Find = (measured) => {
  const isRootFound = !holds(measured, 'rootUnsupported');
  return isShort(measured, 'citations')
    ? {
        factor: 'citations',
        what: isRootFound
          ? 'Lines that say word for word what each of its claims says'
          : 'Lines that show its root cause and whatever else it claims',
        value: 1,
        releases: ['noCitation', 'rootUnsupported', 'oneLine'],
      }
    : undefined;
};

const ordinals = ['A first', 'A second', 'A third', 'A fourth'];
const kindPhrases: Readonly<Record<string, string>> = {
  log: 'a log of its time',
  code: 'the code that writes these lines',
  configuration: 'the configuration in force',
  change: 'a change made just before',
};

const kinds: Find = ({ hypothesis }, facts) => {
  const had = evidenceKinds(hypothesis, facts);
  const value = weights.kinds[had.length + 1];
  const open = Object.entries(kindPhrases).filter(([kind]) => !had.includes(kind));
  return had.length === 0 || value === undefined
    ? undefined
    : {
        factor: 'evidenceKinds',
        what: `${ordinals[had.length]} kind of evidence, such as ${alternatives(open.map(([, phrase]) => phrase))},`,
        value,
        releases: ['oneKind', 'oneLine'],
      };
};

const coverage: Find = (measured) =>
  isShort(measured, 'coverage')
    ? {
        factor: 'coverage',
        what: 'A link from it to the other failing kinds of lines',
        value: 1,
        releases: ['oneLine'],
      }
    : undefined;

const order: Find = (measured) =>
  isShort(measured, 'timeOrder')
    ? { factor: 'timeOrder', what: 'Times that show each cause before its effects', value: 1 }
    : undefined;

const path: Find = (measured) => {
  const isUnseen = holds(measured, 'severalLogs');
  return isUnseen || isShort(measured, 'dependencyPath')
    ? {
        factor: 'dependencyPath',
        what: 'A call that was seen between the services of each of its steps',
        value: 1,
        releases: ['severalLogs'],
      }
    : undefined;
};

const rival: Find = (measured) =>
  holds(measured, 'noRival')
    ? {
        factor: 'rivals',
        what: 'Another explanation that was examined and ruled out',
        releases: ['noRival'],
      }
    : undefined;

/** Whether a feature was measured and is not all it could be; what can't be measured is not missed. */
function isShort({ own }: Measured, name: FeatureName): boolean {
  return own.some((feature) => feature.name === name && feature.value < 1);
}

function holds({ gates }: Measured, name: keyof typeof weights.gates): boolean {
  return gates.some((gate) => gate.name === name);
}

/** `a, b or c`. */
function alternatives(phrases: readonly string[]): string {
  const last = phrases.at(-1) ?? '';
  return phrases.length < 2 ? last : `${phrases.slice(0, -1).join(', ')} or ${last}`;
}

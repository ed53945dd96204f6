import type { Weights } from '../../../src/core/score/weights.ts';
import { auroc, type Believed, brierOf, calibrationError, weighted } from '../report.ts';
import type { Answerer, Example } from './examples.ts';
import { believed, fitWeights, type Weighted } from './fit.ts';

/**
 * Share of incidents that the analyst explained rightly when it had never seen them (52 of another
 * hand). It is right of nearly all that it is developed with, which nobody's logs will be.
 */
const FIRST_MEASURED = 0.79;

/** How often a model is right, for want of a better figure: a hard failure is as often explained wrongly. */
const MODEL_RIGHT = 0.5;
/** How much all of the model's answers count against all of the analyst's: they are of our own making. */
const MODEL_COUNTS = 0.5;

const isOfAnalyst = ({ by }: Example): boolean => by !== 'simulated model';

/** Wrong answers count as much as makes the right ones as frequent as they are thought to be. */
export function weigh(examples: readonly Example[]): readonly Weighted[] {
  const own = examples.filter(({ by }) => by === 'analyst');
  const now = own.filter(({ isRight }) => isRight).length / Math.max(1, own.length);
  const analysts = examples.filter(isOfAnalyst);
  const model = examples.filter((example) => !isOfAnalyst(example));
  const right = analysts.filter(({ isRight }) => isRight).length;
  const rightOfModel = model.filter(({ isRight }) => isRight).length;
  const share = (MODEL_COUNTS * MODEL_RIGHT * right) / Math.max(1, rightOfModel);
  return [
    ...weighTo(analysts, (FIRST_MEASURED + now) / 2, 1),
    ...weighTo(model, MODEL_RIGHT, share),
  ];
}

function weighTo(examples: readonly Example[], share: number, each: number): Weighted[] {
  const right = examples.filter(({ isRight }) => isRight).length;
  const wrong = examples.length - right;
  const other = wrong === 0 ? 0 : (each * right * (1 - share)) / share / wrong;
  return examples.map((example) => ({ example, weight: example.isRight ? each : other }));
}

/** An answer with what is believed of it. */
export interface Validated extends Believed {
  readonly example: Example;
}

/** Each source's answers weighed by what was fitted without that source. */
export function outOfFold(
  examples: readonly Weighted[],
  prior: Weights,
  strength: number,
): readonly Validated[] {
  const sources = [...new Set(examples.map(({ example }) => example.source))];
  return sources.flatMap((source) => {
    const isOwn = ({ example }: Weighted): boolean => example.source === source;
    const others = examples.filter((one) => !isOwn(one));
    return by(fitWeights(others, prior, strength), examples.filter(isOwn));
  });
}

export function by(weights: Weights, examples: readonly Weighted[]): readonly Validated[] {
  return examples.map(({ example, weight }) => ({
    example,
    weight,
    correct: example.isRight,
    confidence: believed(example, weights).value,
  }));
}

export interface FitFigures {
  readonly answers: number;
  readonly mean: number;
  readonly right: number;
  readonly ece: number;
  readonly brier: number;
  readonly logLoss: number;
  readonly auroc: number | undefined;
}

export function figuresOf(validated: readonly Validated[]): FitFigures {
  return {
    answers: validated.length,
    mean: weighted(validated, ({ confidence }) => confidence),
    right: weighted(validated, ({ correct }) => Number(correct)),
    ece: calibrationError(validated),
    brier: brierOf(validated),
    logLoss: weighted(
      validated,
      ({ confidence, correct }) => -Math.log(correct ? confidence : 1 - confidence),
    ),
    auroc: auroc(validated),
  };
}

const groups: readonly (readonly [string, (by: Answerer) => boolean])[] = [
  ['all answers', () => true],
  ['analyst, as it is', (by) => by === 'analyst'],
  ['analyst, as it is and blinded', (by) => by !== 'simulated model'],
  ['simulated model', (by) => by === 'simulated model'],
];

/** A table of figures, as Markdown: for each way of weighing a line for each group of answers. */
export function tableOf(ways: readonly (readonly [string, readonly Validated[]])[]): string {
  const rows = groups.flatMap(([group, holds]) =>
    ways.map(([way, validated]) => {
      const figures = figuresOf(validated.filter(({ example }) => holds(example.by)));
      const { answers, auroc: area, ...rest } = figures;
      const cells = [rest.mean, rest.right, rest.ece, rest.brier, rest.logLoss, area ?? 0];
      return `| ${group} | ${way} | ${answers} | ${cells.map((cell) => cell.toFixed(3)).join(' | ')} |`;
    }),
  );
  return [
    '| answers of | weights | n | mean | right | ECE | Brier | log loss | AUROC |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

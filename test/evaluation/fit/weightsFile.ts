import type { Weights } from '../../../src/core/score/weights.ts';
import type { Case } from '../cases.ts';
import { type Bin, reliability } from '../report.ts';
import { figuresOf, type Validated } from './validate.ts';

/** To two decimals: the figures of a fit are not known better, and people read the file. */
export function rounded(weights: Weights): Weights {
  const factors = Object.entries(weights.factors).map(([name, { weight, centre }]) => [
    name,
    { weight: toCents(weight), centre },
  ]);
  const gates = Object.entries(weights.gates).map(([name, cap]) => [name, toCents(cap)]);
  return {
    ...weights,
    start: toCents(weights.start),
    factors: Object.fromEntries(factors) as Weights['factors'],
    gates: Object.fromEntries(gates) as Weights['gates'],
  };
}

const toCents = (value: number): number => Math.round(100 * value) / 100;
const toMills = (value: number): number => Math.round(1000 * value) / 1000;

interface Best {
  readonly strength: number;
  /** The answers to the project's own cases, each by a fit without its source. */
  readonly own: readonly Validated[];
}

const VERSION =
  '7 (fitted by `npm run fit`: L2-regularised logistic regression around start values of the literature, each weight held to its sign, each figure of a source by a fit without that source)';

export function fileOf(
  { fit: _, ...weights }: Weights & { readonly fit?: unknown },
  cases: readonly Case[],
  { strength, own }: Best,
): string {
  const { mean, right, ece, brier, logLoss, auroc = 0, answers } = figuresOf(own);
  const sources = new Set(own.map(({ example }) => example.source)).size;
  const file = {
    ...weights,
    version: VERSION,
    fit: {
      fittedOn: cases.length,
      cases: new Set(own.map(({ example }) => example.id)).size,
      sources,
      answers,
      strength,
      mean: toMills(mean),
      right: toMills(right),
      ece: toMills(ece),
      brier: toMills(brier),
      logLoss: toMills(logLoss),
      auroc: toMills(auroc),
      bins: reliability(own).map(binOf),
    },
  };
  return formatted(file);
}

const binOf = ({ from, count, confidence, accuracy }: Bin) => ({
  from,
  answers: count,
  believed: toMills(confidence),
  right: toMills(accuracy),
});

/** Characters of what is put on one line. */
const LONGEST = 85;

/** As the formatter has it: what holds nothing nested stands on one line where it fits. */
function formatted(file: unknown): string {
  const text = JSON.stringify(file, null, 2).replace(
    /([[{])\s+([^[\]{}]*?)\s+[\]}]/g,
    (whole, open: string, inner: string) => {
      const line = inner.replace(/\n\s+/g, ' ');
      if (line.length > LONGEST) return whole;
      return open === '[' ? `[${line}]` : `{ ${line} }`;
    },
  );
  return `${text}\n`;
}

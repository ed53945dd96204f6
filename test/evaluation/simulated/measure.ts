import { settle } from '../../../src/core/score/settle.ts';
import { type Case, readCases } from '../cases.ts';
import type { Example } from '../fit/examples.ts';
import { examplesOf } from '../fit/examples.ts';
import { auroc, type Believed, weighted } from '../report.ts';
import { kinds } from './answers.ts';

/** The least that the score has to rank right and rightly cited answers above all others. */
export const LEAST_AUROC = 0.95;

export interface Simulated extends Believed {
  readonly id: string;
  readonly kind: string;
}

/** What is believed of the simulated model's answers to labelled cases. */
export async function measureSimulated(
  cases: readonly Case[],
  seed: number,
): Promise<readonly Simulated[]> {
  const examples: Example[] = [];
  for (const one of cases) examples.push(...(await examplesOf(one, seed)));
  return examples
    .filter(({ by }) => by === 'simulated model')
    .map(({ id, kind, measured, index, isRight }) => ({
      id,
      kind,
      correct: isRight,
      confidence: settle(measured)[index]?.value ?? 0,
    }));
}

/** Markdown: how each kind is believed, and how well the right ones are told from it. */
export function tableOf(answers: readonly Simulated[]): string {
  const right = answers.filter(({ correct }) => correct);
  const rows = kinds.map((kind) => {
    const own = answers.filter((answer) => answer.kind === kind);
    const area = own.some(({ correct }) => correct) ? undefined : auroc([...right, ...own]);
    const mean = weighted(own, ({ confidence }) => confidence);
    return `| ${kind} | ${own.length} | ${mean.toFixed(2)} | ${area?.toFixed(3) ?? ''} |`;
  });
  return [
    '| answer of a simulated model | n | mean confidence | AUROC of right against it |',
    '|---|---|---|---|',
    ...rows,
    `| **all** | ${answers.length} | | **${auroc(answers)?.toFixed(3)}** |`,
  ].join('\n');
}

export const incidentsIn = (root: string): readonly Case[] =>
  readCases(root).filter(({ expected }) => !expected.negative);

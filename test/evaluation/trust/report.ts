import type { Tally, Trust } from './measure.ts';

/** Shares that the project promises; `npm run bench:trust` fails below them. */
export const floors = { caught: 0.99, rejected: 0.01 } as const;

export function shareCaught({ mutations }: Trust): number {
  const tried = sum(mutations, ({ tried: count }) => count);
  return sum(mutations, ({ caught, repaired }) => caught + repaired) / Math.max(1, tried);
}

export function shareRejected({ truths }: Trust): number {
  const tried = sum(truths, ({ tried: count }) => count);
  return sum(truths, ({ missed }) => missed.length) / Math.max(1, tried);
}

/** Markdown, for a README as well as for a terminal. */
export function reportOf(trust: Trust): string {
  const { mutations, truths } = trust;
  const tried = sum(mutations, ({ tried: count }) => count);
  return [
    '| mutation | tried | caught | repaired | missed | held |',
    '|---|---|---|---|---|---|',
    ...mutations.map((tally) => row(tally, [tally.caught, tally.repaired, tally.missed.length])),
    `| **all** | ${tried} | | | | **${percent(shareCaught(trust))}** |`,
    '',
    '| true answer | tried | supported | rejected | held |',
    '|---|---|---|---|---|',
    ...truths.map((tally) => row(tally, [tally.caught, tally.missed.length])),
    `| **all** | ${sum(truths, ({ tried: count }) => count)} | | | **${percent(1 - shareRejected(trust))}** |`,
  ].join('\n');
}

function row({ name, tried, caught, repaired }: Tally, cells: readonly number[]): string {
  return `| ${name} | ${tried} | ${cells.join(' | ')} | ${percent((caught + repaired) / Math.max(1, tried))} |`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function sum(tallies: readonly Tally[], pick: (tally: Tally) => number): number {
  return tallies.reduce((total, tally) => total + pick(tally), 0);
}

import type { HoverCase, HoverRun } from './hoverRun.ts';
import { quantile, runJson } from './measure.ts';
import { atMost, figure, type Plan, type Section } from './section.ts';
import { MB, SEED } from './workbench.ts';

const SIZE = 48 * MB;

const cases: Readonly<Record<HoverCase, string>> = {
  file: 'a file that is not open',
  document: 'an open document',
  growing: 'an open document, 10 appends a second',
};

/** How long the language server takes for a hover, without the way to the editor and back. */
export function measureHover(plan: Plan): Section {
  const found = plan.workbench.withLog({ kind: 'app', size: SIZE, seed: SEED }, ({ path }) =>
    (Object.keys(cases) as HoverCase[]).map((how) => ({
      how,
      told: runJson<HoverRun>(plan.workbench.script('hoverRun'), [path, how]).told,
    })),
  );
  return {
    title: 'Hover',
    about: 'On an app log of 48 MB, in the process of the language server.',
    table: {
      columns: ['log', 'first ms', 'p50 ms', 'p95 ms', 'longest ms'],
      rows: found.map(({ how, told: { first, later } }) => [
        cases[how],
        figure(first),
        figure(quantile(later, 0.5)),
        figure(quantile(later, 0.95)),
        figure(Math.max(...later)),
      ]),
    },
    data: found,
    targets: found.map(({ how, told }) =>
      atMost(`hover on ${cases[how]}: p95`, 10, quantile(told.later, 0.95), ' ms'),
    ),
    faults: found
      .filter(({ told }) => told.cards < told.later.length)
      .map(({ how, told }) => {
        const without = told.later.length - told.cards;
        return `${without} of ${told.later.length} hovers on ${cases[how]} got no card`;
      }),
  };
}

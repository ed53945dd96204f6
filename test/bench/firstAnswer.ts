import type { FirstAnswer } from './firstAnswerRun.ts';
import { median, runJson } from './measure.ts';
import { atMost, figure, type Plan, type Section } from './section.ts';
import { sizeName } from './sizeName.ts';
import { MB, SEED } from './workbench.ts';

/** How long a log of any size leaves people without a first answer. */
export function measureFirstAnswer(plan: Plan): Section {
  const sizes = [100 * MB, ...(plan.isQuick ? [] : [1000 * MB])];
  const found = sizes.map((size) =>
    plan.workbench.withLog({ kind: 'app', size, seed: SEED }, ({ path }) => {
      const runs = Array.from(
        { length: plan.rounds },
        () => runJson<FirstAnswer>(plan.workbench.script('firstAnswerRun'), [path]).told,
      );
      const milliseconds = median(runs.map((run) => run.milliseconds)) ?? Number.NaN;
      return { size, milliseconds, records: runs[0]?.records, templates: runs[0]?.templates };
    }),
  );
  return {
    title: 'First answer',
    about:
      'Levels, time range and templates of head and tail, in a process that has read no log yet.',
    table: {
      columns: ['log', 'ms', 'records seen', 'templates'],
      rows: found.map(({ size, milliseconds, records, templates }) => [
        sizeName(size),
        figure(milliseconds),
        String(records),
        String(templates),
      ]),
    },
    data: found,
    targets: found.map(({ size, milliseconds }) =>
      atMost(`first answer to ${sizeName(size)}`, 150, milliseconds, ' ms'),
    ),
    faults: [],
  };
}

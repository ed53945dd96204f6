import type { EngineRun } from './engine.ts';
import { median, runJson } from './measure.ts';
import { atMost, figure, type Plan, type Section, type Target } from './section.ts';
import { sizeName } from './sizeName.ts';
import { differences } from './throughput.ts';
import { MB, SEED } from './workbench.ts';

interface Step {
  readonly size: number;
  /** Seconds for the index alone, without the start of the process. */
  readonly seconds: number;
  /** The same of all cores together. */
  readonly cpu: number;
  /** Megabytes held over what the process held before it opened the log. */
  readonly held: number;
}

/** Whether time and memory grow with the log, and no faster. */
export function measureGrowth(plan: Plan): Section {
  const megabytes = [10, 100, ...(plan.isQuick ? [] : [1000]), ...(plan.isFull ? [4000] : [])];
  const faults: string[] = [];
  const steps = megabytes.map((size) => measureStep(plan, size * MB, faults));
  return {
    title: 'Growth',
    about: 'The index of an app log, without the start of the process.',
    table: {
      columns: ['log', 'seconds', 'MB/s', 'CPU s', 'MB a CPU s', 'held MB', 'held MB a GB'],
      rows: steps.map(({ size, seconds, cpu, held }) => [
        sizeName(size),
        figure(seconds),
        figure(size / MB / seconds),
        figure(cpu),
        figure(size / MB / cpu),
        figure(held),
        figure((held / size) * 1e9),
      ]),
    },
    data: steps,
    targets: growthTargets(steps),
    faults,
  };
}

function measureStep(plan: Plan, size: number, faults: string[]): Step {
  return plan.workbench.withLog({ kind: 'app', size, seed: SEED }, (log) => {
    const rounds = size > 1000 * MB ? 1 : plan.rounds;
    const runs = Array.from({ length: rounds }, () => {
      const { told } = runJson<EngineRun>(plan.workbench.script('engine'), [log.path]);
      faults.push(...differences('index', log, told));
      return told;
    });
    return {
      size,
      seconds: (median(runs.map(({ index }) => index)) ?? Number.NaN) / 1000,
      cpu: (median(runs.map(({ cpu }) => cpu)) ?? Number.NaN) / 1000,
      held: (median(runs.map(({ peak, baseline }) => peak - baseline)) ?? Number.NaN) / MB,
    };
  });
}

/** From 100 MB on, where starting up no longer counts, a byte costs the same. */
function growthTargets(steps: readonly Step[]): readonly Target[] {
  const from = steps.find(({ size }) => size === 100 * MB);
  const to = steps.at(-1);
  if (!from || !to || from === to) {
    return [];
  }
  const name = `${sizeName(from.size)} to ${sizeName(to.size)}`;
  const slower = to.cpu / to.size / (from.cpu / from.size);
  const slope = ((to.held - from.held) / (to.size - from.size)) * 1e9;
  return [
    atMost(`growth from ${name}: CPU time a byte`, 1.15, slower, ' ×'),
    atMost(`growth from ${name}: memory for each GB more`, 100, slope, ' MB'),
  ];
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRun } from './engine.ts';
import type { LogTruth } from './logs/truth.ts';
import { isInstalled, median, type Run, run, runJson } from './measure.ts';
import { atLeast, atMost, figure, type Plan, type Section, type Target } from './section.ts';
import { sizeName } from './sizeName.ts';
import { MB, SEED, type Workbench, type WrittenLog } from './workbench.ts';

export const toolNames = ['index', 'workers', 'mine', 'lnav', 'levels', 'rg', 'wc'] as const;

type ToolName = (typeof toolNames)[number];

/** Reads a log in one way, as a process of its own. */
interface Tool {
  /** What it is called in `--tools`. */
  readonly key: ToolName;
  readonly name: string;
  /** Program that has to be installed, if it is not ours. */
  readonly program?: string;
  /** Whether one round is enough. */
  readonly once?: boolean;
  use(path: string): Use;
}

interface Use {
  readonly used: Run;
  /** Records it found: a tool may leave out what it can't read, and be quick with it. */
  readonly records?: number;
  /** What our engine counted, which is held against the truth. */
  readonly counted?: EngineRun;
}

interface Measured {
  readonly tool: string;
  readonly log: WrittenLog;
  readonly seconds: number;
  readonly cpu: number | undefined;
  readonly peak: number | undefined;
  /** Peak on a log of one line. */
  readonly baseline: number | undefined;
  readonly records: number | undefined;
  /** Milliseconds of our index without the start of its process. */
  readonly index: number | undefined;
}

const OURS = 'Whytrace, index';
const SHARED = 'Whytrace, index by two workers';
const MINED = 'Whytrace, index and templates';
const LNAV_COUNT = 'lnav, count';
const GB = 1e9;

/** Speed and memory of our engine beside the tools that people use. */
export function measureThroughput(plan: Plan): Section {
  const all = toolsOf(plan).filter(({ key }) => plan.tools.includes(key));
  const tools = all.filter(({ program }) => program === undefined || isInstalled(program));
  const missing = new Set(
    all.filter((tool) => !tools.includes(tool)).map(({ program }) => program),
  );
  const baselines = measureBaselines(plan.workbench, tools);
  const faults: string[] = [];
  const measured: Measured[] = [];
  for (const kind of plan.kinds) {
    const sizes = [...new Set([...plan.sizes, ...(kind === 'app' ? plan.appSizes : [])])];
    for (const size of sizes) {
      plan.workbench.withLog({ kind, size, seed: SEED }, (log) => {
        measured.push(...compare(tools, log, plan.rounds, baselines, faults));
      });
    }
  }
  const absent = missing.size > 0 ? ` Not installed here: ${[...missing].join(', ')}.` : '';
  return {
    title: 'Speed and memory',
    about: `Whole processes, start included; median of ${plan.rounds} interleaved, page cache warm. rg maps the log, which counts as its memory.${absent}`,
    table: {
      columns: [
        'log',
        'tool',
        'seconds',
        'CPU s',
        'MB/s',
        'klines/s',
        'peak MB',
        'over baseline MB',
        'records found',
        'of lnav’s count',
      ],
      rows: measured.map((one) => rowOf(one, measured)),
    },
    data: measured.map(({ log, ...figures }) => ({ ...log.request, ...log.truth, ...figures })),
    targets: targetsOf(measured),
    faults: [...new Set(faults)],
  };
}

function toolsOf({ workbench }: Plan): readonly Tool[] {
  const engine = (...options: readonly string[]): Tool['use'] => {
    return (path) => {
      const { used, told } = runJson<EngineRun>(workbench.script('engine'), [path, ...options]);
      return { used, records: told.records, counted: told };
    };
  };
  // lnav keeps files of its own; not in the user's home for this.
  const env = { XDG_CONFIG_HOME: workbench.scratch, HOME: workbench.scratch };
  const lnav = (query: string): Tool['use'] => {
    return (path) => {
      const used = run('lnav', ['-n', '-c', `;${query}`, path], env);
      const counts = [...used.stdout.matchAll(/(\d+)\s*$/gm)].map(([, count]) => Number(count));
      return { used, records: counts.reduce((sum, count) => sum + count, 0) };
    };
  };
  const program =
    (name: string, ...args: readonly string[]): Tool['use'] =>
    (path) => ({ used: run(name, [...args, path]) });
  return [
    { key: 'index', name: OURS, use: engine() },
    { key: 'workers', name: SHARED, use: engine('--workers') },
    { key: 'mine', name: MINED, once: true, use: engine('--mine') },
    { key: 'lnav', name: LNAV_COUNT, program: 'lnav', use: lnav('select count(*) from all_logs') },
    {
      key: 'levels',
      name: 'lnav, levels',
      program: 'lnav',
      use: lnav('select log_level, count(*) from all_logs group by log_level'),
    },
    { key: 'rg', name: 'rg -c ERROR', program: 'rg', use: program('rg', '-c', 'ERROR') },
    { key: 'wc', name: 'wc -l', program: 'wc', use: program('wc', '-l') },
  ];
}

function measureBaselines(
  workbench: Workbench,
  tools: readonly Tool[],
): ReadonlyMap<string, number | undefined> {
  const path = join(workbench.scratch, 'one-line.log');
  writeFileSync(path, '2026-03-14 10:31:07,041 INFO  [main] com.lantern.Main - Started\n');
  return new Map(tools.map(({ name, use }) => [name, use(path).used.peak]));
}

function compare(
  tools: readonly Tool[],
  log: WrittenLog,
  rounds: number,
  baselines: ReadonlyMap<string, number | undefined>,
  faults: string[],
): readonly Measured[] {
  const runs = new Map<string, Use[]>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, use, once } of tools) {
      if (once && round > 0) continue;
      const one = use(log.path);
      if (one.counted) faults.push(...differences(name, log, one.counted));
      runs.set(name, [...(runs.get(name) ?? []), one]);
    }
  }
  return [...runs].map(([tool, uses]) => ({
    tool,
    log,
    seconds: median(uses.map(({ used }) => used.seconds)) ?? Number.NaN,
    cpu: median(uses.map(({ used }) => used.cpu)),
    peak: median(uses.map(({ used }) => used.peak)),
    records: uses[0]?.records,
    index: median(uses.flatMap(({ counted }) => counted?.index ?? [])),
    baseline: baselines.get(tool),
  }));
}

/** What our engine counted wrongly. */
export function differences(
  name: string,
  { truth, request }: { readonly truth: LogTruth; readonly request: WrittenLog['request'] },
  counted: Pick<EngineRun, 'lines' | 'records' | 'levels'>,
): readonly string[] {
  // After the last break the editor shows one more line.
  const pairs: [string, number, number][] = [
    ['lines', truth.lines + 1, counted.lines],
    ['records', truth.records, counted.records],
  ];
  for (const [level, count] of Object.entries(truth.levels ?? {})) {
    pairs.push([
      `records of level ${level}`,
      count,
      counted.levels[level as keyof LogTruth['levels']] ?? 0,
    ]);
  }
  return pairs
    .filter(([, wanted, found]) => wanted !== found)
    .map(
      ([what, wanted, found]) =>
        `${request.kind} ${sizeName(request.size)} (seed ${request.seed}): ${name} counts ${found} ${what}, there are ${wanted}`,
    );
}

function rowOf(one: Measured, all: readonly Measured[]): readonly string[] {
  const { tool, log, seconds, cpu, peak, records } = one;
  const lnav = find(all, LNAV_COUNT, log);
  return [
    `${log.request.kind} ${sizeName(log.request.size)}`,
    tool,
    figure(seconds),
    figure(cpu),
    figure(log.truth.bytes / MB / seconds),
    figure(log.truth.lines / 1000 / seconds),
    figure(peak && peak / MB),
    figure(over(one)),
    records === undefined ? '–' : `${figure((100 * records) / log.truth.records)} %`,
    lnav ? figure(seconds / lnav.seconds) : '–',
  ];
}

const find = (all: readonly Measured[], tool: string, log: WrittenLog): Measured | undefined =>
  all.find((one) => one.tool === tool && one.log === log);

/** Megabytes over the baseline. */
function over({ peak, baseline }: Measured): number | undefined {
  return peak === undefined || baseline === undefined ? undefined : (peak - baseline) / MB;
}

function targetsOf(measured: readonly Measured[]): readonly Target[] {
  const ofLog = (kind: string, size: number) =>
    measured.find(({ log }) => log.request.kind === kind && log.request.size === size)?.log;
  const app = ofLog('app', GB);
  const diverse = ofLog('diverse', 100 * MB);
  return [
    ...(app ? appTargets(measured, app) : []),
    ...(diverse ? diverseTargets(measured, diverse) : []),
  ];
}

function appTargets(measured: readonly Measured[], log: WrittenLog): readonly Target[] {
  const ours = find(measured, OURS, log);
  const mined = find(measured, MINED, log);
  const lnav = find(measured, LNAV_COUNT, log);
  const targets: Target[] = [];
  for (const one of [ours, mined]) {
    if (!one) continue;
    targets.push(
      atLeast(`1 GB app log: ${one.tool}`, 250, log.truth.bytes / MB / one.seconds, ' MB/s'),
    );
    if (lnav) {
      targets.push(
        atMost(`1 GB app log: ${one.tool}, of lnav’s count`, 0.8, one.seconds / lnav.seconds, ' ×'),
      );
    }
  }
  const shared = find(measured, SHARED, log);
  if (ours?.index && shared?.index) {
    const faster = ours.index / shared.index;
    targets.push(atLeast('1 GB app log: two workers, of one', 1.5, faster, ' ×'));
  }
  const memory = ours && over(ours);
  if (memory !== undefined) {
    targets.push(atMost('1 GB app log: memory over baseline', 100, memory, ' MB'));
  }
  return targets;
}

function diverseTargets(measured: readonly Measured[], log: WrittenLog): readonly Target[] {
  const ours = find(measured, OURS, log);
  return ours
    ? [atLeast('100 MB of diverse words: index', 120, log.truth.bytes / MB / ours.seconds, ' MB/s')]
    : [];
}

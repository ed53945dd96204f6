// `npm run bench`: how fast and how good the engine is, on logs that it writes from a seed, beside
// the tools that people use. Prints Markdown; fails if the engine counts wrongly.
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureDiagnose } from './diagnose.ts';
import { measureEvidence } from './evidence.ts';
import { measureFirstAnswer } from './firstAnswer.ts';
import { measureGrowth } from './growth.ts';
import { measureHover } from './hover.ts';
import { type KindName, kindNames } from './logs/kinds.ts';
import { measuresMemory } from './measure.ts';
import { bundleScripts } from './scripts.ts';
import { type Plan, type Section, sectionMarkdown, targetsMarkdown } from './section.ts';
import { measureTemplates } from './templates.ts';
import { measureThroughput, toolNames } from './throughput.ts';
import { createWorkbench, MB, type Workbench } from './workbench.ts';

const HELP = `npm run bench -- [options]

  --quick            100 MB and one round only
  --full             growth up to 4 GB
  --kinds A,B        kinds of logs: ${kindNames.join(', ')}
  --size MB,MB       sizes of the logs (default 100, and 1000 of the kind app)
  --tools A,B        what is compared: ${toolNames.join(', ')}
  --rounds N         runs of each tool on each log (default 3)
  --only A,B         sections: speed, growth, first, hover, diagnose, templates, evidence
  --templates DIR    logs with their true templates: gt/*.csv, raw/*.log, content/*.txt
  --cases DIR        incidents with their key lines, as for npm run evaluate
  --json FILE        the same as data
  --keep DIR         a folder in which logs are kept for the next run
`;

class BadUse extends Error {}

const isArgumentError = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

type Measure = (plan: Plan) => Section | Promise<Section> | undefined;

const sections: Readonly<Record<string, Measure>> = {
  speed: measureThroughput,
  growth: measureGrowth,
  first: measureFirstAnswer,
  hover: measureHover,
  diagnose: measureDiagnose,
  templates: ({ templates }) => (templates === undefined ? undefined : measureTemplates(templates)),
  evidence: ({ cases }) => (cases === undefined ? undefined : measureEvidence(cases)),
};

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    process.stdout.write(HELP);
    return 0;
  }
  const { only, json, keep } = options;
  const plan = planOf(options, createWorkbench(keep));
  const where = machine();
  print(where);
  const found: Section[] = [];
  try {
    await bundleScripts(plan.workbench.scratch);
    for (const name of only) {
      const section = await sections[name]?.(plan);
      if (!section) continue;
      found.push(section);
      print(sectionMarkdown(section));
    }
  } finally {
    plan.workbench.dispose();
  }
  const targets = found.flatMap((section) => section.targets);
  print(`### Targets\n\n${targetsMarkdown(targets)}`);
  if (json !== undefined) {
    const result = { machine: where, sections: found };
    writeFileSync(json, `${JSON.stringify(result, undefined, 1)}\n`);
  }
  return found.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

type Options = NonNullable<ReturnType<typeof readOptions>>;

function readOptions() {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      kinds: { type: 'string' },
      size: { type: 'string' },
      tools: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string' },
      templates: { type: 'string' },
      cases: { type: 'string' },
      json: { type: 'string' },
      keep: { type: 'string' },
    },
  });
  const kinds = namesIn(values.kinds, kindNames);
  const tools = namesIn(values.tools, toolNames);
  const only = namesIn(values.only, Object.keys(sections));
  return values.help ? undefined : { ...values, kinds, tools, only };
}

function planOf(options: Options, workbench: Workbench): Plan {
  const { size, quick, full, kinds, tools, templates, cases } = options;
  const sizes = size?.split(',').map((megabytes) => positive(megabytes) * MB);
  return {
    workbench,
    kinds: kinds as readonly KindName[],
    sizes: sizes ?? [100 * MB],
    appSizes: sizes || quick ? [] : [1000 * MB],
    tools,
    rounds: quick ? 1 : positive(options.rounds ?? '3'),
    isQuick: quick,
    isFull: full,
    templates,
    cases,
  };
}

/** The names in a list with commas, each of which has to be known; all of them without a list. */
function namesIn(list: string | undefined, known: readonly string[]): readonly string[] {
  const names = list?.split(',') ?? known;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new BadUse(`${unknown.join(', ')}: not one of ${known.join(', ')}.`);
  }
  return names;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new BadUse(`${text} is no number above 0.`);
  return value;
}

function machine(): string {
  const [processor] = cpus();
  const model = processor?.model.trim() ?? 'an unknown processor';
  const memory = measuresMemory ? '' : ' GNU time is not installed: CPU and memory are not shown.';
  const [load = 0] = loadavg();
  // Seconds of a wall clock mean little then; those of the processor and ratios still do.
  const busy = load > 1 ? ` Others work on this machine too: its load was ${load.toFixed(1)}.` : '';
  return `Node ${process.versions.node} on ${process.platform}, ${model}, ${availableParallelism()} cores.${busy}${memory}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n\n`);
}

// Bad options are told in a sentence; all else that goes wrong is worth its stack.
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof BadUse) && !isArgumentError(error)) throw error;
  process.stderr.write(`${error.message.replace(/\.?$/, '.')} See npm run bench -- --help.\n`);
  process.exitCode = 2;
}

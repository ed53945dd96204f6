import { join } from 'node:path';
import type { DiagnosisJson } from '../../src/protocol/commandLine.ts';
import type { Incident } from './logs/truth.ts';
import { type Run, root, run } from './measure.ts';
import { figure, type Plan, type Section } from './section.ts';
import { sizeName } from './sizeName.ts';
import { MB, SEED } from './workbench.ts';

interface Diagnosed {
  readonly size: number;
  readonly used: Run;
  readonly diagnosis: DiagnosisJson;
  readonly incident: Incident | undefined;
}

/** The whole of `whytrace diagnose` with the embedded analyst, on a log with an incident in it. */
export function measureDiagnose(plan: Plan): Section {
  buildCommandLine();
  const sizes = [100 * MB, ...(plan.isQuick ? [] : [1000 * MB])];
  const found = sizes.map((size) => diagnose(plan, size));
  const stages = [
    ...new Set(found.flatMap(({ diagnosis }) => diagnosis.stages.map((s) => s.name))),
  ];
  return {
    title: 'A whole diagnosis',
    about:
      'The built command line, embedded analyst, on an app log in which a connection pool is made too small.',
    table: {
      columns: ['log', 'seconds', 'peak MB', ...stages.map((name) => `${name} s`), 'first cites'],
      rows: found.map((one) => [
        sizeName(one.size),
        figure(one.used.seconds),
        figure(one.used.peak && one.used.peak / MB),
        ...stages.map((name) => figure(secondsOf(one.diagnosis, name))),
        citedParts(one),
      ]),
    },
    data: found.map(({ size, used, diagnosis, incident }) => ({
      size,
      seconds: used.seconds,
      peak: used.peak,
      stages: diagnosis.stages,
      hypotheses: diagnosis.hypotheses.map(({ title }) => title),
      incident,
    })),
    targets: [],
    faults: [],
  };
}

/** What stands in dist may be older than the sources. */
function buildCommandLine(): void {
  const built = run(process.execPath, ['esbuild.config.mjs', '--production']);
  if (built.status !== 0) {
    throw new Error(`The command line can't be built:\n${built.stderr}`);
  }
}

function diagnose(plan: Plan, size: number): Diagnosed {
  const request = { kind: 'app', size, seed: SEED, incident: true } as const;
  return plan.workbench.withLog(request, ({ path, truth }) => {
    const used = run(process.execPath, [join(root, 'dist/cli.cjs'), 'diagnose', '--json', path]);
    if (used.status !== 0 && used.status !== 1) {
      throw new Error(`diagnose ended with ${used.status}:\n${used.stderr}`);
    }
    const diagnosis = JSON.parse(used.stdout) as DiagnosisJson;
    return { size, used, diagnosis, incident: truth.incident };
  });
}

function secondsOf({ stages }: DiagnosisJson, name: string): number | undefined {
  const stage = stages.find((one) => one.name === name);
  return stage && stage.milliseconds / 1000;
}

/** Lines that a citation may be off, as in the evaluation. */
const TOLERANCE = 2;

/** Which lines of the incident the first hypothesis cites. */
function citedParts({ diagnosis, incident }: Diagnosed): string {
  const [first] = diagnosis.hypotheses;
  if (!first || !incident) {
    return diagnosis.outcome;
  }
  const cited = first.claims.flatMap(({ citations }) => citations);
  const names = { change: 'the change', firstSymptom: 'the first symptom', cascade: 'the cascade' };
  const parts = (Object.keys(names) as (keyof Incident)[]).filter((part) =>
    cited.some(
      ({ startLine, endLine }) =>
        startLine - TOLERANCE <= incident[part] && incident[part] <= endLine + TOLERANCE,
    ),
  );
  return parts.length === 0 ? 'other lines' : parts.map((part) => names[part]).join(', ');
}

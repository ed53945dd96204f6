import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mineSource, templatesCsv } from '../../src/cli/templates.ts';
import { type Accuracy, accuracyOf, readCsv } from './accuracy.ts';
import { atLeast, type Section, type Target } from './section.ts';

/** The inputs there may be of a system: lines as written, and their messages alone. */
const inputs = [
  { name: 'raw lines', folder: 'raw', ending: '.log' },
  { name: 'content only', folder: 'content', ending: '.txt' },
] as const;

const wanted = { ga: 0.93, fga: 0.92, pa: 0.6, fta: 0.7 } as const;

type Measure = keyof typeof wanted;

interface Row {
  readonly input: string;
  readonly system: string;
  readonly accuracy: Pick<Accuracy, Measure | 'found' | 'true'>;
}

/**
 * Templates of systems of which the true ones are known, all with one configuration.
 * @param folder has `gt/SYSTEM.csv` with the columns LineId and EventTemplate, and the logs in
 *   `raw/SYSTEM.log` or `content/SYSTEM.txt`.
 */
export async function measureTemplates(folder: string): Promise<Section> {
  const systems = readdirSync(join(folder, 'gt'))
    .filter((name) => name.endsWith('.csv'))
    .map((name) => name.slice(0, -'.csv'.length))
    .sort();
  const rows: Row[] = [];
  for (const input of inputs) {
    const found: Row[] = [];
    for (const system of systems) {
      const log = join(folder, input.folder, `${system}${input.ending}`);
      if (existsSync(log)) {
        const truth = join(folder, 'gt', `${system}.csv`);
        found.push({ input: input.name, system, accuracy: await accuracyOfLog(log, truth) });
      }
    }
    if (found.length > 0) rows.push(...found, averageOf(input.name, found));
  }
  return {
    title: 'Templates',
    about: 'One configuration for all systems, strict: text against text, without normalising.',
    table: {
      columns: ['input', 'system', 'true', 'found', 'GA', 'FGA', 'PA', 'FTA'],
      rows: rows.map(({ input, system, accuracy }) => [
        input,
        system,
        accuracy.true.toFixed(0),
        accuracy.found.toFixed(0),
        ...(Object.keys(wanted) as Measure[]).map((measure) => accuracy[measure].toFixed(3)),
      ]),
    },
    data: rows,
    targets: rows.filter(({ system }) => system === AVERAGE).flatMap(targetsOf),
    faults: [],
  };
}

const AVERAGE = 'average';

async function accuracyOfLog(log: string, truth: string): Promise<Accuracy> {
  const result = await mineSource({ uri: pathToFileURL(log).href, name: log });
  if (result.kind === 'unreadable') {
    throw new Error(result.message);
  }
  const found = new Map(
    readCsv([...templatesCsv(result.file, result.mined)].join('')).map((row) => [
      row['LineId'],
      row['EventTemplate'],
    ]),
  );
  return accuracyOf(
    readCsv(readFileSync(truth, 'utf8')).map((row) => ({
      found: found.get(row['LineId']) ?? '',
      true: row['EventTemplate'] ?? '',
    })),
  );
}

function averageOf(input: string, rows: readonly Row[]): Row {
  const average = (measure: Measure | 'found' | 'true'): number =>
    rows.reduce((sum, { accuracy }) => sum + accuracy[measure], 0) / rows.length;
  return {
    input,
    system: AVERAGE,
    accuracy: {
      ga: average('ga'),
      fga: average('fga'),
      pa: average('pa'),
      fta: average('fta'),
      found: average('found'),
      true: average('true'),
    },
  };
}

function targetsOf({ input, accuracy }: Row): readonly Target[] {
  return (Object.keys(wanted) as Measure[]).map((measure) =>
    atLeast(`templates, ${input}: ${measure.toUpperCase()}`, wanted[measure], accuracy[measure]),
  );
}

import type { ChangedFile } from '../../../model/audit.ts';
import { documentsOf, entryOf, type Value } from '../kubernetes/documents.ts';
import { nearest } from '../nearMiss.ts';
import { folderOf, foldersAround, joined } from '../project.ts';
import { didYouMean, type Place } from '../report.ts';
import type { Run } from '../run.ts';

/** Templates of a chart: values and templates that they name, where those are almost others. */
export async function checkHelm(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const folder = foldersAround(folderOf(file.path)).find((around) =>
      run.project.paths.has(joined(around, 'Chart.yaml') ?? ''),
    );
    if (folder === undefined) continue;
    const chart = await readChart(run, folder);
    for (const { line, text } of file.added) {
      const place = { file: file.path, line };
      checkValues(run, chart, place, text);
      checkTemplates(run, chart, place, text);
    }
  }
}

interface Chart {
  readonly folder: string;
  readonly valuesFile: string;
  readonly values: Value | undefined;
  readonly templates: ReadonlySet<string>;
}

async function readChart(run: Run, folder: string): Promise<Chart> {
  const valuesFile = joined(folder, 'values.yaml') ?? '';
  const [values] = documentsOf((await run.project.read(valuesFile)) ?? '');
  return { folder, valuesFile, values, templates: await templatesOf(run, folder) };
}

function checkValues(run: Run, { values, valuesFile }: Chart, place: Place, text: string): void {
  for (const [, path = ''] of text.matchAll(/\.Values\.([\w.]+)/g)) {
    const wrong = values && missing(values, path.split('.'));
    if (!wrong) continue;
    run.report.find(place, {
      verdict: 'notFound',
      severity: 'error',
      subject: `.Values.${path}`,
      message: `${valuesFile} has no ${wrong.name}.${didYouMean(wrong.near)}`,
      source: { file: valuesFile, line: wrong.line },
    });
  }
}

function checkTemplates(run: Run, { templates, folder }: Chart, place: Place, text: string): void {
  for (const [, name = ''] of text.matchAll(/\b(?:include|template)\s+"([^"]+)"/g)) {
    const near = templates.has(name) ? undefined : nearest(name, templates);
    if (near === undefined) continue;
    run.report.find(place, {
      verdict: 'notFound',
      severity: 'error',
      subject: name,
      message: `The chart defines no template ${name}.${didYouMean(near)}`,
      source: { file: folder, line: undefined },
    });
  }
}

/** A value that is missing is given when the chart is installed, unless another is meant. */
function missing(
  values: Value,
  path: readonly string[],
): { readonly name: string; readonly near: string; readonly line: number } | undefined {
  let here: Value | undefined = values;
  for (const name of path) {
    if (here?.kind !== 'map') return undefined;
    const entry = entryOf(here, name);
    const near = entry
      ? undefined
      : nearest(
          name,
          here.entries.map(({ key }) => key),
        );
    if (near !== undefined) return { name: path.join('.'), near, line: here.line };
    here = entry?.value;
  }
  return undefined;
}

async function templatesOf(run: Run, chart: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const path of run.project.paths) {
    if (!path.startsWith(chart === '' ? '' : `${chart}/`) || !/\.(?:tpl|ya?ml|txt)$/.test(path))
      continue;
    const text = (await run.project.read(path)) ?? '';
    for (const [, name = ''] of text.matchAll(/\bdefine\s+"([^"]+)"/g)) found.add(name);
  }
  return found;
}

import type { ChangedFile } from '../../model/audit.ts';
import { closest } from './nearMiss.ts';
import { folderOf, joined } from './project.ts';
import { didYouMean, listed } from './report.ts';
import type { Run } from './run.ts';

const rule = /^([A-Za-z0-9_./%$(){} -]+?)\s*::?(?!=)\s*([^=#;|]*)/;

/** What targets of a Makefile need: other targets of it, or files. */
export async function checkMakefiles(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const lines = (file.after ?? '').split(/\r\n|\r|\n/);
    const added = new Set(file.added.map(({ line }) => line));
    // What is included, or made by a pattern, may be any target.
    if (lines.some((line) => /^-?s?include\s|^\s*\$\(eval|^%|^\.DEFAULT\b|^vpath\b/i.test(line)))
      continue;
    const rules = lines.map((line) => (/^\t|=/.test(line) ? null : rule.exec(line)));
    const targets = new Set(rules.flatMap((one) => one?.[1]?.split(/\s+/) ?? []));
    for (const [index, one] of rules.entries()) {
      if (!one || !added.has(index + 1) || one[1]?.startsWith('.')) continue;
      for (const name of (one[2] ?? '').trim().split(/\s+/)) {
        await checkNeed(run, { file: file.path, line: index + 1 }, name, targets);
      }
    }
  }
}

async function checkNeed(
  run: Run,
  place: { readonly file: string; readonly line: number },
  name: string,
  targets: ReadonlySet<string>,
): Promise<void> {
  // A file with an ending may be made by a rule that make knows by itself.
  if (!/^[A-Za-z][\w-]*$/.test(name) || targets.has(name)) return;
  const path = joined(folderOf(place.file), name) ?? name;
  if (run.project.folders.has(path) || (await run.project.has(path))) return;
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject: `target ${name}`,
    message: `${place.file} has no target ${name}, and there is no such file.${didYouMean(closest(name, targets))}`,
    source: listed(`targets of ${place.file}`),
  });
}

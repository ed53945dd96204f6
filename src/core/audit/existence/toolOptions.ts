import type { ChangedFile } from '../../model/audit.ts';
import { readYaml, type Tree } from '../../topology/yamlTree.ts';
import { misspelt } from '../references/misspelt.ts';
import { type OptionTable, optionTables } from './known/toolOptions.ts';
import { nearest } from './nearMiss.ts';
import { didYouMean, listed } from './report.ts';
import type { Run } from './run.ts';

interface Written {
  readonly key: string;
  readonly line: number;
}

/**
 * Options in the files of common tools that are almost one that the tool has. Any other may belong to a
 * newer version or to a plugin.
 */
export async function checkToolOptions(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const added = new Set(file.added.map(({ line }) => line));
    for (const table of optionTables.filter(({ path }) => path.test(file.path))) {
      const known = new Set(table.options);
      const written = keysIn(file.after ?? '', table).filter(({ line }) => added.has(line));
      for (const { key, line } of written) checkOption(run, table, known, file.path, { key, line });
    }
  }
}

function checkOption(
  run: Run,
  { tool }: OptionTable,
  known: ReadonlySet<string>,
  file: string,
  { key, line }: Written,
): void {
  const near = known.has(key) ? undefined : (nearest(key, known) ?? misspelt(key, known));
  if (near === undefined) return;
  run.report.find(
    { file, line },
    {
      verdict: 'notFound',
      severity: 'error',
      subject: key,
      message: `${tool} has no option ${key}.${didYouMean(near)}`,
      source: listed(`options of ${tool}`),
    },
  );
}

function keysIn(text: string, { form, within }: OptionTable): readonly Written[] {
  if (form === 'tree') {
    return readYaml(text).documents.flatMap((document) => keysBelow(document, within));
  }
  const pattern = form === 'words' ? /^\s*([a-z][\w-]*)\s+\S/ : /^\s*([A-Za-z][\w.-]*)\s*=/;
  let section = '';
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    section = /^\s*\[+\s*([^\]]+?)\s*\]+/.exec(line)?.[1] ?? section;
    const key = pattern.exec(line)?.[1];
    const isMeant = within.length === 0 || within.includes(section);
    return key === undefined || !isMeant ? [] : [{ key, line: index + 1 }];
  });
}

function keysBelow(document: Tree, within: readonly string[]): readonly Written[] {
  const tree = within.reduce<Tree | undefined>((here, key) => here?.entries?.get(key), document);
  return [...(tree?.entries ?? [])].map(([key, below]) => ({
    key,
    line: below.keyLine ?? below.line,
  }));
}

import type { ChangedFile } from '../../../model/audit.ts';
import { readYaml, type Tree } from '../../../topology/yamlTree.ts';
import { closest } from '../nearMiss.ts';
import { folderOf, foldersAround, joined, nameOf } from '../project.ts';
import { missingFile } from '../report.ts';
import type { Run } from '../run.ts';

/** Modules that read a file of the controller, and the folder beside the tasks where they look first. */
const modules: Readonly<Record<string, string>> = {
  template: 'templates',
  'ansible.builtin.template': 'templates',
  copy: 'files',
  'ansible.builtin.copy': 'files',
  script: 'files',
  'ansible.builtin.script': 'files',
};

/** Files that tasks of Ansible copy, where one beside it has almost the name. */
export function checkAnsible(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    if (!/^\s*-?\s*(?:ansible\.builtin\.)?(?:template|copy|script):/m.test(file.after ?? ''))
      continue;
    const added = new Set(file.added.map(({ line }) => line));
    for (const document of readYaml(file.after ?? '').documents) {
      for (const { tree, folder } of sourcesIn(document, 0)) {
        if (added.has(tree.line)) checkSource(run, file.path, tree, folder);
      }
    }
  }
  return Promise.resolve();
}

interface Source {
  readonly tree: Tree;
  readonly folder: string;
}

const DEEPEST = 8;

function sourcesIn(tree: Tree, depth: number): readonly Source[] {
  if (depth > DEEPEST) return [];
  const own = [...(tree.entries ?? [])].flatMap(([key, below]): readonly Source[] => {
    const folder = modules[key];
    const named = folder === undefined ? undefined : (below.entries?.get('src') ?? below);
    const isRemote = below.entries?.get('remote_src')?.text === 'true';
    return folder !== undefined && named?.text && !isRemote ? [{ tree: named, folder }] : [];
  });
  const within = [...(tree.items ?? []), ...(tree.entries?.values() ?? [])];
  return [...own, ...within.flatMap((below) => sourcesIn(below, depth + 1))];
}

function checkSource(run: Run, file: string, { text = '', line }: Tree, folder: string): void {
  if (/[{$*]|^\/|^~/.test(text)) return;
  const places = foldersAround(folderOf(file)).flatMap((around) => [
    joined(around, `${folder}/${text}`) ?? '',
    joined(around, text) ?? '',
  ]);
  if (places.some((path) => run.project.paths.has(path) || run.project.folders.has(path))) return;
  for (const path of places) {
    const beside = [...run.project.paths].filter((one) => folderOf(one) === folderOf(path));
    const near = path.endsWith(`${folder}/${text}`)
      ? closest(nameOf(path), beside.map(nameOf))
      : undefined;
    if (near === undefined) continue;
    const meant = joined(folderOf(path), near);
    run.report.find({ file, line }, missingFile(text, path, meant));
    return;
  }
}

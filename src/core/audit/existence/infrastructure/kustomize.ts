import type { ChangedFile } from '../../../model/audit.ts';
import { readYaml, type Tree } from '../../../topology/yamlTree.ts';
import { nearPath, projectPath } from '../paths.ts';
import { folderOf, joined } from '../project.ts';
import { missingFile } from '../report.ts';
import type { Run } from '../run.ts';

/** Lists of files and folders. */
const lists =
  'resources bases components crds configurations transformers generators validators patchesStrategicMerge'.split(
    ' ',
  );
/** Lists of entries, and the field of them that names a file or several. */
const fields: readonly (readonly [list: string, field: string])[] = [
  ['patches', 'path'],
  ['patchesJson6902', 'path'],
  ['replacements', 'path'],
  ['configMapGenerator', 'files'],
  ['configMapGenerator', 'envs'],
  ['secretGenerator', 'files'],
  ['secretGenerator', 'envs'],
];

/** Files that a kustomization names. */
export async function checkKustomize(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const added = new Set(file.added.map(({ line }) => line));
    const [document] = readYaml(file.after ?? '').documents;
    const named = document ? namesIn(document) : [];
    for (const tree of named.filter(({ line }) => added.has(line))) {
      await checkName(run, file.path, tree);
    }
  }
}

async function checkName(run: Run, file: string, { text = '', line }: Tree): Promise<void> {
  // `app.conf=../app.conf` is kept under another name.
  const path = text.slice(text.indexOf('=') + 1).trim();
  const folder = folderOf(file);
  const whole = joined(folder, path);
  if (!isLocal(path) || whole === undefined) return;
  if ((await projectPath(run.project, folder, path)) !== undefined) return;
  run.report.find({ file, line }, missingFile(path, whole, nearPath(run.project, whole)));
}

/** Others are fetched from elsewhere, or are written in place. */
function isLocal(path: string): boolean {
  return path !== '' && !/[\n{]|:\/\/|^git@|[?]ref=|^[\w.-]+\.(?:com|org|io|net)\//.test(path);
}

function namesIn(document: Tree): readonly Tree[] {
  const of = (list: string): readonly Tree[] => document.entries?.get(list)?.items ?? [];
  return [
    ...lists.flatMap(of),
    ...fields.flatMap(([list, field]) =>
      of(list).flatMap((entry) => {
        const named = entry.entries?.get(field);
        return named?.items ?? (named ? [named] : []);
      }),
    ),
  ];
}

import type { ChangedFile } from '../../../model/audit.ts';
import { readYaml, type Tree } from '../../../topology/yamlTree.ts';
import { closest, nearest } from '../nearMiss.ts';
import { didYouMean } from '../report.ts';
import type { Run } from '../run.ts';

/** Keys of the outermost level that are no jobs. */
const noJobs = new Set(
  'stages variables default include workflow image services cache before_script after_script pages spec types'.split(
    ' ',
  ),
);
const usualStages = ['.pre', 'build', 'test', 'deploy', '.post'];

interface Reference {
  /** What is named, e.g. `job`. */
  readonly what: string;
  readonly tree: Tree;
  readonly known: readonly string[];
}

/** Jobs and stages that jobs of GitLab name. */
export function checkGitlab(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const added = new Set(file.added.map(({ line }) => line));
    for (const { entries } of readYaml(file.after ?? '').documents) {
      const references = entries ? referencesIn(entries) : [];
      // What is included may bring any job and any stage.
      const isWhole = entries?.has('include') === false;
      for (const reference of references.filter(({ tree }) => added.has(tree.line))) {
        checkReference(run, file.path, reference, isWhole);
      }
    }
  }
  return Promise.resolve();
}

function checkReference(
  run: Run,
  file: string,
  { what, tree: { text = '', line }, known }: Reference,
  isWhole: boolean,
): void {
  if (text === '' || /[$[{]/.test(text) || known.includes(text)) return;
  const near = isWhole ? closest(text, known) : nearest(text, known);
  if (!isWhole && near === undefined) return;
  run.report.find(
    { file, line },
    {
      verdict: 'notFound',
      severity: 'error',
      subject: `${what} ${text}`,
      message: `The pipeline has no ${what} ${text}.${didYouMean(near)}`,
      source: { file, line: undefined },
    },
  );
}

function referencesIn(entries: ReadonlyMap<string, Tree>): readonly Reference[] {
  const jobs = [...entries].filter(([name, tree]) => !noJobs.has(name) && tree.entries);
  const names = jobs.map(([name]) => name);
  const listed = entries.get('stages')?.items?.flatMap(({ text }) => text ?? []);
  const stages = listed ? ['.pre', '.post', ...listed] : usualStages;
  return jobs.flatMap(([, job]) => [
    ...namesAt(job, 'needs').map((tree) => ({ what: 'job', tree, known: names })),
    ...namesAt(job, 'dependencies').map((tree) => ({ what: 'job', tree, known: names })),
    ...namesAt(job, 'extends').map((tree) => ({ what: 'job', tree, known: names })),
    ...namesAt(job, 'stage').map((tree) => ({ what: 'stage', tree, known: stages })),
  ]);
}

/** A name, a list of names, or a list of entries that each name a job of this pipeline. */
function namesAt(job: Tree, key: string): readonly Tree[] {
  const tree = job.entries?.get(key);
  if (!tree) return [];
  if (!tree.items) return tree.entries ? [] : [tree];
  return tree.items.flatMap((item) => {
    if (!item.entries) return [item];
    const isElsewhere = ['project', 'pipeline'].some((field) => item.entries?.has(field));
    const named = isElsewhere ? undefined : item.entries.get('job');
    return named ? [named] : [];
  });
}

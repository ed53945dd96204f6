import type { ChangedFile } from '../../../model/audit.ts';
import { knownActions } from '../known/known.ts';
import { documentsOf, type Entry, entryOf, textOf, type Value } from '../kubernetes/documents.ts';
import { closest, nearest } from '../nearMiss.ts';
import { nearPath } from '../paths.ts';
import { joined } from '../project.ts';
import { didYouMean, listed, missingFile, type Place } from '../report.ts';
import type { Run } from '../run.ts';

const keys = {
  workflow: 'name run-name on true permissions env defaults concurrency jobs',
  job: 'name permissions needs if runs-on environment concurrency outputs env defaults steps timeout-minutes strategy continue-on-error container services uses with secrets snapshot',
  step: 'id if name uses run working-directory shell with env continue-on-error timeout-minutes',
} as const;

/** Workflows of GitHub: their keys, the actions they use, and the jobs that jobs need. */
export async function checkWorkflows(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const added = new Set(file.added.map(({ line }) => line));
    for (const document of documentsOf(file.after ?? '')) {
      checkWorkflow({ run, file: file.path, added, text: file.after ?? '' }, document);
    }
  }
}

interface Context {
  readonly run: Run;
  readonly file: string;
  readonly added: ReadonlySet<number>;
  readonly text: string;
}

function checkWorkflow(context: Context, document: Value): void {
  const jobs = entryOf(document, 'jobs')?.value;
  if (jobs?.kind !== 'map') {
    checkSteps(context, entryOf(entryOf(document, 'runs')?.value, 'steps')?.value);
    return;
  }
  checkKeys(context, document, keys.workflow, 'a workflow');
  const names = jobs.entries.map(({ key }) => key);
  const lines = context.text.split(/\r\n|\r|\n/);
  for (const { value } of jobs.entries) {
    checkKeys(context, value, keys.job, 'a job');
    const uses = entryOf(value, 'uses');
    if (uses) checkUses(context, uses);
    checkNeeds(context, value, names);
    checkSteps(context, entryOf(value, 'steps')?.value);
    checkOutputs(context, value, jobs.entries, lines);
  }
}

function checkSteps(context: Context, steps: Value | undefined): void {
  for (const step of steps?.kind === 'list' ? steps.items : []) {
    checkKeys(context, step, keys.step, 'a step');
    const uses = entryOf(step, 'uses');
    if (uses) checkUses(context, uses);
  }
}

/** What a job reads of steps and of other jobs; on lines that are new. */
function checkOutputs(
  context: Context,
  job: Value,
  jobs: readonly Entry[],
  lines: readonly string[],
): void {
  const steps = entryOf(job, 'steps')?.value;
  const ids = (steps?.kind === 'list' ? steps.items : []).map((step) => textOf(step, 'id'));
  const last = lastLine(job);
  for (let line = job.line; line <= last; line++) {
    if (!context.added.has(line)) continue;
    for (const [, name = ''] of (lines[line - 1] ?? '').matchAll(stepOutput)) {
      if (steps?.kind === 'list') checkStep(context, line, name, ids);
    }
    for (const [, id = '', name = ''] of (lines[line - 1] ?? '').matchAll(jobOutput)) {
      checkNeeded(context, line, id, name, jobs);
    }
  }
}

const stepOutput = /\$\{\{[^}]*?\bsteps\.([\w-]+)\.(?:outputs|outcome|conclusion)\b/g;
const jobOutput = /\$\{\{[^}]*?\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g;

/** Outputs of steps are those of steps with an id in the same job. */
function checkStep({ run, file }: Context, line: number, id: string, ids: readonly string[]): void {
  if (ids.includes(id)) return;
  const near = closest(
    id,
    ids.filter((one) => one !== ''),
  );
  run.report.find(
    { file, line },
    {
      verdict: 'notFound',
      severity: 'error',
      subject: `step ${id}`,
      message: `No step of the job has the id ${id}, so this is empty.${didYouMean(near)}`,
      source: { file, line: undefined },
    },
  );
}

/** Outputs of a job that is needed are those that it lists. */
function checkNeeded(
  { run, file }: Context,
  line: number,
  id: string,
  name: string,
  jobs: readonly Entry[],
): void {
  const needed = jobs.find(({ key }) => key === id)?.value;
  // A workflow that is called says its outputs elsewhere.
  if (!needed || entryOf(needed, 'uses')) return;
  const outputs = entryOf(needed, 'outputs')?.value;
  const names = outputs?.kind === 'map' ? outputs.entries.map(({ key }) => key) : [];
  if (names.includes(name) || (outputs && outputs.kind !== 'map')) return;
  run.report.find(
    { file, line },
    {
      verdict: 'notFound',
      severity: 'error',
      subject: `${id}.${name}`,
      message: `The job ${id} lists no output ${name}, so this is empty.${didYouMean(closest(name, names))}`,
      source: { file, line: needed.line },
    },
  );
}

function lastLine(value: Value): number {
  const below =
    value.kind === 'map'
      ? value.entries.map(({ line, value: inner }) => Math.max(line, lastLine(inner)))
      : value.kind === 'list'
        ? value.items.map(lastLine)
        : [];
  const own = value.kind === 'scalar' ? value.line + value.text.split('\n').length - 1 : value.line;
  return Math.max(own, ...below);
}

function checkKeys(
  { run, file, added }: Context,
  value: Value,
  known: string,
  owner: string,
): void {
  const allowed = known.split(' ');
  for (const { key, line } of value.kind === 'map' ? value.entries : []) {
    if (allowed.includes(key) || !added.has(line) || key === '<<' || key.startsWith('x-')) continue;
    run.report.find(
      { file, line },
      {
        verdict: 'notFound',
        severity: 'error',
        subject: key,
        message: `${owner[0]?.toUpperCase()}${owner.slice(1)} of GitHub Actions has no key ${key}.${didYouMean(closest(key, allowed))}`,
        source: listed('keys of GitHub Actions'),
      },
    );
  }
}

function checkNeeds({ run, file, added }: Context, job: Value, names: readonly string[]): void {
  const needs = entryOf(job, 'needs')?.value;
  const items = needs?.kind === 'list' ? needs.items : needs === undefined ? [] : [needs];
  for (const item of items) {
    if (
      item.kind !== 'scalar' ||
      names.includes(item.text) ||
      !added.has(item.line) ||
      item.text.includes('{')
    )
      continue;
    run.report.find(
      { file, line: item.line },
      {
        verdict: 'notFound',
        severity: 'error',
        subject: `job ${item.text}`,
        message: `No job of the workflow is called ${item.text}.${didYouMean(closest(item.text, names))}`,
        source: { file, line: undefined },
      },
    );
  }
}

function checkUses({ run, file, added }: Context, { value, line }: Entry): void {
  if (value.kind !== 'scalar' || !added.has(line)) return;
  const place = { file, line };
  const [name = ''] = value.text.split('@');
  if (name.startsWith('./')) {
    checkLocal(run, place, name);
  } else if (!/^docker:|\$\{/.test(name) && name.includes('/')) {
    checkAction(run, place, name);
  }
}

/** A local action is a folder with its file, a called workflow is a file. */
function checkLocal(run: Run, place: Place, name: string): void {
  const path = joined('', name) ?? '';
  const isThere = run.project.paths.has(path) || run.project.folders.has(path);
  if (isThere) return;
  run.report.find(place, missingFile(name, path, nearPath(run.project, path)));
}

function checkAction(run: Run, place: Place, name: string): void {
  const repository = name.split('/').slice(0, 2).join('/').toLowerCase();
  if (knownActions.has(repository)) {
    run.report.holds(`${repository} is an action of GitHub.`, listed('known actions of GitHub'));
    return;
  }
  const [owner = ''] = repository.split('/');
  const near = nearest(repository, knownActions);
  // The owner's other actions may be like it.
  const isSure = near !== undefined && (near.split('/')[0] !== owner || owner === 'actions');
  run.report.find(place, {
    verdict: isSure ? 'notFound' : 'couldNotCheck',
    severity: isSure ? 'error' : 'info',
    subject: name,
    message: isSure
      ? `No action ${name} is known.${didYouMean(near)}`
      : `Whether the action ${name} exists could not be checked offline.`,
    source: listed('known actions of GitHub'),
  });
}

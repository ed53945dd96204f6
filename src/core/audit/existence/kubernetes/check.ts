import type { ChangedFile } from '../../../model/audit.ts';
import { nearest } from '../nearMiss.ts';
import { didYouMean, listed, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import { documentsOf, entryOf, textOf, type Value, withoutTemplates } from './documents.ts';
import { checkValue } from './fields.ts';
import { isOwnGroup, models, RELEASE, removed } from './tables.ts';

export async function checkKubernetes(run: Run, files: readonly ChangedFile[]): Promise<void> {
  const manifests = files.filter(({ after }) =>
    /^\s*(?:- )?(?:apiVersion|"apiVersion")\s*:/m.test(after ?? ''),
  );
  if (manifests.length === 0) return;
  const custom = await customKinds(run);
  for (const file of manifests) {
    const added = new Set(file.added.map(({ line }) => line));
    const isTemplate = (file.after ?? '').includes('{{');
    const text = isTemplate ? withoutTemplates(file.after ?? '') : (file.after ?? '');
    if (isTemplate)
      run.report.open(`${file.path} is a template: only its plain lines were checked.`);
    for (const document of documentsOf(text)) {
      checkDocument({ run, file: file.path, added, custom }, document);
    }
  }
}

interface Context {
  readonly run: Run;
  readonly file: string;
  readonly added: ReadonlySet<number>;
  /** `group Kind` of the definitions in the workspace. */
  readonly custom: ReadonlyMap<string, string>;
}

function checkDocument(context: Context, document: Value): void {
  const apiVersion = textOf(document, 'apiVersion');
  const kind = textOf(document, 'kind');
  if (apiVersion === '' || kind === '') return;
  const items = entryOf(document, 'items')?.value;
  if (kind === 'List' && items?.kind === 'list') {
    for (const item of items.items) checkDocument(context, item);
    return;
  }
  const { run, file, added } = context;
  const lines = ['apiVersion', 'kind'].flatMap((key) => entryOf(document, key)?.line ?? []);
  const named = lines.find((line) => added.has(line));
  const place = { file, line: named ?? lines[0] };
  if (sayRemoved(run, place, apiVersion, kind, named !== undefined)) return;
  const model = models[`${apiVersion} ${kind}`];
  if (model !== undefined) {
    run.report.holds(`${apiVersion} ${kind} is served by clusters.`, listed(RELEASE));
    checkValue({ run, file, added, path: '' }, document, model, model, kind);
  } else if (named !== undefined) {
    sayUnknownKind(context, place, apiVersion, kind);
  }
}

function sayRemoved(
  run: Run,
  place: Place,
  apiVersion: string,
  kind: string,
  isNamed: boolean,
): boolean {
  const removal = removed[`${apiVersion} ${kind}`] ?? removed[`${apiVersion} *`];
  if (!removal) return false;
  const target = removal.instead.includes('/') ? `apiVersion: ${removal.instead}` : removal.instead;
  if (isNamed) {
    run.report.find(place, {
      verdict: 'removed',
      severity: 'error',
      subject: `${apiVersion} ${kind}`,
      message: `Clusters no longer serve ${kind} of ${apiVersion}: it was removed in Kubernetes ${removal.since}. Use ${target}.`,
      source: listed('removed interfaces of Kubernetes'),
    });
  }
  return true;
}

function sayUnknownKind(context: Context, place: Place, apiVersion: string, kind: string): void {
  const { run, custom } = context;
  const group = apiVersion.split('/')[0] ?? '';
  const definition = custom.get(`${group} ${kind}`);
  if (definition !== undefined) {
    run.report.holds(`${kind} is defined in ${definition}.`, { file: definition, line: undefined });
    return;
  }
  if (kind.endsWith('List') && models[`${apiVersion} ${kind.slice(0, -4)}`]) return;
  const right = rightVersion(apiVersion, kind);
  if (right === undefined && !isOwnGroup(apiVersion)) {
    // Tools such as kustomize and Helm have kinds of their own.
    run.report.open(`The cluster knows ${kind} of ${apiVersion}.`);
    return;
  }
  const known = [...custom.keys()].filter((one) => one.startsWith(`${group} `));
  const nearCustom = nearest(
    kind,
    known.map((one) => one.split(' ')[1] ?? ''),
  );
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject: `${apiVersion} ${kind}`,
    message: `Kubernetes has no ${kind} in ${apiVersion}.${didYouMean(right ?? nearCustom)}`,
    source: listed(RELEASE),
  });
}

/** The `apiVersion` in which there is such a kind, or the kind that was meant. */
function rightVersion(apiVersion: string, kind: string): string | undefined {
  const kinds = Object.keys(models);
  const sameKind = kinds.filter((one) => one.endsWith(` ${kind}`) && !/alpha|beta/.test(one));
  const isCore = (one: string): boolean => isOwnGroup(one);
  if (sameKind.length > 0 && isCore(apiVersion)) return sameKind[0];
  const sameVersion = kinds.filter((one) => one.startsWith(`${apiVersion} `));
  const near = nearest(
    kind,
    sameVersion.map((one) => one.split(' ')[1] ?? ''),
  );
  if (near) return `${apiVersion} ${near}`;
  const versions = new Set(sameKind.map((one) => one.split(' ')[0] ?? ''));
  const nearVersion = nearest(apiVersion, versions);
  return nearVersion === undefined ? undefined : `${nearVersion} ${kind}`;
}

/** Kinds that definitions in the workspace add, by `group Kind`. */
async function customKinds(run: Run): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const path of [...run.project.paths].filter((one) => /\.ya?ml$/.test(one))) {
    const text = (await run.project.read(path)) ?? '';
    if (!/^kind:\s*CustomResourceDefinition/m.test(text)) continue;
    for (const document of documentsOf(withoutTemplates(text))) {
      const group = textOf(document, 'spec', 'group');
      const kind = textOf(document, 'spec', 'names', 'kind');
      if (group !== '' && kind !== '') found.set(`${group} ${kind}`, path);
    }
  }
  return found;
}

import type { Facts, SourceText } from '../facts.ts';
import type { RenderedFile } from '../helm/charts.ts';
import { fileName } from '../paths.ts';
import { readYaml, type Tree, textAt } from '../yamlTree.ts';
import { type ComposeFile, isCompose, type ReadText, readCompose } from './compose.ts';
import { readKubernetes } from './kubernetes.ts';
import { type KubernetesObject, objectsOf } from './kubernetesObjects.ts';
import { readKustomizations } from './kustomize.ts';

/** What is gathered before anything is understood. */
interface Gathered {
  readonly kinds: Map<string, string>;
  readonly objects: KubernetesObject[];
  readonly compose: ComposeFile[];
}

/**
 * Reads all YAML that says what runs, and gives what each such file was read as. Other YAML is left to
 * those who know whose it is.
 */
export function readManifests(
  files: readonly SourceText[],
  rendered: readonly RenderedFile[],
  readText: ReadText,
  facts: Facts,
): ReadonlyMap<string, string> {
  const gathered: Gathered = { kinds: new Map(), objects: [], compose: [] };
  for (const file of files) {
    if (mayDescribe(file.path, file.text)) gather(file, gathered, facts);
  }
  for (const file of rendered) gatherRendered(file, gathered, facts);
  const { kinds, objects, compose } = gathered;
  objects.push(...readKustomizations(objects, readText, facts));
  readCompose(compose, readText, facts);
  readKubernetes(objects, facts);
  return kinds;
}

function gather(
  { path, text }: SourceText,
  { kinds, objects, compose }: Gathered,
  facts: Facts,
): void {
  const { documents, error } = readYaml(text);
  const kind = kindOf(path, documents);
  if (kind === undefined) return;
  kinds.set(path, kind);
  if (error !== undefined) {
    facts.unsupported.push({ file: path, reason: `Broken YAML, read in part: ${error}` });
  }
  for (const tree of documents) {
    if (kind === 'compose') compose.push({ path, tree });
    else objects.push(...objectsOf(kind === 'kustomize' ? named(tree, path) : tree, path));
  }
}

function gatherRendered(
  { path, rendered: { text, lines } }: RenderedFile,
  { objects }: Gathered,
  facts: Facts,
): void {
  const { documents, error } = readYaml(text, (line) => lines[line - 1] ?? 1);
  if (error !== undefined) {
    facts.unsupported.push({ file: path, reason: `The template was read in part: ${error}` });
  }
  objects.push(...documents.flatMap((tree) => objectsOf(tree, path)));
}

/** Parsing YAML is slow: a look at the text tells whether it can be a manifest at all. */
function mayDescribe(path: string, text: string): boolean {
  return (
    isKustomization(path) ||
    /compose[\w.-]*$/i.test(fileName(path)) ||
    (/^[ \t-]*"?kind"?:/m.test(text) && /^[ \t-]*"?apiVersion"?:/m.test(text)) ||
    /^["']?services["']?:/m.test(text) ||
    /^\{[\s\S]*"services"\s*:/.test(text)
  );
}

function isKustomization(path: string): boolean {
  return /^kustomization(\.ya?ml)?$/i.test(fileName(path));
}

function kindOf(path: string, documents: readonly Tree[]): string | undefined {
  if (isKustomization(path)) return 'kustomize';
  if (documents.some((tree) => textAt(tree, 'kind') && textAt(tree, 'apiVersion')))
    return 'kubernetes';
  return documents.some((tree) => isCompose(path, tree)) ? 'compose' : undefined;
}

/** Kustomizations need neither a kind nor a name. */
function named(tree: Tree, path: string): Tree {
  const text = (value: string): Tree => ({ line: 1, text: value });
  const entries = new Map(tree.entries);
  if (!entries.has('kind')) entries.set('kind', text('Kustomization'));
  if (!entries.has('apiVersion'))
    entries.set('apiVersion', text('kustomize.config.k8s.io/v1beta1'));
  entries.set('metadata', { line: 1, entries: new Map([['name', text(path)]]) });
  return { line: tree.line, entries };
}

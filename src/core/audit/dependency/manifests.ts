import { chartFolders, chartOf, renderCharts } from '../../topology/helm/charts.ts';
import { isCompose } from '../../topology/manifests/compose.ts';
import { type KubernetesObject, objectsOf } from '../../topology/manifests/kubernetesObjects.ts';
import { entriesAt, readYaml, type Tree } from '../../topology/yamlTree.ts';

/** A service of a compose file. */
export interface ComposeService {
  readonly name: string;
  readonly tree: Tree;
  readonly file: string;
  /** Line of its name. */
  readonly line: number;
}

/** What a YAML file holds, as far as it tells what runs. */
export interface Manifest {
  readonly path: string;
  readonly documents: readonly Tree[];
  readonly objects: readonly KubernetesObject[];
  readonly services: readonly ComposeService[];
  readonly error: string | undefined;
}

const LARGEST = 1024 * 1024;

/** Parsing is slow: a look at the text tells whether it can say what runs. */
export function mayDescribe(path: string, text: string): boolean {
  return (
    isManifest(path, text) &&
    (/compose[\w.-]*$/i.test(path) ||
      (/^[ \t-]*"?kind"?:/m.test(text) && /^[ \t-]*"?apiVersion"?:/m.test(text)) ||
      /^["']?services["']?:/m.test(text) ||
      /(^|\/)kustomization\.ya?ml$/i.test(path))
  );
}

/** A template of a chart is no YAML before it is rendered. */
export function isManifest(path: string, text: string): boolean {
  return /\.ya?ml$/i.test(path) && text.length <= LARGEST && !text.includes('{{');
}

export function readManifest(
  path: string,
  text: string,
  lineOf: (line: number) => number = (line) => line,
): Manifest {
  const { documents, error } = readYaml(text, lineOf);
  const objects = documents.flatMap((tree) => objectsOf(tree, path));
  const composed = documents.filter((tree) => isCompose(path, tree));
  const services = composed.flatMap((tree) => servicesOf(tree, path));
  return { path, documents, objects, services, error };
}

/** What charts make of their values, as far as that can be told without Helm. */
export function readCharts(texts: ReadonlyMap<string, string>): readonly Manifest[] {
  const files = [...texts].map(([path, text]) => ({ path, text }));
  const folders = chartFolders(files.filter(({ path }) => /\.(ya?ml|tpl)$/.test(path)));
  if (folders.length === 0) return [];
  const parts = files.filter(
    ({ path }) =>
      chartOf(path, folders) !== undefined ||
      /(^|\/)(Chart|values[\w.-]*)\.ya?ml$|\.tpl$/.test(path),
  );
  return renderCharts(parts).map(({ path, rendered: { text, lines } }) =>
    readManifest(path, text, (line) => lines[line - 1] ?? 1),
  );
}

function servicesOf(tree: Tree, file: string): readonly ComposeService[] {
  const services = entriesAt(tree, ...(tree.entries?.has('services') ? ['services'] : []));
  return [...services].map(([name, service]) => ({
    name,
    tree: service,
    file,
    line: service.keyLine ?? service.line,
  }));
}

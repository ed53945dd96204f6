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

/** A template of a chart is no YAML before it is rendered. */
export function isManifest(path: string, text: string): boolean {
  return /\.ya?ml$/i.test(path) && text.length <= LARGEST && !text.includes('{{');
}

export function readManifest(path: string, text: string): Manifest {
  const { documents, error } = readYaml(text);
  const objects = documents.flatMap((tree) => objectsOf(tree, path));
  const composed = documents.filter((tree) => isCompose(path, tree));
  const services = composed.flatMap((tree) => servicesOf(tree, path));
  return { path, documents, objects, services, error };
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

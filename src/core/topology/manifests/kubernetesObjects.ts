import { at, entriesAt, type Tree, textAt } from '../yamlTree.ts';

/** One object of the Kubernetes API, as a manifest writes it. */
export interface KubernetesObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly namespace: string;
  readonly tree: Tree;
  readonly file: string;
}

/** Lists are opened; what has no kind or no name is none of ours. */
export function objectsOf(tree: Tree, file: string): readonly KubernetesObject[] {
  const kind = textAt(tree, 'kind');
  if (kind === 'List') {
    return (at(tree, 'items').items ?? []).flatMap((item) => objectsOf(item, file));
  }
  const name = textAt(tree, 'metadata', 'name') || textAt(tree, 'metadata', 'generateName');
  const apiVersion = textAt(tree, 'apiVersion');
  const namespace = textAt(tree, 'metadata', 'namespace');
  return kind && name && apiVersion ? [{ kind, apiVersion, name, namespace, tree, file }] : [];
}

const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Deployment: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  Rollout: ['spec', 'template'],
};

/** The template of the pods that an object starts. */
export function podTemplate({ kind, apiVersion, tree }: KubernetesObject): Tree | undefined {
  const isKnative = kind === 'Service' && apiVersion.startsWith('serving.knative.dev/');
  const path = isKnative ? ['spec', 'template'] : podPaths[kind];
  return path && at(tree, ...path, 'spec').entries ? at(tree, ...path) : undefined;
}

export function labelsOf(tree: Tree): ReadonlyMap<string, string> {
  return new Map([...entriesAt(tree)].map(([key, value]) => [key, value.text ?? '']));
}

export function labelsOfPods(object: KubernetesObject): ReadonlyMap<string, string> {
  const template = podTemplate(object);
  return labelsOf(at(template, 'metadata', 'labels'));
}

/** An empty selector selects everything, which tells nothing of who depends on whom. */
export function selects(
  selector: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, string>,
): boolean {
  return selector.size > 0 && [...selector].every(([key, value]) => labels.get(key) === value);
}

/** Objects of two namespaces do not meet; one that names none may be anywhere. */
export function mayMeet(one: KubernetesObject, other: KubernetesObject): boolean {
  return !one.namespace || !other.namespace || one.namespace === other.namespace;
}

import type { Finding, Suggestion } from '../../model/audit.ts';
import type { Place } from '../../model/topology.ts';
import {
  type KubernetesObject,
  labelsOf,
  labelsOfPods,
  mayMeet,
  podTemplate,
  selects,
} from '../../topology/manifests/kubernetesObjects.ts';
import { at, type Tree } from '../../topology/yamlTree.ts';
import { placeIn } from './contract.ts';
import type { Systems, SystemView } from './systems.ts';

/** Where an object says which pods it means. */
const selectors: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec', 'selector'],
  NetworkPolicy: ['spec', 'podSelector', 'matchLabels'],
  PodDisruptionBudget: ['spec', 'selector', 'matchLabels'],
  PodMonitor: ['spec', 'selector', 'matchLabels'],
  Deployment: ['spec', 'selector', 'matchLabels'],
  StatefulSet: ['spec', 'selector', 'matchLabels'],
  DaemonSet: ['spec', 'selector', 'matchLabels'],
  ReplicaSet: ['spec', 'selector', 'matchLabels'],
};

const own = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** Selectors that selected pods and no longer do: traffic ends without any error. */
export function brokenSelectors(
  { before, after }: Systems,
  suggestion: Suggestion,
): readonly Finding[] {
  const [old, now] = [objectsOf(before), objectsOf(after)];
  return now.flatMap((object) => {
    const selector = selectorOf(object);
    if (!selector || selectedBy(object, now).length > 0) return [];
    const earlier = old.find((one) => one.kind === object.kind && one.name === object.name);
    const meant = earlier ? selectedBy(earlier, old) : [];
    const [target] = meant;
    // What selected nobody before selects nobody still; a new one must select somebody.
    if (!target && (earlier || !isTouched(object, suggestion))) return [];
    const isChanged = !earlier || !isSame(selector, selectorOf(earlier));
    return [brokenFinding({ object, selector, isChanged, target }, now, suggestion)];
  });
}

function objectsOf({ manifests }: SystemView): readonly KubernetesObject[] {
  return manifests.flatMap(({ objects }) => objects);
}

function isTouched({ file }: KubernetesObject, { files }: Suggestion): boolean {
  return files.some(({ path }) => path === file);
}

function selectorOf({ kind, apiVersion, tree }: KubernetesObject): Tree | undefined {
  const path = kind === 'Service' && apiVersion !== 'v1' ? undefined : selectors[kind];
  const selector = path && at(tree, ...path);
  return selector?.entries && selector.entries.size > 0 ? selector : undefined;
}

function selectedBy(
  object: KubernetesObject,
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const selector = labelsOf(selectorOf(object) ?? { line: 1 });
  return objects.filter(
    (one) =>
      podTemplate(one) !== undefined &&
      (own.has(object.kind) ? one === object : mayMeet(object, one)) &&
      selects(selector, labelsOfPods(one)),
  );
}

interface Broken {
  readonly object: KubernetesObject;
  readonly selector: Tree;
  /** The selector is another one than before; else the labels are. */
  readonly isChanged: boolean;
  readonly target: KubernetesObject | undefined;
}

function brokenFinding(
  { object, selector, isChanged, target }: Broken,
  now: readonly KubernetesObject[],
  suggestion: Suggestion,
): Finding {
  const { kind, name, file } = object;
  const found = target && now.find((one) => one.kind === target.kind && one.name === target.name);
  const pods =
    found ?? (own.has(kind) ? object : now.find((one) => one.name === name && podTemplate(one)));
  const place: Place = { file, line: selector.line };
  const labels: Place = pods
    ? { file: pods.file, line: at(podTemplate(pods), 'metadata', 'labels').line }
    : place;
  const [changed, decided] = isChanged ? [place, labels] : [labels, place];
  const meant = pods ? `the pods of ${pods.kind} ${pods.name}` : 'any pod';
  const isPolicy = /^(PodDisruptionBudget|NetworkPolicy|PodMonitor)$/.test(kind);
  return {
    kind: 'dependency',
    severity: isPolicy || !pods ? 'warning' : 'error',
    verdict: 'ignored',
    message: own.has(kind)
      ? `The selector of ${kind} ${name} does not match the labels of its own pods, so the cluster refuses it.`
      : `${kind} ${name} ${target ? 'no longer selects' : 'does not select'} ${meant}: ${consequence(kind)}`,
    subject: name,
    ...placeIn(suggestion, changed),
    line: changed.line,
    source: decided,
  };
}

function isSame(one: Tree, other: Tree | undefined): boolean {
  const [a, b] = [labelsOf(one), labelsOf(other ?? { line: 1 })];
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

function consequence(kind: string): string {
  if (kind === 'Service')
    return 'who calls it gets no answer. Change selector and labels together.';
  return 'it has no effect any more. Change selector and labels together.';
}

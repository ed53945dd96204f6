import type { Facts } from '../facts.ts';
import { at, itemsAt, type Tree, textsOf } from '../yamlTree.ts';
import type { Workload } from './kubernetes.ts';
import {
  type KubernetesObject,
  labelsOf,
  mayMeet,
  podTemplate,
  selects,
} from './kubernetesObjects.ts';

/** Who may talk to whom, by network policies, Cilium's, and Istio's. */
export function readPolicy(
  object: KubernetesObject,
  workloads: readonly Workload[],
  facts: Facts,
): void {
  const near = workloads.filter(({ object: other }) => mayMeet(object, other));
  if (object.kind === 'NetworkPolicy') {
    readRules(object, near, facts, standard);
  } else if (object.kind.startsWith('Cilium') && object.kind.endsWith('NetworkPolicy')) {
    readRules(object, near, facts, cilium);
  } else if (object.kind === 'AuthorizationPolicy') {
    readAuthorization(object, near, facts);
  } else if (object.kind === 'Sidecar' && object.apiVersion.startsWith('networking.istio.io')) {
    readSidecar(object, near, facts);
  }
}

interface PolicyWords {
  readonly selector: string;
  readonly from: string;
  readonly to: string;
  readonly peers: (rule: Tree, field: string) => readonly Tree[];
}

const standard: PolicyWords = {
  selector: 'podSelector',
  from: 'from',
  to: 'to',
  peers: (rule, field) => itemsAt(rule, field).map((peer) => at(peer, 'podSelector')),
};

const cilium: PolicyWords = {
  selector: 'endpointSelector',
  from: 'fromEndpoints',
  to: 'toEndpoints',
  peers: itemsAt,
};

function readRules(
  object: KubernetesObject,
  workloads: readonly Workload[],
  facts: Facts,
  words: PolicyWords,
): void {
  const spec = at(object.tree, 'spec');
  const own = selected(at(spec, words.selector), workloads, object, facts);
  for (const rule of itemsAt(spec, 'ingress')) {
    for (const peer of words.peers(rule, words.from)) {
      allow(selected(peer, workloads, object, facts), own, object.file, peer.line, facts);
    }
  }
  for (const rule of itemsAt(spec, 'egress')) {
    for (const peer of words.peers(rule, words.to)) {
      allow(own, selected(peer, workloads, object, facts), object.file, peer.line, facts);
    }
  }
}

function selected(
  tree: Tree,
  workloads: readonly Workload[],
  { file, kind, name }: KubernetesObject,
  facts: Facts,
): readonly string[] {
  const labels = labelsOf(at(tree, 'matchLabels'));
  const choices = itemsAt(tree, 'matchExpressions');
  if (labels.size + choices.length === 0) {
    return [];
  }
  const found = workloads
    .filter((workload) => labels.size === 0 || selects(labels, workload.labels))
    .filter((workload) => choices.every((choice) => isChosen(choice, workload)));
  if (found.length === 0) {
    const message = `${kind} ${name} selects no pod that was read.`;
    facts.notes.push({ file, line: tree.line, message });
  }
  return [...new Set(found.map((workload) => workload.name))];
}

function isChosen(choice: Tree, { labels }: Workload): boolean {
  const value = labels.get(at(choice, 'key').text ?? '');
  return (
    at(choice, 'operator').text === 'In' &&
    value !== undefined &&
    textsOf(at(choice, 'values')).includes(value)
  );
}

function allow(
  from: readonly string[],
  to: readonly string[],
  file: string,
  line: number,
  facts: Facts,
): void {
  for (const one of from) {
    for (const other of to) {
      facts.mentions.push({
        from: one,
        host: other,
        status: 'allowed',
        kind: 'network-policy',
        file,
        line,
      });
    }
  }
}

/** Principals name service accounts: `cluster.local/ns/shop/sa/frontend`. */
function readAuthorization(
  object: KubernetesObject,
  workloads: readonly Workload[],
  facts: Facts,
): void {
  if (at(object.tree, 'spec', 'action').text === 'DENY') return;
  const labels = labelsOf(at(object.tree, 'spec', 'selector', 'matchLabels'));
  const own = workloads
    .filter((workload) => selects(labels, workload.labels))
    .map(({ name }) => name);
  const sources = itemsAt(object.tree, 'spec', 'rules').flatMap((rule) => itemsAt(rule, 'from'));
  for (const principal of sources.flatMap((from) => itemsAt(from, 'source', 'principals'))) {
    const account = /\/sa\/([\w.-]+)$/.exec(principal.text ?? '')?.[1];
    const callers = workloads
      .filter(({ object: caller }) => accountOf(caller) === account)
      .map(({ name }) => name);
    allow(callers, own, object.file, principal.line, facts);
  }
}

function accountOf(object: KubernetesObject): string {
  return at(podTemplate(object), 'spec', 'serviceAccountName').text ?? '';
}

/** Egress hosts such as `./cart.shop.svc.cluster.local`. */
function readSidecar(object: KubernetesObject, workloads: readonly Workload[], facts: Facts): void {
  const labels = labelsOf(at(object.tree, 'spec', 'workloadSelector', 'labels'));
  const own = workloads.filter((workload) => selects(labels, workload.labels));
  for (const { text = '', line } of itemsAt(object.tree, 'spec', 'egress').flatMap((egress) =>
    itemsAt(egress, 'hosts'),
  )) {
    const host = text.slice(text.indexOf('/') + 1);
    for (const { name } of host.startsWith('*') ? [] : own) {
      facts.mentions.push({
        from: name,
        host,
        status: 'allowed',
        kind: 'sidecar',
        file: object.file,
        line,
      });
    }
  }
}

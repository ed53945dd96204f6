import type { Finding, Suggestion } from '../../model/audit.ts';
import type { FoundedEdge } from '../../model/topology.ts';
import {
  type KubernetesObject,
  labelsOf,
  labelsOfPods,
  mayMeet,
  podTemplate,
} from '../../topology/manifests/kubernetesObjects.ts';
import { at, itemsAt, type Tree, textsOf } from '../../topology/yamlTree.ts';
import { listed, placeIn } from './contract.ts';
import type { Systems, SystemView } from './systems.ts';

/** Callers that a policy of the network no longer lets through. */
export function cutByPolicies(
  { before, after }: Systems,
  suggestion: Suggestion,
): readonly Finding[] {
  const known = new Set(cutsOf(before).map(keyOf));
  const fresh = cutsOf(after).filter((cut) => !known.has(keyOf(cut)));
  const policies = [...new Set(fresh.map(({ policy }) => policy))];
  return policies.flatMap((policy) => {
    const cuts = fresh.filter((cut) => cut.policy === policy);
    const [first] = cuts;
    const [place] = first?.edge.evidence ?? [];
    if (!first || !place) return [];
    const callers = [...new Set(cuts.map(({ edge }) => edge.from))];
    const called = [...new Set(cuts.map(({ edge }) => edge.to))];
    const own = { file: policy.file, line: at(policy.tree, 'spec').line };
    return [
      {
        kind: 'dependency',
        severity: 'error',
        verdict: 'ignored',
        message: `NetworkPolicy ${policy.name} lets ${listed(callers.slice(0, 4))} no longer reach ${listed(called.slice(0, 4))}, which ${callers.length === 1 ? 'it calls' : 'they call'}. Allow what is called.`,
        subject: called[0] ?? policy.name,
        ...placeIn(suggestion, own),
        line: own.line,
        source: place,
      } satisfies Finding,
    ];
  });
}

interface Cut {
  readonly policy: KubernetesObject;
  readonly edge: FoundedEdge;
}

function keyOf({ policy, edge }: Cut): string {
  return `${policy.name} ${edge.from} ${edge.to}`;
}

/** Calls into pods that policies select, none of which allows the caller. */
function cutsOf({ manifests, topology, resolve }: SystemView): readonly Cut[] {
  const objects = manifests.flatMap((manifest) => manifest.objects);
  const policies = objects.filter(isIncoming);
  if (policies.length === 0) return [];
  const workloads = objects.filter((object) => podTemplate(object) !== undefined);
  const calls = topology.edges.filter(({ status }) => status !== 'ordered' && status !== 'allowed');
  return calls.flatMap((edge) => {
    const from = workloads.find(({ name }) => resolve(name) === edge.from);
    const to = workloads.find(({ name }) => resolve(name) === edge.to);
    if (!from || !to) return [];
    const selecting = policies.filter(
      (policy) => mayMeet(policy, to) && meets(at(policy.tree, 'spec', 'podSelector'), to),
    );
    const [policy] = selecting;
    return policy && !selecting.some((one) => allows(one, from, to)) ? [{ policy, edge }] : [];
  });
}

function isIncoming({ kind, apiVersion, tree }: KubernetesObject): boolean {
  const types = textsOf(at(tree, 'spec', 'policyTypes'));
  return (
    kind === 'NetworkPolicy' &&
    apiVersion.startsWith('networking.k8s.io/') &&
    (types.length === 0 || types.includes('Ingress'))
  );
}

/** An empty selector means every pod; what it asks beyond labels is not known to fail. */
function meets(selector: Tree, workload: KubernetesObject): boolean {
  const labels = labelsOfPods(workload);
  const wanted = labelsOf(at(selector, 'matchLabels'));
  return [...wanted].every(([key, value]) => labels.get(key) === value);
}

function allows(policy: KubernetesObject, from: KubernetesObject, to: KubernetesObject): boolean {
  return itemsAt(policy.tree, 'spec', 'ingress').some((rule) => {
    const peers = itemsAt(rule, 'from');
    if (peers.length === 0) return true;
    return peers.some((peer) => {
      const pods = at(peer, 'podSelector');
      const isElsewhere = peer.entries?.has('namespaceSelector') || peer.entries?.has('ipBlock');
      // Labels of namespaces and addresses of pods are not known here.
      if (isElsewhere && !peer.entries?.has('podSelector')) return true;
      return (isElsewhere || mayMeet(from, to)) && meets(pods, from);
    });
  });
}

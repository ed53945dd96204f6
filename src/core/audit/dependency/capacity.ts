import type { Finding, Suggestion } from '../../model/audit.ts';
import type { Place } from '../../model/topology.ts';
import {
  type KubernetesObject,
  labelsOf,
  labelsOfPods,
  podTemplate,
  selects,
} from '../../topology/manifests/kubernetesObjects.ts';
import { at, itemsAt, type Tree, textAt, textsOf } from '../../topology/yamlTree.ts';
import { listed, placeIn } from './contract.ts';
import { leavesOf } from './manifestChanges.ts';
import type { ComposeService } from './manifests.ts';
import type { Systems, SystemView } from './systems.ts';
import { bytes } from './units.ts';

/** One thing that does not fit, before it is known whether the change brought it. */
interface Misfit {
  /** The same before and after where the change did not bring it. */
  readonly key: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly subject: string;
  readonly place: Place;
  readonly source: Place;
}

/** Memory, replicas and connections that no longer fit together. */
export function checkCapacity(
  { before, after }: Systems,
  suggestion: Suggestion,
): readonly Finding[] {
  const known = new Set(misfitsOf(before).map(({ key }) => key));
  return misfitsOf(after)
    .filter(({ key }) => !known.has(key))
    .map(({ severity, message, subject, place, source }) => {
      const isTouched = ({ file }: Place): boolean =>
        suggestion.files.some(({ path }) => path === file);
      const [own, other] =
        isTouched(place) || !isTouched(source) ? [place, source] : [source, place];
      return {
        kind: 'dependency',
        severity,
        verdict: 'ignored',
        message,
        subject,
        ...placeIn(suggestion, own),
        line: own.line,
        source: other,
      };
    });
}

function misfitsOf(view: SystemView): readonly Misfit[] {
  const objects = view.manifests.flatMap((manifest) => manifest.objects);
  const services = view.manifests.flatMap((manifest) => manifest.services);
  return [
    ...objects.flatMap((object) => memoryMisfits(object)),
    ...services.flatMap((service) => composeMemory(service)),
    ...objects.flatMap((object) => noReplicas(object, view)),
    ...objects.flatMap((object) => disruption(object, objects)),
    ...objects.flatMap((object) => scaling(object)),
    ...connections(view),
  ];
}

function placeOf(file: string, { line }: Tree): Place {
  return { file, line };
}

/** What a process takes by its own settings must fit into what it is given. */
const heaps: readonly RegExp[] = [
  /-Xmx(\d+[kmg]?)\b/i,
  /--max-old-space-size=(\d+)\b/,
  /--maxmemory[= ](\d+\w{0,2})\b/,
  /\bmaxmemory\s+(\d+\w{0,2})\b/,
  /\bGOMEMLIMIT=(\d+\w{0,3})\b/,
  /\bshared_buffers=(\d+\w{0,2})\b/i,
  /--innodb[-_]buffer[-_]pool[-_]size=(\d+\w?)\b/,
];

interface Heap {
  readonly bytes: number;
  readonly written: string;
  readonly line: number;
}

function heapIn(tree: Tree): Heap | undefined {
  for (const { text, line } of wordsOf(tree)) {
    for (const pattern of heaps) {
      const [written = '', size] = pattern.exec(text) ?? [];
      // Node's option is in mebibytes.
      const amount = size && bytes(written.startsWith('--max-old') ? `${size}m` : size, true);
      if (amount) return { bytes: amount, written, line };
    }
  }
  return undefined;
}

/** What a container is told: each text as it is written, and its command as one line. */
function wordsOf(tree: Tree): readonly { readonly text: string; readonly line: number }[] {
  const leaves = [...leavesOf(tree)].map(([path, { text, line }]) => ({
    text: `${/\.([\w-]+)$/.exec(path)?.[1] ?? ''}=${text}`,
    line,
  }));
  const commands = ['command', 'args', 'entrypoint'].map((field) => at(tree, field));
  const lines = commands.map((command) => ({
    text: textsOf(command).join(' '),
    line: command.line,
  }));
  return [...leaves, ...lines];
}

function memoryMisfits(object: KubernetesObject): readonly Misfit[] {
  const { kind, name, file } = object;
  return itemsAt(podTemplate(object), 'spec', 'containers').flatMap((container) => {
    const limit = at(container, 'resources', 'limits', 'memory');
    const request = at(container, 'resources', 'requests', 'memory');
    const most = bytes(limit.text ?? '', false);
    const least = bytes(request.text ?? '', false);
    const found: Misfit[] = [];
    if (most !== undefined && least !== undefined && least > most) {
      found.push({
        key: `request ${kind} ${name} ${least} ${most}`,
        severity: 'error',
        message: `${kind} ${name} requests ${request.text} of memory and is limited to ${limit.text}: the cluster refuses it.`,
        subject: name,
        place: placeOf(file, limit),
        source: placeOf(file, request),
      });
    }
    return [...found, ...heapMisfit(`${kind} ${name}`, name, container, limit, file, false)];
  });
}

function heapMisfit(
  label: string,
  name: string,
  tree: Tree,
  limit: Tree,
  file: string,
  isBinary: boolean,
): readonly Misfit[] {
  const most = bytes(limit.text ?? '', isBinary);
  const heap = heapIn(tree);
  if (most === undefined || !heap || heap.bytes < most) return [];
  return [
    {
      key: `heap ${label} ${heap.bytes} ${most}`,
      severity: 'error',
      message: `${label} may take ${heap.written} within a limit of ${limit.text}: it is killed before it reaches its own limit. Keep the limit above it.`,
      subject: name,
      place: placeOf(file, limit),
      source: { file, line: heap.line },
    },
  ];
}

function composeMemory({ name, tree, file }: ComposeService): readonly Misfit[] {
  const limits = [at(tree, 'mem_limit'), at(tree, 'deploy', 'resources', 'limits', 'memory')];
  const limit = limits.find(({ text }) => text);
  return limit ? heapMisfit(name, name, tree, limit, file, true) : [];
}

/** Nobody answers those who call. */
function noReplicas(
  { kind, name, tree, file }: KubernetesObject,
  view: SystemView,
): readonly Misfit[] {
  const replicas = at(tree, 'spec', 'replicas');
  if (replicas.text !== '0' || !/^(Deployment|StatefulSet|ReplicaSet|Rollout)$/.test(kind))
    return [];
  const service = view.resolve(name);
  const calls = view.topology.edges.filter(
    ({ to, status }) => to === service && status !== 'ordered' && status !== 'allowed',
  );
  const source = calls[0]?.evidence[0];
  if (!source) return [];
  const callers = listed([...new Set(calls.map(({ from }) => from))].slice(0, 4));
  return [
    {
      key: `none ${kind} ${name}`,
      severity: 'error',
      message: `${kind} ${name} would have no replica, but ${callers} ${calls.length === 1 ? 'depends' : 'depend'} on it.`,
      subject: name,
      place: placeOf(file, replicas),
      source,
    },
  ];
}

/** A budget that asks for as many pods as there are lets no node be drained. */
function disruption(
  object: KubernetesObject,
  objects: readonly KubernetesObject[],
): readonly Misfit[] {
  if (object.kind !== 'PodDisruptionBudget') return [];
  const least = at(object.tree, 'spec', 'minAvailable');
  const selector = labelsOf(at(object.tree, 'spec', 'selector', 'matchLabels'));
  if (!/^\d+$/.test(least.text ?? '')) return [];
  return objects.flatMap(({ kind, name, tree, file, ...rest }) => {
    const workload = { kind, name, tree, file, ...rest };
    const replicas = at(tree, 'spec', 'replicas');
    const isMeant = podTemplate(workload) && selects(selector, labelsOfPods(workload));
    if (!isMeant || !replicas.text || Number(replicas.text) > Number(least.text)) return [];
    return [
      {
        key: `budget ${name} ${replicas.text} ${least.text}`,
        severity: 'warning' as const,
        message: `${kind} ${name} has ${replicas.text} replicas, and PodDisruptionBudget ${object.name} keeps ${least.text} of them: no node with them can be drained.`,
        subject: name,
        place: placeOf(file, replicas),
        source: placeOf(object.file, least),
      },
    ];
  });
}

function scaling({ kind, name, tree, file }: KubernetesObject): readonly Misfit[] {
  if (kind !== 'HorizontalPodAutoscaler') return [];
  const [least, most] = [at(tree, 'spec', 'minReplicas'), at(tree, 'spec', 'maxReplicas')];
  if (!least.text || !most.text || Number(least.text) <= Number(most.text)) return [];
  return [
    {
      key: `scaling ${name}`,
      severity: 'error',
      message: `HorizontalPodAutoscaler ${name} has a minimum of ${least.text} above its maximum of ${most.text}: the cluster refuses it.`,
      subject: name,
      place: placeOf(file, least),
      source: placeOf(file, most),
    },
  ];
}

const poolKey =
  /(^|_)(POOL_SIZE|POOL_MAX|MAX_POOL(_SIZE)?|DB_POOL|MAX_CONNECTIONS|MAX_OPEN_CONNS|MAXIMUM_POOL_SIZE|CONNECTION_LIMIT)$/i;

/** Pools of all replicas of all who call a database against the connections it takes. */
function connections(view: SystemView): readonly Misfit[] {
  const settings = view.settings;
  return view.topology.services.flatMap((database) => {
    const limit = connectionLimit(database, view);
    if (!limit) return [];
    const callers = new Set(
      view.topology.edges
        .filter(({ to, status }) => to === database && status !== 'ordered')
        .map(({ from }) => from),
    );
    const pools = settings
      .filter(
        ({ service, key, value }) =>
          callers.has(service) && poolKey.test(key) && /^\d+$/.test(value),
      )
      .map((pool) => ({ ...pool, replicas: replicasOf(pool.service, view) }));
    const sum = pools.reduce((total, { value, replicas }) => total + Number(value) * replicas, 0);
    const [largest] = [...pools].sort(
      (a, b) => Number(b.value) * b.replicas - Number(a.value) * a.replicas,
    );
    if (sum <= limit.value || !largest) return [];
    const parts = pools.map(({ service, value, replicas }) => `${service} ${replicas} × ${value}`);
    return [
      {
        key: `connections ${database} ${sum} ${limit.value}`,
        severity: 'error' as const,
        message: `Together the pools may open ${sum} connections to ${database} (${listed(parts)}), which takes ${limit.value}.`,
        subject: database,
        place: { file: largest.file, line: largest.line },
        source: limit.place,
      },
    ];
  });
}

function connectionLimit(
  database: string,
  view: SystemView,
): { readonly value: number; readonly place: Place } | undefined {
  for (const { objects, services } of view.manifests) {
    const own = [
      ...objects.filter((object) => podTemplate(object) && view.resolve(object.name) === database),
      ...services.filter(({ name }) => view.resolve(name) === database),
    ];
    for (const { tree, file } of own) {
      const containers = [tree, ...itemsAt(at(tree, 'spec', 'template', 'spec'), 'containers')];
      for (const { text, line } of containers.flatMap(wordsOf)) {
        const value = /max[_-]connections[= ](\d+)/.exec(text)?.[1];
        if (value) return { value: Number(value), place: { file, line } };
      }
    }
  }
  return undefined;
}

function replicasOf(service: string, { manifests, resolve }: SystemView): number {
  for (const { objects, services } of manifests) {
    const workload = objects.find(
      (object) => podTemplate(object) && resolve(object.name) === service,
    );
    const composed = services.find(({ name }) => resolve(name) === service);
    const text = workload
      ? textAt(workload.tree, 'spec', 'replicas')
      : textAt(composed?.tree, 'deploy', 'replicas') || textAt(composed?.tree, 'scale');
    if (/^\d+$/.test(text)) return Number(text);
  }
  return 1;
}

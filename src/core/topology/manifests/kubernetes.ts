import type { Facts } from '../facts.ts';
import { at, itemsAt, type Tree, textAt } from '../yamlTree.ts';
import { readContainers } from './containers.ts';
import { readEntryPoint } from './entryPoints.ts';
import {
  type KubernetesObject,
  labelsOf,
  labelsOfPods,
  mayMeet,
  podTemplate,
  selects,
} from './kubernetesObjects.ts';
import { readPolicy } from './policies.ts';
import { settingsSource } from './settingsSource.ts';

/** Operators that run a data store or a broker for one object, and the Services they make for it. */
const operated: Readonly<Record<string, readonly string[]>> = {
  Kafka: ['-kafka-bootstrap', '-kafka-brokers'],
  RabbitmqCluster: ['-nodes'],
  PostgresCluster: ['-primary', '-pgbouncer'],
  Postgresql: ['-repl', '-pooler'],
  postgresql: ['-repl', '-pooler'],
  Cluster: ['-rw', '-ro', '-r'],
  Elasticsearch: ['-es-http'],
  MongoDBCommunity: ['-svc'],
  InnoDBCluster: ['-instances'],
  Redis: ['-master'],
  RedisFailover: [],
  CassandraDatacenter: ['-service'],
  Dragonfly: [],
};

/** Workloads with the name under which they are known. */
export interface Workload {
  readonly object: KubernetesObject;
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** Services are the nodes; a workload that none selects stands for itself. */
export function readKubernetes(objects: readonly KubernetesObject[], facts: Facts): void {
  for (const { namespace } of objects) {
    if (namespace) facts.namespaces.add(namespace);
  }
  const services = objects.filter(isService);
  const running = objects.filter((object) => podTemplate(object));
  const reached = services.map((service) => reaching(service, running));
  const workloads = running.map((object) => workloadOf(object, reached));
  addWorkloads(workloads, services, facts);
  addOtherServices(services, workloads, facts);
  const settings = settingsSource(objects);
  for (const workload of workloads) readContainers(workload, settings, facts);
  for (const object of objects) {
    readPolicy(object, workloads, facts);
    readEntryPoint(object, facts);
    addOperated(object, facts);
  }
}

function isService({ kind, apiVersion }: KubernetesObject): boolean {
  return kind === 'Service' && apiVersion === 'v1';
}

function selectorOf(service: KubernetesObject): ReadonlyMap<string, string> {
  return labelsOf(at(service.tree, 'spec', 'selector'));
}

/** Several Services may lead to the same pods: the one that selects fewest, then the one of its name. */
function workloadOf(object: KubernetesObject, services: readonly ReachingService[]): Workload {
  const labels = labelsOfPods(object);
  const [best] = services
    .filter(({ service, selector }) => mayMeet(service, object) && selects(selector, labels))
    .map((one) => ({ ...one, rank: rankOf(one.service, object) }))
    .sort((a, b) => a.reach - b.reach || b.rank - a.rank);
  return { object, labels, name: best?.service.name ?? object.name };
}

interface ReachingService {
  readonly service: KubernetesObject;
  readonly selector: ReadonlyMap<string, string>;
  /** How many workloads it selects. */
  readonly reach: number;
}

function reaching(
  service: KubernetesObject,
  workloads: readonly KubernetesObject[],
): ReachingService {
  const selector = selectorOf(service);
  const selected = workloads.filter(
    (workload) => mayMeet(service, workload) && selects(selector, labelsOfPods(workload)),
  );
  return { service, selector, reach: new Set(selected.map(({ name }) => name)).size };
}

function rankOf(service: KubernetesObject, { name }: KubernetesObject): number {
  const isInner =
    textAt(service.tree, 'spec', 'type') === '' ||
    textAt(service.tree, 'spec', 'type') === 'ClusterIP';
  const isHeadless = textAt(service.tree, 'spec', 'clusterIP') === 'None';
  const fit = service.name === name ? 8 : name.startsWith(service.name) ? 4 : 0;
  return fit + (isInner ? 2 : 0) + (isHeadless ? 0 : 1);
}

function addWorkloads(
  workloads: readonly Workload[],
  services: readonly KubernetesObject[],
  facts: Facts,
): void {
  for (const { object, name, labels } of workloads) {
    const others = services
      .filter((service) => mayMeet(service, object) && selects(selectorOf(service), labels))
      .filter((service) => isOwnService(service, workloads, name))
      .map((service) => service.name);
    const images = containersOf(object).map((container) => textAt(container, 'image'));
    facts.nodes.push({
      name,
      aliases: [object.name, textAt(object.tree, 'spec', 'serviceName'), appId(object), ...others],
      folders: [],
      origin: 'kubernetes',
      mounts: [],
      images: images.filter((image) => image !== ''),
    });
  }
}

/** The name under which Dapr calls an application. */
function appId(object: KubernetesObject): string {
  return textAt(podTemplate(object), 'metadata', 'annotations', 'dapr.io/app-id');
}

/** A Service over the pods of several services is the name of none. */
function isOwnService(
  service: KubernetesObject,
  workloads: readonly Workload[],
  name: string,
): boolean {
  const selector = selectorOf(service);
  return workloads.every(
    (workload) =>
      workload.name === name ||
      !mayMeet(service, workload.object) ||
      !selects(selector, workload.labels),
  );
}

function containersOf(object: KubernetesObject): readonly Tree[] {
  return itemsAt(podTemplate(object), 'spec', 'containers');
}

function addOtherServices(
  services: readonly KubernetesObject[],
  workloads: readonly Workload[],
  facts: Facts,
): void {
  const taken = new Set(facts.nodes.flatMap(({ name, aliases }) => [name, ...aliases]));
  for (const service of services) {
    const selector = selectorOf(service);
    const selected = workloads.some(({ labels }) => selects(selector, labels));
    const target = textAt(service.tree, 'spec', 'externalName');
    if (!taken.has(service.name) && !selected && !target.includes('.svc')) {
      facts.nodes.push({
        name: service.name,
        aliases: [],
        folders: [],
        origin: 'kubernetes',
        mounts: [],
        images: [],
      });
    }
    if (selector.size > 0 && !selected) {
      const { file, tree } = service;
      const line = at(tree, 'spec', 'selector').line;
      facts.notes.push({
        file,
        line,
        message: `Service ${service.name} selects no pod that was read.`,
      });
    }
    const [first = ''] = target.split('.');
    if (target.includes('.svc')) {
      facts.nodes.push({
        name: first,
        aliases: [service.name],
        folders: [],
        origin: 'kubernetes',
        mounts: [],
        images: [],
      });
    }
  }
}

function addOperated({ kind, apiVersion, name }: KubernetesObject, facts: Facts): void {
  const suffixes = operated[kind];
  if (suffixes && apiVersion.includes('.') && !apiVersion.startsWith('cluster.x-k8s.io')) {
    const aliases = suffixes.map((suffix) => `${name}${suffix}`);
    facts.nodes.push({
      name,
      aliases,
      folders: [],
      origin: 'kubernetes',
      mounts: [],
      images: [kind.toLowerCase()],
    });
  }
}

import { type KubernetesObject, podTemplate } from '../../topology/manifests/kubernetesObjects.ts';
import { at, entriesAt, itemsAt, type Tree, textAt } from '../../topology/yamlTree.ts';
import { codeOf } from './codeText.ts';
import type { Use } from './contract.ts';
import { directKey, isService, type KeyOf, portKey, targetKey } from './portKeys.ts';
import type { SystemView } from './systems.ts';
import { walk } from './trees.ts';

/** A name and a port as they are written somewhere. */
export interface Address {
  readonly host: string;
  readonly port: string;
  readonly file: string;
  readonly line: number;
}

const address =
  /(?<![\w.$/-]|:\/\/[^\s/]{0,80}@[^\s/]{0,40})([A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9-]+){0,6}):(\d{2,5})(?![\d.:]|\w)/g;

const url =
  /\b(https?):\/\/(?:[^\s"'`/<>@]{1,100}@)?([A-Za-z][\w-]*(?:\.[A-Za-z0-9-]+){0,6})(?::(\d{2,5}))?(?=[/\s"'`,;)}?]|$)/g;

const other = /:\/\/(?:[^\s"'`/<>@]{1,100}@)?([A-Za-z][\w-]*(?:\.[A-Za-z0-9-]+){0,6}):(\d{2,5})/g;

const defaultPorts: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** `api:8080`, `http://api` (port 80), `postgres://user@db:5432`; of code without its comments. */
export function addressesIn(path: string, text: string): readonly Address[] {
  if (/\.(mdx?|lock|sum)$|(^|\/)package-lock\.json$/i.test(path)) return [];
  const source = codeOf(path, text);
  const found: Address[] = [];
  source.split('\n').forEach((line, index) => {
    if (!line.includes(':') || line.length > 4_000) return;
    const place = { file: path, line: index + 1 };
    const add = (host: string, port: string): void => void found.push({ host, port, ...place });
    for (const [, host = '', port = ''] of line.matchAll(address)) add(host, port);
    for (const [, host = '', port = ''] of line.matchAll(other)) add(host, port);
    for (const [, scheme = '', host = '', port] of line.matchAll(url)) {
      if (port === undefined) add(host, defaultPorts[scheme] ?? '');
    }
  });
  return found;
}

/** Who addresses a service by a port. */
export function addressUses(addresses: readonly Address[], view: SystemView): readonly Use[] {
  const waysTo = wayOf(view);
  return addresses.flatMap(({ host, port, file, line }) => {
    const service = view.resolve(host);
    const by = callerAt(file, line, view) ?? view.ownerOf(file);
    return service === undefined || by === service
      ? []
      : [{ key: waysTo(service, file)(service, port), by, file, line }];
  });
}

/** In a manifest several services stand; the graph knows whose line it is. */
function callerAt(file: string, line: number, { mentions }: SystemView): string | undefined {
  return mentions.find((mention) => mention.file === file && mention.line === line)?.from;
}

/** In a cluster a Service stands before what listens; in Compose, and where nobody knows, nothing does. */
function wayOf({ manifests, resolve }: SystemView): (service: string, file: string) => KeyOf {
  const kinds = new Map(
    manifests.map((one) => [one.path, one.services.length > 0 ? directKey : portKey]),
  );
  const served = new Set(
    manifests.flatMap(({ objects }) =>
      objects.filter(isService).flatMap(({ name }) => resolve(name) ?? []),
    ),
  );
  return (service, file) => kinds.get(file) ?? (served.has(service) ? portKey : directKey);
}

/** Ingresses, routes and the like name a Service and its port. */
export function backendUses(view: SystemView): readonly Use[] {
  const uses: Use[] = [];
  for (const { objects } of view.manifests) {
    for (const { kind, name, tree, file } of objects) {
      if (
        !/^(Ingress|HTTPRoute|GRPCRoute|TCPRoute|VirtualService|Gateway|IngressRoute)$/.test(kind)
      )
        continue;
      walk(tree, (node) => {
        const host =
          textAt(node, 'service', 'name') ||
          textAt(node, 'serviceName') ||
          textAt(node, 'host') ||
          textAt(node, 'name');
        const port = [
          at(node, 'service', 'port', 'number'),
          at(node, 'service', 'port', 'name'),
          at(node, 'servicePort'),
          at(node, 'port', 'number'),
          at(node, 'port'),
        ].find(({ text }) => text);
        const service = port?.text && host ? view.resolve(host) : undefined;
        if (service !== undefined && port?.text) {
          uses.push({
            key: portKey(service, port.text),
            by: `${kind} ${name}`,
            file,
            line: port.line,
          });
        }
      });
    }
  }
  return uses;
}

/** A Service's `targetPort`, and what probes ask of a container. */
export function targetUses(view: SystemView): readonly Use[] {
  return view.manifests.flatMap(({ objects }) =>
    objects.flatMap((object) => {
      const service = view.resolve(object.name);
      if (service === undefined) return [];
      const { file, kind, name, tree } = object;
      const targets = isService(object)
        ? itemsAt(tree, 'spec', 'ports').map((entry) =>
            entriesAt(entry).has('targetPort') ? at(entry, 'targetPort') : at(entry, 'port'),
          )
        : probePorts(object);
      return targets.flatMap(({ text, line }) =>
        text ? [{ key: targetKey(service, text), by: `${kind} ${name}`, file, line }] : [],
      );
    }),
  );
}

function probePorts(object: KubernetesObject): readonly Tree[] {
  return itemsAt(podTemplate(object), 'spec', 'containers').flatMap((container) =>
    ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
      ['httpGet', 'tcpSocket', 'grpc'].map((way) => at(container, probe, way, 'port')),
    ),
  );
}

import type { Facts, NodeFact } from './facts.ts';

/** Which names mean which service. */
export interface Registry {
  /** As they are written first. */
  readonly services: readonly string[];
  /** The service that a host, an alias or a full domain name means. */
  resolve(host: string): string | undefined;
}

/** What stands for the release in rendered charts. */
export const RELEASE = 'release-name';

const loopback =
  /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1?|host\.docker\.internal|\d+(\.\d+){3}|\d+)$/i;

export function isLoopback(host: string): boolean {
  return loopback.test(host);
}

export function normalName(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '-').replace(/\.$/, '');
  return plain.startsWith(`${RELEASE}-`) ? plain.slice(RELEASE.length + 1) : plain;
}

export function createRegistry({ nodes, namespaces }: Facts): Registry {
  const names = new Map<string, string>();
  for (const { name } of nodes) {
    const key = normalName(name);
    if (!names.has(key)) names.set(key, name.replace(/^release-name-/, ''));
  }
  const services = [...names.values()];
  addAliases(names, nodes);
  return { services, resolve: (host) => resolveIn(names, namespaces, host) };
}

/** A name goes before an alias, and an alias that two services bear means neither. */
function addAliases(names: Map<string, string>, nodes: readonly NodeFact[]): void {
  const wanted = new Map<string, Set<string>>();
  for (const { name, aliases } of nodes) {
    const service = names.get(normalName(name));
    for (const alias of aliases) {
      const key = normalName(alias);
      if (key === '' || names.has(key) || service === undefined) continue;
      const owners = wanted.get(key) ?? new Set();
      wanted.set(key, owners.add(service));
    }
  }
  for (const [alias, owners] of wanted) {
    const [only] = owners;
    if (owners.size === 1 && only !== undefined) names.set(alias, only);
  }
}

function resolveIn(
  names: ReadonlyMap<string, string>,
  namespaces: ReadonlySet<string>,
  host: string,
): string | undefined {
  // `_grpc.cart` asks for a port by its name.
  const key = normalName(host.replace(/^_\w+\./, ''));
  const known = names.get(key);
  if (known !== undefined || !key.includes('.')) {
    return known;
  }
  const labels = key.split('.');
  const [first = '', second = '', ...rest] = labels;
  // cart.shop.svc.cluster.local, cart.shop, and db-0.db.shop of a stateful set.
  if (isClusterSuffix([second, ...rest], namespaces)) {
    return names.get(first);
  }
  return isClusterSuffix(rest, namespaces) || rest.length === 0
    ? podOf(names, first, second)
    : undefined;
}

function podOf(
  names: ReadonlyMap<string, string>,
  pod: string,
  service: string,
): string | undefined {
  return /-\d{1,3}$/.test(pod) ? names.get(service) : undefined;
}

function isClusterSuffix(labels: readonly string[], namespaces: ReadonlySet<string>): boolean {
  const suffix = labels.join('.');
  return (
    /^(?:[\w-]+\.)?svc(?:\.[\w.-]+)?$/.test(suffix) ||
    (labels.length === 1 && (namespaces.has(suffix) || suffix === 'local' || suffix === 'internal'))
  );
}

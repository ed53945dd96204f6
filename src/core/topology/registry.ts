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
  addAliases(names, nodes);
  const services = [...new Set(nodes.flatMap(({ name }) => names.get(normalName(name)) ?? []))];
  const released = releasedNames(nodes);
  const resolve = (host: string): string | undefined =>
    resolveIn(names, namespaces, host) ?? names.get(releasedIn(host, released) ?? '');
  return { services, resolve };
}

/** Services of charts, longest name first. */
function releasedNames(nodes: readonly NodeFact[]): readonly string[] {
  return nodes
    .filter(({ name }) => name.startsWith(`${RELEASE}-`) && name.length > RELEASE.length + 4)
    .map(({ name }) => normalName(name))
    .sort((a, b) => b.length - a.length);
}

/** A chart's service is called by the name of a release that nobody here knows: `shop-prod-cart`. */
function releasedIn(host: string, released: readonly string[]): string | undefined {
  const [first = ''] = normalName(host).split('.');
  return released.find((name) => first.endsWith(`-${name}`));
}

/**
 * A name goes before an alias, and an alias that two services bear means neither. But what one kind of
 * description calls a service and another its alias is one service: `web` in a compose file, and the
 * Deployment `web` behind the Service `web-svc`.
 */
function addAliases(names: Map<string, string>, nodes: readonly NodeFact[]): void {
  const origins = new Map<string, Set<string>>();
  for (const { name, origin } of nodes) addTo(origins, normalName(name), origin);
  const wanted = new Map<string, Set<string>>();
  for (const { name, origin, aliases } of nodes) {
    const own = normalName(name);
    const free = aliases
      .map(normalName)
      .filter((alias) => alias !== '' && alias !== own && !origins.get(alias)?.has(origin));
    for (const alias of free) addTo(wanted, alias, names.get(own) ?? name);
  }
  for (const [alias, [only = '', ...others]] of wanted) {
    // Two that are called by each other's names are one service, under the first name.
    const isStillNamed = names.get(normalName(only)) === only;
    if (others.length === 0 && isStillNamed) names.set(alias, only);
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(value));
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
    namespaces.has(suffix) ||
    privateZone.test(suffix)
  );
}

/** Zones that no public name server answers for: `cart.shop.internal`, `cart.service.consul`. */
const privateZone =
  /^(?:[\w-]+\.){0,3}(local|internal|consul|lan|localdomain|intranet|docker|mesh|flycast|home\.arpa)$/;

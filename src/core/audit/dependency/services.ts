import type { Finding, Suggestion } from '../../model/audit.ts';
import type { Mention } from '../../topology/facts.ts';
import { normalName } from '../../topology/registry.ts';
import { at, entriesAt, type Tree } from '../../topology/yamlTree.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import type { ComposeService } from './manifests.ts';
import { createScopes } from './scopes.ts';
import type { Systems, SystemView } from './systems.ts';

/** Names of services that go away while somebody still calls them by these. */
export function brokenServices(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  const { before, after } = systems;
  const offers = { before: offersOf(before), after: offersOf(after) };
  const kept = new Set(offers.after.map(({ key }) => key));
  const known = new Map(offers.before.map(({ key, group }) => [key, group]));
  const lost = after.mentions.filter((mention) => {
    const key = nameIn(mention.host, known);
    // What code calls itself by, as with a registry of services, is no name of the network.
    const isElsewhere =
      !kept.has(key) && !isCluster(known.get(key)) && after.resolve(mention.host) !== undefined;
    return known.has(key) && !isElsewhere && !isItself(mention, systems);
  });
  const uses = lost.map(
    (mention): Use => ({ ...mention, key: nameIn(mention.host, known), by: mention.from }),
  );
  const isWaited = lost.every(({ status }) => status === 'ordered');
  return brokenContracts(
    {
      offers,
      uses: { before: [], after: uses },
      verb: isWaited ? ['waits for', 'wait for'] : ['addresses', 'address'],
      advice: 'Change them with it, or keep the old name as an alias.',
      scopeOf: createScopes(systems),
    },
    suggestion,
  );
}

function isItself({ from, host }: Mention, { before }: Systems): boolean {
  return before.resolve(from) === before.resolve(host);
}

const CLUSTER = 'Service in ';

function isCluster(group: string | undefined): boolean {
  return group?.startsWith(CLUSTER) === true;
}

/** `cart.shop.svc.cluster.local` is `cart`; `db-0.db` is a pod of `db`. */
function nameIn(host: string, known: ReadonlyMap<string, string>): string {
  const whole = normalName(host);
  const [first = '', second = ''] = whole.split('.');
  if (known.has(whole)) return whole;
  return known.has(first) || !known.has(second) || !/-\d+$/.test(first) ? first : second;
}

/**
 * In a cluster only a Service has a name that others can call, and what a StatefulSet names as its own
 * where that is described elsewhere; in Compose each service has one.
 */
function offersOf({ manifests }: SystemView): readonly Offer[] {
  const described = new Set(
    manifests.flatMap(({ objects }) =>
      objects.filter(({ kind }) => kind === 'Service').map(({ name }) => name),
    ),
  );
  return manifests.flatMap(({ objects, services }) => [
    ...objects
      .filter(({ kind }) => kind === 'StatefulSet')
      .map(({ tree, file }) => ({ file, named: at(tree, 'spec', 'serviceName') }))
      .flatMap(({ file, named: { text, line } }) =>
        text && !described.has(text) ? [offerOf(text, file, line, `${CLUSTER}${file}`)] : [],
      ),
    ...objects
      .filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1')
      .map(({ name, tree, file }) =>
        offerOf(name, file, at(tree, 'metadata', 'name').line, `${CLUSTER}${file}`),
      ),
    ...services.flatMap(composeOffers),
  ]);
}

function composeOffers({ name, tree, file, line }: ComposeService): readonly Offer[] {
  const group = `service in ${file}`;
  const aliases: readonly Tree[] = [
    at(tree, 'container_name'),
    at(tree, 'hostname'),
    ...[...entriesAt(tree, 'networks').values()].flatMap(
      (network) => at(network, 'aliases').items ?? [],
    ),
  ];
  return [
    offerOf(name, file, line, group),
    ...aliases.flatMap((alias) =>
      alias.text && alias.text !== name ? [offerOf(alias.text, file, alias.line, group)] : [],
    ),
  ];
}

function offerOf(name: string, file: string, line: number, group: string): Offer {
  const key = normalName(name);
  return { key, group, what: `Service ${key}`, subject: key, file, line };
}

import type { Finding, Suggestion } from '../../model/audit.ts';
import { brokenContracts, type Contract, placeIn, type Use } from './contract.ts';
import { type Listen, listenOffers, listensIn, manifestOffers } from './portOffers.ts';
import { addressesIn, addressUses, backendUses, targetUses } from './portUses.ts';
import { createScopes } from './scopes.ts';
import { readChanged, readSides } from './sides.ts';
import type { Systems } from './systems.ts';

/** Ports that go away while others still address them, and addresses with a port that nobody offers. */
export function brokenPorts(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  if (!mayMatter(systems, suggestion)) return [];
  const contract = portContract(systems);
  return [
    ...brokenContracts(contract, suggestion),
    ...wrongAddresses(contract, systems, suggestion),
  ];
}

/** Whether a manifest is changed, or code that listens or addresses: else all ports stay as they are. */
function mayMatter(systems: Systems, suggestion: Suggestion): boolean {
  const { before, after } = systems;
  if (before.topology.services.length + after.topology.services.length === 0) return false;
  const manifests = new Set([...before.manifests, ...after.manifests].map(({ path }) => path));
  if (
    suggestion.files.some(
      ({ path, renamedFrom = path }) => manifests.has(path) || manifests.has(renamedFrom),
    )
  ) {
    return true;
  }
  const listening = readChanged(systems, suggestion, listensIn);
  const written = readChanged(systems, suggestion, addressesIn);
  const portsOf = (all: readonly Listen[]): string => all.map(({ port }) => port).join();
  const known = new Set(written.before.map(({ host, port }) => `${host}:${port}`));
  return (
    portsOf(listening.before) !== portsOf(listening.after) ||
    before.settings.length !== after.settings.length ||
    before.settings.some(({ value }, index) => value !== after.settings[index]?.value) ||
    written.after.some(({ host, port }) => !known.has(`${host}:${port}`))
  );
}

function portContract(systems: Systems): Contract {
  const written = readSides(systems, addressesIn);
  const listening = readSides(systems, listensIn);
  const side = (name: 'before' | 'after') => {
    const view = systems[name];
    const offers = [...manifestOffers(view), ...listenOffers(listening[name], view)];
    const uses = [...addressUses(written[name], view), ...backendUses(view), ...targetUses(view)];
    return { offers, uses };
  };
  const [before, after] = [side('before'), side('after')];
  return {
    offers: { before: before.offers, after: after.offers },
    uses: { before: before.uses, after: after.uses },
    verb: ['addresses', 'address'],
    advice: 'Change them with it, or keep both ports for a while.',
    scopeOf: createScopes(systems),
  };
}

/** A new address whose service offers other ports, and not this one. */
function wrongAddresses(
  { offers, uses }: Contract,
  { before, after }: Systems,
  suggestion: Suggestion,
): readonly Finding[] {
  const known = new Set(uses.before.map(({ key, file }) => `${key} ${file}`));
  const offered = new Map(offers.after.map((offer) => [offer.key, offer]));
  const added = new Set(
    suggestion.files.flatMap(({ path, added }) => added.map(({ line }) => `${path}:${line}`)),
  );
  const isNew = ({ key, file, line }: Use): boolean =>
    !offered.has(key) && !known.has(`${key} ${file}`) && added.has(`${file}:${line}`);
  return uses.after.filter(isNew).flatMap((use) => {
    const [kind = '', service = '', port = ''] = use.key.split(' ');
    const others = offers.after.filter(({ key }) => key.startsWith(`${kind} ${service} `));
    const [nearest] = others;
    if (!nearest || (before.resolve(service) === undefined && after.resolve(service) === undefined))
      return [];
    const ports = [...new Set(others.map(({ key }) => key.split(' ')[2] ?? ''))];
    const isSure = others.some(({ group }) => / of /.test(group));
    return [
      {
        kind: 'dependency',
        severity: isSure ? 'error' : 'warning',
        verdict: 'ignored',
        message: `${service} offers no port ${port}; it offers ${ports.join(', ')}.`,
        subject: service,
        ...placeIn(suggestion, use),
        line: use.line,
        source: { file: nearest.file, line: nearest.line },
      } satisfies Finding,
    ];
  });
}

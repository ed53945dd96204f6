import type { Finding, Suggestion } from '../../model/audit.ts';
import type { Mention } from '../../topology/facts.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { unitsOf } from './manifestChanges.ts';
import type { Sides } from './sides.ts';
import type { Systems, SystemView } from './systems.ts';

/** Services that go away or are renamed while somebody still calls them by their name. */
export function brokenServices(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  const { before, after } = systems;
  const isLost = ({ host }: Mention): boolean =>
    before.resolve(host) !== undefined && after.resolve(host) === undefined;
  const lost = after.mentions.filter(isLost);
  if (lost.length === 0) return [];
  const uses = lost.map(
    (mention): Use => ({ ...mention, key: serviceOf(mention.host, before), by: mention.from }),
  );
  const isWaited = lost.every(({ status }) => status === 'ordered');
  const offers: Sides<Offer> = { before: offersOf(before), after: offersOf(after) };
  const kept = offers.after.filter(({ key }) => !uses.some((use) => use.key === key));
  return brokenContracts(
    {
      offers: { before: offers.before, after: kept },
      uses: { before: [], after: uses },
      verb: isWaited ? ['waits for', 'wait for'] : ['addresses', 'address'],
      advice: 'Change them with it, or keep the old name as an alias.',
    },
    suggestion,
  );
}

function serviceOf(host: string, { resolve }: SystemView): string {
  return resolve(host) ?? host;
}

/** Services where a manifest describes them. */
function offersOf({ manifests, resolve }: SystemView): readonly Offer[] {
  return manifests.flatMap((manifest) =>
    [...unitsOf(manifest).values()].flatMap(({ kind, name, file, tree }): readonly Offer[] => {
      const service = isRunning(kind) ? resolve(name) : undefined;
      return service === undefined
        ? []
        : [
            {
              key: service,
              group: file,
              what: `Service ${service}`,
              subject: service,
              file,
              line: tree.keyLine ?? tree.line,
            },
          ];
    }),
  );
}

function isRunning(kind: string): boolean {
  return /^(service|Service|Deployment|StatefulSet|DaemonSet|Pod|Rollout)$/.test(kind);
}

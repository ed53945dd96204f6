import { formatCount, formatProbability } from '../format.ts';
import { t } from '../l10n.ts';
import type { Edge, Shown, Status, Suspect, SystemMap } from './state.ts';

/** How a dependency is known, for people. */
export const statusWords: Readonly<
  Record<Status, { readonly name: string; readonly means: string }>
> = {
  observed: { name: t('Observed'), means: t('seen in logs') },
  called: { name: t('Called'), means: t('a call in the code') },
  addressed: { name: t('Addressed'), means: t('an address in the settings') },
  allowed: { name: t('Allowed'), means: t('a policy or route lets it through') },
  ordered: { name: t('Ordered'), means: t('only started after it') },
};

/** `web depends on cart: an address in the settings (env).` */
export function edgeText({ from, to, status, kind }: Edge): string {
  return t('{0} depends on {1}: {2} ({3}).', from, to, statusWords[status].means, kind);
}

export const suspectText = ({ rank, confidence }: Suspect): string =>
  t('suspect {0} · {1}', rank, formatProbability(confidence));

/** What a screen reader is told of a service in the graph. */
export function serviceText({ map, suspects }: Shown, service: string): string {
  const { edges } = map;
  const users = edges.filter(({ to }) => to === service).length;
  const used = edges.filter(({ from }) => from === service).length;
  const suspect = suspects.find((each) => each.service === service);
  return [
    suspect ? t('{0} {1} of the open diagnosis', service, suspectText(suspect)) : service,
    t('used by {0}', users),
    t('depends on {0}', used),
    t('{0} hit if it fails', formatCount(surelyHit(map, service), 'service')),
  ].join(', ');
}

/** How many services are hit when it fails, by what is known of calls. */
export const surelyHit = ({ dependents }: SystemMap, service: string): number =>
  dependents[service]?.filter(({ isSure }) => isSure).length ?? 0;

export function graphText({ folder, map: { services, edges } }: Shown): string {
  const [services_, edges_] = [
    formatCount(services.length, 'service'),
    formatCount(edges.length, 'dependency', 'dependencies'),
  ];
  return t(
    'Services of {0}: {1}, {2}. Arrow keys move between services, Enter shows one. The same is in the list.',
    folder,
    services_,
    edges_,
  );
}

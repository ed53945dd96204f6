import { formatCount, formatProbability } from '../format.ts';
import type { Edge, Shown, Status, Suspect, SystemMap } from './state.ts';

/** How a dependency is known, for people. */
export const statusWords: Readonly<
  Record<Status, { readonly name: string; readonly means: string }>
> = {
  observed: { name: 'Observed', means: 'seen in logs' },
  called: { name: 'Called', means: 'a call in the code' },
  addressed: { name: 'Addressed', means: 'an address in the settings' },
  allowed: { name: 'Allowed', means: 'a policy or route lets it through' },
  ordered: { name: 'Ordered', means: 'only started after it' },
};

/** `web depends on cart: an address in the settings (env).` */
export function edgeText({ from, to, status, kind }: Edge): string {
  return `${from} depends on ${to}: ${statusWords[status].means} (${kind}).`;
}

export const suspectText = ({ rank, confidence }: Suspect): string =>
  `suspect ${rank} · ${formatProbability(confidence)}`;

/** What a screen reader is told of a service in the graph. */
export function serviceText({ map, suspects }: Shown, service: string): string {
  const { edges } = map;
  const users = edges.filter(({ to }) => to === service).length;
  const used = edges.filter(({ from }) => from === service).length;
  const suspect = suspects.find((each) => each.service === service);
  return [
    suspect ? `${service} ${suspectText(suspect)} of the open diagnosis` : service,
    `used by ${users}`,
    `depends on ${used}`,
    `${formatCount(surelyHit(map, service), 'service')} hit if it fails`,
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
  return `Services of ${folder}: ${services_}, ${edges_}. Arrow keys move between services, Enter shows one. The same is in the list.`;
}

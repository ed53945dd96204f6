import type { SystemView } from '../dependency/systems.ts';
import type { OpenDiagnosis, OpenHypothesis } from './openDiagnosis.ts';

/** Below this a hypothesis says too little of anybody's health. */
const BELIEVED = 0.35;

/** What the open diagnosis says of services that are not well, each in a few words. */
export function unhealthyServices(
  diagnosis: OpenDiagnosis | undefined,
  system: Pick<SystemView, 'topology' | 'resolve'>,
): ReadonlyMap<string, string> {
  const believed = (diagnosis?.hypotheses ?? []).filter(({ confidence }) => confidence >= BELIEVED);
  const said = believed.flatMap((hypothesis) => saidOf(hypothesis, system));
  // What is said first is said by the likelier explanation.
  return new Map([...said].reverse());
}

function saidOf(
  { service, title, claims }: OpenHypothesis,
  { topology, resolve }: Pick<SystemView, 'topology' | 'resolve'>,
): readonly (readonly [string, string])[] {
  const blamed = service === undefined ? [] : [[resolve(service) ?? service, title] as const];
  const told = claims.filter(({ role }) => role !== 'ruledOut');
  return [
    ...blamed,
    ...told.flatMap(({ text }) =>
      topology.services.filter((name) => names(text, name)).map((name) => [name, text] as const),
    ),
  ];
}

/** The name as a word of its own: `cart` is not in `cartographer`, nor in `shopping-cart`. */
export function names(text: string, name: string): boolean {
  if (name.length < 3) return false;
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  const isPart = (sign: string | undefined): boolean => sign !== undefined && /[\w-]/.test(sign);
  return at >= 0 && !isPart(text[at - 1]) && !isPart(text[at + name.length]);
}

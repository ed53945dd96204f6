import type { SystemView } from '../dependency/systems.ts';
import type { OpenDiagnosis } from './openDiagnosis.ts';

/** Below this a hypothesis says too little of anybody's health. */
const BELIEVED = 0.35;

/** What the open diagnosis says of services that are not well, each in a few words. */
export function unhealthyServices(
  diagnosis: OpenDiagnosis | undefined,
  { topology, resolve }: Pick<SystemView, 'topology' | 'resolve'>,
): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const note = (service: string | undefined, text: string): void => {
    if (service !== undefined && !said.has(service)) said.set(service, text);
  };
  for (const { service, title, claims, confidence } of diagnosis?.hypotheses ?? []) {
    if (confidence < BELIEVED) continue;
    note(service === undefined ? undefined : (resolve(service) ?? service), title);
    for (const { text, role } of claims) {
      if (role === 'ruledOut') continue;
      for (const name of topology.services) if (names(text, name)) note(name, text);
    }
  }
  return said;
}

/** The name as a word of its own: `cart` is not in `cartographer`, nor in `shopping-cart`. */
export function names(text: string, name: string): boolean {
  if (name.length < 3) return false;
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  const isPart = (sign: string | undefined): boolean => sign !== undefined && /[\w-]/.test(sign);
  return at >= 0 && !isPart(text[at - 1]) && !isPart(text[at + name.length]);
}

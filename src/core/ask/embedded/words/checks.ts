import type { Probe } from '../../../model/hypothesis.ts';
import type { Clue } from '../clues.ts';
import { probesByKind } from '../probes.ts';
import { upperFirst } from '../text.ts';
import { partyIn, whereaboutsOf } from './names.ts';

/** The checks of a known failure, or one for its kind, with the names of this run filled in. */
export function probesFor(clue: Clue, service: string | undefined): readonly Probe[] {
  const known = clue.signature?.signature.probes ?? [];
  const { kind } = clue.tell;
  const probes = known.length > 0 || kind === 'trailer' ? known : [probesByKind[kind]];
  return probes.map((probe) => filledIn(probe, clue, service));
}

function filledIn(probe: Probe, clue: Clue, service: string | undefined): Probe {
  const { command } = probe;
  return {
    title: sentence(probe.title).replace(/\.$/, ''),
    ...(command !== undefined && { command: withNames(command, clue, service) }),
    confirms: sentence(probe.confirms),
    refutes: sentence(probe.refutes),
  };
}

/** Placeholders stand in capitals; one whose name is not known stays, to be filled in by hand. */
function withNames(command: string, { record, text }: Clue, service: string | undefined): string {
  const { pod, namespace, host } = whereaboutsOf(record);
  const party = partyIn(text);
  const names: Readonly<Record<string, string | undefined>> = {
    POD: pod,
    NAMESPACE: namespace,
    NS: namespace,
    NODE: host,
    SERVICE: service,
    UNIT: service,
    HOST: party?.host,
    PORT: party?.port,
  };
  return command.replace(/\b[A-Z]{2,12}\b/g, (name) => {
    const known = names[name];
    return known !== undefined && /^[\w.:-]{1,200}$/.test(known) ? known : name;
  });
}

/** `well below the limit` -> `Well below the limit.` */
const sentence = (text: string): string =>
  `${upperFirst(text.trim().replace(/\.$/, '').replace(/ - /g, '; '))}.`;

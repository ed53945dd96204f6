import type { Probe, ProposedHypothesis } from '../../model/hypothesis.ts';
import type { Clue } from './clues.ts';
import type { Incident } from './incidents.ts';
import { probesByKind } from './probes.ts';
import { shorten, upperFirst } from './text.ts';

/** An explanation with the incident it is made from; a usual cause that no line shows has none. */
export interface Contender {
  readonly hypothesis: ProposedHypothesis;
  readonly incident: Incident | undefined;
}

/** The check that would tell the first explanation from its rival, and what each of them predicts. */
export function discriminatingProbe(
  first: Contender,
  second: Contender | undefined,
): Probe | undefined {
  const { incident } = first;
  if (!incident) {
    return undefined;
  }
  if (!second?.incident) {
    return betweenCauses(incident.cause);
  }
  const [own, other] = [nameOf(first), nameOf(second)];
  const [mine, theirs] = [incident.cause, second.incident.cause];
  const kinds = [mine.tell.kind, theirs.tell.kind];
  const [kind, rivalKind] = kinds;
  if (kind === undefined || kind === rivalKind || kind === 'trailer' || rivalKind === 'trailer') {
    return byOrder(own, other, mine, theirs);
  }
  const [probe, rivalProbe] = [probeOf(first, kind), probesByKind[rivalKind ?? 'failure']];
  return {
    title: `Tell it from ${other}: ${lowerFirst(probe.title)}`,
    ...(probe.command !== undefined && { command: probe.command }),
    confirms: `${probe.confirms} That speaks for ${own}.`,
    refutes: `It is not so, and ${lowerFirst(rivalProbe.confirms)} That speaks for ${other}.`,
  };
}

const nameOf = ({ hypothesis }: Contender): string => `“${shorten(hypothesis.title, 60)}”`;

const probeOf = ({ hypothesis }: Contender, kind: keyof typeof probesByKind): Probe =>
  hypothesis.probes[0] ?? probesByKind[kind];

/** Of two failures of one kind, the one that comes without the other is not its consequence. */
function byOrder(own: string, other: string, mine: Clue, theirs: Clue): Probe {
  const files = [...new Set([mine.file.name, theirs.file.name])];
  const words = [mine, theirs].map(wordsOf);
  const isShown = words.every((word) => word !== undefined) && files.every(isPlain);
  return {
    title: `Tell it from ${other}: see in an earlier or longer log which of the two comes alone`,
    ...(isShown && {
      command: `grep -nF ${words.map((word) => `-e '${word}'`).join(' ')} ${files.join(' ')}`,
    }),
    confirms: `${own} comes first, also where the other is missing.`,
    refutes: `${other} comes first, and this one never without it.`,
  };
}

/** Words of a line without anything that varies or that a shell would read. */
const wordsOf = ({ text }: Clue): string | undefined =>
  /[A-Za-z][A-Za-z ,:._-]{7,50}[A-Za-z]/.exec(text)?.[0];

const isPlain = (name: string): boolean => /^[\w./-]{1,120}$/.test(name);

/** A known failure's two likeliest causes, each by its sign. */
function betweenCauses({ signature }: Clue): Probe | undefined {
  const [first, second] = signature?.signature.causes ?? [];
  return first && second
    ? {
        title: `Tell its usual causes apart: ${lowerFirst(ended(first.cause))}`,
        confirms: upperFirst(ended(first.sign)),
        refutes: `${upperFirst(ended(second.sign))} That speaks for the next usual one, “${second.cause.replace(/\.$/, '')}”.`,
      }
    : undefined;
}

const ended = (text: string): string => `${text.trim().replace(/\.$/, '')}.`;

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;

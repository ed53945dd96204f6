import { exceptionChain } from '../../tells/exceptionChain.ts';
import type { Clue } from './clues.ts';
import type { Incident } from './incidents.ts';
import { storyOf } from './story.ts';
import { commonNames, fileStem, serviceName } from './words/names.ts';

/** Lead over the accused beyond which what the caller says stands by itself. */
const closest = 0.35;
/** Milliseconds by which the accused may be later: clocks differ. */
const tolerance = 2000;

/**
 * Who says that another party does not answer names whom to ask: when that party failed by itself,
 * and not later, its failure explains the caller's.
 */
export function blameNamed(incidents: readonly Incident[]): readonly Incident[] {
  const [lead, ...rivals] = incidents;
  if (!lead) {
    return incidents;
  }
  const isCall = lead.cause.tell.kind === 'network';
  const accused = rivals.find(
    (rival) =>
      rival.score >= lead.score - closest &&
      rival.cause.tell.kind !== 'network' &&
      (isCall ? names(lead, rival) : passesOn(lead, rival)) &&
      (startOf(rival) ?? Number.POSITIVE_INFINITY) <= (startOf(lead) ?? 0) + tolerance,
  );
  return accused ? [accused, ...incidents.filter((one) => one !== accused)] : incidents;
}

function names(caller: Incident, callee: Incident): boolean {
  const [from, to] = [caller, callee].map(({ cause }) => nameOf(cause));
  const name = to === undefined ? '' : serviceName(to).toLowerCase();
  const said = caller.cause.text.toLowerCase();
  return from !== to && ((name.length > 3 && said.includes(name)) || isCalled(name, said));
}

/** What wrote a line: its service, or the log that is called after it. */
function nameOf({ record, file }: Clue): string | undefined {
  const stem = fileStem(file.name);
  return record.service ?? (commonNames.test(stem) ? undefined : stem);
}

/** `upstream: "fastcgi://php:9000"` calls what writes `php-fpm.log`. */
function isCalled(name: string, said: string): boolean {
  const hosts = [...said.matchAll(/\b\w{2,12}:\/\/([a-z][\w.-]{1,80}):\d{2,5}\b/g)];
  return hosts.some(([, host = '']) => host.length > 2 && name.startsWith(`${host}-`));
}

/**
 * `job=7 failed` with `ResponseError: MISCONF Redis ...` only passes on what another party answered:
 * the exception names it, and it has a log of its own.
 */
function passesOn({ cause }: Incident, { cause: other }: Incident): boolean {
  const name = (other.record.service ?? fileStem(other.file.name)).toLowerCase();
  const said = exceptionChain(storyOf(cause)).links.at(-1)?.message.toLowerCase() ?? '';
  return (
    cause.fileIndex !== other.fileIndex &&
    name.length > 3 &&
    !commonNames.test(name) &&
    said.split(/[^\w-]+/).includes(name)
  );
}

const startOf = ({ cause, echoes }: Incident): number | undefined =>
  [cause, ...echoes]
    .flatMap(({ record }) => record.timestamp ?? [])
    .reduce<number | undefined>((first, time) => Math.min(first ?? time, time), undefined);

/** The same known failure in another log, at the same time, is no rival: it is who else was hit. */
export function withoutEchoes(incidents: readonly Incident[]): readonly Incident[] {
  const [lead] = incidents;
  return incidents.filter((one) => one === lead || lead === undefined || !isEcho(one, lead));
}

function isEcho(one: Incident, lead: Incident): boolean {
  const signature = lead.cause.signature?.signature.id;
  return (
    signature !== undefined &&
    one.cause.signature?.signature.id === signature &&
    one.cause.fileIndex !== lead.cause.fileIndex &&
    startOf(one) !== undefined
  );
}

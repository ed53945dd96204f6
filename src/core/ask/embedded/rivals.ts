import { Severity } from '../../model/severity.ts';
import { exceptionChain } from '../../tells/exceptionChain.ts';
import type { Clue } from './clues.ts';
import type { Incident } from './incidents.ts';
import { storyOf } from './story.ts';
import { commonNames, fileStem, partyIn, serviceName } from './words/names.ts';

/** Lead over the accused beyond which what the caller says stands by itself. */
const closest = 0.35;
/** Milliseconds by which the accused may be later: clocks differ. */
const tolerance = 2000;

/**
 * Who says that another party does not answer names whom to ask: when that party failed by itself,
 * and not later, its failure explains the caller's.
 */
export function blameNamed(incidents: readonly Incident[]): readonly Incident[] {
  const [first] = incidents;
  if (!first) {
    return incidents;
  }
  // The accused may only have waited for somebody itself, so the blame is followed on.
  const passed = [first];
  for (
    let next = accusedBy(first, incidents, passed);
    next !== undefined;
    next = accusedBy(next, incidents, passed)
  ) {
    passed.push(next);
  }
  const last = passed.at(-1) ?? first;
  // It may lead by itself; who waits for it waits all the same.
  const others = incidents.filter((one) => !passed.includes(one));
  const callers = [...passed.slice(0, -1), ...others.filter((one) => accusedBy(one, [last], []))];
  const lead =
    callers.length === 0 ? last : { ...last, callers: callers.map(({ cause }) => cause) };
  return [lead, ...incidents.filter((one) => one !== last)];
}

function accusedBy(
  lead: Incident,
  incidents: readonly Incident[],
  passed: readonly Incident[],
): Incident | undefined {
  const isCall = lead.cause.tell.kind === 'network';
  return incidents.find(
    (rival) =>
      !passed.includes(rival) &&
      rival.score >= lead.score - closest &&
      ((isCall ? isCallee(lead, rival) : passesOn(lead, rival)) || isMetIn(lead, rival)) &&
      (isNotLater(rival, lead) || (startOf(rival) === undefined && names(lead, rival))),
  );
}

/** A cluster's events may tell how long ago they were, and no time. */
const isNotLater = (rival: Incident, lead: Incident): boolean =>
  (startOf(rival) ?? Number.POSITIVE_INFINITY) <=
  (startOf(lead) ?? 0) + (isPodOf(rival, lead) ? report : tolerance);

/** Kinds that stand by themselves: nothing else has to explain them. */
const own = /^(?:crash|compile|test|network|trailer)$/;

/**
 * Another log told before of a failure with the very thing that is named here, e.g. `orders-3` or a block:
 * who meets it there fails of it.
 */
function isMetIn({ cause }: Incident, { cause: other }: Incident): boolean {
  const [from, to] = [other.record.timestamp, cause.record.timestamp];
  const isBefore = from !== undefined && to !== undefined && from < to;
  const isFounded = other.record.severityNumber >= Severity.error && !own.test(other.tell.kind);
  if (
    cause.fileIndex === other.fileIndex ||
    !isBefore ||
    !isFounded ||
    cause.tell.kind === 'crash'
  ) {
    return false;
  }
  const named = thingsIn(cause);
  return [...thingsIn(other)].some((thing) => named.has(thing));
}

/** Names with a number, as partitions, blocks, volumes and orders have them; a thread's is none. */
function thingsIn(clue: Clue): ReadonlySet<string> {
  const thread = clue.record.attributes['thread.name'] ?? '';
  const said = [clue.text, ...storyOf(clue).slice(0, 3)].join(' ').slice(0, 1200);
  const things =
    said.match(/(?<![\w./-])[A-Za-z]{2,30}(?:[-_][A-Za-z]{1,30}){0,4}[-_]\d{1,19}\b/g) ?? [];
  return new Set(
    things.filter((thing) => thing.length >= shortestThing && !thread.includes(thing)),
  );
}
const shortestThing = 6;

/** Milliseconds after which a cluster tells what keeps a pod from starting: it tries for a while. */
const report = 60_000;

/** Whom a caller waits for: a party that it names, or a known failure that kept it waiting. */
const isCallee = (caller: Incident, other: Incident): boolean =>
  names(caller, other) || (other.cause.tell.kind !== 'network' && keptWaiting(caller, other));

/** Milliseconds before a caller gives up in which what it waits for began to fail. */
const patience = 120_000;

/** A caller that names nobody: a known failure of another log, right before, is who kept it waiting. */
function keptWaiting(caller: Incident, other: Incident): boolean {
  const [from, to] = [startOf(other), startOf(caller)];
  return (
    caller.cause.fileIndex !== other.cause.fileIndex &&
    (isKnownCause(other) || isFull(other)) &&
    partyIn(caller.cause.text) === undefined &&
    from !== undefined &&
    to !== undefined &&
    from <= to &&
    to - from <= (isFull(other) ? lastingly : patience)
  );
}

const isKnownCause = ({ cause: { signature } }: Incident): boolean =>
  signature !== undefined && signature.signature.role !== 'symptom';

/** What is full or read-only stays so, and who writes there waits. */
const isFull = ({ cause }: Incident): boolean =>
  cause.tell.kind === 'resource' &&
  cause.record.severityNumber >= Severity.error &&
  /\bfull\b|no space|read-only/i.test(cause.text);
const lastingly = 15 * 60_000;

function names(caller: Incident, callee: Incident): boolean {
  const [from, to] = [caller, callee].map(({ cause }) => nameOf(cause));
  const name = to === undefined ? '' : serviceName(to).toLowerCase();
  const said = caller.cause.text.toLowerCase();
  const isNamed = (name.length > 3 && said.includes(name)) || isCalled(name, said);
  return (from !== to && isNamed) || isPodOf(callee, caller);
}

/** What wrote a line: its service, or the log that is called after it. */
function nameOf({ record, file }: Clue): string | undefined {
  const stem = fileStem(file.name);
  return record.service ?? (commonNames.test(stem) ? undefined : stem);
}

/** What a cluster tells of `pod/postgres-0` explains who gets no answer from `postgres:5432`. */
function isPodOf({ cause }: Incident, caller: Incident): boolean {
  const host = partyIn(caller.cause.text)?.host.split('.')[0] ?? '';
  const pod = /\bpod[ /"=]{1,2}(?:[\w-]{1,60}\/)?([a-z][\w-]{2,120})/.exec(cause.text)?.[1] ?? '';
  return host.length > 3 && (pod === host || pod.startsWith(`${host}-`));
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
  const message = exceptionChain(storyOf(cause)).links.at(-1)?.message ?? '';
  const said = `${message} ${own.test(cause.tell.kind) ? '' : cause.text}`.toLowerCase();
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
  const [best] = incidents;
  const alike = incidents.filter(
    (one) => best !== undefined && (one === best || isEcho(one, best)),
  );
  // Whose log told it first is where it is; the others met it there. A server's own log knows best.
  const first = alike.reduce(
    (earliest, one) => (isClearlyBefore(one, earliest) ? one : earliest),
    alike[0] as Incident,
  );
  const lead = isOwn(first) ? first : (alike.find((one) => isOwn(one)) ?? first);
  return best === undefined ? [] : [lead, ...incidents.filter((one) => !alike.includes(one))];
}

/** Whether what wrote it is the technology that the known failure is one of: `redis.log` of Redis. */
function isOwn({ cause }: Incident): boolean {
  const technology = cause.signature?.signature.technology.toLowerCase() ?? '';
  const written = `${cause.record.service ?? ''} ${fileStem(cause.file.name)}`.toLowerCase();
  return technology.length > 3 && written.split(/[^a-z]+/).includes(technology);
}

function isClearlyBefore(one: Incident, other: Incident): boolean {
  return (
    (startOf(one) ?? Number.POSITIVE_INFINITY) < (startOf(other) ?? 0) - tolerance &&
    one.score >= other.score - closest
  );
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

import type { TellKind } from '../../../tells/tell.ts';
import type { Material } from '../../reasoner.ts';
import type { Clue } from '../clues.ts';
import type { Incident } from '../incidents.ts';
import { type Subject, textOf } from '../subject.ts';
import { plain, shorten } from '../text.ts';
import { toldKind } from './kind.ts';
import { phraseOf, readable, saidIn, withoutNoise } from './said.ts';
import { extentOf, inWords } from './since.ts';

/** Characters of a summary; the claims say the rest. */
const longest = 900;

/** Characters of a quoted message; enough for the names it holds. */
const longestQuote = 320;

/** Two or three sentences: what happened, where and since when; why; what else it hit. */
export function summaryOf(
  incident: Incident,
  others: readonly Told[],
  subject: Subject,
  service: string | undefined,
  material: Material,
): string {
  const { cause } = incident;
  const known = cause.signature?.signature;
  const parts = [
    happened(cause, subject, service, material),
    ...subject.details.filter((detail) => !repeats(detail, cause)),
    known && known.role !== 'trailer' ? known.meaning : undefined,
    alsoFailing({ incident, service }, others, material),
  ];
  return shorten(parts.filter((part) => part !== undefined).join(' '), longest);
}

/** `It was reported as “X”` says nothing new where X is what was quoted. */
function repeats(detail: string, cause: Clue): boolean {
  const inner = /“([^”]{8,400})”/.exec(detail)?.[1]?.replace(/…$/, '');
  return (
    /^It goes on: “\W*\w{0,8}\W*”\.$/.test(detail) ||
    (inner !== undefined && plain(cause.text, longestQuote).includes(inner))
  );
}

/** An incident with the name of what it is about. */
export interface Told {
  readonly incident: Incident;
  readonly service: string | undefined;
}

function happened(
  cause: Clue,
  { where }: Subject,
  service: string | undefined,
  material: Material,
): string {
  const said = plain(readable(phraseOf(saidIn(textOf(cause)))), longestQuote).replace(
    /[.\s]+$/,
    '',
  );
  const extent = inWords(extentOf(cause, material));
  const when = extent === '' ? '' : `, ${extent}`;
  const place = where !== undefined && !said.includes(where) ? ` in ${where}` : '';
  return `${openingOf(cause, service)}: “${said}”${place}${when}.`;
}

function openingOf(clue: Clue, service: string | undefined): string {
  const { tell, text, signature } = clue;
  const who = service ?? (tell.kind === 'crash' ? 'The system' : 'The program');
  // A known failure is told by what it means; the kind of its line may mislead.
  if (signature && signature.signature.role !== 'trailer' && !plainKinds.has(tell.kind)) {
    return `${service ?? 'The log'} reports`;
  }
  if (tell.kind === 'crash' && /\b(?:WARNING|INFO): /.test(text)) {
    return `${service ?? 'The system'} found a fault in itself`;
  }
  return openings[toldKind(clue)].replace('%s', () => who);
}

/** Kinds whose own words are never wrong. */
const plainKinds: ReadonlySet<TellKind> = new Set(['crash', 'exception', 'compile', 'test']);

const openings: Readonly<Record<TellKind, string>> = {
  crash: '%s crashed',
  exception: '%s reports an exception',
  compile: 'The build stops',
  test: 'A test fails',
  dependency: '%s lacks something that it needs, or what is there does not fit',
  resource: '%s ran into a limit',
  network: '%s gets no answer from another party',
  permission: '%s is refused access',
  data: '%s cannot use its input or configuration',
  slow: '%s waits',
  failure: '%s reports a failure',
  trailer: '%s ended badly',
};

/** Neighbours in a summary, and the characters of what each says; the claims say the rest. */
const mostNeighbours = 2;
const longestNeighbour = 72;

/** A failure scores at least this to be worth a mention beside another. */
const mentioned = 0.6;

/** What else fails in a log with times: neighbours that may be echoes, or the cause of this one. */
function alsoFailing(own: Told, others: readonly Told[], material: Material): string | undefined {
  const { cause } = own.incident;
  if (cause.record.timestamp === undefined) {
    return undefined;
  }
  const told = others
    .filter(({ incident }) => incident.score >= mentioned)
    .filter(({ incident }) => phrase(incident.cause) !== phrase(cause))
    .map((other) => neighbour(other, own, material));
  return told.length === 0 ? undefined : [...new Set(told)].slice(0, mostNeighbours).join(' ');
}

const phrase = (clue: Clue): string => shorten(withoutNoise(phraseOf(saidIn(textOf(clue)))), 110);

function neighbour(other: Told, own: Told, material: Material): string {
  const { cause } = other.incident;
  const { first } = extentOf(cause, material);
  const said = `“${shorten(phrase(cause), longestNeighbour)}”`;
  const isBefore = (seen(cause, material) ?? 0) < (seen(own.incident.cause, material) ?? 0);
  const when = first === undefined ? '' : `${isBefore ? ', already' : ''} from ${first} on`;
  return other.service === undefined || other.service === own.service
    ? `Also failing${when}: ${said}.`
    : `${other.service} fails too${when}: ${said}.`;
}

const seen = ({ template }: Clue, { mined }: Material): number | undefined =>
  mined.templates[template]?.firstSeen;

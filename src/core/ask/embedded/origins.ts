import type { Cite, Claim } from '../../model/claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Origin } from '../../model/source.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { linesWith, quoted } from './shown.ts';
import { quoteOf } from './text.ts';

/** Claims of the source that are told of one failure. */
const MOST = 3;

/** What is told of the source that a failure comes from. */
interface Traced {
  readonly claims: readonly Claim[];
  /** For a headline, where the failing lines themselves were changed: `after the commit “Hand out copies”`. */
  readonly after: string | undefined;
}

/** Where the decisive line comes from in the workspace's own source, and what was changed there of late. */
export function originsOf(cause: Clue, { pack }: Material): Traced {
  const traced = pack.evidence.flatMap((evidence) =>
    evidence.origin && isOf(evidence.origin, cause)
      ? [{ ...evidence, origin: evidence.origin }]
      : [],
  );
  const places = traced.filter(({ kind }) => kind === 'code').map((one) => placeClaim(one, cause));
  const changes = traced.flatMap((one) => changeClaim(one, cause));
  const suspect = traced.find(({ origin }) => isSuspect(origin, cause))?.origin.change;
  return {
    claims: [...changes, ...places].slice(0, MOST),
    after: suspect && `after the commit ${quoted(suspect.subject, 70)}`,
  };
}

type TracedEvidence = Evidence & { readonly origin: Origin };

const isOf = ({ log }: Origin, { file, record }: Clue): boolean =>
  log.uri === file.uri && log.line >= record.startLine && log.line <= record.endLine;

const openings: Readonly<Record<Origin['how'], string>> = {
  prints: 'This line is printed by',
  raises: 'This error is raised by',
  frame: 'Its stack leads to',
};

function placeClaim({ id, origin, ...evidence }: TracedEvidence, cause: Clue): Claim {
  const { how, place, others, log } = origin;
  const line = origin.focus[0]?.startLine ?? evidence.startLine;
  const code = evidence.text.split('\n')[line - evidence.startLine]?.trim() ?? '';
  const alike = others.length === 0 ? '' : `, or by ${others.join(' or ')}, which says the same`;
  return {
    role: 'mechanism',
    text: `${openings[how]} ${place}${alike}.`,
    cites: [{ evidence: id, line, quote: quoteOf(code) }, citeLog(log.line, cause)],
  };
}

/** The line that the place explains, as far as it is shown; else the decisive one. */
function citeLog(wanted: number, { evidence, file, line: own }: Clue): Cite {
  const { startLine, endLine } = evidence;
  const line = wanted >= startLine && wanted <= endLine ? wanted : own;
  return { evidence: evidence.id, line, quote: quoteOf(file.lineAt(line)) };
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** What changed the failing lines themselves so shortly before is more than a circumstance. */
const SUSPECT = 7 * DAY;

function isSuspect({ how, change }: Origin, { record }: Clue): boolean {
  const before = (record.timestamp ?? Number.NaN) - (change?.time ?? Number.NaN);
  return how === 'frame' && before >= 0 && before <= SUSPECT;
}

function changeClaim(evidence: TracedEvidence, cause: Clue): readonly Claim[] {
  const { origin } = evidence;
  const { change, place } = origin;
  if (!change) {
    return [];
  }
  const { timestamp } = cause.record;
  const before = timestamp === undefined ? undefined : timestamp - change.time;
  const when = before === undefined ? '' : ` ${agoText(before)} before this`;
  const what = `commit ${change.commit.slice(0, 8)} of ${change.author}, ${quoted(change.subject, 90)}`;
  return [
    {
      role: isSuspect(origin, cause) ? 'cause' : 'mechanism',
      text: `${place} was changed${when} by ${what}${editText(evidence)}.`,
      // Without a quote: what the commit says of itself, and what it changed.
      cites: [{ evidence: evidence.id }],
    },
  ];
}

/** What stood there, and what stands there now. */
function editText(evidence: Evidence): string {
  const of = (isMeant: RegExp): string | undefined => {
    const [line] = linesWith(evidence, (text) => isMeant.test(text), 1);
    return line && quoted(line.quote.slice(1).trim(), 90);
  };
  const [from, to] = [of(/^-(?!--)\s*\S/), of(/^\+(?!\+\+)\s*\S/)];
  if (from !== undefined && to !== undefined) return `: ${from} became ${to}`;
  return to === undefined ? '' : `: ${to} was added`;
}

/** In words, since it is computed from two places and stands in neither. */
function agoText(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const hours = Math.floor(milliseconds / HOUR);
  if (days >= 1) return days === 1 ? 'a day' : `${words[days] ?? 'many'} days`;
  return hours >= 2 ? `${words[hours] ?? 'some'} hours` : 'shortly';
}

const words: readonly string[] =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

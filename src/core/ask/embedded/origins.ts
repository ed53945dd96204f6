import type { Cite, Claim } from '../../model/claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Origin } from '../../model/source.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { linesWith, quoted } from './shown.ts';
import { quoteOf } from './text.ts';

/** Claims of the source that are told of one failure. */
const MOST = 3;

/** Where the decisive line comes from in the workspace's own source, and what was changed there of late. */
export function originClaims(cause: Clue, { pack }: Material): readonly Claim[] {
  const traced = pack.evidence.flatMap((evidence) =>
    evidence.origin && isOf(evidence.origin, cause)
      ? [{ ...evidence, origin: evidence.origin }]
      : [],
  );
  const places = traced.filter(({ kind }) => kind === 'code').map((one) => placeClaim(one, cause));
  const changes = traced.flatMap((one) => changeClaim(one, cause));
  return [...changes, ...places].slice(0, MOST);
}

type Traced = Evidence & { readonly origin: Origin };

const isOf = ({ log }: Origin, { file, record }: Clue): boolean =>
  log.uri === file.uri && log.line === record.startLine;

const openings: Readonly<Record<Origin['how'], string>> = {
  prints: 'This line is printed by',
  raises: 'This error is raised by',
  frame: 'Its stack leads to',
};

function placeClaim({ id, origin, ...evidence }: Traced, cause: Clue): Claim {
  const { how, place, others, lines } = origin;
  const code = evidence.text.split('\n')[lines.startLine - evidence.startLine]?.trim() ?? '';
  const alike = others.length === 0 ? '' : `, or by ${others.join(' or ')}, which says the same`;
  return {
    role: 'mechanism',
    text: `${openings[how]} ${place}${alike}: ${quoted(code, 100)}.`,
    cites: [{ evidence: id, line: lines.startLine, quote: quoteOf(code) }, citeCause(cause)],
  };
}

const citeCause = ({ evidence, file, line }: Clue): Cite => ({
  evidence: evidence.id,
  line,
  quote: quoteOf(file.lineAt(line)),
});

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** What changed the failing lines themselves so shortly before is more than a circumstance. */
const SUSPECT = 7 * DAY;

function changeClaim(evidence: Traced, { record }: Clue): readonly Claim[] {
  const { origin } = evidence;
  const { change, how, place } = origin;
  if (!change) {
    return [];
  }
  const before = record.timestamp === undefined ? undefined : record.timestamp - change.time;
  const isSuspect = how === 'frame' && before !== undefined && before <= SUSPECT;
  const cites = [
    linesWith(evidence, (line) => line.startsWith(`commit ${change.commit}`), 1),
    linesWith(evidence, (line) => line.startsWith('Author: '), 1),
    linesWith(evidence, (line) => line === `    ${change.subject}`, 1),
    linesWith(evidence, (line) => /^-(?!--)\s*\S/.test(line), 1),
    linesWith(evidence, (line) => /^\+(?!\+\+)\s*\S/.test(line), 1),
  ].flat();
  const when = before === undefined ? '' : ` ${agoText(before)} before this`;
  const what = `commit ${change.commit.slice(0, 8)} of ${change.author}, ${quoted(change.subject, 90)}`;
  return [
    {
      role: isSuspect ? 'cause' : 'mechanism',
      text: `${place} was changed${when} by ${what}${editText(cites)}.`,
      cites,
    },
  ];
}

/** What stood there, and what stands there now. */
function editText(cites: readonly Cite[]): string {
  const of = (sign: string): string | undefined => {
    const line = cites.find(({ quote = '' }) => quote.startsWith(sign))?.quote;
    return line === undefined ? undefined : quoted(line.slice(1).trim(), 90);
  };
  const [from, to] = [of('-'), of('+')];
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

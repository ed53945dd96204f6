import { Severity } from '../../model/severity.ts';
import { exceptionChain } from '../../tells/exceptionChain.ts';
import type { Clue } from './clues.ts';

/** Characters of a message by which it is known again, and of a record in which it is looked for. */
const longest = 48;
const shortest = 24;
const farthest = 4000;
/** Characters in which a line that opens alike is the same message, and hands on nothing. */
const opening = 16;

/**
 * Whether one failure's record hands on what another one said: `500 for POST /orders` with
 * `Caused by: pool-1 - Connection is not available` hands on the pool's own line, in whatever file.
 */
export function handsOn(clue: Clue, origin: Clue): boolean {
  const isOther =
    clue.record.severityNumber >= Severity.warn &&
    clue.template !== origin.template &&
    (clue.fileIndex !== origin.fileIndex || clue.recordIndex !== origin.recordIndex);
  const essence = isOther ? essenceOf(origin) : undefined;
  return (
    essence !== undefined &&
    saidIn(clue).includes(essence) &&
    !masked(clue.text).startsWith(essence.slice(0, opening))
  );
}

/** Whether the one failure came before the other, as far as that is known. */
export function isBefore(one: Clue, other: Clue): boolean {
  const [from, to] = [one.record.timestamp, other.record.timestamp];
  return one.fileIndex === other.fileIndex
    ? one.line < other.line
    : from !== undefined && to !== undefined && from <= to + tolerance;
}

/** Milliseconds by which clocks of two logs may differ. */
const tolerance = 2000;

/** What a server answers to what its clients do: it is not at fault for having them. */
const refusal =
  /\btoo many\b|\brate limit|connection slots|\bquota\b|\bdenied\b|unauthori[sz]ed|authentication failed|\bforbidden\b|\binvalid\b/i;

const essences = new WeakMap<Clue, { readonly words: string | undefined }>();
const bodies = new WeakMap<Clue, string>();

/**
 * What a plain error says, without what varies, if it is long enough to be told from others. A trace's
 * own message is no such origin: every wrapper repeats it, and so do all who meet it.
 */
function essenceOf(clue: Clue): string | undefined {
  const known = essences.get(clue);
  if (known) return known.words;
  const { record } = clue;
  const isPlain =
    record.severityNumber >= Severity.error &&
    record.startLine === record.endLine &&
    !refusal.test(clue.text) &&
    exceptionChain([clue.text]).links.length === 0;
  const text = isPlain ? masked(clue.text).slice(0, longest).trim() : '';
  const isTelling = text.length >= shortest && /[a-z]\W+[a-z]+\W+[a-z]/.test(text);
  essences.set(clue, { words: isTelling ? text : undefined });
  return isTelling ? text : undefined;
}

function saidIn(clue: Clue): string {
  const known = bodies.get(clue) ?? masked(clue.record.body.slice(0, farthest));
  bodies.set(clue, known);
  return known;
}

const masked = (text: string): string =>
  text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();

import type { Clue } from './clues.ts';
import { handsOn } from './quoting.ts';

/** Failing lines that belong together, and which of them explains the others. */
export interface Incident {
  readonly cause: Clue;
  /** The others, most decisive first. */
  readonly echoes: readonly Clue[];
  /** Of the cause after ordering, about 0..1.3. */
  readonly score: number;
  /** Who named or waited for this one, and fails of it. */
  readonly callers?: readonly Clue[];
}

/** Lines apart within which failures without times belong together. */
const nearLines = 25;

/** Milliseconds apart within which failures of one writer belong together. */
const nearTime = 3000;

/** Milliseconds apart from which two lines are not one failure, however little was written between. */
const farTime = 30_000;

/** Most rival explanations that are worth a reader's time, and how far behind one may be. */
const most = 4;
const behind = 0.3;

/** Groups the clues, best first, and orders cause before echo inside each group. */
export function incidentsOf(
  clues: readonly Clue[],
  adjust: (clue: Clue) => number,
  onsetOf: (clue: Clue) => number | undefined,
): readonly Incident[] {
  const telling = clues.filter((clue) => clue.tell.kind !== 'trailer');
  // A trailer explains nothing, but it is all there is when nothing else speaks.
  const ranked = (telling.length > 0 ? telling : clues)
    .map((clue) => ({ clue, score: clue.score + adjust(clue) }))
    .sort(
      (a, b) =>
        b.score - a.score || a.clue.fileIndex - b.clue.fileIndex || a.clue.line - b.clue.line,
    );
  const taken = new Set<Clue>();
  const incidents: Incident[] = [];
  for (const { clue, score } of ranked) {
    if (incidents.length === most || score < (incidents[0]?.score ?? 0) - behind) break;
    if (taken.has(clue)) continue;
    const members = ranked.filter((other) => !taken.has(other.clue) && belongs(clue, other.clue));
    const cause = firstOf(clue, members, score);
    const echoes = members.map((member) => member.clue).filter((member) => member !== cause);
    for (const member of [cause, ...echoes]) taken.add(member);
    incidents.push({ cause, echoes, score });
  }
  return firstBegun(firstOfEquals(incidents), onsetOf);
}

/** Lead below which two explanations of a sequence of commands are as good. */
const equal = 0.03;

/** What builds tell of, command after command, whether each line has a time or not. */
const ofBuild = /^(?:compile|dependency|test)$/;

/**
 * Of explanations that are as good, the one that came first leads: in a log without times one
 * command follows the other. A service's log mixes writers, where being first means less.
 */
function firstOfEquals(incidents: readonly Incident[]): readonly Incident[] {
  const [best] = incidents;
  const lead = incidents
    .filter(
      ({ cause, score }) =>
        best !== undefined &&
        score >= best.score - equal &&
        cause.file === best.cause.file &&
        (cause.record.timestamp === undefined || ofBuild.test(cause.tell.kind)),
    )
    .reduce((first, one) => (first && one.cause.line < first.cause.line ? one : first), best);
  return lead ? [lead, ...incidents.filter((one) => one !== lead)] : incidents;
}

/**
 * Of explanations in several logs that say as little, the one that began first leads: the caller fails
 * of its callee a moment later, whichever file is read first.
 */
function firstBegun(
  incidents: readonly Incident[],
  onsetOf: (clue: Clue) => number | undefined,
): readonly Incident[] {
  const [best] = incidents;
  const begun = best && onsetOf(best.cause);
  if (!best || begun === undefined || best.cause.tell.kind === 'crash') {
    return incidents;
  }
  const lead = incidents
    .filter(
      ({ cause, score }) => score >= best.score - equal && cause.fileIndex !== best.cause.fileIndex,
    )
    .reduce(
      (first, one) =>
        (onsetOf(one.cause) ?? begun) < (onsetOf(first.cause) ?? begun) ? one : first,
      best,
    );
  return [lead, ...incidents.filter((one) => one !== lead)];
}

function belongs(a: Clue, b: Clue): boolean {
  if (a.template === b.template && a.fileIndex === b.fileIndex) {
    return true;
  }
  if (a.record.traceId !== undefined && a.record.traceId === b.record.traceId) {
    return true;
  }
  if (handsOn(a, b) || handsOn(b, a)) {
    return true;
  }
  if (a.fileIndex !== b.fileIndex) {
    return false;
  }
  if (a.recordIndex === b.recordIndex) {
    return true;
  }
  const [from, to] = [a.record.timestamp, b.record.timestamp];
  const isApart = from !== undefined && to !== undefined && Math.abs(from - to) > farTime;
  if (!isApart && Math.abs(a.line - b.line) <= nearLines / 2) {
    return true;
  }
  const isOneThread = a.record.attributes['thread.name'] === b.record.attributes['thread.name'];
  return from !== undefined && to !== undefined && isOneThread
    ? Math.abs(from - to) <= nearTime
    : Math.abs(a.line - b.line) <= nearLines;
}

/** Scores this close say the same; then the earlier line is the cause and the later its echo. */
const margin = 0.06;

function firstOf(
  best: Clue,
  members: readonly { readonly clue: Clue; readonly score: number }[],
  score: number,
): Clue {
  const isCrash = best.tell.kind === 'crash';
  return (
    members
      .filter(
        (member) => member.score >= score - margin && member.clue.fileIndex === best.fileIndex,
      )
      // What stands above a crash by chance is not why it crashed.
      .filter((member) => !isCrash || member.clue.tell.kind === 'crash')
      .map((member) => member.clue)
      .reduce((first, clue) => (clue.line < first.line ? clue : first), best)
  );
}

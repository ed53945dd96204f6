import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { quoted } from './shown.ts';

/** What a question can point at without being understood: names and words of errors, and times of day. */
interface Pointers {
  readonly words: readonly string[];
  /** Milliseconds since midnight. */
  readonly times: readonly number[];
}

/** Added to a line that the question points at; it decides between equals, not against the evidence. */
const named = 0.06;
/** Milliseconds around a time of the question. */
const around = 5 * 60_000;

/** Words of every question. */
const common =
  /^(?:what|when|where|which|whose|why|does|did|have|been|with|this|that|these|those|there|here|wrong|logs?|lines?|files?|anything|something|cause[ds]?|root|reason|problem|issue|error|errors|fail|fails|failed|failing|failure|happen(?:s|ed|ing)?|about|after|before|between|since|from|into|please|explain|find|show|tell|could|should|would|will|they|them|then|than|your|ours?|some|much|many|more|most|only|just|also|going|gone|keep|keeps|still|every|time|times|today|yesterday|users?|customers?|service|services|system|server|app|application)$/;

function pointersOf(question: string | undefined): Pointers {
  const text = (question ?? '').slice(0, 2000);
  const words = (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_.-]{2,60}/gu) ?? [])
    .map((word) => word.replace(/[.-]+$/, ''))
    .filter((word) => word.length > 3 && !common.test(word) && !/^[\d.-]+$/.test(word));
  const times = [...text.matchAll(/\b([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?\b/g)].map(
    ([, hour, minute, second = '0']) =>
      (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000,
  );
  return { words: [...new Set(words)], times };
}

/** How much a question raises a line. */
export function questionAdjustment(question: string | undefined): (clue: Clue) => number {
  const pointers = pointersOf(question);
  return (clue) => (isMeant(clue, pointers) ? named : 0);
}

function isMeant({ text, file, record }: Clue, { words, times }: Pointers): boolean {
  const said = `${text} ${file.name} ${record.service ?? ''} ${record.host ?? ''}`.toLowerCase();
  const ofDay = record.timestamp === undefined ? Number.NaN : record.timestamp % 86_400_000;
  return (
    words.some((word) => said.includes(word)) ||
    times.some((time) => Math.abs(time - ofDay) <= around)
  );
}

/** What to say where nothing that a question names was found; `What is wrong?` is answered by the rest. */
export function unansweredText({ question }: Material, clues: readonly Clue[]): string | undefined {
  const pointers = pointersOf(question);
  const isGeneral = pointers.words.length + pointers.times.length === 0;
  return isGeneral || clues.some((clue) => isMeant(clue, pointers))
    ? undefined
    : `Nothing that the question ${quoted(question ?? '', 80)} names stands in a failing line; the logs were read as a whole.`;
}

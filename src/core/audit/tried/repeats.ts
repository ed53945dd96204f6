import type { TriedEntry } from '../../model/tried.ts';
import { ideaOf, isSameIdea, wordsIn } from './idea.ts';
import { type Attempt, attemptOfText } from './textAttempts.ts';

/** The entry that a proposal in words or a command would repeat. */
export function triedBefore(text: string, entries: readonly TriedEntry[]): TriedEntry | undefined {
  const attempt = attemptOfText(text);
  return entries.find((entry) => repeats(entry, attempt) || isQuoted(entry, attempt, text));
}

/** A check that was marked as tried stands in the list word for word. */
function isQuoted({ action, target }: TriedEntry, { targets }: Attempt, text: string): boolean {
  const [said, whole] = [action, text].map((each) => wordsIn(each).join(' '));
  return said?.includes(' ') === true && startsWith(whole, said) && isTarget(target, targets);
}

function startsWith(whole = '', part: string): boolean {
  return whole === part || whole.startsWith(`${part} `);
}

export interface WithoutTried<Proposal> {
  readonly shown: readonly Proposal[];
  readonly hidden: readonly { readonly proposal: Proposal; readonly entry: TriedEntry }[];
  /** e.g. `3 ideas you already tried are hidden.`; nothing where none is. */
  readonly note: string | undefined;
}

/** Proposals of a diagnosis without those that were tried, and how many these are. */
export function withoutTried<Proposal>(
  proposals: readonly Proposal[],
  textOf: (proposal: Proposal) => string,
  entries: readonly TriedEntry[],
): WithoutTried<Proposal> {
  const judged = proposals.map((proposal) => ({
    proposal,
    entry: triedBefore(textOf(proposal), entries),
  }));
  const hidden = judged.flatMap(({ proposal, entry }) => (entry ? [{ proposal, entry }] : []));
  const count = hidden.length;
  return {
    shown: judged.flatMap(({ proposal, entry }) => (entry ? [] : [proposal])),
    hidden,
    note: triedNote(count),
  };
}

export function triedNote(count: number): string | undefined {
  if (count === 0) return undefined;
  const ideas = count === 1 ? 'idea that you already tried is' : 'ideas that you already tried are';
  return `${count} ${ideas} hidden.`;
}

/** Whether an attempt does the same to the same thing. */
export function repeats({ action, target }: TriedEntry, { idea, targets }: Attempt): boolean {
  return isTarget(target, targets) && isSameIdea(ideaOf(action), idea);
}

/** Each telling word of the target must be named; a pod is named after what made it: `api-7d9f-x2`. */
function isTarget(target: string, words: ReadonlySet<string>): boolean {
  const wanted = (target.toLowerCase().match(/[a-z0-9][\w.-]*/g) ?? []).filter(
    (word) => !kinds.has(word),
  );
  const names = wanted.length > 0 ? wanted : wordsIn(target);
  return names.every((name) =>
    [...words].some((word) => word === name || word.startsWith(`${name}-`)),
  );
}

const kinds: ReadonlySet<string> = new Set(
  'the of in on for deploy deployment deployments sts statefulset ds daemonset pod pods svc service services container containers app server cluster namespace job file'.split(
    ' ',
  ),
);

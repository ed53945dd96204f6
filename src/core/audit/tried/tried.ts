import type { Check, Finding } from '../../model/audit.ts';
import type { TriedEntry } from '../../model/tried.ts';
import { changedSource } from '../source/changedSource.ts';
import { teamFileCheck } from '../teamFile/teamFile.ts';
import { type Attempt, attemptOfCommand, attemptOfText, attemptsOfFile } from './attempts.ts';
import { ideaOf, isSameIdea, wordsIn } from './idea.ts';
import { readTried, triedFile } from './readTried.ts';

/** A suggestion against what the team has tried already. */
export const checkTried: Check = teamFileCheck(
  triedFile,
  'tried',
  readTried,
  async (entries, suggestion) => {
    if (entries.length === 0) return { findings: [], assumptions: [] };
    const attempts = [
      ...suggestion.commands.map(attemptOfCommand),
      ...suggestion.files.flatMap((file) => attemptsOfFile(changedSource(file))),
    ];
    const findings = entries.flatMap((entry) => {
      const attempt = attempts.find((each) => repeats(entry, each));
      return attempt ? [findingOf(entry, attempt)] : [];
    });
    return { findings, assumptions: [] };
  },
);

/** The entry that a proposal in words or a command would repeat. */
export function triedBefore(text: string, entries: readonly TriedEntry[]): TriedEntry | undefined {
  const attempt = attemptOfText(text);
  return entries.find((entry) => repeats(entry, attempt));
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
    note:
      count === 0
        ? undefined
        : `${count} ${count === 1 ? 'idea that you already tried is' : 'ideas that you already tried are'} hidden.`,
  };
}

function repeats({ action, target }: TriedEntry, { idea, targets }: Attempt): boolean {
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

function findingOf(
  { action, target, result, when, note, file: source, line }: TriedEntry,
  { what, file, line: at }: Attempt,
): Finding {
  const day = when === undefined ? '' : ` on ${when.slice(0, 10)}`;
  const remark =
    note === undefined
      ? ''
      : ` ${note[0]?.toUpperCase() ?? ''}${note.slice(1).replace(/\.$/, '')}.`;
  return {
    kind: 'tried',
    verdict: 'repeated',
    severity: /^(?:fixed|worked|solved|helped|success)/i.test(result) ? 'info' : 'warning',
    message: `${what}. That was tried already: "${action}" on ${target}${day}, with this result: ${result.replace(/\.$/, '')}.${remark}`,
    subject: target,
    file,
    line: at,
    source: { file: source, line },
  };
}

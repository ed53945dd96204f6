import { readLists } from './audit/tried/lists.ts';
import { triedNote, withoutTried } from './audit/tried/repeats.ts';
import type { ContextItem } from './model/context.ts';
import type { Diagnosis } from './model/diagnosis.ts';
import type { Hypothesis, Probe } from './model/hypothesis.ts';
import type { ProbeOutput } from './model/probeOutput.ts';
import type { Problem } from './model/problem.ts';
import type { TriedList } from './model/tried.ts';

export interface TriedFacts {
  /** Lists of what was tried. */
  readonly tried?: readonly TriedList[] | undefined;
  /** Changes of late: what was taken back among them was tried too. */
  readonly items: readonly ContextItem[];
  /** What was just checked stays in sight, with what it said. */
  readonly outputs?: readonly ProbeOutput[] | undefined;
}

/** What is told of a diagnosis once ideas that were tried already are out of sight. */
export interface WithoutRepeats extends Pick<Diagnosis, 'hypotheses' | 'triedNote'> {
  readonly problems: readonly Problem[];
}

/** Hides checks that were tried already, and counts them; each keeps what it repeats. */
export function hideTried(
  hypotheses: readonly Hypothesis[],
  { tried = [], items, outputs = [] }: TriedFacts,
): WithoutRepeats {
  const changes = items.filter(({ kind }) => kind === 'change');
  const { entries, problems } = readLists([...tried, ...changes.map(commitsOf)]);
  const fresh = new Set(outputs.flatMap(({ of }) => of?.probe.title ?? []));
  const told = entries.length === 0 ? hypotheses : hypotheses.map(split);
  const hidden = told.flatMap(({ alreadyTried = [] }) => alreadyTried);
  const note = triedNote(new Set(hidden.map(({ probe }) => textOf(probe))).size);
  return {
    hypotheses: told,
    ...(note !== undefined && { triedNote: note }),
    problems: problems.map(toProblem),
  };

  function split(hypothesis: Hypothesis): Hypothesis {
    const { probes } = hypothesis;
    const repeated = withoutTried(probes, textOf, entries).hidden.filter(
      ({ proposal }) => !fresh.has(proposal.title),
    );
    if (repeated.length === 0) return hypothesis;
    const gone = new Set(repeated.map(({ proposal }) => proposal));
    return {
      ...hypothesis,
      probes: probes.filter((probe) => !gone.has(probe)),
      alreadyTried: repeated.map(({ proposal: probe, entry }) => ({ probe, entry })),
    };
  }
}

function commitsOf({ name, text }: ContextItem): TriedList {
  // What a commit is called stands above its patch.
  const end = text.search(/^(?:diff |--- |Index: )/m);
  return { name, kind: 'commits', text: end < 0 ? text : text.slice(0, end) };
}

function textOf({ title, command }: Probe): string {
  return command === undefined ? title : `${title} ${command}`;
}

function toProblem({ file, line, message }: WithoutFile): Problem {
  return { code: 'tried', file, line, message: `${file}:${line}: ${message}` };
}

type WithoutFile = ReturnType<typeof readLists>['problems'][number];

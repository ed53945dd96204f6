import type { Diagnosis } from '../../core/model/diagnosis.ts';

/** What is open, as far as a first question can be about it. */
export interface OpenThings {
  /** Names of the open logs. */
  readonly logs: readonly string[];
  readonly diagnosis: Diagnosis | undefined;
}

/** Questions for an empty conversation; none where nothing is open. */
const MOST = 4;

/** Whole questions that suit what is open; each can be answered without a model. */
export function startersFor({ logs, diagnosis }: OpenThings): readonly string[] {
  const isDiagnosed = diagnosis?.outcome === 'diagnosed';
  const [log] = logs;
  const rival = isDiagnosed ? diagnosis.hypotheses[1] : undefined;
  const questions = [
    ...(isDiagnosed ? ['Which services does this hit?'] : []),
    ...(rival ? [`Why not “${shortened(rival.title)}”?`] : []),
    ...(log === undefined ? [] : ofLogs(log, logs.length)),
    ...(isDiagnosed ? ['/probe'] : log === undefined ? [] : ['/diagnose']),
  ];
  return questions.slice(0, MOST);
}

function ofLogs(log: string, count: number): readonly string[] {
  return [
    count === 1 ? `How many errors are in ${log}?` : 'How many errors are there, by service?',
    'When did the first error come, and what came just before it?',
  ];
}

/** Letters of a headline within a question. */
const LONGEST = 70;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}

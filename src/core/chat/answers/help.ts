import type { ChatRun } from '../chatRun.ts';
import { type Draft, note } from '../draft.ts';

/** Whole questions that suit what is there to ask about. */
export function starters({
  files,
  clock,
  open,
}: Pick<ChatRun, 'files' | 'clock' | 'open'>): readonly string[] {
  if (files.length === 0) return [];
  const ofDiagnosis = [
    'How sure are you, and why?',
    'What should I check first?',
    'What would change your mind?',
  ];
  return [
    'Why does it fail?',
    ...(open && open.hypotheses.length > 0 ? ofDiagnosis : []),
    'What errors are there?',
    'When did the first error come?',
    ...(clock.span
      ? [
          'When was the peak of errors?',
          'What is new in the last 10 minutes?',
          'Were there any gaps?',
        ]
      : []),
    'What took longest?',
  ];
}

export const canAnswer =
  'I can count, find first and last, rates and peaks, who wrote it, what is new, what stopped or changed, the slowest and largest, follow an id, explain a line, and tell of the diagnosis: why, why not something else, how sure, what would change it, what to check, whom it hits.';

/** Says honestly that a question was not understood, and what could be asked instead. */
export function notUnderstood(run: ChatRun, hasModel: boolean): readonly Draft[] {
  return [
    note(
      `I did not understand that question${hasModel ? '' : ' (no language model is asked, so I go by its words)'}. ${canAnswer}`,
    ),
    { kind: 'offer', text: 'For example', questions: starters(run).slice(0, 6) },
    ...(hasModel
      ? []
      : [{ kind: 'action', label: 'Choose a model', action: 'chooseModel' } as const]),
  ];
}

export function noLogs(): readonly Draft[] {
  return [
    note('No log is open or added, so there is nothing to ask about yet.'),
    { kind: 'action', label: 'Choose a log', action: 'chooseLog' },
  ];
}

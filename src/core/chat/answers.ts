import { answerAny, answerCount, answerEnd, answerRate } from './answers/counts.ts';
import {
  answerCertainty,
  answerFlip,
  answerNext,
  answerRival,
  answerWhy,
  explainDiagnosed,
} from './answers/diagnosis.ts';
import { answerExtremes } from './answers/extremes.ts';
import { answerKinds, answerLevels, answerWho } from './answers/groups.ts';
import { canAnswer, starters } from './answers/help.ts';
import { answerImpact } from './answers/impact.ts';
import { answerExplain, answerFollow, answerShow, answerSimilar } from './answers/lines.ts';
import {
  answerChanged,
  answerGaps,
  answerHappened,
  answerNew,
  answerSpan,
  answerStopped,
} from './answers/stories.ts';
import type { ChatRun } from './chatRun.ts';
import { type Draft, note } from './draft.ts';
import type { Intent, Question } from './question.ts';

type Answering = (question: Question, run: ChatRun) => Promise<readonly Draft[]>;

/** One way to answer for each thing that can be asked. */
const answers: Readonly<Record<Intent, Answering>> = {
  count: answerCount,
  any: answerAny,
  first: answerEnd,
  last: answerEnd,
  rate: answerRate,
  peak: answerRate,
  who: answerWho,
  kinds: answerKinds,
  levels: answerLevels,
  happened: answerHappened,
  changed: answerChanged,
  new: answerNew,
  stopped: answerStopped,
  extremes: answerExtremes,
  show: answerShow,
  similar: answerSimilar,
  follow: answerFollow,
  gaps: answerGaps,
  span: answerSpan,
  explain: async (question, run) =>
    (await explainDiagnosed(question, run)) ?? answerExplain(question, run),
  why: answerWhy,
  rival: answerRival,
  certainty: answerCertainty,
  flip: answerFlip,
  next: answerNext,
  impact: answerImpact,
  help: async (_question, run) => [
    note(canAnswer),
    { kind: 'offer', text: 'For example', questions: starters(run) },
  ],
};

export function answerQuestion(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  return answers[question.intent](question, run);
}

import type { ChatBlock, ChatSubject, ChatTurn } from '../../core/model/chat.ts';
import type { Diagnosis } from '../../core/model/diagnosis.ts';
import { logTokens } from '../../core/tokens.ts';

/** Characters of a line of a log, by experience; lines are not read for an estimate. */
const OF_LINE = 130;
/** Characters in which a diagnosis, or one explanation of it, is told. */
const OF_DIAGNOSIS = 6_000;
const OF_EXPLANATION = 1_500;
/** Turns of the past that go along. */
const MOST_TOLD = 20;

/** Tokens that a subject would add, by estimate; what is read of a log has a budget of its own. */
export function subjectTokens(
  subject: ChatSubject,
  evidenceBudget: number,
  diagnosis: Diagnosis | undefined,
): number {
  return logTokens(Math.min(evidenceBudget, charactersOf(subject, evidenceBudget, diagnosis)));
}

function charactersOf(
  subject: ChatSubject,
  evidenceBudget: number,
  diagnosis: Diagnosis | undefined,
): number {
  switch (subject.kind) {
    case 'log':
      return evidenceBudget;
    case 'lines':
      return (subject.endLine - subject.startLine + 1) * OF_LINE;
    case 'diagnosis':
      return OF_DIAGNOSIS;
    case 'hypothesis':
      return OF_EXPLANATION;
    case 'claim':
      return subject.text.length;
    case 'evidence':
      return (
        diagnosis?.evidence.find(({ id }) => id === subject.evidence)?.text.length ?? OF_EXPLANATION
      );
    case 'suggestion':
      return OF_DIAGNOSIS;
  }
}

/** Tokens of what was said before, by estimate. */
export function historyTokens(path: readonly ChatTurn[]): number {
  const characters = path
    .slice(-MOST_TOLD)
    .map(({ question, outcome }) => {
      const blocks = outcome?.kind === 'answered' ? outcome.answer.blocks : [];
      return question.length + blocks.reduce((sum, block) => sum + lengthOf(block), 0);
    })
    .reduce((sum, length) => sum + length, 0);
  return logTokens(characters);
}

function lengthOf(block: ChatBlock): number {
  switch (block.kind) {
    case 'table':
      return block.rows.flat().reduce((sum, { text }) => sum + text.length, block.title.length);
    case 'check':
      return block.title.length + (block.command?.length ?? 0);
    case 'action':
      return 0;
    default:
      return block.text.length;
  }
}

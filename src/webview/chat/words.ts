import { formatCount, formatNumber } from '../format.ts';
import type { Block, BlockOf, Turn, TurnState } from './state.ts';
import { blocksOf } from './state.ts';

type Statement = BlockOf<'statement'>;

function statementsOf(blocks: readonly Block[]): readonly Statement[] {
  return blocks.filter((block) => block.kind === 'statement');
}

/** `4 statements: 3 checked, 1 not supported`: what a reader wants to know before they believe it. */
export function answerSummary(blocks: readonly Block[]): string {
  const statements = statementsOf(blocks);
  if (statements.length === 0) {
    return 'How this was answered';
  }
  const count = (kinds: readonly Statement['verdict']['kind'][]): number =>
    statements.filter(({ verdict }) => kinds.includes(verdict.kind)).length;
  if (statements.every(({ verdict }) => verdict.kind === 'supported')) {
    return statements.length === 1
      ? '1 statement, checked'
      : `${formatNumber(statements.length)} statements, all checked`;
  }
  const [partly, not] = [count(['partly']), count(['unsupported', 'refuted'])];
  const told = [
    `${formatNumber(count(['supported']))} checked`,
    ...(partly > 0 ? [`${formatNumber(partly)} partly supported`] : []),
    ...(not > 0 ? [`${formatNumber(not)} not supported`] : []),
  ];
  return `${formatCount(statements.length, 'statement')}: ${told.join(', ')}`;
}

/**
 * What a screen reader is told when a turn moves on: what it does, each new sentence, and the end.
 * Never a count that runs, never an address.
 */
export function turnAnnouncement(next: Turn, last: Turn | undefined): string {
  const before = last && last.id === next.id ? blocksOf(last.state).length : 0;
  const told = blocksOf(next.state).slice(before).map(spoken);
  return [...told, endWords(next.state, last?.id === next.id ? last.state : undefined)]
    .filter((text) => text !== '')
    .join(' ');
}

function spoken(block: Block): string {
  switch (block.kind) {
    case 'statement': {
      const isWhole = block.verdict.kind === 'supported';
      return isWhole ? block.text : `${block.text} (not fully supported)`;
    }
    case 'note':
    case 'heading':
      return block.text;
    case 'table':
      return `Table: ${block.title}, ${formatCount(block.rows.length, 'row')}.`;
    case 'excerpt':
      return `Lines of ${block.file}.`;
    case 'check':
      return `A check to run: ${block.title}`;
    case 'offer':
      return formatCount(
        block.questions.length,
        'question to go on with',
        'questions to go on with',
      );
    case 'action':
      return '';
  }
}

function endWords(next: TurnState, last: TurnState | undefined): string {
  if (last?.kind === next.kind && next.kind !== 'running') {
    return '';
  }
  switch (next.kind) {
    case 'running':
      if (next.preview) {
        const isNew = last?.kind !== 'running' || !last.preview;
        return isNew
          ? 'Waiting for you: a model would be sent something. Nothing has been sent yet.'
          : '';
      }
      // Percents run; the step before them is told once.
      return last?.kind === 'running' ? '' : `${next.status || 'Working'}.`;
    case 'answered':
      return `Done. ${answerSummary(next.answer.blocks)}.`;
    case 'cancelled':
      return 'Stopped.';
    case 'failed':
      return `Failed. ${next.message}`;
  }
}

/** Keys that work here. */
export const keys: readonly (readonly [string, string])[] = [
  ['Enter', 'ask; Shift+Enter begins a line'],
  ['↑ ↓', 'earlier questions, from the first and last line of the box'],
  ['/', 'commands'],
  ['#', 'add what the question is about'],
  ['Alt+↑ Alt+↓', 'from question to question'],
  ['Delete', 'on a chip: take it away'],
  ['?', 'outside the box: show or hide these keys'],
  ['Esc', 'stop an answer; from the answers to the box; from the box to the editor'],
];

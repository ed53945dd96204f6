import { formatCount, formatNumber } from '../format.ts';
import { t } from '../l10n.ts';
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
    return t('How this was answered');
  }
  const count = (kinds: readonly Statement['verdict']['kind'][]): number =>
    statements.filter(({ verdict }) => kinds.includes(verdict.kind)).length;
  if (statements.every(({ verdict }) => verdict.kind === 'supported')) {
    return statements.length === 1
      ? t('1 statement, checked')
      : t('{0} statements, all checked', formatNumber(statements.length));
  }
  const [partly, not] = [count(['partly']), count(['unsupported', 'refuted'])];
  const told = [
    t('{0} checked', formatNumber(count(['supported']))),
    ...(partly > 0 ? [t('{0} partly supported', formatNumber(partly))] : []),
    ...(not > 0 ? [t('{0} not supported', formatNumber(not))] : []),
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
      return isWhole ? block.text : t('{0} (not fully supported)', block.text);
    }
    case 'note':
    case 'heading':
      return block.text;
    case 'table':
      return t('Table: {0}, {1}.', block.title, formatCount(block.rows.length, 'row'));
    case 'excerpt':
      return t('Lines of {0}.', block.file);
    case 'check':
      return t('A check to run: {0}', block.title);
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
          ? t('Waiting for you: a model would be sent something. Nothing has been sent yet.')
          : '';
      }
      // Percents run; the step before them is told once.
      return last?.kind === 'running' ? '' : `${next.status || t('Working')}.`;
    case 'answered':
      return t('Done. {0}.', answerSummary(next.answer.blocks));
    case 'cancelled':
      return t('Stopped.');
    case 'failed':
      return t('Failed. {0}', next.message);
  }
}

/** Keys that work here. */
export const keys: readonly (readonly [string, string])[] = [
  [t('Enter'), t('ask; Shift+Enter begins a line')],
  ['↑ ↓', t('earlier questions, from the first and last line of the box')],
  ['/', t('commands')],
  ['#', t('add what the question is about')],
  ['Alt+↑ Alt+↓', t('from question to question')],
  [t('Delete'), t('on a chip: take it away')],
  ['?', t('outside the box: show or hide these keys')],
  [t('Esc'), t('stop an answer; from the answers to the box; from the box to the editor')],
];

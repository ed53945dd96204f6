import type { ChatAnswer, ChatBlock, ChatConversation, ChatTurn } from '../../core/model/chat.ts';
import { code, escapeMarkup, longestRun } from '../../core/model/markdownText.ts';
import { questionText } from '../../protocol/chatQuestion.ts';
import { placeLabel, subjectWords } from '../../protocol/chatSubject.ts';
import { riskOf } from '../../protocol/commandRisk.ts';
import { riskRemark } from '../../protocol/modelText.ts';
import { pathOf } from './conversationTree.ts';

/** The path that is shown, to be kept or passed on. Foreign text is escaped or stands in code. */
export function conversationMarkdown(conversation: ChatConversation): string {
  const turns = pathOf(conversation).map(turnMarkdown);
  return `# ${escapeMarkup(conversation.title)}\n\n${turns.join('\n')}`;
}

/** One question and its answer. */
export function turnMarkdown(turn: ChatTurn): string {
  const about = turn.subjects.map((subject) => code(subjectWords(subject).label));
  const parts = [
    `## ${escapeMarkup(questionText(turn))}`,
    ...(about.length > 0 ? [`About ${about.join(', ')}`] : []),
    ...answerParts(turn),
  ];
  return `${parts.join('\n\n')}\n`;
}

function answerParts({ outcome }: ChatTurn): readonly string[] {
  switch (outcome?.kind) {
    case 'answered': {
      const { blocks } = outcome.answer;
      const notice = outcome.notice === '' ? [] : [escapeMarkup(outcome.notice)];
      return [...blocks.map(blockMarkdown), ...notice, byMarkdown(outcome.answer)];
    }
    case 'cancelled':
      return [...outcome.blocks.map(blockMarkdown), '_Stopped._'];
    case 'failed':
      return [escapeMarkup(outcome.message)];
    case undefined:
      return [];
  }
}

/** Who answered, and what left the machine. */
export function byMarkdown({ by, receipt }: Pick<ChatAnswer, 'by' | 'receipt'>): string {
  const sent = receipt ? `asked ${receipt.destination}` : 'nothing left this machine';
  return `_${escapeMarkup(`${by.name}, ${sent}`)}_`;
}

const verdictWords = {
  supported: '',
  partly: 'partly supported',
  unsupported: 'not supported',
  refuted: 'refuted',
} as const;

/** One part of an answer. */
export function blockMarkdown(block: ChatBlock): string {
  switch (block.kind) {
    case 'statement': {
      const cites = block.citations.map((citation) => code(placeLabel(citation)));
      const word = verdictWords[block.verdict.kind];
      const mark = word === '' ? '' : ` **(${word})**`;
      return `${escapeMarkup(block.text)}${mark}${cites.length > 0 ? ` ${cites.join(' ')}` : ''}`;
    }
    case 'note':
      return `_${escapeMarkup(block.text)}_`;
    case 'heading':
      return `### ${escapeMarkup(block.text)}`;
    case 'table':
      return tableMarkdown(block);
    case 'excerpt':
      return `${code(placeLabel(block))}\n\n${fenced(block.text)}`;
    case 'check':
      return checkMarkdown(block);
    case 'offer':
      return block.questions.map((question) => `- ${escapeMarkup(question)}`).join('\n');
    case 'action':
      return `_${escapeMarkup(block.label)}_`;
  }
}

function tableMarkdown({
  title,
  columns,
  rows,
  more,
}: Extract<ChatBlock, { kind: 'table' }>): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const cell = (text: string, i: number): string =>
    columns[i]?.kind === 'code' && !text.includes('|') ? code(text) : escapeMarkup(text);
  const lines = [
    row(columns.map((column) => escapeMarkup(column.title))),
    row(columns.map(({ kind }) => (kind === 'number' ? '--:' : '---'))),
    ...rows.map((cells) => row(cells.map(({ text }, i) => cell(text, i)))),
  ];
  const rest = more > 0 ? `\n\n_${more} more not shown_` : '';
  return `**${escapeMarkup(title)}**\n\n${lines.join('\n')}${rest}`;
}

function checkMarkdown({
  title,
  command,
  confirms,
  refutes,
}: Extract<ChatBlock, { kind: 'check' }>): string {
  const risk = command === undefined ? undefined : riskOf(command);
  return [
    escapeMarkup(title),
    ...(command === undefined ? [] : [fenced(command)]),
    ...(risk ? [`**${escapeMarkup(riskRemark(risk))}**`] : []),
    ...(confirms === '' ? [] : [`- Confirms: ${escapeMarkup(confirms)}`]),
    ...(refutes === '' ? [] : [`- Refutes: ${escapeMarkup(refutes)}`]),
  ].join('\n\n');
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

import { styleText } from 'node:util';
import type { ChatAnswer, ChatBlock, ChatStatement, ChatTable } from '../core/model/chat.ts';
import { riskOf } from '../protocol/commandRisk.ts';
import { riskRemark } from '../protocol/modelText.ts';
import { allTerminalSafe, lines, VERDICT_WORDS } from './words.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** An answer for reading on a terminal. */
export function answerText(given: ChatAnswer, isColoured: boolean): string {
  const answer = allTerminalSafe(given);
  const paint: Paint = (style, text) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  const parts = answer.blocks.map((block) => blockLines(block, paint).join('\n'));
  return `${parts.join('\n')}\n${paint('dim', `Answered by: ${answer.by.name}`)}\n`;
}

function blockLines(block: ChatBlock, paint: Paint): readonly string[] {
  switch (block.kind) {
    case 'statement':
      return statementLines(block, paint);
    case 'note':
      return [paint('dim', block.text)];
    case 'heading':
      return ['', paint('bold', block.text)];
    case 'table':
      return tableLines(block, paint);
    case 'excerpt':
      return [
        `  ${block.file}:${lines(block.startLine, block.endLine)}`,
        ...block.text.split('\n').map((line) => `  | ${line}`),
      ];
    case 'check': {
      const risk = block.command === undefined ? undefined : riskOf(block.command);
      return [
        `- ${block.title}`,
        ...(block.command === undefined ? [] : [`    ${block.command}`]),
        ...(risk ? [`    ${paint('red', riskRemark(risk))}`] : []),
        ...(block.confirms === '' ? [] : [`    confirms: ${block.confirms}`]),
        ...(block.refutes === '' ? [] : [`    refutes: ${block.refutes}`]),
      ];
    }
    case 'offer':
      return [
        '',
        paint('dim', `${block.text}:`),
        ...block.questions.map((question) => paint('dim', `  ${question}`)),
      ];
    case 'action':
      return [];
  }
}

function statementLines(
  { text, verdict, citations }: ChatStatement,
  paint: Paint,
): readonly string[] {
  const places = citations
    .slice(0, 4)
    .map(({ file, startLine, endLine }) => `${file}:${lines(startLine, endLine)}`);
  const where = places.length === 0 ? '' : ` ${paint('cyan', `[${places.join(', ')}]`)}`;
  const isSound = verdict.kind === 'supported';
  const why = verdict.checks.filter(({ code }) => code !== 'exact').map(({ reason }) => reason);
  return isSound
    ? [`${text}${where}`]
    : [`${text}${where}`, paint('yellow', `  ${VERDICT_WORDS[verdict.kind]}: ${why.join(' ')}`)];
}

/** Characters of a cell. */
const WIDEST = 110;

function tableLines({ title, columns, rows, more }: ChatTable, paint: Paint): readonly string[] {
  const cells = [
    columns.map((column) => column.title),
    ...rows.map((row) => row.map(({ text }) => cut(text))),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...cells.map((row) => row[index]?.length ?? 0)),
  );
  const drawn = cells.map((row) =>
    row
      .map((text, index) =>
        columns[index]?.kind === 'number'
          ? text.padStart(widths[index] ?? 0)
          : text.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...body] = drawn;
  return [
    '',
    paint('bold', title),
    `  ${paint('dim', head)}`,
    ...body.map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

const cut = (text: string): string =>
  text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;

import { type ChatInput, type ChatPorts, chat } from '../../../src/core/chat.ts';
import { neverCancelled } from '../../../src/core/model/cancellation.ts';
import type {
  ChatAnswer,
  ChatBlock,
  ChatStatement,
  ChatTable,
} from '../../../src/core/model/chat.ts';
import { noContext } from '../../../src/core/model/context.ts';
import { checkoutLog, databaseLog, gatewayLog } from './shopLogs.ts';

export type Logs = Readonly<Record<string, string>>;

export const shop: Logs = {
  'checkout.log': checkoutLog(),
  'gateway.log': gatewayLog(),
  'database.log': databaseLog(),
};

export const ports: ChatPorts = {
  files: { open: () => Promise.reject(new Error('All logs of these tests are given as text.')) },
  clock: { now: () => 0, pause: () => Promise.resolve() },
  boundary: () => 'a1b2c3',
};

export function inputOf(
  question: string,
  logs: Logs = shop,
  more: Partial<ChatInput> = {},
): ChatInput {
  const sources = Object.entries(logs).map(([name, text]) => ({
    uri: `file:///${name}`,
    name,
    text,
  }));
  const command = /^\/(\w+)\s*/.exec(question);
  return {
    sources,
    context: noContext,
    budget: 24_000,
    question: command ? question.slice(command[0].length) : question,
    ...(command && { command: command[1] as NonNullable<ChatInput['command']> }),
    subjects: [],
    history: [],
    ...more,
  };
}

/** What the engine answers without a model. */
export async function ask(
  question: string,
  logs: Logs = shop,
  more: Partial<ChatInput> = {},
  given: ChatPorts = ports,
): Promise<ChatAnswer> {
  return (await chat(given, inputOf(question, logs, more), () => {}, neverCancelled)).answer;
}

export const statements = ({ blocks }: Pick<ChatAnswer, 'blocks'>): readonly ChatStatement[] =>
  blocks.filter((block) => block.kind === 'statement');

export const notes = ({ blocks }: Pick<ChatAnswer, 'blocks'>): string =>
  blocks.flatMap((block) => (block.kind === 'note' ? block.text : [])).join('\n');

/** `There are 27 records that ... [checkout.log:162, checkout.log:318]` */
export function told(statement: ChatStatement): string {
  const places = statement.citations.map(({ file, startLine }) => `${file}:${startLine}`);
  return places.length === 0 ? statement.text : `${statement.text} [${places.join(', ')}]`;
}

/** The rows of a table as its cells are read: `checkout.log | 67`. */
export function rows(answer: ChatAnswer, title?: string): readonly string[] {
  const isTable = (block: ChatBlock): block is ChatTable =>
    block.kind === 'table' && (title === undefined || block.title === title);
  const table = answer.blocks.find(isTable);
  return (table?.rows ?? []).map((row) => row.map(({ text }) => text).join(' | '));
}

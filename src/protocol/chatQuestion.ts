import { type ChatCommand, chatCommands } from '../core/model/chat.ts';

export interface CommandChoice {
  readonly command: ChatCommand;
  readonly detail: string;
}

/** The commands that begin with these letters. */
export function commandsFor(query: string): readonly CommandChoice[] {
  const wanted = query.toLowerCase();
  return allCommands.filter(({ command }) => command.startsWith(wanted));
}

const allCommands: readonly CommandChoice[] = Object.entries(chatCommands).map(
  ([command, detail]) => ({ command: command as ChatCommand, detail }),
);

export interface Question {
  readonly question: string;
  readonly command?: ChatCommand;
}

/** `/map cart` -> the command and the rest; a slash before anything else is part of the question. */
export function parseQuestion(text: string): Question {
  const [, name = '', rest = ''] = /^\s*\/([a-z]+)(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  const known = allCommands.find(({ command }) => command === name.toLowerCase());
  return known ? { command: known.command, question: rest.trim() } : { question: text.trim() };
}

/** As it was written: what editing a question begins with. */
export function questionText({ question, command }: Question): string {
  return command === undefined ? question : `/${command}${question === '' ? '' : ` ${question}`}`;
}

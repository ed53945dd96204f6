import { parseArgs } from 'node:util';
import { type ChatCommand, chatCommands } from '../core/model/chat.ts';

export interface AskCommand {
  readonly kind: 'ask';
  readonly files: readonly string[];
  readonly baselines: readonly string[];
  readonly question: string;
  readonly command: ChatCommand | undefined;
  /** Questions before it, oldest first, of which it may be a follow-up. */
  readonly after: readonly string[];
  readonly context: string | undefined;
  readonly workspace: string | undefined;
  readonly isRotated: boolean;
  readonly reasoner: 'embedded' | 'openai';
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  readonly json: boolean;
}

interface BadUse {
  readonly kind: 'badUse';
  readonly message: string;
}

export function parseAsk(words: readonly string[]): AskCommand | BadUse {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      file: { type: 'string', multiple: true },
      baseline: { type: 'string', multiple: true },
      after: { type: 'string', multiple: true },
      context: { type: 'string' },
      workspace: { type: 'string' },
      rotated: { type: 'boolean' },
      reasoner: { type: 'string' },
      model: { type: 'string' },
      'base-url': { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const reasoner = values.reasoner ?? 'embedded';
  const text = positionals.join(' ').trim();
  if (text === '')
    return { kind: 'badUse', message: 'Ask a question, or a command such as /evidence.' };
  if (reasoner !== 'embedded' && reasoner !== 'openai') {
    return { kind: 'badUse', message: `--reasoner is embedded or openai, not '${reasoner}'.` };
  }
  const slash = /^\/([a-z]+)(?:\s+|$)/.exec(text);
  const command = slash?.[1];
  if (command !== undefined && !isCommand(command)) {
    return {
      kind: 'badUse',
      message: `There is no command /${command}; there are /${Object.keys(chatCommands).join(', /')}.`,
    };
  }
  return {
    kind: 'ask',
    files: values.file ?? [],
    baselines: values.baseline ?? [],
    question: slash ? text.slice(slash[0].length) : text,
    command,
    after: values.after ?? [],
    context: values.context,
    workspace: values.workspace,
    isRotated: values.rotated ?? false,
    reasoner,
    model: values.model,
    baseUrl: values['base-url'],
    json: values.json ?? false,
  };
}

function isCommand(word: string): word is ChatCommand {
  return Object.hasOwn(chatCommands, word);
}

/** What is being completed where the caret stands, and which letters it would replace. */
export interface Completing {
  readonly kind: 'command' | 'context';
  /** The letters after the sign. */
  readonly query: string;
  readonly from: number;
  readonly to: number;
}

/** A command stands first of all; `#` anywhere where a word begins. */
export function completingAt(text: string, caret: number): Completing | undefined {
  const before = text.slice(0, caret);
  const command = /^\s*\/([a-z]*)$/i.exec(before);
  if (command) {
    const query = command[1] ?? '';
    return { kind: 'command', query, from: caret - query.length - 1, to: caret };
  }
  const context = /(?:^|\s)#([^\s#]{0,80})$/.exec(before);
  if (context) {
    const query = context[1] ?? '';
    return { kind: 'context', query, from: caret - query.length - 1, to: caret };
  }
  return undefined;
}

export interface Completed {
  readonly text: string;
  readonly caret: number;
}

/** Puts words in the place of what is being completed, and a space behind them; no words take it away. */
export function complete(text: string, { from, to }: Completing, words: string): Completed {
  const before = text.slice(0, from);
  const rest = text.slice(to).trimStart();
  return words === ''
    ? { text: before + rest, caret: from }
    : { text: `${before}${words} ${rest}`, caret: from + words.length + 1 };
}

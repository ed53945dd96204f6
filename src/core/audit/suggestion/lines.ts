/** A text as lines; whether its last line ends like the others, and how they end. */
export interface TextLines {
  readonly lines: readonly string[];
  readonly ending: '\n' | '\r\n' | '\r';
  readonly isEnded: boolean;
}

const lineEnd = /\r\n|\n|\r/;

/** Lines as an editor counts them, but for the empty one that editors show after the last line end. */
export function linesOf(text: string): TextLines {
  const lines = text.split(lineEnd);
  const isEnded = lines.at(-1) === '' && lines.length > 1;
  const ending = lineEnd.exec(text)?.[0] ?? '\n';
  return {
    lines: text === '' ? [] : isEnded ? lines.slice(0, -1) : lines,
    ending: ending === '\r\n' || ending === '\r' ? ending : '\n',
    isEnded: isEnded || text === '',
  };
}

export function textOf({ lines, ending, isEnded }: TextLines): string {
  return lines.length === 0 ? '' : `${lines.join(ending)}${isEnded ? ending : ''}`;
}

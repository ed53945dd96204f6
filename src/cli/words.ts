export function lines(start: number, end: number): string {
  return start === end ? String(start) : `${start}-${end}`;
}

/** `ESC` -> `\\x1b`: nothing in a log or a file's name may give a terminal orders or turn text round. */
export function terminalSafe(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The same for every text in plain data. */
export function allTerminalSafe<T>(data: T): T {
  return JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    typeof value === 'string' ? terminalSafe(value) : value,
  );
}

/** Controls but for tab and line feed, and the marks that change the direction of writing. */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

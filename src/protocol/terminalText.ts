/**
 * Whether a command can stand in a terminal without any of it being run: a line's end would run what is
 * before it, and other control characters are keys (Ctrl+C, Escape) there.
 */
export function isInsertable(command: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
  return command.trim() !== '' && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(command);
}

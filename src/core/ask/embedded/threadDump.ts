import type { LogFile } from '../../model/logFile.ts';
import { isLibraryFrame } from '../../tells/libraryFrames.ts';

/** A watchdog's words before it shows what the stuck thread was doing, each frame a line of its own. */
const stuck =
  /\b(?:stopped responding|not respond(?:ed|ing)?|thread dump|watchdog|deadlock|stuck)\b/i;
const frame =
  /[\s\]:/](?<name>(?:[a-z]\w{0,40}\.){1,10}[A-Z][\w$]{0,80}\.[\w$<>]{1,80})\([\w.]{1,60}(?::\d{1,6})?\)?/;
const reach = 40;

/** The first frame of somebody's own code in a dump that follows a watchdog's line, with its line. */
export function stuckIn(
  file: LogFile,
  line: number,
): { readonly name: string; readonly line: number } | undefined {
  if (!stuck.test(file.lineAt(line))) {
    return undefined;
  }
  for (let at = line + 1; at <= Math.min(file.lineCount, line + reach); at++) {
    const name = frame.exec(file.lineAt(at).slice(0, 400))?.groups?.['name'];
    if (name !== undefined && !isLibraryFrame(name)) {
      return { name: name.split('.').slice(-2).join('.'), line: at };
    }
  }
  return undefined;
}

import type { LogFile } from '../../model/logFile.ts';
import { type Landmark, withoutTime } from './locate.ts';

const headline = /^(?:FAIL|ERROR): \S/;
const ruler = /^={3,}$/;
const failed = /^(?<name>\S.{0,120}?)(?:\.{2,}|:)? +FAIL(?:ED)?$/;
/** Lines after a headline in which its section begins, and of a section. */
const reach = 120;

/**
 * The check that failed inside of a test which is a suite of many: Automake prints its own report below the test's
 * headline and a ruler, e.g. `check-exports... FAILED`, or a name between two rulers.
 */
export function failedInside(file: LogFile, line: number): Landmark | undefined {
  const textAt = (at: number): string =>
    at <= file.lineCount ? withoutTime(file.lineAt(at).slice(0, 300)).trim() : '';
  const head = textAt(line);
  if (!headline.test(head)) return undefined;
  let opened: number | undefined;
  for (let at = line; at <= line + reach; at++) {
    const text = textAt(at);
    if (text === head && ruler.test(textAt(at + 1))) {
      opened = at + 1;
    } else if (opened !== undefined && at > opened) {
      const isFramed =
        at > opened + 1 &&
        /\w/.test(text) &&
        ruler.test(textAt(at - 1)) &&
        ruler.test(textAt(at + 1));
      const name = isFramed ? text : failed.exec(text)?.groups?.['name'];
      if (name !== undefined) return { line: at, name };
    }
  }
  return undefined;
}

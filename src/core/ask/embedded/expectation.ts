import type { Clue } from './clues.ts';
import { plain } from './text.ts';

/** Lines below a failed check among which it tells what it expected. */
const reach = 30;
const longest = 160;

const pair =
  /^\s*(?:E\s{1,8}|[#|>]\s{0,4}|\[\w+\]\s)?(?<side>Failed example|[Ee]xpected(?: value| result)?|[Aa]ctual(?: value| result)?|[Gg]ot|But was|but was|[Rr]eceived|[Ww]ant(?:ed)?|[Ff]ound|left|right)\s{0,3}[:=]+\s{0,12}(?<value>.{0,300})$/;

/**
 * What a failed check expected and what it got, which many runners write in lines of their own:
 * `Expected: 1.5` and `Got: 2`, the value after the word or in the next line.
 */
export function expectationOf({ file, line, tell }: Clue): readonly string[] {
  if (tell.kind !== 'test') {
    return [];
  }
  const told = new Map<string, string>();
  for (let at = line; at <= Math.min(file.lineCount, line + reach) && told.size < most; at++) {
    const text = file.lineAt(at).slice(0, 500);
    if (at > line && next.test(text)) break;
    const groups = pair.exec(text)?.groups;
    const side = groups?.['side'];
    const value = (groups?.['value'] || (at < file.lineCount ? file.lineAt(at + 1) : '')).trim();
    if (side !== undefined && value !== '' && !told.has(side)) {
      told.set(side, `${side}: ${plain(value, longest)}`);
    }
  }
  return told.size > 1 ? [...told.values()] : [];
}

const most = 3;
/** Where the report of another test begins. */
const next = /^\s*(?:={20,}|(?:FAIL|ERROR|not ok)\b|\d{1,3}\) \S|● |--- FAIL: )/;

import { tellOf } from '../../tells/tells.ts';
import type { Clue } from './clues.ts';
import { plain, shortPaths } from './text.ts';

/** Whether records of their own say more of it. */
export const goesOnApart = (clue: Clue): boolean => companionsOf(clue).length > 0;

/** Lines after a headline that are looked at, and how many of them are told. */
const reach = 8;
const most = 4;

/**
 * What a headline goes on to say: compilers, package managers and test runners name the thing first
 * and tell the difference in the lines below it, indented or under the same prefix.
 */
export function continuation(clue: Clue): readonly string[] {
  const { file, line } = clue;
  const companions = companionsOf(clue);
  if (companions.length > 0) {
    return companions;
  }
  const head = messageOf(clue, line);
  const told: string[] = [];
  for (let at = line + 1; at <= Math.min(file.lineCount, line + reach); at++) {
    const text = messageOf(clue, at);
    if (!/\w{2}/.test(text)) continue;
    if (told.length === most || !goesOn(head, text, told.length < free(clue))) break;
    const words = plain(shortPaths(text), 130);
    if (words !== plain(shortPaths(head), 130)) told.push(words);
  }
  return told;
}

/** Lines after a test's name or a colon that are told whatever they are: what is meant stands there. */
function free({ tell, text }: Clue): number {
  if (tell.kind === 'test') {
    return 2;
  }
  return text.trimEnd().endsWith(':') ? 1 : 0;
}

function goesOn(head: string, text: string, isFree: boolean): boolean {
  const tell = tellOf(text, 0);
  if (tell?.kind === 'trailer' || frame.test(text)) {
    return false;
  }
  const isIndented = indentOf(text) > indentOf(head);
  return isFree || isIndented || tell !== undefined || prefixOf(text) === prefixOf(head);
}

const frame = /^\s*(?:at \S|File "|\S+\.go:\d+ \+0x|from \S+:\d+:in )/;
const indentOf = (text: string): number => {
  const wide = text.replaceAll('\t', '        ');
  return wide.length - wide.trimStart().length;
};
const prefixOf = (text: string): string => /^\W*\w+\W+\w+/.exec(text)?.[0] ?? text;

/** The line without the header that the headline's record has: its time and thread. */
function messageOf({ file, line, text }: Clue, at: number): string {
  const header = Math.max(0, file.lineAt(line).indexOf(text.trimStart()) - indentOf(text));
  const raw = file.lineAt(at);
  const isAlike = header > 0 && /\d/.test(raw.slice(0, header));
  return isAlike ? raw.slice(header) : raw;
}

/** Lines after a database's message in which it says more of it, each with a header of its own. */
const mostCompanions = 3;
const companion = /\b(?:DETAIL|STATEMENT|HINT|CONTEXT|QUERY): {1,2}\S.{0,300}/;
/** Whether a database's line says more of the one before it. */
export const isDetail = (text: string): boolean =>
  /^(?:DETAIL|STATEMENT|HINT|CONTEXT|QUERY): /.test(text);

/** Characters of a header in which such lines are alike: the time, to the second. */
const alike = 19;

/** `LOG:  process 7 still waiting for ...` goes on with `DETAIL:  Process holding the lock: 5.` */
function companionsOf({ file, line, record }: Clue): readonly string[] {
  const told: string[] = [];
  const time = file.lineAt(record.startLine).slice(0, alike);
  for (let at = line + 1; at <= Math.min(file.lineCount, line + mostCompanions); at++) {
    const text = file.lineAt(at);
    const said = text.startsWith(time) ? companion.exec(text)?.[0] : undefined;
    if (said === undefined) break;
    told.push(plain(said, 160));
  }
  return told;
}

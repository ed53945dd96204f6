import type { LogStatement } from '../model/source.ts';
import { type CodeLanguage, codeLanguageOf } from './languages.ts';
import { constantParts } from './messageParts.ts';
import { readMessage } from './readMessage.ts';

/** Statements of one file that are kept; what has more is a table of texts. */
const MOST = 2000;
/** How often each sign of a source is read at most, on the average: calls stand in calls. */
const MOST_READ = 4;

/** By these words in its name a call may write a message: `LogError`, `console.warn`, `pr_err`, `Errorf`. */
const words =
  'log|print|err|warn|info|debug|trace|fatal|panic|die|crit|notice|severe|verbose|alert|emerg|raise|throw|exception|msg|message|fail|abort|write|echo|puts|bail|anyhow|ensure|expect|context|timber|wtf|new';

/**
 * What may be such a call, up to its bracket, its text or its stream. Names are not told apart further:
 * whether a statement wrote a line is seen by the words of its text.
 */
const calls = new RegExp(
  String.raw`(?:${words})\w{0,30}(?:(?:\.|::|->)\w{1,20})?!?(?=\s{0,3}(?:[({]|<<)|\s{1,2}["'\x60]|\s\w[\w.]{0,40}, ?["'])`,
  'gi',
);

/**
 * The statements of a source that print messages or raise errors with one, in whatever language and with
 * whatever library: what looks like a call that logs, and a constant text in its first arguments.
 */
export function logStatementsIn(path: string, text: string): readonly LogStatement[] {
  const language = codeLanguageOf(path);
  if (!language) {
    return [];
  }
  const found: LogStatement[] = [];
  const lines = createLineCounter(text);
  let read = 0;
  let spent = 0;
  for (const match of text.matchAll(calls)) {
    if (match.index < read || isComment(text, match.index, language)) continue;
    const message = readMessage(text, match.index + match[0].length, language);
    spent += (message?.end ?? match.index) - match.index;
    if (spent > text.length * MOST_READ) break;
    const parts = message ? constantParts(message.pieces, language) : [];
    if (!message || parts.length === 0) continue;
    read = message.end;
    const place = { line: lines.at(match.index), endLine: lines.at(message.end) };
    found.push({ ...place, parts, does: doesOf(text, match.index, match[0]) });
    if (found.length === MOST) break;
  }
  return found;
}

/** `throw new Error(`, `raise ValueError(`, `fmt.Errorf(`: its text is told by whoever catches it. */
function doesOf(text: string, at: number, name: string): LogStatement['does'] {
  const before = text.slice(Math.max(0, at - LOOKED_BACK), at);
  const after = text.slice(at, at + LOOKED_ON);
  return raises.test(before) ||
    raisesInside.test(after) ||
    raising.test(`${wordBefore.exec(before)?.[0] ?? ''}${name}`)
    ? 'raises'
    : 'prints';
}

/** `fail(new Error('...`: an error is made for whoever is told of it. */
const raisesInside = /^[^"'`;]{1,120}\bnew\s+\w{0,40}(?:Error|Exception|Failure)\s*\(\s*["'`]/;
const LOOKED_ON = 200;

const LOOKED_BACK = 60;
const wordBefore = /[\w.:]{1,40}$/;
const raises = /\b(?:throw|raise|new)\s+[\w.:\\]*$/;
const raising =
  /^(?:raise|throw|panic|die|bail|anyhow|ensure|.*(?:\b(?:fmt|errors?|xerrors)\.\w+|\.(?:expect|context|with_context))|\w*(?:Exception|Error))!?$/;

const LONGEST_LINE = 300;

function isComment(text: string, at: number, { comment }: CodeLanguage): boolean {
  // A line may be a whole file, so only its end is looked at.
  const before = text.slice(Math.max(0, at - LONGEST_LINE), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return comment.test(line) || /(?:^|\s)\/\/(?!\S*["'`])/.test(line);
}

interface LineCounter {
  /** 1-based; asked for offsets that grow, but for those of one statement. */
  at(offset: number): number;
}

/** `\n`, `\r\n` and a lone `\r` each end a line, as in the editor. */
function createLineCounter(text: string): LineCounter {
  let line = 1;
  let counted = 0;
  return {
    at(offset) {
      for (; counted < offset; counted++) {
        const sign = text.charCodeAt(counted);
        const isEnd = sign === LF || (sign === CR && text.charCodeAt(counted + 1) !== LF);
        if (isEnd) line++;
      }
      return line;
    },
  };
}
const LF = 10;
const CR = 13;

import type { Range, SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver/node';
import type { LogRecord } from '../../core/model/logRecord.ts';
import { type SeverityName, severityName } from '../../core/model/severity.ts';
import type { LogView } from '../logViews.ts';

/** Standard types, told apart by modifiers that package.json maps to what themes colour. */
const types = ['comment', 'keyword', 'namespace', 'variable', 'number'] as const;
const modifiers = ['time', 'error', 'warning', 'info', 'debug', 'id', 'address'] as const;

export const tokenLegend: SemanticTokensLegend = {
  tokenTypes: [...types],
  tokenModifiers: [...modifiers],
};

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: (typeof types)[number];
  readonly modifier?: (typeof modifiers)[number] | undefined;
}

/** Lines of one answer; the editor asks for what is on the screen. */
const MOST_LINES = 3000;
/** Characters of a line that are coloured. */
const LONGEST = 2000;

/** The parts of the lines of a range: time, level, who wrote it, ids, addresses and numbers. */
export function rangeTokens(view: LogView, range: Range): SemanticTokens {
  const { file } = view;
  const data: number[] = [];
  let lineBefore = 0;
  const last = Math.min(range.end.line + 1, range.start.line + MOST_LINES, file.lineCount);
  for (let line = range.start.line + 1; line <= last; line++) {
    let startBefore = 0;
    for (const { start, end, type, modifier } of lineTokens(view, line)) {
      const bits = modifier ? 1 << modifiers.indexOf(modifier) : 0;
      const lines = line - 1 - lineBefore;
      data.push(lines, lines > 0 ? start : start - startBefore, end - start);
      data.push(types.indexOf(type), bits);
      lineBefore = line - 1;
      startBefore = start;
    }
  }
  return { data };
}

function lineTokens({ file }: LogView, line: number): readonly Token[] {
  const text = file.lineAt(line).slice(0, LONGEST);
  const index = file.recordAt(line);
  const isFirst = index >= 0 && file.records.startLine(index) === line;
  const record = isFirst ? file.records.at(index) : undefined;
  const found = record ? headerTokens(text, record) : [];
  return withoutOverlaps([...found, ...(isFirst ? valueTokens(text) : [])]);
}

const levels: Readonly<Record<SeverityName, Token['modifier']>> = {
  fatal: 'error',
  error: 'error',
  warn: 'warning',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
  unspecified: undefined,
};

/** Times as they stand at the head of a line, after a bracket, a quote or a field's name. */
const time =
  /(?<![\w.])(?:\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?|\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})?(?: \d{4})?|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?|\d{10}(?:\.\d{1,9}|\d{3})?(?=["\s,}]))(?![\w])/;

/** How far into a line its time may stand, e.g. after the names of a container and its stream. */
const TIME_WITHIN = 120;

function headerTokens(text: string, record: LogRecord): readonly Token[] {
  const tokens: Token[] = [];
  const head = text.slice(0, TIME_WITHIN);
  const match = record.timestamp === undefined ? null : time.exec(head);
  if (match) tokens.push({ ...span(match.index, match[0]), type: 'comment', modifier: 'time' });
  const level = levels[severityName(record.severityNumber)];
  const written = wordAt(text, record.severityText);
  if (written && level) tokens.push({ ...written, type: 'keyword', modifier: level });
  const names = [record.service, record.attributes['logger'], record.attributes['thread.name']];
  for (const name of names) {
    const place = wordAt(text, name);
    if (place) tokens.push({ ...place, type: 'namespace' });
  }
  return tokens;
}

const HEADER = 300;

/** Where a word of the header stands as a whole word. */
function wordAt(text: string, word: string | undefined): ReturnType<typeof span> | undefined {
  if (!word || word.length < 1) {
    return undefined;
  }
  const head = text.slice(0, HEADER);
  for (let at = head.indexOf(word); at >= 0; at = head.indexOf(word, at + 1)) {
    const before = head[at - 1] ?? ' ';
    const after = head[at + word.length] ?? ' ';
    if (!/\w/.test(before) && !/\w/.test(after)) return span(at, word);
  }
  return undefined;
}

const values: readonly (Pick<Token, 'type' | 'modifier'> & { readonly pattern: RegExp })[] = [
  {
    type: 'variable',
    modifier: 'id',
    pattern:
      /(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])|(?<![\w-])(?:0x[0-9a-f]{4,16}|(?=[a-f]{0,39}\d)(?=\d{0,39}[a-f])[0-9a-f]{12,40})(?![\w-])/gi,
  },
  {
    type: 'variable',
    modifier: 'address',
    pattern: /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?::\d{1,5})?(?![\w.]*\w)/g,
  },
  {
    type: 'number',
    pattern:
      /(?<![\w./-]|[^"]:)-?\d{1,15}(?:\.\d{1,9})?(?: ?(?:ns|µs|us|ms|s|sec|min|h|[KMGT]i?B|[kKMGT]?B|bytes|%)(?![\w%]))?(?![\w:/-]|\.\d)/g,
  },
];

function valueTokens(text: string): readonly Token[] {
  return values.flatMap(({ type, modifier, pattern }) =>
    [...text.matchAll(pattern)].map(
      (match): Token => ({ ...span(match.index, match[0]), type, modifier }),
    ),
  );
}

function span(start: number, text: string): { readonly start: number; readonly end: number } {
  return { start, end: start + text.length };
}

/** What was found first keeps its place; in the order of the line. */
function withoutOverlaps(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (const token of tokens) {
    if (kept.every(({ start, end }) => token.end <= start || token.start >= end)) kept.push(token);
  }
  return kept.sort((a, b) => a.start - b.start);
}

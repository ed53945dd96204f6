import * as v from 'valibot';

/** An edit of a document that a copilot shows and that nobody has accepted. */
export interface ShownEdit {
  readonly insertText: string;
  /** The path of the file, where the edit is one of another than the one that shows it. */
  readonly path?: string;
  /** 1-based, as the editor's model counts. */
  readonly range: {
    readonly startLineNumber: number;
    readonly startColumn: number;
    readonly endLineNumber: number;
    readonly endColumn: number;
  };
}

const place = v.pipe(v.number(), v.integer(), v.minValue(1));
const shown = v.object({
  inlineCompletion: v.object({
    insertText: v.union([v.string(), v.object({ snippet: v.string() })]),
    uri: v.optional(v.object({ path: v.string() })),
    range: v.object({
      startLineNumber: place,
      startColumn: place,
      endLineNumber: place,
      endColumn: place,
    }),
  }),
});

/**
 * The edit in what *Developer: Extract Inline Suggest State* gives: the document, and after it JSON in
 * comments between `// <json>` and `// </json>`. Nothing where it holds none.
 */
export function parseShownEdit(repro: string): ShownEdit | undefined {
  const start = repro.lastIndexOf('// <json>');
  const end = repro.lastIndexOf('// </json>');
  if (start < 0 || end < start) {
    return undefined;
  }
  const lines = repro.slice(start, end).split(/\r?\n/).slice(1);
  const parsed = v.safeParse(
    shown,
    jsonOf(lines.map((line) => line.replace(/^\/\/ ?/, '')).join('\n')),
  );
  if (!parsed.success) return undefined;
  const { insertText, range, uri } = parsed.output.inlineCompletion;
  const text = typeof insertText === 'string' ? insertText : plainText(insertText.snippet);
  return { insertText: text, range, ...(uri && { path: uri.path }) };
}

/** What a snippet writes before anybody fills in its stops: `f(${1:name})$0` -> `f(name)`. */
function plainText(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:([^${}]*)\}|\$\{\d+\|([^,|]*)[^}]*\}|\$\{\w+\}|\$(?:\d+|[A-Za-z_]\w*)/g,
    (_, escaped: string = '', named: string = '', chosen: string = '') =>
      escaped || named || chosen,
  );
}

/** A text with an edit made in it. */
export function withEdit(text: string, { range, insertText }: ShownEdit): string {
  const from = offsetOf(text, range.startLineNumber, range.startColumn);
  const to = offsetOf(text, range.endLineNumber, range.endColumn);
  return text.slice(0, from) + insertText + text.slice(to);
}

/** 1-based, as the editor counts; what lies behind an end is the end. */
function offsetOf(text: string, line: number, column: number): number {
  const ends = /\r\n|\r|\n/g;
  for (let at = 1; at < line; at++) if (ends.exec(text) === null) return text.length;
  const start = ends.lastIndex;
  const length = text.slice(start).search(/[\r\n]/);
  return start + Math.min(column - 1, length < 0 ? text.length - start : length);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

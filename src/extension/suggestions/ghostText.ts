import * as v from 'valibot';

/** An edit of a document that a copilot shows and that nobody has accepted. */
export interface ShownEdit {
  readonly insertText: string;
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
    insertText: v.string(),
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
  return parsed.success ? parsed.output.inlineCompletion : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

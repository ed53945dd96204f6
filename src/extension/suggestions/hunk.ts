/** Lines of a change as the editor's own view of changes counts them, 1-based; an end of 0 means that there are none. */
export interface LineChange {
  readonly originalStartLineNumber: number;
  readonly originalEndLineNumber: number;
  readonly modifiedStartLineNumber: number;
  readonly modifiedEndLineNumber: number;
}

/** The text as it would be without one of its changes: its lines are what they were. */
export function withoutChange(before: string, after: string, change: LineChange): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const { originalStartLineNumber, originalEndLineNumber } = change;
  const { modifiedStartLineNumber, modifiedEndLineNumber } = change;
  // Of lines that are only taken away, the start is the line after which they stood.
  const isGone = modifiedEndLineNumber === 0;
  const from = isGone ? modifiedStartLineNumber : modifiedStartLineNumber - 1;
  const to = isGone ? from : modifiedEndLineNumber;
  const was =
    originalEndLineNumber === 0
      ? []
      : old.slice(originalStartLineNumber - 1, originalEndLineNumber);
  return [...now.slice(0, from), ...was, ...now.slice(to)].join('');
}

/** With their ends, so that joining them gives the text again. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/** What a menu gave, where it is such a change. */
export function isLineChange(value: unknown): value is LineChange {
  return (
    typeof value === 'object' &&
    value !== null &&
    [
      'originalStartLineNumber',
      'originalEndLineNumber',
      'modifiedStartLineNumber',
      'modifiedEndLineNumber',
    ].every((key) => Number.isSafeInteger((value as Record<string, unknown>)[key]))
  );
}

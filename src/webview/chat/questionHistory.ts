/** Where somebody stands among the questions that were asked; at their end stands what was being written. */
export interface Recall {
  readonly at: number;
  /** What was being written when going back began. */
  readonly draft: string;
}

export interface Recalled {
  readonly text: string;
  /** Nothing once what was being written is reached again. */
  readonly recall: Recall | undefined;
}

/** An earlier (-1) or later (+1) question; nothing where there is none. The same one twice in a row counts once. */
export function recall(
  asked: readonly string[],
  { recall: known, text }: Recalled,
  by: -1 | 1,
): Recalled | undefined {
  const questions = asked.filter((question, i) => question !== asked[i + 1]);
  const at = (known?.at ?? questions.length) + by;
  const draft = known?.draft ?? text;
  if (at < 0 || at > questions.length || (!known && by > 0)) {
    return undefined;
  }
  return at === questions.length
    ? { text: draft, recall: undefined }
    : { text: questions[at] ?? '', recall: { at, draft } };
}

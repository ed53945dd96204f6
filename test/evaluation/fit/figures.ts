/** An answer's confidence, and whether it was right. */
export interface Judged {
  readonly confidence: number;
  readonly isRight: boolean;
}

/** How likely a right answer is believed more than a wrong one; ties count half. Nothing if all are alike. */
export function auroc(judged: readonly Judged[]): number | undefined {
  const right = judged.filter(({ isRight }) => isRight);
  const wrong = judged.filter(({ isRight }) => !isRight);
  if (right.length === 0 || wrong.length === 0) return undefined;
  const won = right.reduce(
    (sum, { confidence }) =>
      sum +
      wrong.reduce(
        (wins, other) =>
          wins + (confidence > other.confidence ? 1 : confidence === other.confidence ? 0.5 : 0),
        0,
      ),
    0,
  );
  return won / (right.length * wrong.length);
}

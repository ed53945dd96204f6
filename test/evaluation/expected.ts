/** `expected.json` of a case: the answer a diagnosis is held against. */
export interface Expected {
  readonly id?: string;
  /** Free text; what stands before ` (` names the group in the table. */
  readonly source: string;
  /** Nothing is wrong: the right answer is "no incident", or a confidence below one half. */
  readonly negative: boolean;
  readonly question?: string;
  /** Every group must be hit by the diagnosis' text; case does not matter. */
  readonly keywords_any: readonly (readonly string[])[];
  readonly evidence: readonly ExpectedEvidence[];
  readonly culprit_service?: string | null;
}

export interface ExpectedEvidence {
  readonly file: string;
  /** 1-based; a right diagnosis cites one of them within two lines. */
  readonly key_lines: readonly number[];
  readonly label_ranges: readonly (readonly [number, number])[];
}

/** What was answered for a case, best first. */
export interface Prediction {
  readonly noIncident: boolean;
  readonly diagnoses: readonly {
    readonly text: string;
    readonly confidence: number;
    readonly service: string | undefined;
    readonly evidence: readonly { readonly file: string; readonly line: number }[];
  }[];
}

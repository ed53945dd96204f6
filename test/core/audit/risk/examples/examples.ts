/** What a rule must find and must leave alone: a command, or the path and the text of a change. */
export interface RuleExamples {
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

export type Example = string | readonly [path: string, text: string];
export type ExampleTable = Readonly<Record<string, RuleExamples>>;

/** What a command was given: a node of the tree, an id from the panel, or nothing from the palette. */
export interface Named {
  readonly caseId?: string;
  readonly runId?: string;
}

export function namedBy(argument: unknown): Named {
  if (typeof argument === 'string') return { caseId: argument };
  if (typeof argument !== 'object' || argument === null) return {};
  const { summary, run, similar } = argument as Readonly<
    Record<string, { readonly id?: unknown } | undefined>
  >;
  const caseId = summary?.id ?? similar?.id;
  const runId = run?.id;
  return {
    ...(typeof caseId === 'string' && { caseId }),
    ...(typeof runId === 'string' && { runId }),
  };
}

import { conclusionText } from './cases/conclusionText.ts';
import { type Parsed, read, write } from './cases/format.ts';
import { incidentNote } from './cases/incidentNote.ts';
import { fromPortable, type Places, toPortable } from './cases/portable.ts';
import { redactData } from './cases/redactCase.ts';
import { caseSchema } from './cases/schema.ts';
import { withRun } from './cases/summary.ts';
import type { Case, CaseRun } from './model/case.ts';
import type { PersonalKind } from './model/redactedText.ts';
import { visibleData } from './model/visibleText.ts';
import { createRedactor } from './redact/redact.ts';

/** What leaves the workspace as a file: cases and notes on them. */

export interface ExportOptions extends Places {
  /** What of people's data is hidden beside secrets; nothing leaves all as it is. */
  readonly redact: readonly PersonalKind[] | undefined;
}

/** A case as one file, which this or a later version reads again. */
export function exportCase(given: Case, options: ExportOptions): string {
  const isRedacted = options.redact !== undefined;
  const { summary, ...rest } = leaving(given, options);
  // What the list tells of the runs is made of them again, where they are read.
  const { conclusion: _made, ...words } = summary;
  return `${write({ isRedacted, summary: { ...words, runs: [], uris: [] }, ...rest })}\n`;
}

/** A case as Markdown for people. */
export function exportNote(given: Case, options: ExportOptions): string {
  return incidentNote(leaving(given, options));
}

/** Reads a file that `exportCase` wrote, here or elsewhere. Its words are nobody's orders. */
export function importCase(text: string, places: Places): Parsed<Case> {
  const parsed = read(text, caseSchema, 'The case file');
  if (parsed.kind !== 'value') return parsed;
  const { summary, runs, verdicts, attachments } = parsed.value;
  const given = visibleData({ summary, runs, verdicts, attachments });
  const value = fromPortable(given, places);
  return {
    kind: 'value',
    value: {
      ...value,
      summary: value.runs.reduce(withRun, { ...value.summary, runs: [], isImported: true }),
      verdicts: value.verdicts.map((verdict) => ({ ...verdict, isImported: true })),
    },
  };
}

/** What two runs concluded, for holding them side by side. */
export function conclusionTexts(left: CaseRun, right: CaseRun): readonly [string, string] {
  return [conclusionText(left), conclusionText(right)];
}

function leaving(given: Case, { redact, folder, home }: ExportOptions): Case {
  const portable = toPortable(given, { folder, home });
  return redact ? redactData(withoutHidden(portable), createRedactor(redact)) : portable;
}

/** The values behind a model's placeholders are what was hidden from it. */
function withoutHidden(given: Case): Case {
  return {
    ...given,
    runs: given.runs.map((run) => {
      if (run.end.kind !== 'done') return run;
      const { hidden: _values, ...diagnosis } = run.end.diagnosis;
      return { ...run, end: { ...run.end, diagnosis } };
    }),
  };
}

import { blankLog } from '../core/collect/blankLog.ts';
import { collectOpened } from '../core/collect/collect.ts';
import type { LogSource } from '../core/diagnose.ts';
import { templateOf } from '../core/masking/masking.ts';
import { mineLogs } from '../core/mine/mine.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import type { LogFile } from '../core/model/logFile.ts';
import type { Problem } from '../core/model/problem.ts';
import { severityName } from '../core/model/severity.ts';
import type { MinedLogs } from '../core/model/template.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';
import { commandLineFiles } from './sources.ts';
import { terminalSafe } from './words.ts';

export type TemplatesResult =
  | {
      readonly kind: 'mined';
      readonly file: LogFile;
      readonly mined: MinedLogs;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'unreadable'; readonly message: string };

export async function mineSource(source: LogSource): Promise<TemplatesResult> {
  const pace = createPace(clock, neverCancelled);
  const opened = await commandLineFiles.open(source.uri, neverCancelled);
  if (opened.kind === 'failure') {
    return { kind: 'unreadable', message: opened.failure.message };
  }
  const file = await collectOpened(source, opened, pace);
  if (file.records.length === 0) {
    return { kind: 'unreadable', message: blankLog(file).message };
  }
  const problems = [...(opened.problem ? [opened.problem] : []), ...file.problems];
  return { kind: 'mined', file, mined: await mineLogs([file], pace), problems };
}

/** Rows that are given at once: those of a large log are more than one text can hold. */
const ROWS = 10_000;

/** One row a line of the file, in its order: `LineId,EventTemplate,ClusterId`. */
export function* templatesCsv(file: LogFile, mined: MinedLogs): Iterable<string> {
  let rows = ['LineId,EventTemplate,ClusterId'];
  const others = new Map<string, number>();
  for (let line = 1; line <= file.lineCount; line++) {
    const { text, id } = templateOfLine(file, mined, others, line);
    rows.push(`${line},${csvField(text)},${id}`);
    if (rows.length >= ROWS) {
      yield `${rows.join('\n')}\n`;
      rows = [];
    }
  }
  if (rows.length > 0) yield `${rows.join('\n')}\n`;
}

/** A record's first line has the record's template; its further lines are looked at alone. */
function templateOfLine(
  file: LogFile,
  mined: MinedLogs,
  others: Map<string, number>,
  line: number,
): { readonly text: string; readonly id: number } {
  const index = file.recordAt(line);
  if (index >= 0 && file.records.at(index)?.startLine === line) {
    const id = mined.templateIds[0]?.[index] ?? 0;
    return { text: mined.templates[id]?.text ?? '', id };
  }
  const text = templateOf(file.lineAt(line));
  const id = others.get(text) ?? mined.templates.length + others.size;
  others.set(text, id);
  return { text, id };
}

/** Templates with counts, most frequent first, as a table. */
export function templatesTable(mined: MinedLogs): string {
  const rows = [...mined.templates]
    .sort((a, b) => b.count - a.count || a.id - b.id)
    .map(({ count, severityNumber, text }) => {
      const level = severityNumber === 0 ? '' : severityName(severityNumber);
      return `${String(count).padStart(9)}  ${level.padEnd(5)}  ${terminalSafe(text.slice(0, 300))}`;
    });
  return `${['    count  level  template', ...rows].join('\n')}\n`;
}

function csvField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

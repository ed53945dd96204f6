import type { LeftOut, LeftOutGroup } from '../model/evidence.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { MinedLogs } from '../model/template.ts';

/** Groups that are listed; the rest are counted in the lines only. */
const listed = 50;

/** Tells of every kind of message what was not shown of it and why. */
export async function leftOutOf(
  files: readonly LogFile[],
  mined: MinedLogs,
  failing: ReadonlySet<number>,
  isShown: (file: number, line: number) => boolean,
  pace: Pace,
): Promise<LeftOut> {
  const hidden = new Map<string, { file: number; template: number; count: number }>();
  const shown = new Set<number>();
  for (const [file, log] of files.entries()) {
    for (const [index, record] of log.records.entries()) {
      const wait = pace.step();
      if (wait !== undefined) await wait;
      const template = mined.templateIds[file]?.[index] ?? 0;
      if (isShown(file, record.startLine)) {
        shown.add(template);
        continue;
      }
      const key = `${file}:${template}`;
      const group = hidden.get(key);
      if (group) {
        group.count++;
      } else {
        hidden.set(key, { file, template, count: 1 });
      }
    }
  }
  const groups = [...hidden.values()].sort((a, b) => b.count - a.count || a.template - b.template);
  return {
    totalLines: files.reduce((sum, file) => sum + file.lineCount, 0),
    shownLines: countShown(files, isShown),
    groups: groups.slice(0, listed).map(
      ({ file, template, count }): LeftOutGroup => ({
        template: mined.templates[template]?.text ?? '',
        count,
        file: files[file]?.name ?? '',
        reason: shown.has(template) ? 'repeats' : failing.has(template) ? 'budget' : 'ordinary',
      }),
    ),
  };
}

function countShown(
  files: readonly LogFile[],
  isShown: (file: number, line: number) => boolean,
): number {
  let lines = 0;
  for (const [file, log] of files.entries()) {
    for (let line = 1; line <= log.lineCount; line++) {
      lines += isShown(file, line) ? 1 : 0;
    }
  }
  return lines;
}

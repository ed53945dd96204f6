import type { LeftOut, LeftOutGroup } from '../model/evidence.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { MinedLogs } from '../model/template.ts';
import type { Shelf } from './budget.ts';

/** Groups that are listed; the rest are counted in the lines only. */
const listed = 50;

/** Tells of every kind of message what was not shown of it and why. */
export async function leftOutOf(
  files: readonly LogFile[],
  mined: MinedLogs,
  failing: ReadonlySet<number>,
  shelf: Shelf,
  pace: Pace,
): Promise<LeftOut> {
  const hidden = new Map<string, { file: number; template: number; count: number }>();
  const shown = new Set<number>();
  for (const [file, log] of files.entries()) {
    for (let index = 0; index < log.records.length; index++) {
      const wait = (index & 255) === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const template = mined.templateIds[file]?.[index] ?? 0;
      if (shelf.isShown(file, log.records.startLine(index))) {
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
    shownLines: shelf.shownLines,
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

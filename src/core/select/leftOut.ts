import type { LeftOut, LeftOutGroup } from '../model/evidence.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { MinedLogs } from '../model/template.ts';
import type { Shelf } from './budget.ts';

/** Groups that are listed; the rest are counted in the lines only. */
const listed = 50;

interface Group {
  readonly file: number;
  readonly template: number;
  readonly count: number;
}

/** @param hidden how many records of each template of the file are not shown. */
function groupsOf(file: number, hidden: Uint32Array): readonly Group[] {
  const groups: Group[] = [];
  for (const [template, count] of hidden.entries()) {
    if (count > 0) groups.push({ file, template, count });
  }
  return groups;
}

/** Tells of every kind of message what was not shown of it and why. */
export async function leftOutOf(
  files: readonly LogFile[],
  mined: MinedLogs,
  failing: ReadonlySet<number>,
  shelf: Shelf,
  pace: Pace,
): Promise<LeftOut> {
  const shown = new Set<number>();
  const groups: Group[] = [];
  for (const [file, { records }] of files.entries()) {
    const ids = mined.templateIds[file];
    const hidden = new Uint32Array(mined.templates.length);
    for (let index = 0; index < records.length; index++) {
      const wait = (index & 255) === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const template = ids?.[index] ?? 0;
      if (shelf.isShown(file, records.startLine(index))) shown.add(template);
      else hidden[template] = (hidden[template] ?? 0) + 1;
    }
    groups.push(...groupsOf(file, hidden));
  }
  groups.sort((a, b) => b.count - a.count || a.template - b.template);
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

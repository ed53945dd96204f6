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

const none = new Uint32Array();

/** The records whose first line is shown. */
function shownRecords(file: LogFile | undefined, lines: Iterable<number>): readonly number[] {
  const found: number[] = [];
  for (const line of lines) {
    const index = file?.recordAt(line) ?? -1;
    if (index >= 0 && file?.records.startLine(index) === line) found.push(index);
  }
  return found;
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
  for (const file of files.keys()) {
    const ids = mined.templateIds[file] ?? none;
    const hidden = new Uint32Array(mined.templates.length);
    for (let index = 0; index < ids.length; index++) {
      const wait = (index & 4095) === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const template = ids[index] as number;
      hidden[template] = (hidden[template] as number) + 1;
    }
    for (const index of shownRecords(files[file], shelf.linesOf(file))) {
      const template = ids[index] ?? 0;
      shown.add(template);
      hidden[template] = (hidden[template] as number) - 1;
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

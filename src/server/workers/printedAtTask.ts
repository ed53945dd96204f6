import { printerOf } from '../../core/source/printers.ts';
import type { SourceIndexes } from '../../node/sourceIndex.ts';
import { readSourceLine } from '../../node/sourceLine.ts';
import type { PrintedAt, Tasks } from './tasks.ts';

/** The statement that prints a message, of the first folder that has one. */
export async function printedAtTask(
  { folders, message }: Tasks['printedAt']['given'],
  indexes: SourceIndexes,
): Promise<PrintedAt | undefined> {
  for (const folder of folders) {
    const index = await indexes.of(folder);
    const found = printerOf(message, index.printers);
    const path = found && index.pathOf(found.best.path);
    if (!found || path === undefined) continue;
    const { line, does } = found.best;
    const text = (await readSourceLine(path, line)) ?? '';
    return { path, line, text, does, others: found.others.length };
  }
  return undefined;
}

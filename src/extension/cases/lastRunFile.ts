import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lastRun } from '../../core/cases/migrations.ts';
import type { CaseRun } from '../../core/model/case.ts';

/** The one run that versions without cases kept as a file; it becomes a case. */
export interface LastRunFile {
  /** Nothing where there is none; one that can't be read is set aside. */
  read(): Promise<CaseRun | undefined>;
  /** Its run is kept elsewhere by now. */
  done(): Promise<void>;
}

export function createLastRunFile(folder: string): LastRunFile {
  const file = join(folder, 'lastRun.json');
  return {
    async read() {
      const [text, began] = await textAndTime(file);
      if (text === undefined) return undefined;
      const run = lastRun(text, began);
      if (!run) await rename(file, `${file}.unreadable`);
      return run;
    },
    done: () => rm(file, { force: true }),
  };
}

async function textAndTime(
  file: string,
): Promise<readonly [text: string | undefined, time: number]> {
  try {
    return [await readFile(file, 'utf8'), Math.round((await stat(file)).mtimeMs)];
  } catch {
    return [undefined, 0];
  }
}

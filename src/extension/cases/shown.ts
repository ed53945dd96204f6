import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../replaceFile.ts';

/** Which run of which case a window of the workspace showed last. */
export interface ShownStore {
  load(): Promise<{ readonly caseId: string; readonly runId: string } | undefined>;
  save(shown: { readonly caseId: string; readonly runId: string }): Promise<void>;
  clear(): Promise<void>;
}

export function createShownStore(folder: string): ShownStore {
  const file = join(folder, 'shown.json');
  return {
    async load() {
      try {
        const { caseId, runId }: { caseId?: unknown; runId?: unknown } = JSON.parse(
          await readFile(file, 'utf8'),
        );
        return typeof caseId === 'string' && typeof runId === 'string'
          ? { caseId, runId }
          : undefined;
      } catch {
        return undefined;
      }
    },
    save: (shown) => replaceFile(folder, file, JSON.stringify(shown)),
    clear: () => rm(file, { force: true }),
  };
}

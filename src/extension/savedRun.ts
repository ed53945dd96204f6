import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PanelState } from '../protocol/webview.ts';
import { replaceFile } from './replaceFile.ts';
import type { RunRequest } from './runs.ts';

/** What outlives a window reload: the panel's state and what it takes to run again. */
export interface SavedRun {
  readonly state: PanelState;
  readonly request: RunRequest | undefined;
  /** Texts of the changes that the run cites, by URI; they are no files. */
  readonly changes: Readonly<Record<string, string>>;
}

export interface SavedRunStore {
  /** Nothing was saved, or it can't be used: nothing. */
  load(): Promise<SavedRun | undefined>;
  /** Writes happen one after the other, the last one wins, and a torn file is never left. */
  save(run: SavedRun): Promise<void>;
}

/** Raised when the shape of what is saved changes; what an older version wrote is dropped. */
const VERSION = 1;

const kinds: readonly PanelState['kind'][] = ['empty', 'running', 'done', 'cancelled', 'failed'];

/** Keeps the last run as a file of `folder`; a diagnosis is too large for the editor's own store. */
export function createSavedRunStore(folder: string): SavedRunStore {
  const file = join(folder, 'lastRun.json');
  let queue = Promise.resolve();
  return {
    async load() {
      try {
        return parse(await readFile(file, 'utf8'));
      } catch {
        return undefined;
      }
    },
    save(run) {
      const write = queue.then(() =>
        replaceFile(folder, file, JSON.stringify({ version: VERSION, ...run })),
      );
      queue = write.catch(() => {});
      return write;
    },
  };
}

function parse(text: string): SavedRun | undefined {
  const saved = JSON.parse(text) as Partial<SavedRun> & { readonly version?: unknown };
  const isOurs = saved.version === VERSION && kinds.some((kind) => kind === saved.state?.kind);
  if (!isOurs || !saved.state) {
    return undefined;
  }
  return { state: saved.state, request: saved.request, changes: saved.changes ?? {} };
}

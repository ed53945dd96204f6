import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds after which a lock belongs to a window that is gone, and between two looks at it. */
const STALE = 10_000;
const PAUSE = 15;

/**
 * Does a task while no other window does one in this folder: what is read, changed and written again
 * would lose what another window wrote in between.
 */
export async function locked<T>(folder: string, task: () => Promise<T>): Promise<T> {
  const lock = join(folder, '.lock');
  await mkdir(folder, { recursive: true });
  while (!(await taken(lock))) {
    if (await isStale(lock)) {
      await rm(lock, { recursive: true, force: true });
    } else {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  try {
    return await task();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/** Making a folder either succeeds or finds it there, on every file system. */
async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(lock: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(lock)).mtimeMs > STALE;
  } catch {
    return false;
  }
}

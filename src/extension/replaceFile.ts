import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a file of `folder` for the user alone, so that a torn one is never left; makes the folder. */
export async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const file = join(folder, name);
  const draft = `${file}.${process.pid}.tmp`;
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

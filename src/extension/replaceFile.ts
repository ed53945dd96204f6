import { mkdir, rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file of the user's own such that a torn one is never left. */
export async function replaceFile(folder: string, file: string, text: string): Promise<void> {
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

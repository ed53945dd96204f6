import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';

/** What a draft's name ends in; one that a kill left behind is of no use to anybody. */
export const DRAFT = '.tmp';

/** Writes a file of the user's own such that a torn one is never left. */
export async function replaceFile(
  folder: string,
  file: string,
  content: string | Uint8Array,
): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}${DRAFT}`;
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(draft, content, { mode: 0o600, flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

import { open } from 'node:fs/promises';

/** Bytes of a source file that are read; what stands beyond is generated code. */
const LARGEST = 512 * 1024;

/** One line of a source file, 1-based, without the space around it; nothing where it has no such line. */
export async function readSourceLine(path: string, line: number): Promise<string | undefined> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(LARGEST) });
      return buffer
        .toString('utf8', 0, bytesRead)
        .split(/\r\n|\r|\n/)
        [line - 1]?.trim();
    } finally {
      await handle.close();
    }
  } catch {
    // It went away since it was listed, or may not be read: the card has no such line.
    return undefined;
  }
}

import { readdirSync } from 'node:fs';
import { parse, sep } from 'node:path';
import { platform } from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * The path that a `file:` URI names; nothing where it names none on this machine, as
 * `file://host/share/app.log` does on Linux and `file:///app.log` on Windows.
 */
export function pathOf(uri: string, isWindows = platform === 'win32'): string | undefined {
  if (!uri.startsWith('file:')) {
    return undefined;
  }
  try {
    return fileURLToPath(uri, { windows: isWindows });
  } catch {
    return undefined;
  }
}

/** What stands in a text for bytes that are no UTF-8. */
const UNKNOWN = '\ufffd';

/**
 * Names that are not UTF-8 reach us with U+FFFD in them, from the shell as from the editor: the path
 * of the entry that is meant, where no other in its folder reads the same.
 */
export function undecodedPath(path: string): Buffer | undefined {
  if (!path.includes(UNKNOWN)) {
    return undefined;
  }
  const { root } = parse(path);
  let found = Buffer.from(root);
  for (const name of path.slice(root.length).split(sep)) {
    const entry = name.includes(UNKNOWN) ? onlyEntry(found, name) : Buffer.from(name);
    if (!entry) return undefined;
    found = Buffer.concat([
      found,
      ...(found.length > root.length ? [Buffer.from(sep)] : []),
      entry,
    ]);
  }
  return found;
}

function onlyEntry(folder: Buffer, name: string): Buffer | undefined {
  try {
    const entries = readdirSync(folder, { encoding: 'buffer' });
    const alike = entries.filter((entry) => entry.toString() === name);
    return alike.length === 1 ? alike[0] : undefined;
  } catch {
    // A folder that is gone or may not be read has no such entry.
    return undefined;
  }
}

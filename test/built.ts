import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
let isFresh = false;

/**
 * A bundle as it is shipped, for tests of whole processes: it starts in a sixth of the time that its thousand sources
 * take. Built anew first where a source is younger.
 */
export function built(bundle: string): string {
  const path = join(root, 'dist', bundle);
  isFresh ||= existsSync(path) && statSync(path).mtimeMs >= newestSource();
  if (!isFresh) {
    const build = [join(root, 'esbuild.config.mjs'), '--production'];
    execFileSync(process.execPath, build, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    isFresh = true;
  }
  return path;
}

/** When a source or the build itself was last changed, in milliseconds. */
function newestSource(): number {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const times = [...sources, join(root, 'esbuild.config.mjs'), join(root, 'package.json')].map(
    (path) => statSync(path).mtimeMs,
  );
  return Math.max(...times);
}

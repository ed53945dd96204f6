// Runs on the Node that the machine has (>= 20), before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The Node that current VS Code ships; the project's `node` dependency brings it. */
const node = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Installs the dependencies when the lock file is newer than what is installed. */
export function ensureInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (
    existsSync(node) &&
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(lock).mtimeMs
  ) {
    return;
  }
  console.log('Installing dependencies …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Runs a step with the project's Node first in PATH; a step that fails ends the whole. */
export function run(command, args, { allowFailure = false } = {}) {
  const bin = join(root, 'node_modules/.bin');
  const { status, signal } = spawnSync(command === 'node' ? node : command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  const code = signal ? 1 : (status ?? 1);
  if (code !== 0 && !allowFailure) {
    process.exit(code);
  }
  return code;
}

// Runs on the Node that the machine has (>= 20), before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
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

/** How a step runs: with the project's Node first in PATH. */
function options(stdio) {
  const bin = join(root, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  return { cwd: root, stdio, shell: process.platform === 'win32', env };
}

/** Starts a script that runs beside the others: its exit code, in time; what it says goes into a file. */
export function runBeside(args, output) {
  const file = openSync(output, 'w');
  const child = spawn(node, args, options(['ignore', file, file]));
  closeSync(file);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** Runs a step; one that fails ends the whole. */
export function run(command, args, { allowFailure = false } = {}) {
  const { status, signal } = spawnSync(
    command === 'node' ? node : command,
    args,
    options('inherit'),
  );
  const code = signal ? 1 : (status ?? 1);
  if (code !== 0 && !allowFailure) {
    process.exit(code);
  }
  return code;
}

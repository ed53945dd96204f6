// Installs a real VS Code (the server that code-server wraps) from the npm registry into the user's
// cache folder, once: `node test/vscode/install.ts`.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replaceNativeModules } from './nativeModules.ts';
import { forbidProposedApi } from './strictApi.ts';

/** code-server 4.139.1 is VS Code 1.139.1. */
const CODE_SERVER = '4.139.1';
/** Raised when what this file does to the installed copy changes. */
const REVISION = 2;

const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
export const vscodeRoot = join(cache, 'whytrace', `vscode-${CODE_SERVER}-${REVISION}`);

/** The entry that starts the server; its arguments are those of `code-server`. */
export const serverEntry = join(vscodeRoot, 'node_modules/code-server/out/node/entry.js');

const ready = join(vscodeRoot, '.ready');

/** Parts that no test and no trial needs; they make up most of the size. */
const TRIMMED = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'node_modules/katex',
  'node_modules/kerberos',
  'node_modules/cpu-features',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'node_modules/@vscode/sqlite3/deps',
  'node_modules/@vscode/windows-process-tree',
  'node_modules/node-pty/third_party',
  'node_modules/node-pty/deps',
];

export function installVSCode(): void {
  if (existsSync(ready)) {
    return;
  }
  process.stdout.write(`Installing VS Code into ${vscodeRoot} (about a minute, once) …\n`);
  rmSync(vscodeRoot, { recursive: true, force: true });
  mkdirSync(vscodeRoot, { recursive: true });
  writeFileSync(join(vscodeRoot, 'package.json'), '{ "private": true }');
  npmInstall(vscodeRoot, ['--save-exact', `code-server@${CODE_SERVER}`]);
  const vscode = join(vscodeRoot, 'node_modules/code-server/lib/vscode');
  npmInstall(vscode, ['--omit=dev']);
  replaceNativeModules(vscode);
  forbidProposedApi(vscode);
  trim(vscode);
  writeFileSync(ready, readFileSync(join(vscodeRoot, 'package.json')));
}

/** Install scripts would compile native modules; what they build is not needed or is replaced. */
function npmInstall(folder: string, args: readonly string[]): void {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['install', ...quiet, '--ignore-scripts', '--force', ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function trim(vscode: string): void {
  for (const part of TRIMMED) {
    rmSync(join(vscode, part), { recursive: true, force: true });
  }
  const ours = `${process.platform}-${process.arch}`;
  for (const folder of [
    'node_modules/node-pty/prebuilds',
    'node_modules/@vscode/ripgrep-universal/bin',
  ]) {
    const path = join(vscode, folder);
    for (const platform of existsSync(path) ? readdirSync(path) : []) {
      if (platform !== ours) {
        rmSync(join(path, platform), { recursive: true, force: true });
      }
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installVSCode();
}

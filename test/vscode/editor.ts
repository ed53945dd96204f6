import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installVSCode, serverEntry } from './install.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface EditorOptions {
  /** Folders of extensions to load, each with a package.json. */
  readonly extensions: readonly string[];
  /** Packaged extensions to install as a user would. */
  readonly vsix?: readonly string[];
  /** The folder that is opened. */
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** 0 = any free port. */
  readonly port?: number;
  readonly trustEverything?: boolean;
  /** The language of the editor, by a language pack without words: it says in English what is its own. */
  readonly language?: string;
}

/** A running VS Code, served on 127.0.0.1. */
export interface Editor {
  readonly url: string;
  /** Holds the user data and the server's log while it runs. */
  readonly folder: string;
  /** Runs the body of an async function in the extension host; needs the driver extension. */
  inHost<T>(body: string): Promise<T>;
  stop(): Promise<void>;
}

/** What a stock VS Code would ask or show on its first start, and what needs the network. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.editorLargeFileConfirmation': 1024,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'window.autoDetectColorScheme': false,
};

/** For tests that ask a model: the quiet settings turn AI off. */
export const aiOn = { 'chat.disableAIFeatures': false };

export async function startEditor(options: EditorOptions): Promise<Editor> {
  installVSCode();
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-vscode-'));
  const extensions = linkExtensions(folder, options.extensions);
  const userData = join(folder, 'data');
  const language = options.language ? installLanguage(folder, userData, options.language) : [];
  for (const vsix of options.vsix ?? []) {
    installExtension(vsix, extensions, userData);
  }
  // Settings of machine scope are read from the machine's file, the others from the user's.
  for (const scope of ['User', 'Machine']) {
    mkdirSync(join(userData, scope), { recursive: true });
    const settings = { ...QUIET_SETTINGS, ...options.settings };
    writeFileSync(join(userData, scope, 'settings.json'), JSON.stringify(settings));
  }

  const port = options.port || (await freePort());
  const driverPort = await freePort();
  const log = openSync(join(folder, 'server.log'), 'w');
  const server = spawn(
    process.execPath,
    [
      serverEntry,
      ...['--config', join(folder, 'config.yaml')],
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...['--user-data-dir', userData, '--extensions-dir', extensions],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      ...language,
      ...(options.trustEverything === false ? [] : ['--disable-workspace-trust']),
      options.workspace,
    ],
    {
      // A group of its own: the server has children (extension hosts, terminals, watchers).
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, WHYTRACE_DRIVER_PORT: String(driverPort) },
    },
  );
  closeSync(log);
  const kill = (): boolean => killGroup(server);
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    await stopServer(server, folder);
    process.off('exit', kill);
  };
  await waitUntilServed(`http://127.0.0.1:${port}/healthz`, server, folder);
  return {
    url: `http://127.0.0.1:${port}/?folder=${encodeURI(options.workspace)}`,
    folder,
    inHost: (body) => askDriver(driverPort, body),
    stop,
  };
}

/** VS Code reads a folder of extensions only at its first start, so each start gets a fresh one. */
function linkExtensions(folder: string, extensions: readonly string[]): string {
  const target = join(folder, 'extensions');
  mkdirSync(target);
  for (const extension of extensions) {
    const { publisher, name, version } = JSON.parse(
      readFileSync(join(extension, 'package.json'), 'utf8'),
    ) as Record<string, string>;
    symlinkSync(extension, join(target, `${publisher}.${name}-${version}`));
  }
  return target;
}

/** What VS Code knows of language packs is this list, written when one is installed; gives the arguments for it. */
function installLanguage(folder: string, userData: string, language: string): readonly string[] {
  const vscode = join(folder, 'language.json');
  writeFileSync(vscode, JSON.stringify({ version: '1.0.0', contents: {} }));
  const known = {
    hash: language,
    extensions: [{ extensionIdentifier: { id: `test.${language}` }, version: '1.0.0' }],
    translations: { vscode },
    label: language,
  };
  mkdirSync(userData, { recursive: true });
  writeFileSync(join(userData, 'languagepacks.json'), JSON.stringify({ [language]: known }));
  return ['--locale', language];
}

function installExtension(vsix: string, extensions: string, userData: string): void {
  execFileSync(
    process.execPath,
    [
      ...[serverEntry, '--user-data-dir', userData, '--extensions-dir', extensions],
      ...['--install-extension', vsix],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

async function askDriver<T>(port: number, body: string): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
      const { value, error } = (await response.json()) as { value: T; error?: string };
      if (error !== undefined) {
        throw new HostError(error);
      }
      return value;
    } catch (error) {
      // Refused until the extension host is up, and again for a moment after a reload.
      if (error instanceof HostError || Date.now() > deadline) {
        throw error;
      }
      await pause(100);
    }
  }
}

class HostError extends Error {}

async function waitUntilServed(url: string, server: ChildProcess, folder: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (
    !(await fetch(url).then(
      (response) => response.ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null || Date.now() > deadline) {
      throw new Error(
        `VS Code's server did not start:\n${readFileSync(join(folder, 'server.log'), 'utf8')}`,
      );
    }
    await pause(100);
  }
}

async function stopServer(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null && killGroup(server)) {
    await Promise.race([once(server, 'exit'), pause(3000)]);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function killGroup(server: ChildProcess): boolean {
  try {
    return server.pid !== undefined && process.kill(-server.pid, 'SIGTERM');
  } catch {
    // It has ended already.
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

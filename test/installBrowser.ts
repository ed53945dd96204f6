// `node test/installBrowser.ts`: makes sure that a browser is there for the tests.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.ts';

/** Finds a browser; on Debian, for root, it installs Chromium. Elsewhere it throws what to install. */
export function ensureBrowser(): void {
  try {
    findBrowser();
  } catch (error) {
    if (!isDebianRoot() || process.env['CHROME']) {
      throw error;
    }
    process.stdout.write('Installing Chromium (apt-get install chromium) …\n');
    aptGet('update');
    aptGet('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu');
    findBrowser();
  }
}

function isDebianRoot(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

function aptGet(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) {
    throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    ensureBrowser();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

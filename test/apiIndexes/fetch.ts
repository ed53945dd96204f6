import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Unpacks an npm package in a temporary folder, hands that folder over and removes it again. */
export async function withPackage<T>(
  name: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    const archive = execFileSync('npm', ['pack', name, '--silent', '--ignore-scripts'], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
    execFileSync('tar', ['-xzf', archive], { cwd: folder });
    return use(join(folder, 'package'));
  });
}

/** The same for a package of Debian, whatever is installed. */
export async function withDebianPackage<T>(
  name: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    execFileSync('apt-get', ['download', name], { cwd: folder, stdio: 'ignore' });
    const archive = readdirSync(folder).find((file) => file.endsWith('.deb')) ?? '';
    execFileSync('dpkg-deb', ['-x', archive, 'unpacked'], { cwd: folder });
    return use(join(folder, 'unpacked'));
  });
}

export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'api-indexes-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

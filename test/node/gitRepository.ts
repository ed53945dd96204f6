import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface GitRepository {
  readonly folder: string;
  /** The whole path of a file. */
  path(name: string): string;
  write(files: Readonly<Record<string, string>>): void;
  /** Commits all that is there; gives the commit. */
  commit(at: string, author: string, subject: string): string;
  git(...words: readonly string[]): string;
  remove(): void;
}

/** A real repository, in a temporary folder if none is given, which knows nothing of its user's settings. */
export function createGitRepository(
  folder = mkdtempSync(join(tmpdir(), 'whytrace-git-')),
): GitRepository {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const run = (words: readonly string[], more: Readonly<Record<string, string>> = {}): string =>
    execFileSync('git', words, { cwd: folder, env: { ...env, ...more }, encoding: 'utf8' }).trim();
  run(['init', '-q', '-b', 'main']);
  return {
    folder,
    path: (name) => join(folder, name),
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    commit(at, author, subject) {
      run(['add', '-A']);
      const names = { GIT_AUTHOR_NAME: author, GIT_COMMITTER_NAME: 'Merge Bot' };
      const mails = { GIT_AUTHOR_EMAIL: 'a@example.org', GIT_COMMITTER_EMAIL: 'b@example.org' };
      const dates = { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
      run(['commit', '-q', '-m', subject], { ...names, ...mails, ...dates });
      return run(['rev-parse', 'HEAD']);
    },
    git: (...words) => run(words),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

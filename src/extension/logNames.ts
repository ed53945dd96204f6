/**
 * Names of files that are logs: `app.log`, `app.log.1`, `catalina.out`, `app.log.2026-03-14.gz`,
 * `access_log`, `stderr`, `syslog.1`. The `when` clauses of package.json hold the same expression.
 */
export const logNamePattern =
  /(^|[._-])(log|out|err|stdout|stderr|syslog|dmesg|journal)([._-][\w-]{1,40}){0,4}$/i;

/** The same for the workspace search, which knows no regular expressions; a superset is filtered. */
export const logNameGlob =
  '**/{*.log,*.log.*,*.log-*,*-log,*_log,*_log.*,*.out,*.out.*,*.err,*.err.*,*stdout*,*stderr*,syslog*,dmesg*,journal*}';

/** File types whose names look like a log's and whose content is code, data or pictures. */
export const notLogPattern =
  /\.(c|cc|cpp|cs|css|go|h|html?|java|js|jsx|json|kt|md|mjs|cjs|php|pl|png|jpe?g|gif|svg|pdf|py|rb|rs|sh|sql|swift|toml|tsx?|vue|xml|ya?ml|zip|tar|bz2|xz|zst|7z|so|o|a|exe|dll|class|jar)$/i;

/** Where logs and context may be read from. The editor shows far more to extensions: chat input,
 * commit messages, settings; none of that is ours to read. */
const readableSchemes = ['file', 'vscode-remote', 'vscode-vfs', 'untitled'] as const;

export function isReadableScheme(scheme: string): boolean {
  return readableSchemes.some((readable) => readable === scheme);
}

/** @param path with `/` or `\` between its parts. */
export function isLogPath(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return logNamePattern.test(name) && !notLogPattern.test(name);
}

/** What is needed of a document to tell whether it is a log. */
export interface DocumentFacts {
  readonly scheme: string;
  readonly path: string;
  readonly languageId: string;
}

/** A log by its language or its name. Output channels are read on request only. */
export function isLogDocument({ scheme, path, languageId }: DocumentFacts): boolean {
  return isReadableScheme(scheme) && (languageId === 'log' || isLogPath(path));
}

/** A file in which a team keeps signatures of its own. */
export function isTeamFile({ scheme, path }: { scheme: string; path: string }): boolean {
  return scheme === 'file' && /\/\.whytrace\/signatures\/[^/]+\.ya?ml$/.test(path);
}

/** What may be a log when the user points at it: also output channels and plain text, e.g. pasted. */
export function mayBeLog(facts: DocumentFacts): boolean {
  return (
    isLogDocument(facts) ||
    facts.scheme === 'output' ||
    (isReadableScheme(facts.scheme) && ['plaintext', 'jsonl', 'ndjson'].includes(facts.languageId))
  );
}

/** What stands before the name of a channel: `publisher.extension.`. */
const extensionId = /^[\w-]+\.[\w-]+\.(?=.)/;

/** As the editor lists it: `extension-output-vscode.git-#1-Git` and `vscode.git.Git.log` -> `Git`. */
export function outputName(path: string): string {
  return /#\d+-(.+)$/.exec(path)?.[1] ?? path.replace(/\.log$/, '').replace(extensionId, '');
}

/**
 * Short names that tell the paths apart: the base name, with as many parent folders as it takes.
 * `['/a/redis/redis.log', '/a/web/app.log', '/b/web/app.log']` -> `redis.log`, `a/web/app.log`,
 * `b/web/app.log`.
 */
export function uniqueNames(paths: readonly string[]): readonly string[] {
  const parts = paths.map((path) => path.split(/[\\/]/).filter((part) => part !== ''));
  const names = parts.map((part) => part.at(-1) ?? '');
  for (let depth = 2; ; depth++) {
    const counts = new Map<string, number>();
    for (const name of names) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const open = names.flatMap((name, i) => {
      const isLonger = (parts[i]?.length ?? 0) >= depth;
      return (counts.get(name) ?? 0) > 1 && isLonger ? [i] : [];
    });
    if (open.length === 0) {
      return names;
    }
    for (const i of open) {
      names[i] = parts[i]?.slice(-depth).join('/') ?? '';
    }
  }
}

/** What follows `--- `, `+++ ` or `rename from `: a path, maybe in quotes, maybe with a time behind it. */
export function writtenPath(written: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(written.trim());
  if (quoted) return unescaped(quoted[1] ?? '');
  const [name = ''] = written.split('\t');
  return name.replace(/\s+\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*$/, '').trim();
}

/** Both paths of `diff --git a/one b/two`; a blank in a name is told by both being the same. */
export function headerPaths(header: string): readonly [string, string] | undefined {
  const quoted = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(header);
  if (quoted) return [writtenPath(quoted[1] ?? ''), writtenPath(quoted[2] ?? '')];
  const middle = (header.length - 1) / 2;
  const [one, other] = [header.slice(0, middle), header.slice(middle + 1)];
  return header[middle] === ' ' && withoutPrefix(one) === withoutPrefix(other)
    ? [one, other]
    : undefined;
}

/** `a/`, `b/` and the letters that git writes for index, commit, object and work tree. */
const prefix = /^[abciow12]\//;

export function withoutPrefix(path: string): string {
  return path.replace(prefix, '');
}

/** Below the workspace, with `/`; nothing for a path that leads out of it. */
export function insidePath(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.replace(/\\/g, '/').split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  const isAbsolute = /^(\/|[A-Za-z]:)/.test(path);
  return isAbsolute || parts.length === 0 ? undefined : parts.join('/');
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

/** Git writes the bytes of a name that is not ASCII in code: `caf\303\251.ts`. */
function unescaped(text: string): string {
  const encoded = text.replace(
    /\\([0-7]{3}|.)|[^\\]+/gs,
    (written: string, code: string | undefined) => {
      if (code === undefined) return encodeURIComponent(written.replace(/\p{Surrogate}/gu, ''));
      return /^[0-7]{3}$/.test(code)
        ? `%${(Number.parseInt(code, 8) & 0xff).toString(16).padStart(2, '0')}`
        : encodeURIComponent(escapes[code] ?? code);
    },
  );
  try {
    return decodeURIComponent(encoded);
  } catch {
    // Bytes of another encoding: the name as it is written is all there is.
    return text;
  }
}

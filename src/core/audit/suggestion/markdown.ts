/** A block of code in a Markdown text, as copied from a chat. */
export interface Fence {
  /** The first word after the fence, lower case. */
  readonly language: string;
  readonly text: string;
  /** Line of its first line of code, 1-based. */
  readonly line: number;
  /** The file that it is said to be. */
  readonly path: string | undefined;
}

const fenceStart = /^( {0,3})(`{3,}|~{3,})\s*([^`]*)$/;

/** Whether a text is prose with blocks of code, and no code that is fenced in comments. */
export function hasFences(text: string): boolean {
  return /^ {0,3}(`{3,}|~{3,})/m.test(text);
}

export function readFences(text: string): readonly Fence[] {
  const lines = text.split(/\r\n|\n|\r/);
  const fences: Fence[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', mark, info = ''] = fenceStart.exec(lines[at] ?? '') ?? [];
    if (mark === undefined) continue;
    const end = endOf(lines, at, mark);
    const body = lines.slice(at + 1, end).map((line) => withoutIndent(line, indent.length));
    const [language = ''] = info.trim().split(/[\s:{,]/);
    fences.push({
      language: language.toLowerCase(),
      text: body.join('\n'),
      line: at + 2,
      path: pathIn(info) ?? pathAbove(lines, at) ?? pathInComment(body),
    });
    at = end;
  }
  return fences;
}

function endOf(lines: readonly string[], at: number, mark: string): number {
  const closing = new RegExp(`^ {0,3}${mark[0] === '~' ? '~' : '`'}{${mark.length},}\\s*$`);
  const end = lines.findIndex((line, index) => index > at && closing.test(line));
  return end < 0 ? lines.length : end;
}

function withoutIndent(line: string, most: number): string {
  return line.replace(new RegExp(`^ {0,${most}}`), '');
}

const PATH = String.raw`(?:[\w.@()[\]-]+\/)*(?:[\w.@()[\]-]*\.[A-Za-z][\w-]{0,14}|Dockerfile[\w.-]*|Makefile|Jenkinsfile|Gemfile|Procfile|Caddyfile)`;

/** `ts title="src/a.ts"`, `ts:src/a.ts`, `src/a.ts`. */
function pathIn(info: string): string | undefined {
  const named = /(?:title|file(?:name)?|path)\s*=\s*["']?([^"'\s}]+)/i.exec(info)?.[1];
  const written = named ?? new RegExp(`^(?:[\\w+-]+[:\\s])?(${PATH})\\s*$`).exec(info.trim())?.[1];
  return written !== undefined && /[./]/.test(written) ? written : undefined;
}

/** `**src/a.ts**`, "In `src/a.ts`:", `### src/a.ts` on the line above. */
function pathAbove(lines: readonly string[], at: number): string | undefined {
  let above = at - 1;
  if ((lines[above] ?? '').trim() === '') above--;
  const line = (lines[above] ?? '').trim();
  if (line === '' || line.startsWith('```') || line.length > 300) return undefined;
  const marked = [...line.matchAll(new RegExp(`[\`*"“](${PATH})[\`*"”]`, 'g'))].at(-1)?.[1];
  const alone = new RegExp(
    `^(?:#{1,6}\\s+|[-*]\\s+|\\d+[.)]\\s+)?(?:file(?:name)?:?\\s+)?(${PATH}):?$`,
    'i',
  );
  return marked ?? alone.exec(line)?.[1];
}

/** `// src/a.ts` on its first line. */
function pathInComment([first = '']: readonly string[]): string | undefined {
  const comment = new RegExp(
    `^\\s*(?://|#|--|;|<!--|/\\*)\\s*(?:file(?:name)?:\\s*)?(${PATH})\\s*(?:-->|\\*/)?\\s*$`,
    'i',
  );
  const path = comment.exec(first)?.[1];
  return path?.includes('/') || /^\s*\S+\s*file/i.test(first) ? path : undefined;
}

import type { ChangedFile } from '../../model/audit.ts';
import { closest } from './nearMiss.ts';
import { nearPath } from './paths.ts';
import { folderOf, joined } from './project.ts';
import { didYouMean, missingFile } from './report.ts';
import type { Run } from './run.ts';

/** `[text](target "title")`, `![picture](target)` and `[name]: target`. */
const links =
  /\]\(\s*<?([^)\s>]+)>?(?:\s+["'(][^)]*)?\)|^\s{0,3}\[[^\]^]+\]:\s+<?(\S+?)>?(?:\s|$)/g;

/** Links of Markdown to files of the workspace, and to headings of these. */
export async function checkLinks(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const plain = withoutCode(file.after ?? '').split(/\r\n|\r|\n/);
    for (const { line } of file.added) {
      for (const match of (plain[line - 1] ?? '').matchAll(links)) {
        await checkLink(run, file.path, line, match[1] ?? match[2] ?? '');
      }
    }
  }
}

/** Code in a page shows links and has none. */
function withoutCode(text: string): string {
  const blank = (code: string): string => code.replace(/[^\n]/g, ' ');
  return text
    .replace(/^([ \t]*)(`{3,}|~{3,})[\s\S]*?^[ \t]*\2[^\n]*$/gm, blank)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/`[^`\n]+`/g, blank);
}

async function checkLink(run: Run, file: string, line: number, target: string): Promise<void> {
  const [written = '', anchor] = target.split('#');
  // What has a scheme lies elsewhere; what begins with a slash lies where a site has its root.
  if (/^[a-z][\w+.-]*:|^\/|[{}<>*$]/i.test(target)) return;
  const path = decoded(written.split('?')[0] ?? '');
  const whole = path === '' ? file : joined(folderOf(file), path);
  if (whole === undefined || whole === '') return;
  const { project } = run;
  if (project.folders.has(whole)) return;
  const isThere = await project.has(whole);
  // A site makes pages of names without an ending.
  if (!isThere && !/\.\w{1,5}$/.test(whole)) return;
  if (!isThere) {
    const near = nearPath(project, whole);
    const said = missingFile(target, whole, near);
    run.report.find({ file, line }, near === undefined ? { ...said, severity: 'warning' } : said);
    return;
  }
  if (anchor && /\.mdx?$/i.test(whole)) await checkAnchor(run, { file, line }, whole, anchor);
}

async function checkAnchor(
  run: Run,
  place: { readonly file: string; readonly line: number },
  page: string,
  anchor: string,
): Promise<void> {
  const anchors = anchorsIn((await run.project.read(page)) ?? '');
  const name = decoded(anchor).toLowerCase();
  // Lines are named by sites, footnotes by renderers.
  if (anchors.has(name) || /^(?:l\d+|fn|user-content-|:~:)/.test(name)) return;
  const near = closest(name, anchors);
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'warning',
    subject: `#${anchor}`,
    message: `${page} has no heading for #${anchor}.${didYouMean(near === undefined ? undefined : `#${near}`)}`,
    source: { file: page, line: undefined },
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As GitHub names headings, and what is named outright. */
function anchorsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (heading: string): void => {
    const explicit = /\{#([\w-]+)\}\s*$/.exec(heading)?.[1];
    const slug = (explicit ?? slugOf(heading)).toLowerCase();
    let name = slug;
    for (let count = 1; found.has(name); count++) name = `${slug}-${count}`;
    found.add(name);
  };
  const lines = text
    .replace(/^([ \t]*)(`{3,}|~{3,})[\s\S]*?^[ \t]*\2[^\n]*$/gm, (code) =>
      code.replace(/[^\n]/g, ' '),
    )
    .split(/\r\n|\r|\n/);
  lines.forEach((line, index) => {
    const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1];
    if (heading !== undefined) add(heading);
    else if (/^\s{0,3}(?:=+|-+)\s*$/.test(lines[index + 1] ?? '') && line.trim() !== '')
      add(line.trim());
    for (const [, id = ''] of line.matchAll(/\b(?:id|name)\s*=\s*["']([^"']+)["']/g)) {
      found.add(id.toLowerCase());
    }
  });
  return found;
}

function slugOf(heading: string): string {
  return heading
    .replace(/\{#[\w-]+\}\s*$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
    .replace(/\s/g, '-');
}

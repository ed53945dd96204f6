import type { Case, CaseRun } from '../model/case.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import { mapStrings } from './strings.ts';

/** Where files lie on this machine: what a case file must neither tell nor decide. */
export interface Places {
  /** URI of the workspace's folder, without a slash at its end. */
  readonly folder?: string | undefined;
  /** The user's home folder, as it is written in paths. */
  readonly home?: string | undefined;
}

/** Files of the workspace and all others, in a case file. */
const WORKSPACE = 'workspace:/';
const ELSEWHERE = 'elsewhere:/';
/** Texts that are no files have documents of their own here. */
const TEXTS = 'whytrace-change:/';

/** The case with addresses that mean the same in another copy of the workspace. */
export function toPortable(given: Case, { folder, home }: Places): Case {
  const address = (uri: string): string => {
    if (uri.startsWith(TEXTS)) return uri;
    if (folder !== undefined && uri.startsWith(`${folder}/`)) {
      return `${WORKSPACE}${uri.slice(folder.length + 1)}`;
    }
    return `${ELSEWHERE}${uri.split(/[\\/]/).at(-1) ?? ''}`;
  };
  const names = pathsOf(folder);
  const text = (written: string): string => {
    const inFolder = names.reduce((said, name) => said.replaceAll(name, ''), written);
    return home ? inFolder.replaceAll(home, '~') : inFolder;
  };
  return {
    ...mapStrings(given, (written, key) => (key === 'uri' ? address(written) : text(written))),
    runs: given.runs.map((run) => ({
      ...mapStrings(run, (written, key) => (key === 'uri' ? address(written) : text(written))),
      texts: Object.fromEntries(
        Object.entries(run.texts).map(([uri, written]) => [address(uri), text(written)]),
      ),
    })),
  };
}

/** How paths into a folder begin, as systems and programs write them. */
function pathsOf(folder: string | undefined): readonly string[] {
  const path = decoded(/^[a-z][\w+.-]{0,40}:\/\/[^/]*(\/.+)$/i.exec(folder ?? '')?.[1] ?? '');
  const drive = /^\/([a-z]:\/.*)$/i.exec(path)?.[1];
  if (drive === undefined) return path === '' ? [] : [`${path}/`];
  const [first = ''] = drive;
  const letters = [first.toUpperCase(), first.toLowerCase()];
  return letters
    .map((letter) => `${letter}${drive.slice(1)}/`)
    .flatMap((name) => [name, name.replaceAll('/', '\\')]);
}

/**
 * The case with addresses of this workspace. A case file is somebody's word: it can name files inside
 * the folder and nothing else. Of all other files there is what the case cites, as a text.
 */
export function fromPortable(given: Case, { folder }: Places): Case {
  const address = (uri: string): string => {
    if (uri.startsWith(TEXTS)) return uri;
    const path = uri.startsWith(WORKSPACE) ? inside(uri.slice(WORKSPACE.length)) : undefined;
    if (path !== undefined && folder !== undefined) return `${folder}/${path}`;
    return `${TEXTS}imported/${encodeURIComponent(uri.split(/[\\/]/).at(-1) || 'file')}`;
  };
  return {
    ...mapStrings(given, (text, key) => (key === 'uri' ? address(text) : text)),
    runs: given.runs.map((run) => placed(run, address)),
  };
}

function placed(run: CaseRun, address: (uri: string) => string): CaseRun {
  const moved = mapStrings(run, (text, key) => (key === 'uri' ? address(text) : text));
  const own = Object.entries(run.texts).filter(([uri]) => uri.startsWith(TEXTS));
  const cited = moved.end.kind === 'done' ? citedTexts(moved.end.diagnosis) : {};
  const { request } = moved;
  const sources = request?.sources.filter(({ uri }) => !uri.startsWith(TEXTS)) ?? [];
  return {
    ...moved,
    texts: { ...cited, ...Object.fromEntries(own) },
    request: request && sources.length > 0 ? { ...request, sources } : undefined,
  };
}

/** A path that stays in its folder; nothing of one that would leave it. */
function inside(path: string): string | undefined {
  const parts = decoded(path).split('/');
  const isSafe = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  return isSafe && !/[\\:?#\0]/.test(decoded(path)) ? path : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '..';
  }
}

/** Beyond this line a text of excerpts would be empty lines for the most part. */
const LAST_LINE = 50_000;

/** The excerpts of each file that isn't here, at their own lines. */
function citedTexts({ evidence }: Diagnosis): Readonly<Record<string, string>> {
  const cited = evidence.filter(
    ({ uri, endLine }) => uri.startsWith(TEXTS) && endLine <= LAST_LINE,
  );
  return Object.fromEntries(
    [...new Set(cited.map(({ uri }) => uri))].map((uri) => [
      uri,
      atTheirLines(cited.filter((one) => one.uri === uri)),
    ]),
  );
}

function atTheirLines(
  excerpts: readonly { readonly startLine: number; readonly text: string }[],
): string {
  const lines: string[] = [];
  for (const { startLine, text } of excerpts) {
    for (const [at, line] of text.split('\n').entries()) lines[startLine - 1 + at] = line;
  }
  return Array.from(lines, (line) => line ?? '').join('\n');
}

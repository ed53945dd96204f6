import ignore, { type Ignore } from 'ignore';

/**
 * Files in which people say what an AI must not read. Each speaks for itself: what one keeps, another
 * can't give away.
 */
const aiNames = ['.aiignore', '.aiexclude', '.cursorignore', '.copilotignore'] as const;
const gitName = '.gitignore';

type IgnoreName = (typeof aiNames)[number] | typeof gitName;

/**
 * The text of an ignore file; nothing where the folder has none. One that is there and can't be read
 * gives `unreadableIgnoreFile`.
 */
export type ReadIgnoreFile = (folder: string, name: string) => Promise<string | undefined>;

/** It may name anything, so an AI gets nothing of its folder. */
export const unreadableIgnoreFile = '*';

/**
 * What ignore files say of a file or folder. Paths are absolute and have `/` between their parts; that
 * of a folder ends with it.
 */
export interface IgnoreFiles {
  /** The path of the file that keeps it from every AI; nothing where none does. */
  keptBy(path: string): Promise<string | undefined>;
  /** Whether a .gitignore names it, so that nobody looks for it unless it is named or opened. */
  isHidden(path: string): Promise<boolean>;
}

/**
 * Ignore files as git reads them: each holds for its folder and all below it, a deeper one goes before,
 * and nothing in a folder that is ignored comes back. Each is read once.
 */
export function createIgnoreFiles(read: ReadIgnoreFile): IgnoreFiles {
  const byFolder = new Map<string, Promise<Rules>>();
  const rulesAt = (folder: string, name: IgnoreName): Promise<Rules> => {
    const key = `${folder}${name}`;
    const known = byFolder.get(key) ?? readRules(folder, name);
    byFolder.set(key, known);
    return known;
  };
  const readRules = async (folder: string, name: IgnoreName): Promise<Rules> => {
    const parent = parentOf(folder);
    const outer = parent === undefined ? noRules : await rulesAt(parent, name);
    const text = await read(folder, name);
    return text === undefined ? outer : withFile(outer, folder, name, text);
  };
  const namedBy = async (path: string, name: IgnoreName): Promise<string | undefined> => {
    const folder = parentOf(path);
    const { matcher } = folder === undefined ? noRules : await rulesAt(folder, name);
    return matcher?.test(plain(path)).rule?.mark;
  };
  return {
    async keptBy(path) {
      const found = await Promise.all(aiNames.map((name) => namedBy(path, name)));
      return found.find((file) => file !== undefined);
    },
    async isHidden(path) {
      return (await namedBy(path, gitName)) !== undefined;
    },
  };
}

/** What holds in a folder: the patterns of its own ignore file after those of the folders around it. */
interface Rules {
  readonly patterns: readonly Pattern[];
  readonly matcher: Ignore | undefined;
}

interface Pattern {
  readonly pattern: string;
  /** The path of the file that holds it. */
  readonly mark: string;
}

const noRules: Rules = { patterns: [], matcher: undefined };

function withFile(outer: Rules, folder: string, name: IgnoreName, text: string): Rules {
  const mark = `${folder}${name}`;
  const own = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line) => patternOf(folder, line))
    .map((pattern) => ({ pattern, mark }));
  const patterns = [...outer.patterns, ...own];
  return { patterns, matcher: ignore({ allowRelativePaths: true }).add(patterns) };
}

/**
 * A line of an ignore file as it would stand in one at the root, so that a single matcher knows all
 * files in their order: `*.key` in `/shop/` is `/shop/**` + `/*.key`.
 */
function patternOf(folder: string, line: string): readonly string[] {
  const isNegative = line.startsWith('!');
  const body = boundedPattern(isNegative ? line.slice(1) : line);
  const isEmpty = line.startsWith('#') || /^\/?\s*$/.test(body.text);
  // A pattern that was widened may not bring back more than was written.
  if (isEmpty || (isNegative && body.isWidened)) {
    return [];
  }
  const isAnchored = /\/(?!\s*$)/.test(body.text);
  const place = `/${escaped(plain(folder))}${isAnchored ? '' : '**/'}`;
  return [`${isNegative ? '!' : ''}${place}${body.text.replace(/^\//, '')}`];
}

/** Stars of a pattern that are matched; of more, each costs the length of a name once again. */
const MOST_STARS = 4;

/** A pattern with too many stars ends at the last that is allowed, and so names more than was written. */
function boundedPattern(text: string): { readonly text: string; readonly isWidened: boolean } {
  const stars = [...text.matchAll(/\*+/g)];
  const last = stars[MOST_STARS - 1];
  return last && stars.length > MOST_STARS
    ? { text: text.slice(0, last.index + last[0].length), isWidened: true }
    : { text, isWidened: false };
}

function escaped(folder: string): string {
  return folder.replace(/[\\*?[\]!#]/g, '\\$&');
}

/** Without what stands before the first folder: `/c:/shop/` and `C:/shop/` -> `shop/`. */
function plain(path: string): string {
  return path.replace(/^\/*([a-z]:)?\/*/i, '');
}

/** `/shop/src/a.ts` and `/shop/src/` -> `/shop/src/` and `/shop/`; nothing above the root. */
function parentOf(path: string): string | undefined {
  const end = path.lastIndexOf('/', path.length - 2);
  return plain(path) === '' || end < 0 ? undefined : path.slice(0, end + 1);
}

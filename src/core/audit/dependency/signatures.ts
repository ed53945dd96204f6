import type { ChangedFile, Finding, Suggestion } from '../../model/audit.ts';
import { lineAt } from '../../model/lineAt.ts';
import { fileName, folderOf } from '../../topology/paths.ts';
import { codeOf } from './codeText.ts';
import { listed } from './contract.ts';
import type { Systems } from './systems.ts';

/** How a language declares functions, and how other files name one of them. */
interface Language {
  readonly file: RegExp;
  /** Up to the bracket of the parameters; the name is the first group. */
  readonly declaration: RegExp;
  /** The name before a call in another file, e.g. `rate.` of `rate.Limit(3)`; nothing where there is none. */
  qualifier(path: string): string | undefined;
  /** Whether a file may call it by its bare name. */
  mayCallBare(path: string, text: string, declared: Declared): boolean;
  /** Parameters that a call does not give. */
  readonly isGivenAnyway: RegExp;
  readonly isOptional: RegExp;
  readonly isRest: RegExp;
  /** Arguments that stand for several, so that a call can't be counted. */
  readonly isSpread: RegExp;
  /** One call as the only argument may give several values. */
  readonly givesMany?: boolean;
  /** A wrong number is no error when it runs. */
  readonly isLoose?: RegExp;
}

interface Declared {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly offset: number;
  readonly least: number;
  readonly most: number;
}

const stemOf = (path: string): string => fileName(path).replace(/\.\w+$/, '');
const named = (text: string, pattern: string): boolean => new RegExp(pattern).test(text);

const languages: readonly Language[] = [
  {
    file: /(?<!_test)\.go$/,
    declaration: /^func\s+([A-Za-z_]\w*)\s*(?:\[[^\]]*\])?(?=\()/gm,
    qualifier: (path) => `${fileName(folderOf(path))}.`,
    mayCallBare: (path, _, declared) => folderOf(path) === folderOf(declared.path),
    isGivenAnyway: /^$/,
    isOptional: /^$/,
    isRest: /\.\.\./,
    isSpread: /\.\.\.$/,
    givesMany: true,
  },
  {
    file: /\.py$/,
    declaration: /^(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*(?=\()/gm,
    qualifier: (path) => `${stemOf(path)}.`,
    mayCallBare: (path, text, { path: at, name }) =>
      path === at ||
      named(text, `\\bfrom\\s+[\\w.]*\\b${stemOf(at)}\\s+import\\b[^\\n]*\\b${name}\\b`),
    isGivenAnyway: /^(?:\*|\/)$/,
    isOptional: /=/,
    isRest: /^\*+\w/,
    isSpread: /^\*/,
  },
  {
    file: /\.[cm]?[jt]sx?$/,
    declaration:
      /^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s+([\w$]+)\s*(?:<[^>()]*>)?(?=\()/gm,
    qualifier: () => undefined,
    mayCallBare: (path, text, { path: at, name }) =>
      path === at ||
      named(
        text,
        `\\{[^{}]*\\b${name}\\b(?!\\s+as\\b)[^{}]*\\}\\s*(?:from\\s*|=\\s*require\\()["'][./][^"']*\\b${stemOf(at)}(?:\\.\\w+)?["']`,
      ),
    isGivenAnyway: /^this\s*:/,
    isOptional: /^[\w$]+\?|=(?!>)/,
    isRest: /^\.\.\./,
    isSpread: /^\.\.\./,
    isLoose: /\.[cm]?jsx?$/,
  },
  {
    file: /\.rs$/,
    declaration: /^(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?fn\s+(\w+)\s*(?:<[^>()]*>)?(?=\()/gm,
    qualifier: (path) => `${stemOf(path)}::`,
    mayCallBare: (path, text, { path: at, name }) =>
      path === at || named(text, `\\buse\\s+[^;]*\\b${stemOf(at)}::[^;]*\\b${name}\\b`),
    isGivenAnyway: /^$/,
    isOptional: /^$/,
    isRest: /^$/,
    isSpread: /^$/,
  },
  {
    file: /\.java$/,
    declaration:
      /^[ \t]+(?:(?:public|protected|private|final|synchronized)\s+)*static\s+(?:<[^>()]*>\s*)?[\w<>[\], ?.]+\s(\w+)\s*(?=\()/gm,
    qualifier: (path) => `${stemOf(path)}.`,
    mayCallBare: (path, _, declared) => path === declared.path,
    isGivenAnyway: /^$/,
    isOptional: /^$/,
    isRest: /\.\.\./,
    isSpread: /^$/,
  },
];

/** Functions that take another number of arguments though calls that stay give the old one. */
export function brokenSignatures({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  return languages.flatMap((language) => {
    const texts = [...after.texts].filter(([path]) => language.file.test(path));
    const changed = suggestion.files.filter(
      ({ path, isExcerpt }) => language.file.test(path) && !isExcerpt,
    );
    return changed.flatMap((file) =>
      changesOf(file, language).flatMap(([old, now]) => {
        const calls = texts.flatMap(([path, text]) => callsOf(path, text, now, language));
        const left = calls.filter((call) => fits(old, call.count) && !fits(now, call.count));
        const isOne = isDeclaredOnce(now.name, texts, language);
        return left.length > 0 && isOne ? [findingOf(now, left, language)] : [];
      }),
    );
  });
}

/** Functions of one name before and after, with other numbers of parameters. */
function changesOf(
  { path, before, after }: ChangedFile,
  language: Language,
): readonly (readonly [Declared, Declared])[] {
  const old = declaredIn(path, before ?? '', language);
  const now = declaredIn(path, after ?? '', language);
  return now.flatMap((one) => {
    const same = old.filter(({ name }) => name === one.name);
    const [first] = same;
    const isSame = first?.least === one.least && first.most === one.most;
    return first && same.length === 1 && !isSame ? [[first, one] as const] : [];
  });
}

function declaredIn(path: string, text: string, language: Language): readonly Declared[] {
  const code = readable(path, text);
  return [...code.matchAll(language.declaration)].flatMap((match) => {
    const open = match.index + match[0].length;
    const params = partsAt(code, open);
    const name = match[1];
    if (!params || name === undefined || name.length < 3) return [];
    const given = params.filter((param) => !language.isGivenAnyway.test(param));
    const rest = given.filter((param) => language.isRest.test(param));
    const plain = given.filter((param) => !language.isRest.test(param));
    return [
      {
        ...{ name, path, offset: open },
        line: lineAt(code, open),
        least: plain.filter((param) => !language.isOptional.test(param)).length,
        most: rest.length > 0 ? Number.POSITIVE_INFINITY : plain.length,
      },
    ];
  });
}

interface Call {
  readonly file: string;
  readonly line: number;
  readonly count: number;
}

function callsOf(
  path: string,
  text: string,
  declared: Declared,
  language: Language,
): readonly Call[] {
  if (!text.includes(declared.name)) return [];
  const code = readable(path, text);
  const ways: string[] = [];
  if (language.mayCallBare(path, text, declared)) ways.push(`(?<![\\w$.:>])`);
  const qualifier = language.qualifier(declared.path);
  if (qualifier !== undefined) ways.push(`(?<![\\w$.:>])${qualifier.replace('.', '\\.')}`);
  return ways.flatMap((way) =>
    [...code.matchAll(new RegExp(`${way}${declared.name}\\s*(?=\\()`, 'g'))].flatMap((match) => {
      const open = match.index + match[0].length;
      const isDeclaration = /\b(?:func|def|function|fn|new)\s+$|\bstatic\b[^;{}=]*$/.test(
        code.slice(code.lastIndexOf('\n', match.index) + 1, match.index),
      );
      const count = isDeclaration ? undefined : argumentsAt(code, open, language);
      return count === undefined ? [] : [{ file: path, line: lineAt(code, open), count }];
    }),
  );
}

/** Nothing where an argument stands for several. */
function argumentsAt(code: string, open: number, language: Language): number | undefined {
  const given = partsAt(code, open);
  if (!given || given.some((one) => language.isSpread.test(one))) return undefined;
  const [only] = given;
  const mayBeMany = language.givesMany && given.length === 1 && only?.endsWith(')');
  return mayBeMany ? undefined : given.length;
}

/** A name that stands for two functions tells nothing of either. */
function isDeclaredOnce(
  name: string,
  texts: readonly (readonly [string, string])[],
  language: Language,
): boolean {
  const all = texts.flatMap(([path, text]) =>
    text.includes(name) ? declaredIn(path, text, language).filter((one) => one.name === name) : [],
  );
  return all.length === 1;
}

const strings = /"(?:\\[^\n]|[^"\\\n])*"|'(?:\\[^\n]|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

/** Without comments and what strings hold; the apostrophes of Rust's lifetimes begin no string. */
function readable(path: string, text: string): string {
  const code = codeOf(path, text);
  const plain = path.endsWith('.rs') ? code.replace(/'(?=[a-z_]\w*\b(?!'))/g, ' ') : code;
  return withoutInnerCommas(
    path,
    plain.replace(strings, (string) => blanked(string, '_')),
  );
}

const blanked = (part: string, sign: string): string => part.replace(/[^\n]/g, sign);

/** Commas between types, and those of a closure's parameters, part nothing that is counted here. */
function withoutInnerCommas(path: string, text: string): string {
  if (!/\.(?:[cm]?tsx?|rs|java)$/.test(path)) return text;
  let code = path.endsWith('.rs') ? text.replace(closureHead, (head) => blanked(head, '_')) : text;
  for (let depth = 0; depth < DEEPEST; depth++) {
    code = code.replace(innermostTypes, (types) => blanked(types, ' '));
  }
  return code;
}

const closureHead = /(?<=[(,]\s{0,40})\|[^|()\n]{0,200}\|/g;
const innermostTypes = /(?<=\w)<[^<>()=;{}]{1,300}>/g;
/** Types within types that are seen as such. */
const DEEPEST = 6;

function fits({ least, most }: Declared, count: number): boolean {
  return count >= least && count <= most;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What stands between commas inside a bracket; nothing where that does not close. */
function partsAt(code: string, open: number): readonly string[] | undefined {
  const stack: string[] = [];
  const parts: string[] = [];
  let from = open + 1;
  for (let at = open; at < Math.min(code.length, open + LONGEST); at++) {
    const sign = code[at] ?? '';
    const close = closing[sign];
    if (close !== undefined) stack.push(close);
    else if (sign === stack.at(-1)) stack.pop();
    const isEnd = stack.length === 0;
    if (!isEnd && !(sign === ',' && stack.length === 1)) continue;
    parts.push(code.slice(from, at).trim());
    from = at + 1;
    if (isEnd) return parts.filter((part) => part !== '');
  }
  return undefined;
}

const LONGEST = 4_000;

const MOST_NAMED = 3;

function findingOf(
  { name, path, line, least, most }: Declared,
  calls: readonly Call[],
  { isLoose }: Language,
): Finding {
  const [first] = calls;
  const places = calls.slice(0, MOST_NAMED).map((call) => `${call.file}:${call.line}`);
  const rest = calls.length - places.length;
  const where = rest > 0 ? `${places.join(', ')} and ${rest} more` : listed(places);
  const counts = [...new Set(calls.map(({ count }) => count))].sort((a, b) => a - b);
  const takes =
    most === least ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  const gives = calls.length === 1 ? 'gives' : 'give';
  return {
    kind: 'dependency',
    severity: isLoose?.test(first?.file ?? '') ? 'warning' : 'error',
    verdict: 'ignored',
    message: `${name} takes ${takes} ${takes === '1' ? 'argument' : 'arguments'} now, but ${where} still ${gives} it ${listed(counts.map(String))}. Change the calls with it.`,
    subject: name,
    file: path,
    line,
    source: { file: first?.file ?? path, line: first?.line },
  };
}

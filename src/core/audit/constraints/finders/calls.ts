import { languageOf } from '../../source/language.ts';
import { eachLine, type Finder } from './finder.ts';

/**
 * Calls of a function or a member. A bare name such as `eval` means the function: `model.eval` and
 * `evaluate` are others. `console.log` means the member, whatever stands before `console`; `*.query`
 * means a member of anything.
 */
export function callFinder(name: string): Finder {
  const pattern = callPattern(name);
  const bare = wordPattern(name);
  const find = (lines: readonly string[], wanted: ReadonlySet<number>, path: string) =>
    eachLine(lines, wanted).flatMap(({ text, line }) => {
      const isCalled = [...text.matchAll(pattern)].some(({ index }) => !isDefinition(text, index));
      const isWord = withoutParentheses.has(languageOf(path)) && bare?.test(text) === true;
      return isCalled || isWord ? [{ key: name, line, what: `${path} calls ${name}` }] : [];
    });
  return {
    inFile: ({ path, view }, lines) =>
      withoutCalls.has(languageOf(path)) ? [] : find(view.bare, lines, path),
  };
}

const anyName = String.raw`[\w$]*`;
const separator = /\.|::|->|#/;
/** Languages in which a command or a call needs no parentheses. */
const withoutParentheses: ReadonlySet<string> = new Set(['ruby', 'shell', 'make']);

/** What reads like a call there calls nothing. */
const withoutCalls: ReadonlySet<string> = new Set(['prose', 'json', 'other']);

function callPattern(name: string): RegExp {
  const parts = name.replace(/\(\)$/, '').split(separator);
  const [first = '', ...rest] = parts.map((part) =>
    part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', anyName),
  );
  const head = rest.length === 0 ? ownName(first) : receiver(first);
  const tail = rest.map((part) => String.raw`\s*(?:\?\.|\.|::|->|#)\s*${part}`).join('');
  return new RegExp(`${head}${tail}(?:<[\\w\\s,<>\\[\\]]{0,80}>)?\\s*(?:\\?\\.)?[!]?\\(`, 'g');
}

/** Nothing stands before it, but for what holds the functions of all. */
function ownName(name: string): string {
  return String.raw`(?:(?<![\w$.]|\?\.|::|->)|(?<=(?<![\w$.])(?:window|globalThis|global|self|builtins)\??\.))${name}`;
}

/** What the member is of; `*` is anything, also what stands on the line before. */
function receiver(name: string): string {
  return name === anyName ? String.raw`(?:[\w$)\]]|\?|^)` : String.raw`(?<![\w$])${name}`;
}

function wordPattern(name: string): RegExp | undefined {
  return /^\w+$/.test(name)
    ? new RegExp(`(?:^|[;&|(]|\\b(?:then|do|else)\\s)\\s*(?:sudo\\s+)?${name}\\s+["'\\w$-]`)
    : undefined;
}

/** `function run(`, `def run(`, or a method that is written here: `run(text) {`. */
function isDefinition(text: string, index: number): boolean {
  const before = text.slice(0, index);
  const isNamed =
    /\b(?:function\*?|def|fn|func|fun|sub|void|class|interface)\s+(?:\([^)]*\)\s*)?$/.test(before);
  const isMethod =
    /^\s*(?:(?:public|private|protected|static|async|override|get|set)\s+)*$/.test(before) &&
    /^[\w$]+\s*\([^)]*\)\s*(?::[^={]+)?\{\s*$/.test(text.slice(index));
  return isNamed || isMethod;
}

import { languageOf } from '../../source/language.ts';
import { eachLine, type Finder } from './finder.ts';

/**
 * Calls of a function or a member. A bare name such as `eval` means the function: `model.eval()` and
 * `evaluate()` are others. `console.log` means the member, whatever stands before `console`; `*.query`
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
  return { inFile: ({ path, view }, lines) => find(view.bare, lines, path) };
}

const separator = /\.|::|->|#/;
/** Languages in which a command or a call needs no parentheses. */
const withoutParentheses: ReadonlySet<string> = new Set(['ruby', 'shell', 'make']);

function callPattern(name: string): RegExp {
  const parts = name.replace(/\(\)$/, '').split(separator);
  const [first = '', ...rest] = parts.map((part) =>
    part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[\\w$]*'),
  );
  const isMember = rest.length > 0;
  const head =
    isMember && first === '[\\w$]*'
      ? String.raw`(?:[\w$)\]]|\?|^)`
      : isMember
        ? `(?<![\\w$])${first}`
        : `(?:(?<![\\w$.]|\\?\\.|::|->)|(?<=(?<![\\w$.])(?:window|globalThis|global|self|builtins|__builtins__)\\??\\.))${first}`;
  const tail = rest.map((part) => String.raw`\s*(?:\?\.|\.|::|->|#)\s*${part}`).join('');
  return new RegExp(`${head}${tail}(?:<[\\w\\s,<>\\[\\]]{0,80}>)?\\s*(?:\\?\\.)?[!]?\\(`, 'g');
}

function wordPattern(name: string): RegExp | undefined {
  return /^\w+$/.test(name)
    ? new RegExp(`(?:^|[;&|(]|\\b(?:then|do|else)\\s)\\s*(?:sudo\\s+)?${name}\\s+["'\\w$-]`)
    : undefined;
}

/** `function eval(`, `def eval(`, or a method that is written here: `eval(text) {`. */
function isDefinition(text: string, index: number): boolean {
  const before = text.slice(0, index);
  const isNamed =
    /\b(?:function\*?|def|fn|func|fun|sub|void|class|interface)\s+(?:\([^)]*\)\s*)?$/.test(before);
  const isMethod =
    /^\s*(?:(?:public|private|protected|static|async|override|get|set)\s+)*$/.test(before) &&
    /^[\w$]+\s*\([^)]*\)\s*(?::[^={]+)?\{\s*$/.test(text.slice(index));
  return isNamed || isMethod;
}

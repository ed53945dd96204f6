import { type Code, lineFinder, readCode, syntaxes } from '../code.ts';

/** A module that source code names. */
export interface Import {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
  /** Names that it must export. */
  readonly names: readonly ImportedName[];
  /** Local names under which the whole of it is used. */
  readonly spaces: readonly string[];
  readonly isType: boolean;
  /** It stands in `try`, or is asked for in a way that may fail. */
  readonly isOptional: boolean;
}

interface ImportedName {
  readonly name: string;
  readonly line: number;
}

interface Reading {
  readonly code: Code;
  readonly lineOf: (index: number) => number;
}

export function importsOf(source: string): readonly Import[] {
  const code = readCode(source, syntaxes.javascript);
  const reading = { code, lineOf: lineFinder(source) };
  return [...statements(reading), ...calls(reading)].sort((a, b) => a.line - b.line);
}

const statement =
  /(?<![\w$.])(?:(import|export)\s+(type\s+(?!from\b|,))?([\w$*{}\s,]*?)\s*from|import)\s*(?=["'])/g;

function statements(reading: Reading): readonly Import[] {
  const found: Import[] = [];
  for (const match of reading.code.text.matchAll(statement)) {
    const end = match.index + match[0].length;
    const specifier = reading.code.strings.get(end);
    const [, word, type, clause = ''] = match;
    if (specifier === undefined || /^\s*\(/.test(clause)) continue;
    const clauseAt = match.index + match[0].indexOf(clause);
    found.push({
      specifier,
      line: reading.lineOf(end),
      names: namesIn(clause, clauseAt, reading.lineOf),
      spaces: word === 'import' ? spacesIn(clause) : [],
      isType: type !== undefined,
      isOptional: false,
    });
  }
  return found;
}

function namesIn(
  clause: string,
  at: number,
  lineOf: (index: number) => number,
): readonly ImportedName[] {
  const open = clause.indexOf('{');
  if (open < 0) return [];
  const inner = clause.slice(open + 1, clause.lastIndexOf('}'));
  const names: ImportedName[] = [];
  for (const match of inner.matchAll(/(?:^|,)\s*(?:type\s+(?!as\b|,|$))?([\w$]+)/g)) {
    const name = match[1] ?? '';
    const index = at + open + 1 + match.index + match[0].length - name.length;
    if (name !== 'default') names.push({ name, line: lineOf(index) });
  }
  return names;
}

/** `fs` of `import fs from` and of `import * as fs from`. */
function spacesIn(clause: string): readonly string[] {
  const star = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
  const first = /^\s*([\w$]+)/.exec(clause)?.[1];
  return [star, first].filter((name) => name !== undefined);
}

const call =
  /(?<![\w$.])(?:(?:(?:const|let|var)\s+)?(?:([\w$]+)|\{([^{}]*)\})\s*=\s*(?:await\s+)?)?(require(?:\.resolve)?|import)\s*\(\s*(?=["'`])/g;

function calls(reading: Reading): readonly Import[] {
  const { text, strings } = reading.code;
  const found: Import[] = [];
  for (const match of text.matchAll(call)) {
    const at = match.index + match[0].length;
    const specifier = strings.get(at);
    const after = text.slice(at + (specifier?.length ?? 0) + 2, at + (specifier?.length ?? 0) + 12);
    // What is put together at run time can't be told.
    if (specifier === undefined || !/^\s*[,)]/.test(after) || specifier.includes('${')) continue;
    const [, space, pattern, how] = match;
    const isMember = /^\s*\)\s*[.[(]/.test(after);
    found.push({
      specifier,
      line: reading.lineOf(at),
      // What is taken of a member is none of the module's own names.
      names: pattern === undefined || isMember ? [] : destructured(pattern, match, reading.lineOf),
      spaces: space !== undefined && !isMember ? [space] : [],
      isType: false,
      isOptional: how === 'require.resolve' || isGuarded(text, match.index),
    });
  }
  return found;
}

function destructured(
  pattern: string,
  match: RegExpExecArray,
  lineOf: (index: number) => number,
): readonly ImportedName[] {
  const at = match.index + match[0].indexOf('{') + 1;
  return [...pattern.matchAll(/(?:^|,)\s*([\w$]+)\s*(?=[,:=]|$)/g)].map((name) => ({
    name: name[1] ?? '',
    line: lineOf(at + name.index + name[0].length - 1),
  }));
}

/** Whether the innermost block that is open here, or one around it, is that of a `try`. */
function isGuarded(text: string, at: number): boolean {
  let depth = 0;
  for (let index = at - 1; index >= 0 && at - index < 4000; index--) {
    if (text[index] === '}') depth++;
    if (text[index] !== '{') continue;
    if (depth > 0) depth--;
    else if (
      /\b(?:try|catch\s*(?:\([^)]*\))?|if\s*\([^{}]*\))\s*$/.test(
        text.slice(Math.max(0, index - 200), index),
      )
    ) {
      return true;
    }
  }
  return /^[^\n;]*\.catch\b/.test(text.slice(at));
}

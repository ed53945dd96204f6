import { lineFinder, readCode, syntaxes } from '../code.ts';

/** One module that a Python file imports. */
export interface PythonImport {
  /** Leading dots of a relative import. */
  readonly dots: number;
  /** `a.b`, empty for `from . import x`. */
  readonly module: string;
  readonly line: number;
  /** Names after `from module import`; `*` is left out. */
  readonly names: readonly { readonly name: string; readonly line: number }[];
  /** The local name of the whole module. */
  readonly space: string | undefined;
  /** It stands in `try`, or under a condition such as a version or a platform. */
  readonly isOptional: boolean;
}

export interface PythonCode {
  readonly text: string;
  readonly lineOf: (index: number) => number;
  readonly imports: readonly PythonImport[];
}

const importLine = /^([ \t]*)import[ \t]+([^\n;#]+)/gm;
const fromLine =
  /^([ \t]*)from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|(?:[^\n;\\]|\\\r?\n)+)/gm;

export function readPython(source: string): PythonCode {
  const { text } = readCode(source, syntaxes.python);
  const lineOf = lineFinder(source);
  const imports: PythonImport[] = [];
  for (const match of text.matchAll(importLine)) {
    const [, indent = '', list = ''] = match;
    const isOptional = isGuarded(text, match.index, indent.length);
    for (const part of list.split(',')) {
      const [, module = '', space] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
      if (module === '' || module.startsWith('.')) continue;
      const own = space ?? (module.includes('.') ? undefined : module);
      imports.push({
        dots: 0,
        module,
        line: lineOf(match.index + indent.length),
        names: [],
        space: own,
        isOptional,
      });
    }
  }
  for (const match of text.matchAll(fromLine)) {
    const [all, indent = '', dots = '', module = '', list = ''] = match;
    const at = match.index + all.length - list.length;
    imports.push({
      dots: dots.length,
      module,
      line: lineOf(match.index + indent.length),
      names: namesIn(list).map(({ name, index }) => ({ name, line: lineOf(at + index) })),
      space: undefined,
      isOptional: isGuarded(text, match.index, indent.length),
    });
  }
  return { text, lineOf, imports: imports.sort((a, b) => a.line - b.line) };
}

function namesIn(list: string): readonly { readonly name: string; readonly index: number }[] {
  return [...list.matchAll(/(?:^|[(,\n\\])\s*([A-Za-z_]\w*)/g)].map((match) => ({
    name: match[1] ?? '',
    index: match.index + match[0].length - (match[1] ?? '').length,
  }));
}

/** Whether a block around it is `try`, `except` or a condition. */
function isGuarded(text: string, at: number, indent: number): boolean {
  let inner = indent;
  for (let end = at; inner > 0 && end > 0; ) {
    const start = text.lastIndexOf('\n', end - 2) + 1;
    const line = text.slice(start, end).trimEnd();
    end = start;
    const own = line.length - line.trimStart().length;
    if (line.trim() === '' || own >= inner) continue;
    inner = own;
    if (/^\s*(?:try\b|except\b|if\b|elif\b|else\b|with\b|finally\b)/.test(line)) return true;
  }
  return false;
}

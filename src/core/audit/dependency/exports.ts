import type { ChangedFile, Finding, Suggestion } from '../../model/audit.ts';
import { folderOf, joinPath } from '../../topology/paths.ts';
import { codeOf } from './codeText.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { EVERYWHERE } from './scopes.ts';
import type { Systems } from './systems.ts';

/** How a language says what others may use of a file, and how they take it. */
interface Language {
  readonly file: RegExp;
  exportsOf(text: string): readonly { readonly name: string; readonly line: number }[];
  /** Names that a file takes from others, each with the path it may come from. */
  importsOf(path: string, text: string): readonly Import[];
}

interface Import {
  readonly name: string;
  /** Without its ending. */
  readonly from: string;
  readonly line: number;
}

const declared =
  /^export\s+(?:declare\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|const|let|var|interface|type|enum)\s+([\w$]+)/;

const script: Language = {
  file: /\.[cm]?[jt]sx?$/,
  exportsOf: (text) =>
    text.split('\n').flatMap((line, index) => {
      const one = declared.exec(line)?.[1] ?? /^(?:module\.)?exports\.([\w$]+)\s*=/.exec(line)?.[1];
      const list = /^(?:export\s*|module\.exports\s*=\s*)\{([^}]*)\}\s*;?\s*$/.exec(line)?.[1];
      const names = one !== undefined ? [one] : (list?.split(',') ?? []).map(exportedName);
      return names.filter((name) => name !== '').map((name) => ({ name, line: index + 1 }));
    }),
  importsOf: (path, text) =>
    [
      ...text.matchAll(
        /(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^{}]{1,2000})\}\s*from\s*["'](\.{1,2}\/[^"']+)["']|(?:const|let|var)\s+\{([^{}]{1,2000})\}\s*=\s*(?:await\s+import|require)\(\s*["'](\.{1,2}\/[^"']+)["']/g,
      ),
    ].flatMap((match) => {
      const names = (match[1] ?? match[3] ?? '').split(',');
      const from = withoutEnding(joinPath(folderOf(path), match[2] ?? match[4] ?? ''));
      return names.map((written) => ({
        name:
          written
            .trim()
            .replace(/^type\s+/, '')
            .split(/\s+as\s+|\s*:\s*/)[0] ?? '',
        from,
        line: lineAt(text, match.index + match[0].indexOf(written)),
      }));
    }),
};

function exportedName(written: string): string {
  return (
    written
      .trim()
      .split(/\s+as\s+|\s*:\s*/)
      .at(-1) ?? ''
  );
}

const python: Language = {
  file: /\.py$/,
  exportsOf: (text) =>
    text.split('\n').flatMap((line, index) => {
      const name =
        /^(?:async\s+)?(?:def|class)\s+([A-Za-z]\w*)/.exec(line)?.[1] ??
        /^([A-Z][A-Z0-9_]{2,})\s*(?::[^=]+)?=/.exec(line)?.[1];
      return name === undefined ? [] : [{ name, line: index + 1 }];
    }),
  importsOf: (path, text) =>
    [
      ...text.matchAll(
        /^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(?:\(([^)]{1,2000})\)|([^\n(]{1,500}))/gm,
      ),
    ].flatMap((match) => {
      const [, module = '', inside, plain = ''] = match;
      const from = pythonPath(path, module);
      return (inside ?? plain).split(',').map((written) => ({
        name: written.trim().split(/\s+as\s+/)[0] ?? '',
        from,
        line: lineAt(
          text,
          match.index + match[0].indexOf(written) + (/^\s*/.exec(written)?.[0].length ?? 0),
        ),
      }));
    }),
};

/** `.models` is beside; `app.models` is below any folder that is on the path. */
function pythonPath(path: string, module: string): string {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const rest = module.slice(dots).replaceAll('.', '/');
  return dots === 0 ? rest : joinPath(folderOf(path), `${'../'.repeat(dots - 1)}${rest}`);
}

const languages: readonly Language[] = [script, python];

/** Functions, classes and the like that go away though other files import them. */
export function brokenExports({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  return languages.flatMap((language) => {
    const changed = suggestion.files.filter(
      ({ path, isExcerpt }) => language.file.test(path) && !isExcerpt,
    );
    const before = changed.flatMap((file) => offersOf(file, file.before, language));
    const now = changed.flatMap((file) => offersOf(file, file.after, language));
    const kept = new Set(now.map(({ key }) => key));
    if (before.every(({ key }) => kept.has(key))) return [];
    const lost = before.filter(({ key }) => !kept.has(key));
    const uses = [...after.texts]
      .filter(([path]) => language.file.test(path))
      .flatMap(([path, text]) =>
        language.importsOf(path, codeOf(path, text)).flatMap((one) => useOf(one, path, lost)),
      );
    return brokenContracts(
      {
        offers: { before, after: now },
        uses: { before: [], after: uses },
        verb: ['imports', 'import'],
        advice: 'Change the imports with it.',
        scopeOf: () => EVERYWHERE,
      },
      suggestion,
    );
  });
}

function offersOf(
  { path, renamedFrom }: ChangedFile,
  text: string | undefined,
  language: Language,
): readonly Offer[] {
  const reExports = text !== undefined && /^export\s+\*|^from\s+\S+\s+import\s+\*/m.test(text);
  if (text === undefined || reExports) return [];
  const file = renamedFrom ?? path;
  return language.exportsOf(codeOf(path, text)).map(({ name, line }) => ({
    key: `${withoutEnding(file)} ${name}`,
    group: `exports ${file}`,
    what: `Export ${name} of ${path}`,
    subject: name,
    file,
    line,
  }));
}

function useOf({ name, from, line }: Import, path: string, lost: readonly Offer[]): readonly Use[] {
  const offer = lost.find(({ key }) => {
    const [file = '', exported] = key.split(' ');
    return (
      exported === name &&
      (file === from || file.endsWith(`/${from}`)) &&
      withoutEnding(path) !== file
    );
  });
  return offer && from !== '' ? [{ key: offer.key, by: undefined, file: path, line }] : [];
}

function withoutEnding(path: string): string {
  return path.replace(/\.(d\.)?[cm]?[jt]sx?$|\.py$/, '').replace(/\/(index|__init__)$/, '');
}

function lineAt(text: string, offset: number): number {
  const before = text.slice(0, Math.max(0, offset));
  const skipped = /^\s*/.exec(text.slice(Math.max(0, offset)))?.[0] ?? '';
  return `${before}${skipped}`.split('\n').length;
}

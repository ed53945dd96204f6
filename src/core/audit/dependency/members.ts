import type { ChangedFile, Finding, Suggestion } from '../../model/audit.ts';
import { fileName, folderOf } from '../../topology/paths.ts';
import { codeOf } from './codeText.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { EVERYWHERE } from './scopes.ts';
import type { Systems } from './systems.ts';

/** How a language declares what others call by a name without importing the name itself. */
interface Language {
  readonly file: RegExp;
  /** The first group is the name. */
  readonly declared: RegExp;
  /** Whether a file is one in which the name may be used, and how it stands there. */
  uses(path: string, text: string, from: Source): RegExp | undefined;
}

/** Where a name was declared. */
interface Source {
  readonly path: string;
  readonly text: string;
  readonly name: string;
}

/** Methods that many types have. */
const common =
  /^(String|Error|Close|Read|Write|Len|Less|Swap|ServeHTTP|Scan|Value|Get|Set|Run|Start|Stop|Handle|Name|Do|Init|New|Reset|Next|Unwrap|Is|As)$/;

const go: Language = {
  file: /(?<!_test)\.go$/,
  declared: /^func (?:\([^)]*\) )?([A-Z]\w*)\s*[([]/,
  uses: (path, text, { path: from, text: source, name }) => {
    const isMethod = new RegExp(`^func \\([^)]*\\) ${name}\\b`, 'm').test(source);
    // Of what type a value is can't be told here.
    if (isMethod && common.test(name)) return undefined;
    const own = /^package (\w+)/m.exec(source)?.[1] ?? '';
    const isBeside = folderOf(path) === folderOf(from);
    const folder = fileName(folderOf(from));
    const isImported = new RegExp(`"[^"\\n]*(?:/|^)(?:${folder}|${own})"`).test(text);
    if (isMethod) return isBeside || isImported ? new RegExp(`\\.${name}\\(`) : undefined;
    if (isBeside) return new RegExp(`(?<![\\w.])${name}\\(`);
    return isImported ? new RegExp(`\\b${own}\\.${name}\\b`) : undefined;
  },
};

/** A method is called on its class, or on what is declared to be of it. */
const ofClass: Language['uses'] = (_path, text, { path: from, name }) => {
  const owner = fileName(from).replace(/\.\w+$/, '');
  if (!text.includes(owner)) return undefined;
  const typed = [
    ...text.matchAll(new RegExp(`\\b${owner}(?:<[^<>\\n]*>)?\\??\\s+\\$?(\\w+)`, 'g')),
    ...text.matchAll(new RegExp(`\\$?(\\w+)\\s*(?::|=\\s*new|=)\\s*${owner}\\b`, 'g')),
  ].flatMap(([, variable]) => variable ?? []);
  const receivers = [...new Set([owner, ...typed])].slice(0, 50).join('|');
  return new RegExp(
    `\\b(?:${receivers})(?:\\([^()]*\\))?\\s*(?:\\?\\.|\\.|::|->)\\s*${name}\\s*\\(`,
  );
};

const languages: readonly Language[] = [
  go,
  {
    file: /\.java$/,
    declared:
      /^\s+(?:public|protected)\s+(?:(?:static|final|synchronized|abstract|default)\s+)*(?:<[^>]+>\s+)?[\w<>[\],.? ]+\s+(\w+)\s*\(/,
    uses: ofClass,
  },
  {
    file: /\.cs$/,
    declared:
      /^\s+(?:public|internal)\s+(?:(?:static|virtual|override|async|sealed)\s+)*[\w<>[\],.?]+\s+(\w+)\s*(?:<[^>]+>)?\s*\(/,
    uses: ofClass,
  },
  {
    file: /\.kt$/,
    declared:
      /^\s+(?:(?:public|internal|override|suspend|open)\s+)*fun\s+(?:<[^>]+>\s+)?(\w+)\s*\(/,
    uses: ofClass,
  },
  { file: /\.php$/, declared: /^\s+public\s+(?:static\s+)?function\s+(\w+)\s*\(/, uses: ofClass },
];

/** Functions and methods that go away though others call them, in languages that import no names. */
export function brokenMembers({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  return languages.flatMap((language) => {
    const files = suggestion.files.filter(
      ({ path, isExcerpt }) => language.file.test(path) && !isExcerpt,
    );
    const before = files.flatMap((file) =>
      offersOf(file.renamedFrom ?? file.path, file.before, language),
    );
    const now = files.flatMap((file) => offersOf(file.path, file.after, language));
    const kept = new Set([
      ...now.map(({ key }) => key),
      ...declaredBeside(files, after.texts, language),
    ]);
    const lost = before.filter(({ key }) => !kept.has(key));
    if (lost.length === 0) return [];
    const uses = lost.flatMap((offer) => usesOf(offer, files, after.texts, language));
    return brokenContracts(
      {
        offers: { before: lost, after: now },
        uses: { before: [], after: uses },
        verb: ['calls', 'call'],
        advice: 'Change the callers with it.',
        scopeOf: () => EVERYWHERE,
      },
      suggestion,
    );
  });
}

function offersOf(
  path: string,
  text: string | undefined,
  { declared }: Language,
): readonly Offer[] {
  return codeOf(path, text ?? '')
    .split('\n')
    .flatMap((line, index) => {
      const name = line.length > 1_000 ? undefined : declared.exec(line)?.[1];
      if (name === undefined) return [];
      return [
        {
          key: keyOf(path, name),
          group: path,
          what: `Function ${name} of ${path}`,
          subject: name,
          file: path,
          line: index + 1,
        },
      ];
    });
}

/** A package of Go is its folder; elsewhere a class is its file. */
function keyOf(path: string, name: string): string {
  return `${path.endsWith('.go') ? folderOf(path) : path} ${name}`;
}

/** What only moved to another file of its package is still there. */
function declaredBeside(
  files: readonly ChangedFile[],
  texts: ReadonlyMap<string, string>,
  language: Language,
): readonly string[] {
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  return [...texts]
    .filter(([path]) => language.file.test(path) && folders.has(folderOf(path)))
    .flatMap(([path, text]) => offersOf(path, text, language).map(({ key }) => key));
}

function usesOf(
  offer: Offer,
  files: readonly ChangedFile[],
  texts: ReadonlyMap<string, string>,
  language: Language,
): readonly Use[] {
  const file = files.find(({ path, renamedFrom }) => (renamedFrom ?? path) === offer.file);
  const source = { path: offer.file, text: file?.before ?? '', name: offer.subject };
  return [...texts].flatMap(([path, text]) => {
    if (!sameKind(path, offer.file) || path === file?.path || !text.includes(offer.subject))
      return [];
    const pattern = language.uses(path, text, source);
    const line = pattern
      ? codeOf(path, text)
          .split('\n')
          .findIndex((one) => pattern.test(one))
      : -1;
    return line < 0 ? [] : [{ key: offer.key, by: undefined, file: path, line: line + 1 }];
  });
}

function sameKind(path: string, other: string): boolean {
  return path.slice(path.lastIndexOf('.')) === other.slice(other.lastIndexOf('.'));
}

import type { ChangedFile, Finding, Suggestion } from '../../model/audit.ts';
import { fileName, folderOf, joinPath } from '../../topology/paths.ts';
import { at, entriesAt, readYaml, textsOf } from '../../topology/yamlTree.ts';
import { codeOf } from './codeText.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { EVERYWHERE } from './scopes.ts';
import type { Systems } from './systems.ts';

/** Something that is defined in a file of a kind, and how others of a kind name it. */
interface Definitions {
  readonly file: RegExp;
  defined(path: string, text: string): readonly Named[];
  readonly users: RegExp;
  used(path: string, text: string): readonly Named[];
  readonly what: string;
  readonly verb: readonly [one: string, several: string];
}

interface Named {
  /** With what makes it one with its uses, e.g. its folder. */
  readonly key: string;
  readonly name: string;
  readonly line: number;
}

/** Matches of a pattern, whose first group is a name, line by line. */
function named(text: string, patterns: readonly RegExp[], prefix = ''): readonly Named[] {
  return text.split('\n').flatMap((line, index) =>
    line.length > 4_000
      ? []
      : patterns
          .flatMap((pattern) => [...line.matchAll(pattern)])
          .map(([, name = '', more]) => ({
            key: `${prefix}${more === undefined ? name : `${name}.${more}`}`,
            name: more === undefined ? name : `${name}.${more}`,
            line: index + 1,
          })),
  );
}

const runners = /\.(ya?ml|sh|json)$|(^|\/)(Dockerfile[\w.-]*|Makefile|Procfile|Jenkinsfile)$/i;

const scripts: Definitions = {
  file: /(^|\/)package\.json$/,
  defined: (_, text) => {
    const [tree] = readYaml(text).documents;
    return [...entriesAt(tree, 'scripts')].map(([name, { keyLine, line }]) => ({
      key: name,
      name,
      line: keyLine ?? line,
    }));
  },
  users: runners,
  used: (_, text) =>
    named(text, [
      /\b(?:npm|pnpm|bun) run(?:-script)? ([\w:.-]+)/g,
      /\byarn(?: run)? ([\w:.-]+)/g,
      /\b(?:npm) (test|start)\b/g,
    ]),
  what: 'Script',
  verb: ['runs', 'run'],
};

const targets: Definitions = {
  file: /(^|\/)(Makefile|makefile|GNUmakefile)$/,
  defined: (_, text) => named(text, [/^([A-Za-z][\w.-]*)\s*:(?!=)/g]),
  users: runners,
  used: (_, text) => named(text, [/\bmake (?:-\S+ )*([A-Za-z][\w.-]*)/g]),
  what: 'Target',
  verb: ['makes', 'make'],
};

/** Jobs of one workflow wait for each other by their names. */
const jobs: Definitions = {
  file: /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
  defined: (path, text) =>
    readYaml(text).documents.flatMap((tree) =>
      [...entriesAt(tree, 'jobs')].map(([name, { keyLine, line }]) => ({
        key: `${path} ${name}`,
        name,
        line: keyLine ?? line,
      })),
    ),
  users: /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
  used: (path, text) =>
    readYaml(text).documents.flatMap((tree) =>
      [...entriesAt(tree, 'jobs').values()].flatMap((job) => {
        const needs = at(job, 'needs');
        return textsOf(needs).map((name, index) => ({
          key: `${path} ${name}`,
          name,
          line: needs.items?.[index]?.line ?? needs.line,
        }));
      }),
    ),
  what: 'Job',
  verb: ['needs', 'need'],
};

/** Names of one module of Terraform. */
const terraform: Definitions = {
  file: /\.tf$/,
  defined: (path, text) => {
    const folder = `${folderOf(path)} `;
    return [
      ...named(text, [/^\s*variable\s+"([\w-]+)"/g], `${folder}var.`),
      ...named(text, [/^\s*module\s+"([\w-]+)"/g], `${folder}module.`),
      ...named(text, [/^\s*resource\s+"([\w-]+)"\s+"([\w-]+)"/g], folder),
      ...named(text, [/^\s*data\s+"([\w-]+)"\s+"([\w-]+)"/g], `${folder}data.`),
    ];
  },
  users: /\.tf$/,
  used: (path, text) => {
    const folder = `${folderOf(path)} `;
    const source = codeOf(path, text);
    return [
      ...named(source, [/\bvar\.([\w-]+)/g], `${folder}var.`),
      ...named(source, [/\bmodule\.([\w-]+)/g], `${folder}module.`),
      ...named(source, [/\bdata\.([\w-]+)\.([\w-]+)/g], `${folder}data.`),
      ...named(source, [/(?<![\w."-])([a-z]+_[a-z0-9_]+)\.([\w-]+)/g], folder),
    ];
  },
  what: 'Terraform name',
  verb: ['refers to', 'refer to'],
};

const all: readonly Definitions[] = [scripts, targets, jobs, terraform];

/** Scripts, targets, jobs and names that go away though others use them. */
export function brokenDefinitions({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  return [
    ...all.flatMap((kind) => brokenOf(kind, after.texts, suggestion)),
    ...brokenFiles(after.texts, suggestion),
  ];
}

function brokenOf(
  kind: Definitions,
  texts: ReadonlyMap<string, string>,
  suggestion: Suggestion,
): readonly Finding[] {
  const files = suggestion.files.filter(
    ({ path, isExcerpt }) => kind.file.test(path) && !isExcerpt,
  );
  if (files.length === 0) return [];
  const offersOf = (path: string, text = ''): readonly Offer[] =>
    kind.defined(path, text).map(({ key, name, line }) => ({
      key,
      group: path,
      what: `${kind.what} ${name}`,
      subject: name,
      file: path,
      line,
    }));
  const before = files.flatMap(({ path, renamedFrom, before: text }) =>
    offersOf(renamedFrom ?? path, text),
  );
  const now = [...texts].flatMap(([path, text]) =>
    kind.file.test(path) ? offersOf(path, text) : [],
  );
  const kept = new Set(now.map(({ key }) => key));
  if (before.every(({ key }) => kept.has(key))) return [];
  const uses = [...texts].flatMap(([path, text]): readonly Use[] =>
    kind.users.test(path)
      ? kind.used(path, text).map(({ key, line }) => ({ key, by: undefined, file: path, line }))
      : [],
  );
  return brokenContracts(
    {
      offers: { before, after: now },
      uses: { before: [], after: uses },
      verb: kind.verb,
      advice: 'Change them with it.',
      scopeOf: () => EVERYWHERE,
    },
    suggestion,
  );
}

/** Files that are deleted or moved though others name their path. */
function brokenFiles(
  texts: ReadonlyMap<string, string>,
  suggestion: Suggestion,
): readonly Finding[] {
  const gone = suggestion.files.flatMap((file) => goneFrom(file) ?? []);
  if (gone.length === 0) return [];
  const offers = gone.map((path) => ({
    key: path,
    group: path,
    what: `File ${path}`,
    subject: path,
    file: path,
    line: 1,
  }));
  const uses = [...texts].flatMap(([path, text]) => namedFiles(path, text, gone));
  return brokenContracts(
    {
      offers: { before: offers, after: [] },
      uses: { before: [], after: uses },
      verb: ['names', 'name'],
      advice: 'Change the paths with it.',
      scopeOf: () => EVERYWHERE,
    },
    suggestion,
  );
}

function goneFrom({ path, renamedFrom, after }: ChangedFile): string | undefined {
  return renamedFrom ?? (after === undefined ? path : undefined);
}

const naming = /\.(ya?ml|sh|json|tf)$|(^|\/)(Dockerfile[\w.-]*|Makefile|Procfile|Jenkinsfile)$/i;

/** A path as it is written from the file's folder, or from the top. */
function namedFiles(path: string, text: string, gone: readonly string[]): readonly Use[] {
  const isScript = /\.[cm]?[jt]sx?$/.test(path);
  if (!isScript && !naming.test(path)) return [];
  const wanted = gone.filter((file) => text.includes(fileName(file).replace(/\.\w+$/, '')));
  if (wanted.length === 0) return [];
  const pattern = isScript
    ? /(?:from|import|require\(|import\()\s*["'](\.{1,2}\/[^"']+)["']/g
    : /(?<![\w./-])(\.{0,2}\/?[\w@.-]+(?:\/[\w@.-]+)*\.\w{1,10})(?![\w/])/g;
  return codeOf(path, text)
    .split('\n')
    .flatMap((line, index) =>
      line.length > 4_000
        ? []
        : [...line.matchAll(pattern)].flatMap(([, written = '']): readonly Use[] => {
            const beside = joinPath(folderOf(path), written);
            const file = wanted.find(
              (one) =>
                isNamed(one, beside, isScript) || (!isScript && one === joinPath('', written)),
            );
            return file === undefined
              ? []
              : [{ key: file, by: undefined, file: path, line: index + 1 }];
          }),
    );
}

function isNamed(file: string, written: string, isScript: boolean): boolean {
  const plain = (path: string): string =>
    path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
  return file === written || (isScript && plain(file) === plain(written));
}

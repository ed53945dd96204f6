import semver from 'semver';
import { readYaml, type Tree, textAt } from '../../topology/yamlTree.ts';
import { quantityOf } from '../constraints/quantity.ts';
import { type ChangedSource, linesIn } from '../source/changedSource.ts';
import { isForeignFile, isTestFile, languageOf } from '../source/language.ts';
import { type ChangedSetting, changedSettings } from '../source/settings.ts';
import { ideaOf, type Verb, wordsIn } from './idea.ts';
import { type Attempt, attemptOfText } from './textAttempts.ts';

/** Settings that a change moves, and commands that it adds to scripts. */
export function attemptsOfFile(source: ChangedSource): readonly Attempt[] {
  const { file, after } = source;
  if (file.after === undefined || isForeignFile(file.path) || isTestFile(file.path)) return [];
  const { path } = file;
  const settings = file.before === undefined && !file.isExcerpt ? [] : changedSettings(source);
  const namesAt = settings.length > 0 ? nameReader(path, file.after) : () => [];
  const scripts = /^(?:shell|sql|dockerfile|make)$/.test(languageOf(path))
    ? linesIn(after, 'code', file.added)
    : [];
  return [
    ...settings.flatMap((setting) => attemptOfSetting(setting, source, namesAt)),
    ...scripts.map(({ text, line }) => {
      const attempt = attemptOfText(text.trim());
      return {
        ...attempt,
        targets: new Set([...attempt.targets, ...wordsIn(path)]),
        what: `${path} runs \`${text.trim()}\``,
        file: path,
        line,
      };
    }),
  ];
}

function attemptOfSetting(
  setting: ChangedSetting,
  { file }: ChangedSource,
  namesAt: (line: number) => readonly string[],
): readonly Attempt[] {
  const { path, before, after: value, line } = setting;
  const verb = verbOf(before, value);
  if (verb === undefined) return [];
  const key = path.split('.').slice(-3).join('.');
  const flags = `${before ?? ''} ${value ?? ''}`.match(/-[A-Za-z]{2,20}|--[\w-]{3,40}/g) ?? [];
  const { objects } = ideaOf([path, ...flags].join(' ').replaceAll('.', ' '));
  const isImage = /(?:^|\.)(?:image|tag|version|appVersion)$/.test(path);
  const place = value === undefined ? undefined : line;
  return [
    {
      idea: {
        verbs: new Set([verb]),
        objects: isImage ? new Set([...objects, 'version']) : objects,
        words: new Set(wordsIn(path)),
      },
      targets: new Set([
        ...wordsIn(path),
        ...wordsIn(file.path),
        ...namesAt(line),
        ...wordsIn(value ?? ''),
      ]),
      what: `${file.path} ${told[verb]} ${key}${shownChange(before, value)}`,
      file: file.path,
      line: place,
    },
  ];
}

const told: Readonly<Record<Verb, string>> = {
  raise: 'raises',
  lower: 'lowers',
  upgrade: 'upgrades',
  rollBack: 'goes back with',
  enable: 'adds',
  disable: 'takes away',
  change: 'changes',
  restart: 'restarts',
  flush: 'flushes',
};

function shownChange(before: string | undefined, after: string | undefined): string {
  return before === undefined || after === undefined ? '' : ` ${before} → ${after}`;
}

function verbOf(before: string | undefined, after: string | undefined): Verb | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'enable';
  if (after === undefined) return 'disable';
  const [old, now] = [amountOf(before), amountOf(after)];
  if (old !== undefined && now !== undefined) return old < now ? 'raise' : 'lower';
  const [oldVersion, newVersion] = [versionOf(before), versionOf(after)];
  if (oldVersion && newVersion) return semver.lt(oldVersion, newVersion) ? 'upgrade' : 'rollBack';
  if (/^(?:false|off|no)$/i.test(after)) return 'disable';
  return /^(?:true|on|yes)$/i.test(after) ? 'enable' : 'change';
}

/** `512Mi`, `30s`, `4`, or the one size in `-Xms128m -Xmx512m` that a heap may reach. */
function amountOf(text: string): number | undefined {
  const heap = /-Xmx(\d+[kmgKMG])|--max-old-space-size=(\d+)/.exec(text);
  if (heap) return bytesOf(heap[1] ?? `${heap[2]}m`);
  const [, number, unit] =
    /^(\d+(?:\.\d+)?)\s*(ms|s|sec|seconds|min|m|h|kb|mb|gb|k|g)$/i.exec(text) ?? [];
  const factor = units.get(unit?.toLowerCase() ?? '');
  return quantityOf(text) ?? (factor === undefined ? undefined : Number(number) * factor);
}

function bytesOf(text: string): number {
  return Number.parseInt(text, 10) * (units.get(`${text.slice(-1).toLowerCase()}b`) ?? 1);
}

const units: ReadonlyMap<string, number> = new Map([
  ['ms', 1e-3],
  ['s', 1],
  ['sec', 1],
  ['seconds', 1],
  ['min', 60],
  ['m', 60],
  ['h', 3600],
  ['k', 1e3],
  ['g', 1e9],
  ['kb', 1e3],
  ['mb', 1e6],
  ['gb', 1e9],
]);

/** Of `^1.2.3`, `redis:7.2-alpine`; a tag that is no number can't be compared. */
function versionOf(text: string): semver.SemVer | null {
  const tag = /:([^:/@]+)(?:@|$)/.exec(text)?.[1] ?? text;
  return /^[v^~>=<\s]*\d+(?:\.\d+)+/.test(tag) || /:\d/.test(text) ? semver.coerce(tag) : null;
}

/** What the things around a line are called, from the object to the container that it stands in. */
function nameReader(path: string, text: string): (line: number) => readonly string[] {
  if (languageOf(path) === 'terraform') return (line) => blockNames(text, line);
  if (!/\.(?:ya?ml|json)$/i.test(path)) return () => [];
  const { documents } = readYaml(text);
  return (line) => documentNames(documents, line).flatMap(wordsIn);
}

function documentNames(documents: readonly Tree[], line: number): readonly string[] {
  const names: string[] = [];
  let here = documents.findLast((document) => document.line <= line);
  while (here) {
    names.push(textAt(here, 'name'), textAt(here, 'metadata', 'name'), textAt(here, 'kind'));
    names.push(textAt(here, 'container_name'));
    const within: readonly Tree[] = here.items ?? [...(here.entries?.values() ?? [])];
    here = within.findLast((child) => (child.keyLine ?? child.line) <= line);
  }
  return names;
}

/** `resource "aws_ecs_service" "redis" {` */
function blockNames(text: string, line: number): readonly string[] {
  const before = text.split(/\r\n|\r|\n/, line);
  const header = before.findLast((each) => /^\s*(?:resource|module|data)\s+"/.test(each)) ?? '';
  return wordsIn(header);
}

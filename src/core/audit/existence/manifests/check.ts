import type { ChangedFile } from '../../../model/audit.ts';
import { judgePackage } from '../judge.ts';
import { ecosystemNames, knownArtifacts } from '../known/known.ts';
import { editDistance } from '../nearMiss.ts';
import { didYouMean, listed, type Place, type Said } from '../report.ts';
import type { Run } from '../run.ts';
import type { Dependency } from './dependency.ts';
import { manifestOf } from './manifests.ts';

/** Packages that a manifest newly names must exist. */
export async function checkManifests(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const declared = declaredOnNewLines(file);
    if (declared.length === 0) continue;
    const lines = file.after?.split('\n') ?? [];
    const before = new Set(
      manifestOf(file.path)
        ?.read(file.before ?? '')
        .map(({ name }) => name),
    );
    for (const one of declared) {
      const text = lines[one.line - 1] ?? '';
      const place = { file: file.path, line: one.line };
      if (!isFromRegistry(text)) continue;
      checkVersion(run, one, place, text);
      if (!before.has(one.name)) await judge(run, one, place, text);
    }
  }
}

function declaredOnNewLines(file: ChangedFile): readonly Dependency[] {
  const manifest = manifestOf(file.path);
  if (!manifest || manifest.isLock) return [];
  const added = new Set(file.added.map(({ line }) => line));
  return manifest
    .read(file.after ?? '')
    .filter(({ line, kind }) => added.has(line) && kind === 'declared');
}

/** `^99.0.0` and `==99.0`: the list may be older than a release, but hardly by far. */
function checkVersion(run: Run, { ecosystem, name }: Dependency, place: Place, line: string): void {
  const newest = run.known(ecosystem).majors.get(name);
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[-_]/g, '[-_.]');
  const wanted = new RegExp(
    `${pattern}(?:\\[[^\\]]*\\])?[^\\w,<!]{0,12}v?(\\d+)(?![\\w-])`,
    'i',
  ).exec(line);
  const major = Number(wanted?.[1] ?? Number.NaN);
  if (newest === undefined || newest === 0 || Number.isNaN(major) || major <= newest) return;
  const subject = `${name} ${major}`;
  const offline: Said = {
    verdict: 'couldNotCheck',
    severity: 'warning',
    subject,
    message: `${subject} could not be checked: the newest version that is known is ${newest}. Look up whether ${major} was released.`,
    source: listed(`known packages of ${ecosystemNames[ecosystem]}`),
  };
  const use = { ecosystem, names: [name], subject, place, how: 'addition' } as const;
  run.questions.push({ use, near: undefined, offline, major });
}

/** What comes from a folder or an address is asked of no registry. */
function isFromRegistry(line: string): boolean {
  return !/"(?:file|link|workspace|portal|git|github|https?|npm|patch|catalog|jsr):|\bgit\s*=|\bpath\s*=|\bworkspace\s*=\s*true|@ (?:git\+|https?:|file:)|=>\s*\.|\b(?:git|path|github)\s*[:=]>?\s*["']/.test(
    line,
  );
}

async function judge(run: Run, one: Dependency, place: Place, line: string): Promise<void> {
  if (one.ecosystem === 'maven') {
    judgeArtifact(run, one, place, line);
    return;
  }
  const { ecosystem, name } = one;
  const written = /^[\s"'{<-]*(?:gem[\s(]+["'])?([\w@/.-]+)/.exec(line)?.[1] ?? name;
  const same =
    written.toLowerCase().replace(/[-_.]/g, '') === name.toLowerCase().replace(/[-_.]/g, '');
  const nuget = /(?:Include|Update|id)="([^"]+)"/.exec(line)?.[1];
  const subject = nuget ?? (same ? written : name);
  const isPlatform = ecosystem === 'composer' && /^(?:php|ext-|lib-|composer-)/.test(name);
  const isEngine = ecosystem === 'npm' && /^(?:node|npm|yarn|pnpm|vscode)$/.test(name);
  if (isPlatform || isEngine || /^(?:python|pip|conda)$/.test(name)) return;
  // crates are declared with either sign
  const names =
    ecosystem === 'cargo' ? [subject, name, name.replaceAll('_', '-')] : [subject, name];
  await judgePackage(run, {
    ecosystem,
    names: [...new Set(names)],
    subject,
    place,
    how: 'addition',
  });
}

/** A known group may have artifacts that no list has. */
function judgeArtifact(run: Run, { name }: Dependency, place: Place, line: string): void {
  const [group = '', artifact] = name.split(':');
  const groups = run.known('maven').popular;
  if (name.includes('${') || (artifact === undefined && !line.includes('group'))) return;
  const isGroup = groups.has(group) || [...groups].some((one) => group.startsWith(`${one}.`));
  if (isGroup && (artifact === undefined || knownArtifacts.has(artifact))) {
    run.report.holds(`${name} is a package of Maven.`, listed('known packages of Maven'));
    return;
  }
  const meant = isGroup ? near(artifact ?? '', knownArtifacts) : near(group, groups);
  const offline = meant ? likeAnother(name, meant) : unknownArtifact(name, isGroup);
  // A group alone is no package.
  const names = artifact === undefined ? [] : [name];
  const use = { ecosystem: 'maven', names, subject: name, place, how: 'addition' } as const;
  run.questions.push({ use, near: meant, offline });
}

function likeAnother(subject: string, meant: string): Said {
  return {
    verdict: 'notFound',
    severity: 'error',
    subject,
    message: `No package ${subject} of Maven is known.${didYouMean(meant)} Do not add it before you have looked it up.`,
    source: listed('known packages of Maven'),
  };
}

function unknownArtifact(subject: string, isGroup: boolean): Said {
  const problem = isGroup ? 'its group is known, its artifact is not' : 'its group is not known';
  return {
    verdict: 'couldNotCheck',
    severity: isGroup ? 'info' : 'warning',
    subject,
    message: `Whether ${subject} exists could not be checked: ${problem}. Look it up before it is added.`,
    source: listed('known packages of Maven'),
  };
}

function near(name: string, known: Iterable<string>): string | undefined {
  return [...known].find(
    (one) => name.length > 6 && one.length > 6 && editDistance(name, one, 1) === 1,
  );
}

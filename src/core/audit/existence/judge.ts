import type { FindingSource } from '../../model/audit.ts';
import { type Ecosystem, ecosystemNames } from './known/known.ts';
import { plainName } from './manifests/dependency.ts';
import { type PlacedDependency, visibleFrom } from './manifests/manifests.ts';
import { isTypo, nearest } from './nearMiss.ts';
import { didYouMean, listed, type Place, type Said } from './report.ts';
import type { Run } from './run.ts';

/** A package that a suggestion needs. */
export interface PackageUse {
  readonly ecosystem: Ecosystem;
  /** What may be the package's name: one import name can belong to several packages. */
  readonly names: readonly string[];
  /** As it is written. */
  readonly subject: string;
  readonly place: Place;
  /** An import needs a manifest; what a manifest or a command names is only just added. */
  readonly how: 'import' | 'addition';
  /** An import that may fail, as in `try`: what is missing is no error. */
  readonly isOptional?: boolean;
}

export async function judgePackage(run: Run, use: PackageUse): Promise<void> {
  const all = await run.dependencies(use.ecosystem);
  const visible = visibleFrom(use.place.file, use.ecosystem, all);
  const names = new Set(use.names.map((name) => plainName(use.ecosystem, name)));
  const matches = visible.filter((one) => names.has(one.name) && !isAddition(use, one));
  const direct = matches.find(({ kind }) => kind !== 'locked');
  if (direct) {
    run.report.holds(`${use.subject} is a dependency.`, placeOf(direct));
    return;
  }
  const locked = matches[0];
  if (locked || (await isKnown(run, use))) {
    sayKnown(run, use, all, locked);
    return;
  }
  sayUnknown(run, use, visible);
}

/** What a manifest says is no proof of the line that says it. */
function isAddition(use: PackageUse, { file, line }: PlacedDependency): boolean {
  return use.how === 'addition' && file === use.place.file && line === use.place.line;
}

async function isKnown(run: Run, { ecosystem, names }: PackageUse): Promise<boolean> {
  const { popular, rare } = run.known(ecosystem);
  return names.some((name) => {
    const plain = ecosystem === 'nuget' ? name : plainName(ecosystem, name);
    const typed = ecosystem === 'npm' ? typedName(name) : name;
    return [plain, name, typed].some((one) => popular.has(one) || rare.has(one));
  });
}

/** `@types/a` and `@types/b__c` are the typings of `a` and `@b/c`. */
function typedName(name: string): string {
  const inner = /^@types\/(.+)$/.exec(name)?.[1];
  if (inner === undefined || inner === 'node') return inner === undefined ? name : 'typescript';
  return inner.includes('__') ? `@${inner.replace('__', '/')}` : inner;
}

function sayKnown(
  run: Run,
  use: PackageUse,
  all: readonly PlacedDependency[],
  locked: PlacedDependency | undefined,
): void {
  const registry = ecosystemNames[use.ecosystem];
  const twin =
    locked || all.some(({ name }) => use.names.includes(name)) ? undefined : confused(run, use);
  if (use.how === 'addition' && twin !== undefined) {
    sayConfused(run, use, twin);
  } else if (use.how === 'addition') {
    run.report.holds(
      `${use.subject} is a package of ${registry}.`,
      locked ? placeOf(locked) : listed(`known packages of ${registry}`),
    );
  }
  if (use.how === 'addition') return;
  const hasManifest = all.some(({ kind }) => kind === 'declared');
  if (use.isOptional || !hasManifest) {
    run.report.open(`${use.subject} is installed where this runs.`);
    return;
  }
  run.report.find(use.place, {
    verdict: 'notADependency',
    severity: 'warning',
    subject: use.subject,
    message: locked
      ? `${use.subject} is only installed because something else needs it: no manifest here names it. Add it as a dependency.`
      : `${use.subject} is a package of ${registry}, but no manifest here names it. Add it as a dependency, or leave it out.${didYouMean(twin)}`,
    source: locked ? placeOf(locked) : listed(`known packages of ${registry}`),
  });
}

/** The popular package that a rare one could be taken for. */
function confused(run: Run, { ecosystem, names }: PackageUse): string | undefined {
  const { popular, rare } = run.known(ecosystem);
  const name = names.find((one) => rare.has(one));
  const isPopular = names.some((one) => popular.has(one));
  return name === undefined || isPopular ? undefined : nearest(name, comparable(name, popular));
}

function sayConfused(run: Run, use: PackageUse, twin: string): void {
  const registry = ecosystemNames[use.ecosystem];
  ask(run, use, twin, {
    verdict: 'couldNotCheck',
    severity: 'info',
    subject: use.subject,
    message: `${use.subject} is a package of ${registry}, but few use it, and it is easily taken for another.${didYouMean(twin)}`,
    source: listed(`known packages of ${registry}`),
  });
}

function sayUnknown(run: Run, use: PackageUse, visible: readonly PlacedDependency[]): void {
  const registry = ecosystemNames[use.ecosystem];
  if (use.isOptional) {
    run.report.open(`${use.subject} is installed where this runs.`);
    return;
  }
  const near = meant(run, use, visible);
  if (near) {
    ask(run, use, near.name, {
      verdict: 'notFound',
      severity: 'error',
      subject: use.subject,
      message: `No package ${use.subject} is known: neither a manifest here nor the list of known packages of ${registry} has it.${didYouMean(near.name)} Do not install it before you have looked it up.`,
      source: near.source,
    });
    return;
  }
  ask(run, use, undefined, {
    verdict: 'couldNotCheck',
    severity: 'warning',
    subject: use.subject,
    message: `Whether the package ${use.subject} exists could not be checked: no manifest or lockfile here names it, and it is not among the known packages of ${registry}. Look it up before it is installed.`,
    source: listed(`known packages of ${registry}`),
  });
}

/** What a registry may know better; it is found as it is where none is asked. */
function ask(run: Run, use: PackageUse, near: string | undefined, offline: Said): void {
  run.questions.push({ use, near, offline });
}

interface Meant {
  readonly name: string;
  readonly source: FindingSource;
}

/** The dependency or the popular package that was probably meant, the project's own first. */
function meant(run: Run, use: PackageUse, visible: readonly PlacedDependency[]): Meant | undefined {
  const { ecosystem } = use;
  for (const name of use.names.map((written) => plainName(ecosystem, written))) {
    const own = nearest(name, new Set(visible.map((one) => one.name)));
    const found = visible.find((one) => one.name === own && !isAddition(use, one));
    if (own && found) return { name: own, source: placeOf(found) };
    const popular = nearest(name, comparable(name, run.known(ecosystem).popular));
    const isLoose = use.how === 'import' && ecosystem === 'pypi';
    if (popular && (!isLoose || isTypo(name, popular))) {
      return { name: popular, source: listed(`known packages of ${ecosystemNames[ecosystem]}`) };
    }
  }
  return undefined;
}

/** Names in scopes and groups are compared with those of the same: elsewhere they may be private. */
function comparable(name: string, popular: ReadonlySet<string>): Iterable<string> {
  if (!name.startsWith('@')) return [...popular].filter((known) => !known.startsWith('@'));
  const [scope = '', inner = ''] = name.split('/');
  return [...popular].filter((known) => {
    const [knownScope = '', knownInner = ''] = known.split('/');
    return knownScope === scope ? knownInner.length > 4 : knownInner === inner && scope.length > 4;
  });
}

function placeOf({ file, line }: PlacedDependency): { file: string; line: number } {
  return { file, line };
}

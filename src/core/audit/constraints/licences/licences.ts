import type { AuditWorkspace, SuggestedCommand, Suggestion } from '../../../model/audit.ts';
import { manifestOf } from '../../existence/manifests/manifests.ts';
import { type Project, projectWith } from '../../existence/project.ts';
import type { ChangedSource } from '../../source/changedSource.ts';
import type { Breach } from '../breaches.ts';
import type { LicenceDemand } from '../constraint.ts';
import { packageMatcher } from '../finders/packages.ts';
import { installsIn } from '../packages/installs.ts';
import type { PackageUse } from '../packages/packageUse.ts';
import { packagesIn } from '../packages/packageUses.ts';
import { declaredLicence } from './declared.ts';
import { isAllowed } from './expression.ts';

export interface LicenceResult {
  readonly breaches: readonly Breach[];
  readonly notChecked: readonly string[];
}

/** A package that the suggestion brings along. */
interface Newcomer extends Pick<PackageUse, 'ecosystem' | 'name'> {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly version?: string | undefined;
  /** A lockfile alone names it. */
  readonly isLocked?: true;
}

/** Packages that a suggestion adds, each by what it says of its licence. */
export async function licenceBreaches(
  demand: LicenceDemand,
  sources: readonly ChangedSource[],
  commands: readonly SuggestedCommand[],
  {
    suggestion,
    workspace,
  }: { readonly suggestion: Suggestion; readonly workspace: AuditWorkspace },
): Promise<LicenceResult> {
  const isMeant = packageMatcher(demand.name);
  const all = [...sources.flatMap(newcomers), ...commands.flatMap(installed)];
  const meant = all.filter((one) => isMeant({ ...one, how: 'manifest' }));
  const project = projectWith(suggestion, workspace);
  const judged = await Promise.all(
    distinct(meant).map(async (one) => ({ one, what: await judge(project, one, demand) })),
  );
  const silent = judged.filter(({ one, what }) => one.isLocked && what?.isUnknown);
  return {
    breaches: judged.flatMap(({ one: { file, line, isLocked }, what }) =>
      what && !(isLocked && what.isUnknown)
        ? [{ ...what, file, line, wasThere: false, isWeak: what.isUnknown }]
        : [],
    ),
    notChecked: [...new Set(silent.map(({ one }) => one.file))].map((file) => {
      const count = silent.filter(({ one }) => one.file === file).length;
      return `${file} does not tell the licences of ${count} of the packages that come along, and they are not installed here.`;
    }),
  };
}

async function judge(
  project: Project,
  one: Newcomer,
  { allow }: LicenceDemand,
): Promise<{ readonly what: string; readonly isUnknown: boolean } | undefined> {
  const named = `${one.ecosystem}:${one.name}`;
  const declared = await declaredLicence(project, one);
  if (!declared) {
    const what = `the licence of ${named} could not be checked: it is not installed here, and no lockfile tells it; allowed are ${allow.join(', ')}`;
    return { what, isUnknown: true };
  }
  const { expression, source } = declared;
  const verdict = isAllowed(expression, allow);
  if (verdict === true) return undefined;
  const says = `"${expression.slice(0, 80)}" (${source.file}:${source.line})`;
  return verdict === undefined
    ? { what: `the licence of ${named} could not be checked: it says ${says}`, isUnknown: true }
    : { what: `${named} comes under ${says}; allowed are ${allow.join(', ')}`, isUnknown: false };
}

/** Packages of a file that it did not name before. */
function newcomers({ file, before, after }: ChangedSource): readonly Newcomer[] {
  const { path, isExcerpt } = file;
  if (file.after === undefined) return [];
  const manifest = manifestOf(path);
  const nameOf = ({ ecosystem, name }: Pick<PackageUse, 'ecosystem' | 'name'>): string =>
    `${ecosystem}:${name}`;
  if (manifest?.isLock) {
    const known = new Set(manifest.read(file.before ?? '').map(nameOf));
    return manifest
      .read(file.after)
      .filter((one) => !known.has(nameOf(one)))
      .map(({ ecosystem, name, line }) => ({ ecosystem, name, line, file: path, isLocked: true }));
  }
  const old = packagesIn({ path, text: file.before ?? '', view: before, isExcerpt });
  const known = new Set(old.filter(({ how }) => how !== 'import').map(nameOf));
  return packagesIn({ path, text: file.after, view: after, isExcerpt })
    .filter((use) => use.how !== 'import' && !known.has(nameOf(use)))
    .map(({ ecosystem, name, line, range }) => ({
      ...{ ecosystem, name, line, file: path },
      version: pinned(range),
    }));
}

function installed({ text, place }: SuggestedCommand): readonly Newcomer[] {
  return installsIn(text).map(({ ecosystem, name, range }) => ({
    ...{ ecosystem, name, version: pinned(range) },
    file: place?.file,
    line: place?.line,
  }));
}

function pinned(range: string | undefined): string | undefined {
  return /^={0,3}\s*v?(\d[\w.+-]*)$/.exec(range ?? '')?.[1];
}

/** Once each: a manifest's word counts, and that of its lockfile only where it stands alone. */
function distinct(all: readonly Newcomer[]): readonly Newcomer[] {
  const sorted = [...all].sort((a, b) => Number(a.isLocked ?? 0) - Number(b.isLocked ?? 0));
  const keyed = sorted.map((one) => [`${one.ecosystem}:${one.name}`, one] as const);
  return [...new Map([...keyed].reverse()).values()].reverse();
}

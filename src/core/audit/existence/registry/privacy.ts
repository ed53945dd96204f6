import type { PackageRegistries } from '../../../model/packageRegistry.ts';
import type { PackageUse } from '../judge.ts';
import { ecosystemNames } from '../known/known.ts';
import type { PlacedDependency } from '../manifests/manifests.ts';
import { folderOf, foldersAround } from '../project.ts';
import type { Run } from '../run.ts';
import { type NamedSource, settingsFiles, sourcesIn } from './sources.ts';

type Ecosystem = PackageUse['ecosystem'];

/** Hosts that serve what everybody may have: naming one says nothing of private packages. */
const open: Readonly<Record<Ecosystem, RegExp>> = {
  npm: /^registry\.(?:npmjs\.(?:org|com)|yarnpkg\.com|npmmirror\.com)$|^npm\.jsr\.io$/,
  pypi: /(?:^|\.)(?:pypi\.org|pythonhosted\.org|pytorch\.org)$/,
  go: /^proxy\.golang\.org$/,
  cargo: /(?:^|\.)crates\.io$|^github\.com$/,
  maven:
    /(?:^|\.)(?:maven\.org|maven\.apache\.org|maven\.google\.com|gradle\.org|sonatype\.org|spring\.io|jitpack\.io|jetbrains\.com|apache\.org|github\.com|gnu\.org|mit-license\.org|opensource\.org)$/,
  nuget: /(?:^|\.)(?:nuget\.org|powershellgallery\.com)$/,
  gem: /^(?:rubygems\.org|index\.rubygems\.org)$/,
  composer: /(?:^|\.)(?:packagist\.org|drupal\.org|wpackagist\.org)$/,
};

/** Words of names that people keep to themselves. */
const privateWord =
  /(?:^|[-_./@])(?:internal|intern|private|intranet|corp|inhouse|confidential)(?=$|[-_./])/i;
const privateHost = /\.(?:internal|local|localdomain|lan|corp|intra|home|test|invalid)(?=$|[/:])/i;

/** Says, as half a sentence, why a name may be nobody's business; nothing of one that may be asked. */
export type WhyPrivate = (use: PackageUse, name: string) => Promise<string | undefined>;

/** Reads, once for all names, where this workspace and its user fetch packages from. */
export function privacyOf(run: Run, registries: PackageRegistries): WhyPrivate {
  const own = new Map<Ecosystem, Promise<readonly PlacedDependency[]>>();
  const named = new Map<string, Promise<readonly NamedSource[]>>();
  const user = registries
    .settings()
    .then((files) => files.flatMap(sourcesIn))
    .catch((): readonly NamedSource[] => []);
  return async (use, name) => {
    const { ecosystem, place } = use;
    const folder = folderOf(place.file ?? '');
    const here = named.get(folder) ?? sourcesAround(run, folder);
    named.set(folder, here);
    const all = own.get(ecosystem) ?? run.dependencies(ecosystem);
    own.set(ecosystem, all);
    return (
      looksPrivate(run, ecosystem, name) ??
      bySource([...(await here), ...(await user)], registries, ecosystem, name) ??
      byOwner(
        ecosystem,
        name,
        (await all).filter(({ kind }) => kind === 'own'),
      )
    );
  };
}

async function sourcesAround(run: Run, folder: string): Promise<readonly NamedSource[]> {
  const paths = foldersAround(folder).flatMap((around) =>
    settingsFiles.map((name) => (around === '' ? name : `${around}/${name}`)),
  );
  const texts = await Promise.all(
    paths.map(async (name) => ({ name, text: (await run.project.read(name)) ?? '' })),
  );
  return texts.flatMap(sourcesIn);
}

function looksPrivate(run: Run, ecosystem: Ecosystem, name: string): string | undefined {
  if (privateWord.test(name)) return 'its name looks like an internal one';
  const { popular, rare } = run.known(ecosystem);
  if (ecosystem === 'npm' && name.startsWith('@')) {
    const scope = `${name.split('/')[0]}/`;
    const isKnown = [...popular, ...rare].some((known) => known.startsWith(scope));
    return isKnown ? undefined : `no public package of the scope ${scope.slice(0, -1)} is known`;
  }
  if (ecosystem !== 'go') return undefined;
  const host = name.split('/')[0] ?? '';
  const isKnown = [...popular].some((known) => known.startsWith(`${host}/`));
  return isKnown && !privateHost.test(host) ? undefined : `${host} is no host that is known`;
}

function bySource(
  sources: readonly NamedSource[],
  registries: PackageRegistries,
  ecosystem: Ecosystem,
  name: string,
): string | undefined {
  const asked = registries.host(ecosystem).replace(/:\d+$/, '');
  const other = sources.find(
    ({ ecosystem: of, host, prefix }) =>
      of === ecosystem &&
      (prefix === undefined
        ? host !== asked && !open[ecosystem].test(host)
        : begins(name, prefix) && host !== asked),
  );
  if (!other) return undefined;
  return other.prefix === undefined
    ? `${other.file} fetches packages of ${ecosystemNames[ecosystem]} from ${other.host}, and it may be one of those`
    : `${other.file} says that what begins with ${other.prefix} is the workspace's own or comes from elsewhere`;
}

function begins(name: string, prefix: string): boolean {
  if (prefix.startsWith('.')) return (name.split('/')[0] ?? '').endsWith(prefix);
  const isWhole = prefix.endsWith('/') || /^(?:$|[/.:])/.test(name.slice(prefix.length));
  return name.startsWith(prefix) && isWhole;
}

/** Packages of one owner are called alike; this workspace's own are. */
function byOwner(
  ecosystem: Ecosystem,
  name: string,
  own: readonly PlacedDependency[],
): string | undefined {
  const same = own.find((one) => one.name === name);
  if (same) return `${same.file} calls this workspace's own package so`;
  const owner = ownerOf(ecosystem, name);
  const mine = owner && own.find((one) => ownerOf(ecosystem, one.name) === owner);
  if (mine) return `it begins like ${mine.name} of ${mine.file}`;
  const first = /^([a-z\d]{3,})[-_.]/i.exec(name)?.[1];
  const alike = own.filter((one) => first && new RegExp(`^${first}[-_.]`, 'i').test(one.name));
  return alike.length > 1 ? `packages of this workspace begin with ${first} too` : undefined;
}

/** What says whose a package is, where names do. */
const owners: Partial<Readonly<Record<Ecosystem, RegExp>>> = {
  npm: /^@[^/]+(?=\/)/,
  go: /^[^/]+\/[^/]+(?=\/)/,
  maven: /^[\w-]+\.[\w-]+(?=[.:])/,
  composer: /^[^/]+(?=\/)/,
  nuget: /^[^.]+(?=\.)/,
};

function ownerOf(ecosystem: Ecosystem, name: string): string | undefined {
  return owners[ecosystem]?.exec(name)?.[0];
}

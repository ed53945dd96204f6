import type { Ecosystem } from '../../../model/packageRegistry.ts';
import packages from './packages.json' with { type: 'json' };
import byHand from './packagesByHand.json' with { type: 'json' };

export type { Ecosystem };

/** What people call the places that packages come from. */
export const ecosystemNames: Readonly<Record<Ecosystem, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  go: 'Go',
  cargo: 'crates.io',
  maven: 'Maven',
  nuget: 'NuGet',
  gem: 'RubyGems',
  composer: 'Packagist',
};

/** Names of packages that are known without asking anybody. */
export interface KnownPackages {
  /** Used by many, so that a name which is almost one of these is probably misspelt. */
  readonly popular: ReadonlySet<string>;
  /** The newest major version that the list knows, by name. */
  readonly majors: ReadonlyMap<string, number>;
  /** Packages that look as if a popular one were misspelt. */
  readonly rare: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> =>
  new Set(text.split(' ').filter((word) => word !== ''));

const lists: Readonly<Record<Ecosystem, readonly [string, string]>> = {
  npm: [`${packages.npm.popular} ${byHand.npm}`, packages.npm.rare],
  pypi: [packages.pypi.popular, packages.pypi.rare],
  go: [byHand.go, ''],
  cargo: [byHand.cargo, ''],
  maven: [byHand.maven, ''],
  nuget: [byHand.nuget, ''],
  gem: [byHand.gem, ''],
  composer: [byHand.composer, ''],
};

export function knownPackages(ecosystem: Ecosystem): KnownPackages {
  const [popular, rare] = lists[ecosystem];
  const majors = new Map<string, number>();
  const names = [...words(popular)].map((word) => {
    const [, name = word, major] = /^(.*):(\d+)$/.exec(word) ?? [];
    if (major !== undefined) majors.set(name, Number(major));
    return name;
  });
  return { popular: new Set(names), majors, rare: words(rare) };
}

/** Actions of GitHub as `owner/repository`, in small letters. */
export const knownActions = words(byHand.action);

/** Artifacts of Maven without their groups. */
export const knownArtifacts = words(byHand.mavenArtifact);

/** Official images of Docker Hub. */
export const knownImages = words(byHand.image);

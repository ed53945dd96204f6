import { globbed } from '../constraint.ts';
import { installsIn } from '../packages/installs.ts';
import { type PackageUse, plainName } from '../packages/packageUse.ts';
import { packagesIn } from '../packages/packageUses.ts';
import type { Finder } from './finder.ts';

const words = { import: 'imports', manifest: 'asks for', install: 'installs' } as const;

/** A package such as `npm:request`, wherever it is taken in; `*` is any text. */
export function packageFinder(name: string): Finder {
  const isForbidden = packageMatcher(name);
  return {
    inFile: (side, lines) =>
      packagesIn(side)
        .filter((use) => lines.has(use.line) && isForbidden(use))
        .map((use) => ({
          key: `${use.ecosystem}:${use.name}`,
          line: use.line,
          what: `${side.path} ${words[use.how]} ${shown(use)}`,
        })),
    inCommand: (text) =>
      installsIn(text)
        .filter(isForbidden)
        .map((use) => ({
          key: `${use.ecosystem}:${use.name}`,
          what: `the command installs ${shown(use)}`,
        })),
  };
}

/** An import in Java names a class, of which the package is known by its group alone. */
function shown({ ecosystem, name, how }: Omit<PackageUse, 'line'>): string {
  return ecosystem === 'maven' && how === 'import'
    ? name.replace(/:\*$/, '')
    : `${ecosystem}:${name}`;
}

export function packageMatcher(name: string): (use: Omit<PackageUse, 'line'>) => boolean {
  const [, ecosystem = '', wanted = ''] = /^([^:]*):(.*)$/.exec(name) ?? [];
  const plain = plainName(ecosystem, wanted);
  const whole = globbed(plain, '');
  const below = belowOf(ecosystem, plain);
  return (use) => {
    if (use.ecosystem !== ecosystem) return false;
    if (ecosystem === 'maven' && use.how === 'import') return isOfGroup(use.name, wanted);
    const own = plainName(ecosystem, use.name);
    return whole.test(own) || (below !== undefined && use.how !== 'manifest' && below.test(own));
  };
}

/** A module of Go has packages below it, and a package of .NET namespaces. */
function belowOf(ecosystem: string, name: string): RegExp | undefined {
  const separators: Readonly<Record<string, string>> = { go: '/', nuget: '.' };
  const separator = separators[ecosystem];
  return separator === undefined ? undefined : globbed(`${name}${separator}*`, '');
}

/** `org.apache.log4j.Logger:*` is of `org.apache.log4j:*`; of one artifact it can't be told. */
function isOfGroup(imported: string, wanted: string): boolean {
  const [group = '', artifact = '*'] = wanted.split(':');
  return artifact === '*' && globbed(`${group}.*`, '').test(imported.replace(/:\*$/, ''));
}

import type { Ecosystem, PackageSigns } from '../../core/model/packageRegistry.ts';

/** How one kind of registry is asked, and what its answer tells. */
export interface RegistryReader {
  readonly base: string;
  /** On every such registry; where one does not have it, its 404 says nothing. */
  readonly control: string;
  path(name: string): string;
  /** Nothing of a text that is no answer about this package; `gone` of one that has no version left. */
  read(text: string, name: string, now: number): PackageSigns | 'gone' | undefined;
}

export const readers: Readonly<Record<Ecosystem, RegistryReader>> = {
  npm: {
    base: 'https://registry.npmjs.org',
    control: 'semver',
    path: (name) => name.replace('/', '%2f'),
    read(text, name, now) {
      const json = objectIn(text);
      if (json?.['name'] !== name) return undefined;
      const versions = Object.keys(objectOf(json['versions']));
      if (versions.length === 0) return 'gone';
      return {
        ...aged([textOf(objectOf(json['time'])['created'])], now),
        versions,
        ...(Array.isArray(json['maintainers']) && { maintainers: json['maintainers'].length }),
      };
    },
  },
  pypi: {
    base: 'https://pypi.org',
    control: 'requests',
    path: (name) => `pypi/${encodeURIComponent(name)}/json`,
    read(text, name, now) {
      const json = objectIn(text);
      const called = textOf(objectOf(json?.['info'])['name']);
      if (!json || called === undefined || !isSame(called, name)) return undefined;
      const releases = objectOf(json['releases']);
      const files = Object.values(releases).flatMap((release) => listOf(release));
      return {
        ...aged(
          files.map((file) => textOf(file['upload_time_iso_8601'])),
          now,
        ),
        versions: Object.keys(releases),
      };
    },
  },
  cargo: {
    base: 'https://crates.io',
    control: 'serde',
    path: (name) => `api/v1/crates/${encodeURIComponent(name)}`,
    read(text, name, now) {
      const json = objectIn(text);
      const crate = objectOf(json?.['crate']);
      const called = textOf(crate['id']);
      if (!json || called === undefined || !isSame(called, name)) return undefined;
      const recent = crate['recent_downloads'];
      return {
        ...aged([textOf(crate['created_at'])], now),
        versions: textsOf(listOf(json['versions']), 'num'),
        ...(typeof recent === 'number' && { downloads: { count: recent, within: 'quarter' } }),
      };
    },
  },
  go: {
    base: 'https://proxy.golang.org',
    control: 'golang.org/x/text',
    path: (name) => `${name.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)}/@v/list`,
    read(text) {
      const versions = text.split('\n').filter((line) => line !== '');
      // One that was never tagged has an empty list.
      return versions.every((version) => /^v\d+\.\d+\.\d+\S*$/.test(version))
        ? { ...(versions.length > 0 && { versions }) }
        : undefined;
    },
  },
  maven: {
    base: 'https://repo1.maven.org/maven2',
    control: 'org.slf4j:slf4j-api',
    path(name) {
      const [group = '', artifact = ''] = name.split(':');
      return `${group.replaceAll('.', '/')}/${artifact}/maven-metadata.xml`;
    },
    read(text, name) {
      const artifact = /<artifactId>\s*([^<\s]+)/.exec(text)?.[1];
      if (!/<metadata[\s>]/.test(text) || artifact !== name.split(':')[1]) return undefined;
      return { versions: [...text.matchAll(/<version>\s*([^<\s]+)/g)].map((one) => one[1] ?? '') };
    },
  },
  nuget: {
    base: 'https://api.nuget.org',
    control: 'newtonsoft.json',
    path: (name) => `v3/registration5-semver1/${encodeURIComponent(name.toLowerCase())}/index.json`,
    read(text, _name, now) {
      const json = objectIn(text);
      if (!json || !Array.isArray(json['items'])) return undefined;
      const entries = listOf(json['items'])
        .flatMap((page) => listOf(page['items']))
        .map((item) => objectOf(item['catalogEntry']));
      // A long list is told in pages, which are not asked for; what is unlisted is of the year 1900.
      const dates = entries.map((entry) => textOf(entry['published']));
      return {
        ...aged(
          dates.filter((date) => !date?.startsWith('1900')),
          now,
        ),
        ...(entries.length > 0 && { versions: textsOf(entries, 'version') }),
      };
    },
  },
  gem: {
    base: 'https://rubygems.org',
    control: 'rake',
    path: (name) => `api/v1/versions/${encodeURIComponent(name)}.json`,
    read(text, _name, now) {
      const json = valueIn(text);
      if (!Array.isArray(json)) return undefined;
      const versions = listOf(json);
      if (versions.length === 0) return 'gone';
      const counts = versions.map((version) => Number(version['downloads_count'] ?? Number.NaN));
      const count = counts.reduce((sum, one) => sum + one, 0);
      return {
        ...aged(
          versions.map((version) => textOf(version['created_at'])),
          now,
        ),
        versions: textsOf(versions, 'number'),
        ...(Number.isFinite(count) && { downloads: { count, within: 'always' } }),
      };
    },
  },
  composer: {
    base: 'https://repo.packagist.org',
    control: 'psr/log',
    path: (name) => `p2/${name.toLowerCase()}.json`,
    read(text, name, now) {
      const found = objectOf(objectIn(text)?.['packages'])[name.toLowerCase()];
      if (!Array.isArray(found)) return undefined;
      const versions = listOf(found);
      return {
        ...aged(
          versions.map((version) => textOf(version['time'])),
          now,
        ),
        versions: textsOf(versions, 'version'),
      };
    },
  },
};

const DAY = 86_400_000;

/** Since the earliest of the dates. */
function aged(dates: readonly (string | undefined)[], now: number): { readonly ageDays?: number } {
  const times = dates.map((date) => Date.parse(date ?? '')).filter((time) => !Number.isNaN(time));
  return times.length === 0 ? {} : { ageDays: Math.max(0, (now - Math.min(...times)) / DAY) };
}

type Plain = Readonly<Record<string, unknown>>;

export function objectIn(text: string): Plain | undefined {
  const value = valueIn(text);
  return isObject(value) ? value : undefined;
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Plain {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): readonly Plain[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(list: readonly Plain[], key: string): readonly string[] {
  return list.flatMap((one) => textOf(one[key]) ?? []);
}

function isSame(called: string, name: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_.]+/g, '-');
  return plain(called) === plain(name);
}

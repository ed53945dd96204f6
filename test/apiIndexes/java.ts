import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Classes that are newer than the release that is read. */
const newer: Readonly<Record<string, string>> = {
  'java.lang':
    'IO MatchException ScopedValue StableValue StringTemplate WrongThreadException ModuleLayer',
  'java.util': 'SequencedCollection SequencedMap SequencedSet',
  'java.util.concurrent': 'StructuredTaskScope StructureViolationException',
  'java.util.stream': 'Gatherer Gatherers',
  'java.security': 'AsymmetricKey PEMEncoder PEMDecoder DEREncodable',
};

/** Public classes by package of the parts of the JDK that programs import most. */
export async function javaIndex(folder: string): Promise<Record<string, string>> {
  const found = new Map<string, Set<string>>();
  const machines = join(folder, 'usr/lib/jvm');
  const files = readdirSync(machines, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) =>
    /jmods\/java\.(base|sql|net\.http|logging|management)\.jmod$/.test(name),
  )) {
    for (const [, path = '', name = ''] of entriesOf(join(machines, file)).matchAll(
      /classes\/(java\/(?:lang|util|io|nio|net|time|math|text|sql|security)(?:\/[a-z]+)*)\/([A-Z]\w*)\.class/g,
    )) {
      const place = path.replaceAll('/', '.');
      found.set(place, (found.get(place) ?? new Set()).add(name));
    }
  }
  for (const [place, names] of Object.entries(newer)) {
    for (const name of names.split(' ')) found.get(place)?.add(name);
  }
  return Object.fromEntries(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([place, names]) => [place, [...names].sort().join(' ')]),
  );
}

/** A module file is a zip archive behind four bytes, which makes `unzip` complain and go on. */
function entriesOf(file: string): string {
  try {
    return execFileSync('unzip', ['-l', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1e8,
    });
  } catch (error) {
    const output =
      typeof error === 'object' && error !== null && 'stdout' in error ? error.stdout : '';
    return String(output);
  }
}

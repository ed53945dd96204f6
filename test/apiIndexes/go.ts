import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that are newer than the interface files that Debian carries. */
const newer: readonly string[] = [
  ...['cmp', 'iter', 'log/slog', 'maps', 'slices', 'unique', 'weak', 'structs', 'testing/synctest'],
  ...['math/rand/v2', 'go/version', 'crypto/ecdh', 'crypto/mlkem', 'crypto/hkdf', 'crypto/pbkdf2'],
  ...['crypto/sha3', 'crypto/fips140', 'runtime/coverage', 'testing/slogtest', 'encoding/json/v2'],
  ...['encoding/json/jsontext', 'C', 'unsafe', 'crypto/hpke', 'testing/cryptotest', 'internal'],
];

/** Exported names by package of the standard library; of some, only that they exist. */
export async function goIndex(folder: string): Promise<Record<string, string>> {
  const api = join(folder, 'usr/share/go-1.19/api');
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(api).filter((name) => /^go1[.\d]*\.txt$/.test(name))) {
    for (const line of readFileSync(join(api, file), 'utf8').split('\n')) {
      const [, name = '', kind, member = ''] =
        /^pkg ([\w/]+)(?: \([\w-]+\))?, (const|var|func|type) (\w+)/.exec(line) ?? [];
      if (!kind || name === 'syscall' || name.startsWith('debug/')) continue;
      found.set(name, (found.get(name) ?? new Set()).add(member));
    }
  }
  const names = [...found.keys(), ...newer, 'syscall', 'debug/elf', 'debug/dwarf', 'debug/pe'];
  names.push(
    'debug/macho',
    'debug/gosym',
    'debug/plan9obj',
    'debug/buildinfo',
    'embed',
    'syscall/js',
  );
  return Object.fromEntries(
    [...new Set(names)].sort().map((name) => [name, [...(found.get(name) ?? [])].sort().join(' ')]),
  );
}

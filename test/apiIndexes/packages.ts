// `node test/apiIndexes/packages.ts NPM.TSV PYPI.TSV`: from tables of package names with their
// downloads a month (column 3) or their rank (column 4), writes the names that are known offline: the
// most used ones, and rarer ones which look as if one of those were misspelt but are packages too.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isNearMiss } from '../../src/core/audit/existence/nearMiss.ts';

const target = new URL('../../src/core/audit/existence/known/packages.json', import.meta.url);
const [npmTable = '', pypiTable = ''] = process.argv.slice(2);

/** Binaries of one platform and packages of one project's build: nobody imports them. */
const inner =
  /(?:^|[-_/])(?:darwin|win32|linux|android|freebsd|arm64|x64|ia32|wasm32|musl|gnu)(?:[-_/]|$)|^@types\/|^@babel\/plugin-|^@babel\/helper|^@jsonjoy|^workbox-(?!w)|^@aws-sdk\/(?!client-|lib-|s3-)|^postcss-(?:m|n|o|c|r|d)[a-z]+-|^@esbuild|^@rollup\/rollup/;

const downloads = new Map(
  readFileSync(npmTable, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map((row) => [row[0] ?? '', Number(row[2] ?? 0)]),
);
const npm = namesBy(npmTable, (row) => -Number(row[2] ?? 0)).filter((name) => !inner.test(name));
const pypi = namesBy(pypiTable, (row) => (row[3] ? Number(row[3]) : Number.NaN));
const known = {
  npm: chosen(
    npmTable,
    npm,
    6_000,
    npm.filter((name) => (downloads.get(name) ?? 0) >= 20_000).length - 6_000,
  ),
  pypi: chosen(pypiTable, pypi, 5_000, 10_000),
};
writeFileSync(fileURLToPath(target), `${JSON.stringify(known, null, 2)}\n`);

function namesBy(table: string, rank: (row: readonly string[]) => number): readonly string[] {
  return readFileSync(table, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((row) => row[0] && !Number.isNaN(rank(row)))
    .sort((a, b) => rank(a) - rank(b))
    .map((row) => row[0] ?? '');
}

/** What hardly anybody uses is rather a misspelling, or made to be taken for one. */
function chosen(
  table: string,
  names: readonly string[],
  count: number,
  others: number,
): Record<string, string> {
  const popular = names.slice(0, count);
  const majors = majorsIn(table);
  const byVariant = new Map<string, string[]>();
  for (const name of popular) {
    for (const variant of variantsOf(name)) {
      byVariant.set(variant, [...(byVariant.get(variant) ?? []), name]);
    }
  }
  const rare = names
    .slice(count, count + others)
    .filter((name) =>
      variantsOf(name).some((variant) =>
        byVariant.get(variant)?.some((near) => isNearMiss(name, near)),
      ),
    );
  process.stdout.write(`${popular.length} popular, ${rare.length} rare\n`);
  // The newest major version stands behind a name, after a sign that no name has.
  const withMajors = popular.map((name) => `${name}:${majors.get(name) ?? 0}`);
  return { popular: withMajors.toSorted().join(' '), rare: rare.toSorted().join(' ') };
}

/** Names that are near each other share one of these. */
function variantsOf(name: string): readonly string[] {
  const once = without(name);
  const short = [name, ...once, ...(name.length > 8 ? once.flatMap(without) : [])];
  const parts = name.split(/[-_.]/).sort().join();
  return [...new Set([...short, name.replace(/[-_.]/g, ''), parts])];
}

function without(name: string): string[] {
  return [...name].map((_, index) => name.slice(0, index) + name.slice(index + 1));
}

function majorsIn(table: string): ReadonlyMap<string, number> {
  return new Map(
    readFileSync(table, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map(([name = '', version = '']) => [name, Number.parseInt(version, 10) || 0]),
  );
}

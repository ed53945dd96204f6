// `npm run package`: makes the VSIX, tells what it weighs and fails above the limit; `--out FILE` says where.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, root, run } from '../prepare.mjs';

const MB = 1024 ** 2;
const LIMIT = 2.5 * MB;

ensureInstalled();
run('npm', ['run', '--silent', 'build']);
run('npx', [
  '--yes',
  '@vscode/vsce@3.9.2',
  'package',
  '--no-dependencies',
  ...process.argv.slice(2),
]);

const { values } = parseArgs({ options: { out: { type: 'string' } }, strict: false });
const newest = readdirSync(root)
  .filter((name) => name.endsWith('.vsix'))
  .map((name) => join(root, name))
  .toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
const file = values.out ?? newest;
const { size } = statSync(file);
console.log(`${file}: ${(size / MB).toFixed(2)} MB of ${LIMIT / MB} MB`);
if (size > LIMIT) {
  console.error(
    'Too large: see what it holds with unzip -l, and what the bundles weigh with npm run sizes.',
  );
  process.exitCode = 1;
}

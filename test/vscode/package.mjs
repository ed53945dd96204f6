// `npm run package`: makes the VSIX; `--out FILE` says where.
import { ensureInstalled, run } from '../prepare.mjs';

ensureInstalled();
run('npm', ['run', '--silent', 'build']);
run('npx', [
  '--yes',
  '@vscode/vsce@3.9.2',
  'package',
  '--no-dependencies',
  ...process.argv.slice(2),
]);

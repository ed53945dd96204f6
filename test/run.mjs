// `npm test`: installs, lints, type-checks, builds and runs every test. The last line of its output
// is `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root, run, runBeside } from './prepare.mjs';

ensureInstalled();
run('node', ['test/installBrowser.ts']);
run('npm', ['run', '--silent', 'lint']);
run('npm', ['run', '--silent', 'typecheck']);
run('npm', ['run', '--silent', 'build']);
run('npm', ['run', '--silent', 'sizes']);

const counts = mkdtempSync(join(tmpdir(), 'whytrace-test-'));
process.env.WHYTRACE_TEST_COUNTS = join(counts, 'counts');
process.on('exit', () => rmSync(counts, { recursive: true, force: true }));

const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
// The views' tests wait for a browser most of the time, the others compute: side by side they take little longer.
const output = join(counts, 'views');
const views = runBeside([mocha, '--no-package', '--config', 'test/webview/.mocharc.json'], output);
const fast = run('node', [mocha, '--ignore', 'test/webview/**'], { allowFailure: true });
const viewed = await views;
console.log(readFileSync(output, 'utf8'));
run('node', [join(root, 'test/vscode/install.ts')]);
const inEditor = run('node', [mocha, '--no-package', '--config', 'test/vscode/.mocharc.json'], {
  allowFailure: true,
});

const totals = readFileSync(process.env.WHYTRACE_TEST_COUNTS, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number));
const sum = (column) => totals.reduce((total, row) => total + row[column], 0);
console.log(`${sum(0)} passed, ${sum(1)} failed`);
process.exitCode = fast || viewed || inEditor;

// `npm start`: opens VS Code on a sample incident and diagnoses it. `npm start -- --check` does the
// same without a window and leaves a screenshot.
import { ensureInstalled, run } from '../prepare.mjs';

ensureInstalled();
run('npm', ['run', '--silent', 'build']);
run('node', ['test/vscode/trial.ts', ...process.argv.slice(2)]);

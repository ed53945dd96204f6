import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Ways to run something, to change a file or to make markup of text. What must not happen whatever
 * a model says has no code that could do it.
 */
const forbidden: Readonly<Record<string, RegExp>> = {
  'runs a program':
    /child_process|\bworker_threads\b.{0,80}eval|executeTask|executeCommand\(\s*['"]workbench\.action\.terminal(?!\.copySelection)|\bshellIntegration\b.{0,20}executeCommand/,
  'runs text as code': /\beval\(|new Function\(|\bvm\.run|runIn(?:New|This)Context/,
  'makes markup of text':
    /\.innerHTML|unsafeHTML|unsafeSVG|insertAdjacentHTML|document\.write|outerHTML/,
  'changes files of the workspace':
    /\bapplyEdit\(|new vscode\.WorkspaceEdit|workspace\.fs\.(?:writeFile|delete|rename)/,
  'opens an address': /openExternal|window\.open\(|simpleBrowser/,
  'trusts all commands of a text': /isTrusted\s?[:=]\s?true/,
};

/** What some files may do all the same: their own tests say how far. */
const excepted: Readonly<Record<string, readonly string[]>> = {
  // Asks git how lines of source came to be; the last tests say what it may ask.
  'runs a program': ['node/git.ts'],
  // Starts the extension's own bundle with what was compiled of it; the last test says that it is no other.
  'runs text as code': ['extension/compiled.ts'],
  // Writes under the name that the user has just given in a dialog, and there alone.
  'changes files of the workspace': ['extension/cases/chosenFile.ts'],
};

suite('no_exec', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );

  for (const [what, pattern] of Object.entries(forbidden)) {
    const allowed = excepted[what] ?? [];
    const exception = allowed.length === 0 ? '' : `, but for ${allowed.join(', ')}`;
    test(`nothing in the sources ${what}${exception}`, () => {
      assert.ok(files.length > 100);
      const guilty = files
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => pattern.test(readFileSync(join('src', file), 'utf8')));
      assert.deepEqual(guilty, allowed);
    });
  }

  test('a terminal is written into in one place only, and what stands there is not run', () => {
    const calls = files.flatMap((file) => {
      const text = readFileSync(join('src', file), 'utf8');
      return [...text.matchAll(/\bsendText\([^)]*\)/g)].map(([call]) => `${file}: ${call}`);
    });
    assert.deepEqual(calls, ['extension/probeTerminal.ts: sendText(command, false)']);
    const opening = files.filter((file) =>
      readFileSync(join('src', file), 'utf8').includes('createTerminal('),
    );
    assert.deepEqual(opening, ['extension/probeTerminal.ts']);
  });

  const git = readFileSync('src/node/git.ts', 'utf8');

  test('the one program is git, run without a shell and not from the folder at hand', () => {
    assert.deepEqual(
      git.match(/child_process'|(?<![.\w])(?:exec|execFile|execFileSync|execSync|spawn|fork)\(/g),
      ["child_process'", 'execFile('],
    );
    assert.match(git, /execFile\(\s*'git',/);
    assert.doesNotMatch(git, /\bshell:/);
    assert.match(git, /cwd: dirname\(execPath\)/);
  });

  test('the one text that is run is the bundle of the extension itself, beside its entry', () => {
    const calls = files.flatMap((file) => {
      const text = readFileSync(join('src', file), 'utf8');
      return [...text.matchAll(/(?<!function )\brequireCompiled\([^;]*\)/g)].map(
        ([call]) => `${file.replaceAll('\\', '/')}: ${call}`,
      );
    });
    assert.deepEqual(calls, [
      "extension/main.ts: requireCompiled(join(__dirname, 'host.cjs'), kept, require)",
    ]);
  });

  test('git is asked for what was committed, and for nothing that changes anything', () => {
    const asked = [...git.matchAll(/\bgit\(\s*'([\w-]+)'/g)].map(([, word]) => word);
    assert.deepEqual([...new Set(asked)].sort(), ['blame', 'cat-file', 'log']);
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { projectRoot } from './editor.ts';
import { useSession } from './session.ts';
import { runCommand, webviewFrame } from './window.ts';

const suggested = 'process.env.DATABASE_URL = "postgres://catalog@postgres:5432";';

function prepare(workspace: string): void {
  writeFileSync(join(workspace, 'app.js'), `// suggest: ${suggested}\n`);
  writeFileSync(
    join(workspace, 'answer.md'),
    'Restart it:\n\n```sh\nkubectl rollout restart deploy/catalog\n```\n',
  );
  writeFileSync(join(workspace, 'logo.bin'), Buffer.from([1, 0, 2]));
  const git = (...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
    execFileSync('git', [...identity, ...args], { cwd: workspace });
  };
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'Shop');
}

suite('An audit of what a copilot suggests', () => {
  const session = useSession('1-kubernetes-outage', {
    prepare,
    extensions: [join(projectRoot, 'test/vscode/extensions/fakeCopilot')],
    settings: async () => ({
      'whytrace.suggestions.trackAccepted': true,
      'whytrace.audit.showFindings': true,
    }),
  });

  async function audited(): Promise<Frame> {
    const frame = await webviewFrame(session.page, 'Whytrace Audit');
    await frame.locator('.page.done h1').waitFor({ timeout: 30_000 });
    return frame;
  }
  const clipboard = (): Promise<string> =>
    session.editor.inHost('return vscode.env.clipboard.readText()');

  /** The copilot shows its suggestion in the active editor. */
  async function suggest(): Promise<Locator> {
    await session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      const end = editor.document.lineAt(0).range.end;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');`);
    const ghost = session.page.locator('.ghost-text, .ghost-text-decoration').first();
    await ghost.waitFor();
    return ghost;
  }

  test('ghost text is explained by its key: it stays, and so do clipboard and file', async () => {
    await session.editor.inHost(`await vscode.env.clipboard.writeText('mine')`);
    await session.show('app.js');
    const ghost = await suggest();
    await session.page.keyboard.press('Control+Alt+Y');
    const frame = await audited();
    await frame.getByText('The suggestion at app.js:1').waitFor();
    assert.ok(await ghost.isVisible(), 'the suggestion is still shown');
    assert.equal(await clipboard(), 'mine');
    const isDirty = await session.editor.inHost(
      'return vscode.window.activeTextEditor.document.isDirty',
    );
    assert.equal(isDirty, false);
  });

  test('a suggestion that was accepted with Tab is explained afterwards', async () => {
    await session.show('app.js');
    await suggest();
    await session.page.keyboard.press('Tab');
    await eventually(async () => {
      const text = await session.editor.inHost<string>(
        'return vscode.window.activeTextEditor.document.getText()',
      );
      assert.equal(text.split(suggested).length - 1, 2, 'it is inserted, and once');
    });
    await session.page.locator('.codelens-decoration a', { hasText: 'Why?' }).click();
    const frame = await audited();
    await frame.getByText('The suggestion accepted at app.js:').waitFor();
    await session.editor.inHost(`await vscode.commands.executeCommand('undo')`);
    await session.page.locator('.codelens-decoration a', { hasText: 'Dismiss' }).click();
    await session.page.locator('.codelens-decoration a').first().waitFor({ state: 'detached' });
  });

  test('where no suggestion is shown it says so, and what to do', async () => {
    await session.show('answer.md');
    await runCommand(session.page, 'Whytrace: Explain This Suggestion');
    const frame = await webviewFrame(session.page, 'Whytrace Audit');
    await frame.locator('.message', { hasText: 'No suggestion is visible here.' }).waitFor();
  });

  test('an uncommitted change that breaks its callers is caught, with who they are', async () => {
    const path = join(session.workspace, 'k8s/postgres.yaml');
    const before = readFileSync(path, 'utf8');
    const changed = before
      .replace('name: postgres, ', 'name: database, ')
      .replace('serviceName: postgres', 'serviceName: database');
    assert.notEqual(changed, before);
    // A file that is no text is left out: it was changed, and not deleted.
    writeFileSync(join(session.workspace, 'logo.bin'), Buffer.from([1, 0, 3]));
    await session.show('k8s/postgres.yaml');
    await session.editor.inHost(
      `const editor = vscode.window.activeTextEditor;
      const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
      await editor.edit((edit) => edit.replace(all, ${JSON.stringify(changed)}));
      await editor.document.save();`,
    );
    await eventually(async () => {
      const count = await session.editor.inHost(`
        const git = await vscode.extensions.getExtension('vscode.git').activate();
        return git.getAPI(1).repositories.flatMap((each) => each.state.workingTreeChanges).length;`);
      assert.equal(count, 2);
    });
    await runCommand(session.page, 'Whytrace: Audit Changes');
    const frame = await audited();
    await frame.getByText('Uncommitted changes (k8s/postgres.yaml)').waitFor();
    await frame.locator('.finding.error').first().waitFor();
    await frame.locator('.impacts', { hasText: 'catalog' }).waitFor();
    const marked = await session.editor.inHost<readonly string[]>(`
      return vscode.languages.getDiagnostics()
        .flatMap(([uri, all]) => all.filter(({ source }) => source === 'Whytrace')
        .map(({ code }) => uri.path.split('/').at(-1) + ' ' + code))`);
    assert.deepEqual(marked, ['postgres.yaml dependency/ignored']);
    await frame
      .getByRole('button', { name: /k8s\/catalog\.yaml:\d+/ })
      .first()
      .click();
    await eventually(async () => {
      const name = await session.editor.inHost(
        `return vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1)`,
      );
      assert.equal(name, 'catalog.yaml');
    });
  });

  test('a chat answer that is selected is audited as what it proposes', async () => {
    await session.show('answer.md');
    await session.editor.inHost(`await vscode.commands.executeCommand('editor.action.selectAll')`);
    await runCommand(session.page, 'Whytrace: Audit Selection as Suggestion');
    const frame = await audited();
    await frame.getByText('The selection').waitFor();
    await frame.getByText('kubectl rollout restart deploy/catalog').first().waitFor();
  });

  test('a rule of the team begins with what is selected', async () => {
    await session.show('app.js');
    await session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), "eval(text);\\n"));
      editor.selection = new vscode.Selection(1, 0, 1, 11);`);
    await runCommand(session.page, 'Whytrace: Add Constraint');
    await eventually(async () => {
      const text = await session.editor.inHost<string>(
        'return vscode.window.activeTextEditor.document.getText()',
      );
      assert.match(
        text,
        /^version: 1\nconstraints:\n {2}- id: name-of-the-rule\n[\s\S]*forbid: \{ call: eval \}/,
      );
    });
  });
});

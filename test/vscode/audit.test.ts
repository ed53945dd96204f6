import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { aiOn, projectRoot } from './editor.ts';
import { useSession } from './session.ts';
import { runCommand, webviewFrame } from './window.ts';

const suggested = 'eval(require("lodahs").template(process.env.QUERY));';

const appText = `// suggest: ${suggested}\n`;

function prepare(workspace: string): void {
  writeFileSync(join(workspace, 'app.js'), appText);
  mkdirSync(join(workspace, '.whytrace'));
  writeFileSync(
    join(workspace, '.whytrace/constraints.yaml'),
    'version: 1\nconstraints:\n  - { id: no-eval, rule: No dynamic code, forbid: { call: eval } }\n',
  );
  writeFileSync(
    join(workspace, 'answer.md'),
    'Restart it:\n\n```sh\nkubectl rollout restart deploy/catalog\n```\n',
  );
  writeFileSync(
    join(workspace, 'rates.js'),
    '// next edit: const rate = eval(process.env.RATE);\nconst rate = 0.19;\nmodule.exports = rate;\n',
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
    extensions: ['fakeCopilot', 'fakeModel'].map((name) =>
      join(projectRoot, 'test/vscode/extensions', name),
    ),
    settings: async () => ({
      ...aiOn,
      'whytrace.suggestions.trackAccepted': true,
      'whytrace.audit.showFindings': true,
    }),
  });

  async function audited(): Promise<Frame> {
    const frame = await webviewFrame(session.page, 'Whytrace Audit');
    await frame.locator('.page.done h1').waitFor({ timeout: 30_000 });
    return frame;
  }
  /** The card beside the code, once it tells the audit. */
  async function card(about: string): Promise<Locator> {
    const shown = session.page.locator('.review-widget', { hasText: about });
    await shown.getByText('Open the panel').waitFor({ timeout: 30_000 });
    return shown;
  }
  const marked = (): Promise<readonly string[]> =>
    session.editor.inHost<readonly string[]>(`
      return vscode.languages.getDiagnostics()
        .flatMap(([uri, all]) => all.filter(({ source }) => source === 'Whytrace')
        .map(({ code, range }) => uri.path.split('/').at(-1) + ':' + (range.start.line + 1) + ' ' + code))`);
  const activeName = (): Promise<string> =>
    session.editor.inHost(
      `return vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1) ?? ''`,
    );
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

  /** A suggestion may be asked for anew just when Tab is pressed; it is pressed again then, and only while there is one. */
  async function accept(): Promise<void> {
    const ghost = await suggest();
    await eventually(async () => {
      if (await ghost.isVisible()) await session.page.keyboard.press('Tab');
      const text = await session.editor.inHost<string>(
        'return vscode.window.activeTextEditor.document.getText()',
      );
      assert.equal(text.split(suggested).length - 1, 2, 'it is inserted, and once');
    });
  }

  /** The file as it was: the editor saves by itself what a test leaves. */
  const restore = (): Promise<void> =>
    session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
      await editor.edit((edit) => edit.replace(all, ${JSON.stringify(appText)}));
      await editor.document.save();`);

  test('ghost text is explained beside it by its key: it stays, and so do clipboard, file and undo', async () => {
    await session.editor.inHost(`await vscode.env.clipboard.writeText('mine')`);
    await session.show('app.js');
    const ghost = await suggest();
    await session.page.keyboard.press('Control+Alt+Y');
    const told = await card('The suggestion at app.js:1');
    assert.match(await told.innerText(), /Don't apply it yet: \d errors/);
    await told.getByText('No package lodahs is known').waitFor();
    assert.ok(await ghost.isVisible(), 'the suggestion is still shown');
    assert.equal(await clipboard(), 'mine');
    const comments = session.page.locator('.comments-panel');
    assert.equal(await comments.count(), 0, 'the list of comments is not opened for it');
    const text = await session.editor.inHost<{ isDirty: boolean; before: string; after: string }>(`
      const { document } = vscode.window.activeTextEditor;
      const before = document.getText();
      await vscode.commands.executeCommand('undo');
      return { isDirty: document.isDirty, before, after: document.getText() };`);
    assert.equal(text.isDirty, false);
    assert.equal(text.after, text.before);
  });

  test('asked for once more, the rest is told in the panel; the card goes when it is dismissed', async () => {
    await session.show('app.js');
    await suggest();
    await session.page.keyboard.press('Control+Alt+Y');
    await card('The suggestion at app.js:1');
    await session.page.keyboard.press('Control+Alt+Y');
    const frame = await audited();
    await frame.getByText('The suggestion at app.js:1').waitFor();
    const told = await card('The suggestion at app.js:1');
    await told.getByRole('button', { name: 'Dismiss Audit Card' }).click();
    await told.waitFor({ state: 'detached' });
  });

  test('a review is copied as Markdown, and the line that decided a finding is opened', async () => {
    await session.show('app.js');
    await suggest();
    await session.page.keyboard.press('Control+Alt+Y');
    const told = await card('The suggestion at app.js:1');
    await told
      .getByRole('link', { name: 'Copy review' })
      .or(told.getByText('Copy review'))
      .first()
      .click();
    await eventually(async () => assert.match(await clipboard(), /^# Don't apply it yet/));
    await told.getByText('.whytrace/constraints.yaml:3').click();
    await eventually(async () => assert.equal(await activeName(), 'constraints.yaml'));
  });

  test('what a finding says was meant is written by its quick fix, once the suggestion stands in the file', async () => {
    await session.show('app.js');
    await suggest();
    await session.page.keyboard.press('Control+Alt+Y');
    await card('The suggestion at app.js:1');
    assert.deepEqual(await marked(), [], 'a text that is only proposed has no lines to mark');
    await accept();
    await eventually(async () =>
      assert.ok((await marked()).includes('app.js:2 existence/notFound')),
    );
    // What was accepted is audited once more, and between the two audits nothing is marked.
    await eventually(async () => {
      const fixed = await session.editor.inHost<string>(`
        const { document } = vscode.window.activeTextEditor;
        const actions = await vscode.commands.executeCommand(
          'vscode.executeCodeActionProvider', document.uri, new vscode.Range(1, 0, 1, 40));
        const fix = actions.find(({ title }) => title === 'Replace lodahs with lodash');
        if (fix) await vscode.commands.executeCommand(fix.command.command, ...fix.command.arguments);
        return document.lineAt(1).text;`);
      assert.match(fixed, /require\("lodash"\)/);
    });
    await restore();
    assert.ok(!(await marked()).includes('app.js:2 existence/notFound'));
  });

  test('a suggestion that was accepted with Tab is explained afterwards', async () => {
    await session.show('app.js');
    await accept();
    await session.page.locator('.codelens-decoration a', { hasText: 'Why?' }).click();
    await card('The suggestion accepted at app.js:');
    await restore();
    await session.page.locator('.codelens-decoration a', { hasText: 'Dismiss' }).click();
    await session.page.locator('.codelens-decoration a').first().waitFor({ state: 'detached' });
  });

  test('an edit that is shown away from the cursor is explained while it stays', async () => {
    await session.show('rates.js');
    await session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');`);
    await eventually(async () => {
      await session.page.keyboard.press('Control+Alt+Y');
      const told = session.page.locator('.review-widget', {
        hasText: 'The suggestion at rates.js:2',
      });
      await told.waitFor({ timeout: 2_000 });
    });
    const told = await card('The suggestion at rates.js:2');
    await told.getByText('eval').first().waitFor();
    const text = await session.editor.inHost<string>(
      'return vscode.window.activeTextEditor.document.getText()',
    );
    assert.match(text, /const rate = 0\.19;/);
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
    assert.match((await marked()).join(), /^postgres\.yaml:\d+ dependency\/ignored$/);
    await frame
      .getByRole('button', { name: /k8s\/catalog\.yaml:\d+/ })
      .first()
      .click();
    await eventually(async () => assert.equal(await activeName(), 'catalog.yaml'));
  });

  test('one file of the view of changes, and one change of it, are audited alone', async () => {
    const uri = `vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'k8s/postgres.yaml')`;
    await session.show('k8s/postgres.yaml');
    await session.editor.inHost(
      `await vscode.commands.executeCommand('whytrace.auditResource', { resourceUri: ${uri} })`,
    );
    await (await audited())
      .getByText('Changes since the last commit (k8s/postgres.yaml)')
      .waitFor();
    const line =
      1 +
      (await session.editor.inHost<number>(
        `return vscode.window.activeTextEditor.document.getText().split('\\n').findIndex((line) => line.includes('serviceName: database'))`,
      ));
    await session.editor.inHost(`
      const change = { originalStartLineNumber: ${line}, originalEndLineNumber: ${line},
        modifiedStartLineNumber: ${line}, modifiedEndLineNumber: ${line} };
      await vscode.window.showTextDocument(${uri}, { viewColumn: 1 });
      await vscode.commands.executeCommand('whytrace.auditHunk', ${uri}, [change], 0);`);
    await card(`The change at postgres.yaml:${line}`);
  });

  test('what an agent has edited and nobody has kept yet is audited against its original', async () => {
    // A chat agent can't be had here: the document with which the editor keeps an original is made by hand.
    await session.editor.inHost(`
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'k8s/catalog.yaml');
      const { document } = await vscode.window.showTextDocument(uri);
      globalThis.originals = vscode.workspace.registerTextDocumentContentProvider(
        'chat-editing-text-model',
        { provideTextDocumentContent: () => document.getText().replace(/replicas: \\d+/, 'replicas: 77') },
      );
      await vscode.workspace.openTextDocument(uri.with({ scheme: 'chat-editing-text-model', query: '{"kind":"doc"}' }));`);
    await runCommand(session.page, 'Whytrace: Audit Changes');
    const row = session.page.locator('.quick-input-widget .monaco-list-row', {
      hasText: 'pending edits',
    });
    await row.click();
    await (await audited()).getByText("An agent's pending edits (k8s/catalog.yaml)").waitFor();
    await session.editor.inHost('globalThis.originals.dispose()');
  });

  test('a chat answer that is selected is audited as what it proposes', async () => {
    await session.show('answer.md');
    await session.editor.inHost(`await vscode.commands.executeCommand('editor.action.selectAll')`);
    await runCommand(session.page, 'Whytrace: Audit Selection as Suggestion');
    await (await card('The selection')).getByText('Open the panel').click();
    const frame = await audited();
    await frame.getByText('The selection').waitFor();
    await frame.getByText('kubectl rollout restart deploy/catalog').first().waitFor();
  });

  test('a command that stands in the terminal is audited before it is run, and asks before it is copied', async () => {
    await session.editor.inHost(`
      await vscode.env.clipboard.writeText('mine');
      const terminal = vscode.window.createTerminal({ name: 'test', shellPath: '/bin/sh', env: { PS1: '$ ' } });
      terminal.show();
      await new Promise((resolve) => setTimeout(resolve, 2000));
      terminal.sendText('npm install lodahs', false);`);
    const screen = session.page.locator('.terminal-wrapper.active .xterm-screen');
    await screen.waitFor();
    await eventually(async () => {
      await screen.click({ position: { x: 60, y: 8 }, clickCount: 3 });
      await runCommand(session.page, 'Whytrace: Audit Command in Terminal Selection');
      await (await audited()).getByText('The command in the terminal').waitFor({ timeout: 2_000 });
    });
    const frame = await audited();
    assert.equal(await clipboard(), 'mine');
    await frame.getByRole('button', { name: 'Copy command' }).first().click();
    const dialog = session.page.locator('.monaco-dialog-box', { hasText: 'installs lodahs' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await frame.getByRole('alert').getByText('The command was not copied').waitFor();
    assert.equal(await clipboard(), 'mine');
    await session.editor.inHost(`
      vscode.window.terminals.forEach((each) => each.dispose());
      await vscode.commands.executeCommand('workbench.action.closePanel');`);
  });

  test('what a user keeps for himself as tried is told when it is suggested again', async () => {
    await session.editor.inHost(
      `await vscode.env.clipboard.writeText('kubectl rollout restart deploy/catalog')`,
    );
    await session.show('answer.md');
    await runCommand(session.page, 'Whytrace: Audit Clipboard as Suggestion');
    await (await audited()).getByText('The clipboard').waitFor();
    await runCommand(session.page, 'Whytrace: Mark as Tried');
    const box = session.page.locator('.quick-input-widget input[type="text"]');
    for (const [prompt, answer] of [
      ['What was tried?', 'restart'],
      ['On what?', 'catalog'],
      ['What came of it?', 'it failed again after an hour'],
    ] as const) {
      await session.page.locator('.quick-input-widget', { hasText: prompt }).waitFor();
      await box.fill(answer);
      await box.press('Enter');
    }
    await session.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Only for me' })
      .click();
    await session.page
      .locator('.notification-toast', { hasText: 'Kept in your own list.' })
      .waitFor();
    await runCommand(session.page, 'Whytrace: Audit Clipboard as Suggestion');
    const frame = await audited();
    await frame
      .locator('.finding', { hasText: 'Already tried' })
      .getByText('it failed again')
      .waitFor();
    await frame.getByRole('button', { name: 'your own list:3' }).click();
    await eventually(async () => assert.equal(await activeName(), 'tried.yaml'));
  });

  test("what may stand in the team's files is proposed without any other extension", async () => {
    await session.show('.whytrace/constraints.yaml');
    const labels = await session.editor.inHost<readonly string[]>(`
      const editor = vscode.window.activeTextEditor;
      await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), '  - id: x\\n    '));
      const found = await vscode.commands.executeCommand(
        'vscode.executeCompletionItemProvider', editor.document.uri, new vscode.Position(4, 4));
      await vscode.commands.executeCommand('undo');
      return found.items.map(({ label }) => label);`);
    assert.deepEqual(labels.slice(0, 3), ['rule', 'why', 'owner']);
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
      assert.match(text, /\n {2}- id: name-of-the-rule\n[\s\S]*forbid: \{ call: eval \}/);
    });
  });

  test('a model explains it once the user has chosen one and seen what it would get', async () => {
    await session.editor.inHost(
      `await vscode.env.clipboard.writeText('kubectl scale deploy/catalog --replicas=0')`,
    );
    await session.show('answer.md');
    await runCommand(session.page, 'Whytrace: Audit Clipboard as Suggestion');
    const frame = await audited();
    await frame.getByRole('button', { name: 'Explain with a model…' }).click();
    const rows = session.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'Quoting One' }).click();
    await frame.getByText('Nothing has left this machine yet.').waitFor({ timeout: 30_000 });
    await frame.getByText('the command').first().waitFor();
    await frame.getByRole('button', { name: 'Send', exact: true }).click();
    const told = frame.locator('.explanation');
    await told.getByText('says of it').waitFor({ timeout: 30_000 });
    await told
      .locator('.fact.supported', { hasText: 'It changes what the first excerpt shows.' })
      .waitFor();
    await told
      .locator('.fact.unsupported', { hasText: 'Somebody asked for it yesterday.' })
      .waitFor();
  });

  test("what the editor's language services say of an accepted line is told, and repaired as they propose", async () => {
    await session.show('app.js');
    await session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), "client.getUsr();\\n"));
      const said = new vscode.Diagnostic(new vscode.Range(1, 7, 1, 13),
        "Property 'getUsr' does not exist on type 'Client'. Did you mean 'getUser'?");
      Object.assign(said, { source: 'ts', code: 2551 });
      globalThis.said = vscode.languages.createDiagnosticCollection('ts');
      globalThis.said.set(editor.document.uri, [said]);
      editor.selection = new vscode.Selection(1, 0, 1, 16);`);
    await runCommand(session.page, 'Whytrace: Audit Selection as Suggestion');
    const told = await card('Line 2 of app.js');
    await told.getByText("ts says of this line: Property 'getUsr' does not exist").waitFor();
    const titles = await session.editor.inHost<readonly string[]>(`
      const { document } = vscode.window.activeTextEditor;
      const actions = await vscode.commands.executeCommand(
        'vscode.executeCodeActionProvider', document.uri, new vscode.Range(1, 0, 1, 16));
      globalThis.said.dispose();
      return actions.map(({ title }) => title);`);
    await restore();
    assert.ok(titles.includes('Replace getUsr with getUser'), titles.join(', '));
  });
});

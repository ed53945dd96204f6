import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type ModelServer, startModelServer } from '../modelServer/modelServer.ts';
import { aiOn, projectRoot } from './editor.ts';
import { allow, diagnosedPanel, useSession } from './session.ts';
import { chooseFromMenu, runCommand } from './window.ts';

const KEY = 'sk-test-4fQ7dRk2LmZ9';

const fakeModel = join(projectRoot, 'test/vscode/extensions/fakeModel');

suite('With the default settings', () => {
  let server: ModelServer;
  const session = useSession('4-wasm-runtime', {
    async settings() {
      server = await startModelServer();
      // The provider stays `auto`: an address and a name alone are no consent.
      return {
        ...aiOn,
        'whytrace.model.baseUrl': server.url,
        'whytrace.model.name': 'test-model',
      };
    },
    extensions: [fakeModel],
  });
  suiteTeardown(() => server.close());

  test('no model is called without a key: the embedded analyst answers', async () => {
    await session.show('fra.log', 'sin.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    assert.match(await panel.locator('body').innerText(), /embedded analyst/i);
    assert.equal(server.requests.length, 0);
  });

  test('a selection is diagnosed by itself', async () => {
    await session.show('sin.log');
    await session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      const line = editor.document.getText().split('\\n').findIndex((text) => text.includes('component imports'));
      editor.selection = new vscode.Selection(line - 2, 0, line + 3, 0);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);`);
    const line = session.page.locator('.view-line', { hasText: 'component' }).first();
    await line.click({ button: 'right', position: { x: 60, y: 8 } });
    await chooseFromMenu(session.page, 'Diagnose Selection');
    const panel = await diagnosedPanel(session.page);
    assert.match(await panel.locator('body').innerText(), /wasi:http|component|filter/i);
  });

  test('when the language server dies, it comes back and the next run works', async () => {
    await session.show('fra.log', 'sin.log');
    const killed = await session.editor.inHost<number>(`
      const { spawnSync } = require('node:child_process');
      return spawnSync('pkill', ['-9', '-P', String(process.pid), '-f', 'server.cjs']).status;`);
    assert.equal(killed, 0);
    await runCommand(session.page, 'Whytrace: Diagnose');
    await diagnosedPanel(session.page);
  });

  test('a key that the user gave by command is used from then on, and shown nowhere', async () => {
    await session.show('fra.log', 'sin.log');
    await runCommand(session.page, 'Whytrace: Set API Key');
    const input = session.page.locator('.quick-input-widget input[type="password"]');
    await input.fill(KEY);
    await session.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await runCommand(session.page, 'Whytrace: Diagnose');
    await allow(session.page);
    const panel = await diagnosedPanel(session.page);
    assert.equal(server.requests.at(-1)?.headers.authorization, `Bearer ${KEY}`);
    const text = await panel.locator('body').innerText();
    assert.match(text, /test-model/);
    assert.doesNotMatch(text, new RegExp(KEY));
  });

  test('a model of the editor that the user chose answers, and its citation is verified', async () => {
    await session.show('fra.log', 'sin.log');
    await runCommand(session.page, 'Whytrace: Choose Model');
    const rows = session.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'Quoting One' }).click();
    await session.editor.inHost(`
      const provider = () => vscode.workspace.getConfiguration('whytrace.model').get('provider');
      while (provider() !== 'vscode') await new Promise((resolve) => setTimeout(resolve, 50));`);
    const before = server.requests.length;
    await runCommand(session.page, 'Whytrace: Diagnose');
    await allow(session.page);
    const panel = await diagnosedPanel(session.page);
    const text = await panel.locator('body').innerText();
    assert.match(text, /The model of the editor names the first excerpt/);
    assert.match(text, /Quoting One/);
    assert.match(text, /Supported/);
    assert.equal(server.requests.length, before);
  });

  test('a server that needs a key is not called without one, and the user reads what to do', async () => {
    await session.editor.inHost(`
      const settings = vscode.workspace.getConfiguration('whytrace.model');
      await settings.update('provider', 'openai', vscode.ConfigurationTarget.Global);
      await settings.update('baseUrl', 'https://models.example.com/v1', vscode.ConfigurationTarget.Global);`);
    await session.show('fra.log', 'sin.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    const text = await panel.locator('body').innerText();
    assert.match(text, /No API key is set for the model, so nothing was sent/);
    assert.match(text, /embedded analyst/i);
  });
});

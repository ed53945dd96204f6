import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { type ModelServer, startModelServer } from '../modelServer/modelServer.ts';
import { aiOn } from './editor.ts';
import { useSession } from './session.ts';
import { runCommand, webviewFrame } from './window.ts';

suite('The chat in the side bar', () => {
  const session = useSession('3-redis-cache');
  const view = (): Promise<Frame> => webviewFrame(session.page, 'Chat', 60_000);
  const place = (): Promise<{ readonly file: string; readonly line: number }> =>
    session.editor.inHost(`
      const { document, selection } = vscode.window.activeTextEditor;
      return { file: document.uri.path.split('/').pop(), line: selection.active.line + 1 };`);

  const focused = (chat: Frame): Promise<string> =>
    chat.evaluate(() => (document.hasFocus() ? (document.activeElement?.id ?? '') : ''));

  async function ask(chat: Frame, question: string): Promise<void> {
    await chat.locator('#question').fill(question);
    await chat.locator('#question').press('Enter');
  }

  test('a counting question is answered without a model, and its citation opens the line', async () => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Show Chat');
    const chat = await view();
    await chat.locator('.budget', { hasText: 'nothing is sent' }).waitFor();
    await chat.locator('button.question').first().waitFor();
    await ask(chat, 'How many errors are in cart-api.log?');
    const turn = chat.locator('.turn.answered').first();
    await turn.waitFor({ timeout: 60_000 });
    assert.match(await turn.innerText(), /\d/);
    const cite = turn.locator('button.cite').first();
    const [, file, line] = /^(.+):(\d+)/.exec(await cite.innerText()) ?? [];
    await cite.click();
    await eventually(async () => {
      const shown = await place();
      assert.deepEqual([shown.file, `${shown.line}`], [file, line]);
    });
  });

  test('selected lines become a chip and are what the next question is about', async () => {
    await session.show('redis.log');
    await session.editor.inHost(`
      vscode.window.activeTextEditor.selection = new vscode.Selection(2, 0, 4, 3);`);
    await runCommand(session.page, 'Whytrace: Add to Chat');
    const chat = await view();
    await chat.locator('.chip', { hasText: 'redis.log:3–5' }).waitFor();
    await eventually(async () => assert.equal(await focused(chat), 'question'));
    await ask(chat, '/explain');
    const turn = chat.locator('.turn').nth(1);
    await turn.locator('.about-chips', { hasText: 'redis.log:3–5' }).waitFor();
    await chat.locator('.turn.answered').nth(1).waitFor({ timeout: 60_000 });
    assert.equal(await chat.locator('.chip').count(), 0);
  });

  test('files of the Explorer, a line by its number and the overview’s log are added, each once', async () => {
    await session.show('redis.log');
    await session.editor.inHost(`
      const at = (name) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
      const add = (...args) => vscode.commands.executeCommand('whytrace.addToChat', ...args);
      await add(at('mailer.log'), [at('mailer.log'), at('redis.conf')]);
      await add({ lineNumber: 7, uri: at('redis.log') });
      await add({ webview: 'whytrace.overview' });
      await add({ webview: 'whytrace.overview', whytraceLine: 9 });
      await add(at('mailer.log'), [at('mailer.log')]);`);
    const chat = await view();
    const labels = chat.locator('.chip .chip-label');
    await eventually(async () =>
      assert.deepEqual(await labels.allInnerTexts(), [
        'mailer.log',
        'redis.conf:1–5',
        'redis.log:7',
        'redis.log',
        'redis.log:9',
      ]),
    );
    for (let left = 5; left > 0; left--) {
      await chat.locator('.chip .remove').first().press('Delete');
      await eventually(async () => assert.equal(await labels.count(), left - 1));
    }
  });

  test('after the window was reloaded the conversation is still there, and can be gone on with', async () => {
    await session.page.reload();
    await session.page.waitForSelector('.monaco-workbench .part.statusbar .statusbar-item');
    await session.editor.inHost('return vscode.version');
    await runCommand(session.page, 'Whytrace: Show Chat');
    const chat = await view();
    await chat
      .locator('h2', { hasText: 'How many errors are in cart-api.log?' })
      .waitFor({ timeout: 60_000 });
    assert.equal(await chat.locator('.turn.answered').count(), 2);
    await eventually(async () => assert.equal(await focused(chat), 'question'));
    await runCommand(session.page, 'Whytrace: New Conversation');
    await chat.getByRole('heading', { name: 'Ask about your logs' }).waitFor();
    await chat.locator('.earlier button', { hasText: 'How many errors' }).click();
    await chat.locator('.turn.answered').nth(1).waitFor();
  });
});

suite('The chat with a model', () => {
  let server: ModelServer;
  const session = useSession('3-redis-cache', {
    async settings() {
      server = await startModelServer();
      return {
        ...aiOn,
        'whytrace.model.provider': 'openai',
        'whytrace.model.baseUrl': server.url,
        'whytrace.model.name': 'test-model',
        'whytrace.model.preview': 'always',
      };
    },
  });
  suiteTeardown(() => server.close());

  test('is shown what would be sent in its turn, sends that alone, and marks what is not supported', async () => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Show Chat');
    const chat = await webviewFrame(session.page, 'Chat', 60_000);
    await chat.locator('.budget', { hasText: 'test-model' }).waitFor();
    const before = server.requests.length;
    await chat.locator('#question').fill('Why do writes to the cart fail, in plain words?');
    await chat.locator('#question').press('Enter');
    const turn = chat.locator('.turn').first();
    await turn.locator('.preview h1').waitFor({ timeout: 60_000 });
    assert.equal(server.requests.length, before, 'nothing was sent yet');
    await turn.getByRole('button', { name: 'Send', exact: true }).click();
    await chat.locator('.turn.answered').waitFor({ timeout: 60_000 });
    assert.ok(server.requests.length > before);
    await turn.locator('.statement.supported .cite').first().waitFor();
    await turn.getByText('Not supported').first().waitFor();
    await turn.locator('summary').last().click();
    await turn.getByText('sent to test-model').waitFor();
    await turn.getByRole('button', { name: 'Open what was sent' }).click();
    await eventually(async () => {
      const text = await session.editor.inHost<string>(
        'return vscode.window.activeTextEditor.document.getText()',
      );
      assert.match(text, /Why do writes to the cart fail, in plain words\?/);
    });
  });

  test('is not asked where the user prefers the engine', async () => {
    const before = server.requests.length;
    const chat = await webviewFrame(session.page, 'Chat', 60_000);
    await session.show('redis.log', 'cart-api.log');
    await chat.locator('#question').fill('Why do reads of the cart fail, in plain words?');
    await chat.locator('#question').press('Enter');
    const turn = chat.locator('.turn').nth(1);
    await turn
      .getByRole('button', { name: 'Use the embedded analyst instead' })
      .click({ timeout: 60_000 });
    await chat.locator('.turn.answered').nth(1).waitFor({ timeout: 60_000 });
    assert.equal(server.requests.length, before);
  });

  test('that waits for the user is stopped by Escape, and sends nothing', async () => {
    const before = server.requests.length;
    const chat = await webviewFrame(session.page, 'Chat', 60_000);
    await chat.locator('#question').fill('Why do orders of the cart fail, in plain words?');
    await chat.locator('#question').press('Enter');
    await chat.locator('.turn .preview h1').waitFor({ timeout: 60_000 });
    await chat.locator('#question').press('Escape');
    await chat.locator('.turn.cancelled').getByText('Stopped').waitFor();
    assert.equal(server.requests.length, before);
  });
});

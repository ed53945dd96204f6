import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventually } from '../eventually.ts';
import { aiOn, projectRoot } from './editor.ts';
import { useSession } from './session.ts';

suite('@why in the chat of VS Code', () => {
  const session = useSession('3-redis-cache', {
    extensions: [join(projectRoot, 'test/vscode/extensions/fakeModel')],
    settings: async () => ({ ...aiOn, 'whytrace.model.preview': 'always' }),
  });

  /** Sends a question; the editor calls no participant before some model is known. */
  const ask = (query: string): Promise<void> =>
    session.editor.inHost(`
      await vscode.lm.selectChatModels();
      await vscode.commands.executeCommand('workbench.action.chat.open', { query: ${JSON.stringify(query)} });`);
  const answer = (text: string) =>
    session.page.locator('.interactive-response', { hasText: text }).last();

  test('counts with the engine, cites lines that a click opens, and offers what to ask next', async () => {
    await session.show('redis.log', 'cart-api.log');
    await ask('@why How many errors are in cart-api.log?');
    const counted = answer('nothing left this machine');
    await counted.waitFor({ timeout: 60_000 });
    assert.match(await counted.innerText(), /There are \d+ records at level error/);
    await counted
      .locator('.chat-inline-anchor-widget', { hasText: /cart-api\.log/ })
      .first()
      .click();
    await eventually(async () => {
      const line = await session.editor.inHost<string>(`
        const editor = vscode.window.activeTextEditor;
        return editor.document.lineAt(editor.selection.active.line).text;`);
      assert.match(line, /error/i);
    });
    await session.page.locator('.interactive-session-followups .monaco-button').first().waitFor();
  });

  test('asks before a model is asked, and marks what the model can’t show', async () => {
    await session.show('redis.log', 'cart-api.log');
    await ask('@why Why do writes to the cart fail, in plain words?');
    const asking = answer('Nothing has been sent yet');
    await asking.waitFor({ timeout: 60_000 });
    await asking.getByText('Send', { exact: true }).click();
    const asked = answer('asked whytrace-test/quoting-1');
    await asked.waitFor({ timeout: 60_000 });
    const text = await asked.innerText();
    assert.match(text, /The log says it itself\.\s+(?:cart-api|redis)\.log:\d+/);
    assert.match(text, /Somebody was on holiday\. \(not supported\)/);
    await asked.getByText('Open What Was Sent').click();
    await eventually(async () => {
      const sent = await session.editor.inHost<string>(
        'return vscode.window.activeTextEditor.document.getText()',
      );
      assert.match(sent, /Why do writes to the cart fail, in plain words\?/);
    });
  });
});

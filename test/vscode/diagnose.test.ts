import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../eventually.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { chooseFromMenu, runCommand, webviewFrame } from './window.ts';

suite('Diagnose in VS Code', () => {
  const session = useSession('3-redis-cache', {
    prepare: (workspace) => writeLargeLog(join(workspace, 'large.log')),
  });

  test('the tests run on the API of a stock VS Code: proposed API is refused', async () => {
    await assert.rejects(
      session.editor.inHost('vscode.window.onDidWriteTerminalData(() => {})'),
      /CANNOT use API proposal/,
    );
  });

  test('from the palette it shows what failed, why, and how sure it is, without a key', async () => {
    await session.show('mailer.log', 'redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    const text = await panel.locator('body').innerText();
    assert.match(await panel.locator('h1').innerText(), /redis|maxmemory|memory/i);
    assert.match(text, /embedded analyst/i);
    assert.match(text, /\d+%/);
    assert.match(text, /cart-api\.log:\d+/);
    assert.match(text, /nothing left this machine/i);
  });

  test('a click on a citation opens the log at that line beside the panel', async () => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    const citation = panel.getByRole('button', { name: /cart-api\.log:\d+/ }).first();
    const line = Number(/cart-api\.log:(\d+)/.exec(await citation.innerText())?.[1]);
    await citation.click();
    await eventually(async () => {
      const shown = await session.editor.inHost<{ file: string; line: number }>(`
        const editor = vscode.window.visibleTextEditors.find((each) => each.document.uri.path.endsWith('cart-api.log'));
        return { file: editor?.document.uri.path ?? '', line: (editor?.selection.start.line ?? -1) + 1 };`);
      assert.match(shown.file, /cart-api\.log$/);
      assert.equal(shown.line, line);
    });
    await diagnosedPanel(session.page);
  });

  test('the panel survives a reload of the window and being hidden', async () => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const headline = await (await diagnosedPanel(session.page)).locator('h1').innerText();
    const reloaded = session.page.waitForEvent('load');
    await runCommand(session.page, 'Developer: Reload Window');
    await reloaded;
    assert.equal(await (await diagnosedPanel(session.page)).locator('h1').innerText(), headline);
    await session.editor.inHost(
      `await vscode.commands.executeCommand('workbench.action.files.newUntitledFile')`,
    );
    await runCommand(session.page, 'Whytrace: Show Panel');
    assert.equal(await (await diagnosedPanel(session.page)).locator('h1').innerText(), headline);
  });

  test('Cancel stops a run while it reads a large log', async () => {
    const file = session.page.getByRole('treeitem', { name: 'large.log' });
    await file.click({ button: 'right' });
    await chooseFromMenu(session.page, 'Diagnose This File');
    const panel = await webviewFrame(session.page, 'Whytrace');
    await panel
      .locator('.page.running')
      .getByText(/reading|collect/i)
      .first()
      .waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.locator('.page.cancelled').waitFor();
  });

  test('a hover on a log line says what it means, how often, and since when', async () => {
    await session.show('cart-api.log');
    const hover = await session.editor.inHost<string>(`
      const document = vscode.window.activeTextEditor.document;
      const line = document.getText().split('\\n').findIndex((text) => text.includes('OOM command not allowed'));
      for (let attempt = 0; attempt < 100; attempt++) {
        const hovers = await vscode.commands.executeCommand(
          'vscode.executeHoverProvider', document.uri, new vscode.Position(line, 20));
        const text = hovers.flatMap((each) => each.contents).map((each) => each.value ?? each).join('\\n');
        if (text) return text;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return '';`);
    assert.match(hover, /memory/i);
    assert.match(hover, /\d+ (times|×)|×\s?\d+|\d+×/i);
    assert.ok(hover.split('\n').filter((line) => line.trim()).length <= 14, hover);
  });

  test('with no log open it offers the logs of the workspace', async () => {
    await runCommand(session.page, 'Whytrace: Diagnose');
    const rows = session.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'redis.log' }).waitFor();
    await rows.filter({ hasText: 'redis.log' }).click();
    await rows.filter({ hasText: 'cart-api.log' }).click();
    await session.page.keyboard.press('Enter');
    await diagnosedPanel(session.page);
  });

  test('Enter with nothing ticked asks for a log, and takes the highlighted one', async () => {
    await runCommand(session.page, 'Whytrace: Diagnose');
    const picker = session.page.locator('.quick-input-widget');
    await picker.locator('.monaco-list-row', { hasText: 'redis.log' }).waitFor();
    await session.page.keyboard.press('Enter');
    await picker.getByText('tick at least one log').waitFor();
    await session.page.keyboard.type('redis.log');
    await session.page.keyboard.press('ArrowDown');
    await session.page.keyboard.press('Enter');
    await picker.waitFor({ state: 'hidden' });
    const panel = await diagnosedPanel(session.page);
    assert.match(await panel.locator('body').innerText(), /\n?redis\.log · /);
  });
});

/** About 36 MB, so that reading it takes long enough to be cancelled. */
function writeLargeLog(path: string): void {
  const lines = Array.from({ length: 20_000 }, (_, i) => {
    const time = new Date(1_762_000_000_000 + i * 7).toISOString();
    return `${time} INFO [worker-${i % 8}] shop.orders.Order${i % 90} - order ${i} took ${i % 97} ms for customer ${i * 31}`;
  }).join('\n');
  for (let i = 0; i < 18; i += 1) {
    appendFileSync(path, `${lines}\n`);
  }
}

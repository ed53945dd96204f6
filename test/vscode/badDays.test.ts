import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { openWindow, runCommand, webviewFrame } from './window.ts';

const PIECES = 60;
const PIECE_LINES = 20_000;
const LINES = PIECES * PIECE_LINES;

/** About 110 MB, so that there is time to disturb its reading; its end says that stock is gone. */
function writeLog(path: string): void {
  const file = openSync(path, 'w');
  const start = Date.UTC(2026, 2, 14, 8);
  for (let from = 0; from < LINES; from += PIECE_LINES) {
    const lines = Array.from({ length: PIECE_LINES }, (_, i) => {
      const line = from + i;
      const time = new Date(start + line * 20).toISOString();
      return line >= LINES - 1000 && line % 10 === 0
        ? `${time} ERROR [worker-${line % 8}] shop.Stock - reservation ${line} failed: connection to stock:5432 refused`
        : `${time} INFO [worker-${line % 8}] shop.orders.Orders - order ${line} took ${line % 97} ms`;
    });
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}

suite('A bad day for a large log', () => {
  const session = useSession('3-redis-cache', {
    prepare: (workspace) => writeLog(join(workspace, 'large.log')),
  });

  async function openLog(page: Page): Promise<void> {
    await page.keyboard.press('Control+P');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill('large.log');
    const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: 'large.log' });
    await row.first().click();
    await page.getByRole('tab', { name: 'large.log' }).waitFor();
  }

  async function shownOverview(page: Page): Promise<Frame> {
    const frame = await webviewFrame(page, 'Log Overview');
    await frame.locator('.page.shown h1').waitFor({ timeout: 90_000 });
    return frame;
  }

  /** Asks for something of the large log, and ends the language server at once while it reads that. */
  async function killWhile(command: string): Promise<void> {
    const killed = await session.editor.inHost<number>(`
      const { spawnSync } = require('node:child_process');
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'large.log');
      void vscode.commands.executeCommand(${JSON.stringify(command)}, uri);
      await new Promise((resolve) => setTimeout(resolve, 400));
      const found = spawnSync('pgrep', ['-P', String(process.pid), '-f', 'dist/server.cjs']);
      const pids = String(found.stdout).split('\\n').filter(Boolean).map(Number);
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      return pids.length;`);
    assert.equal(killed, 1);
  }

  async function assertTold(): Promise<void> {
    const notice = session.page.locator('.notification-list-item', {
      hasText: "Whytrace's language server stopped unexpectedly and was restarted.",
    });
    await notice.first().waitFor();
  }

  setup(async () => {
    // A small log starts the server.
    await session.show('redis.log');
    await eventually(async () => {
      const symbols = await session.editor.inHost<readonly object[] | null>(`
        const { uri } = vscode.window.activeTextEditor.document;
        return vscode.commands.executeCommand('vscode.executeFoldingRangeProvider', uri);`);
      assert.ok(symbols);
    });
  });

  test('the server is killed while it reads for the overview, which comes all the same', async () => {
    await openLog(session.page);
    await killWhile('whytrace.showOverview');
    await assertTold();
    const shown = await shownOverview(session.page);
    const about = await shown.locator('.about').innerText();
    assert.match(about, new RegExp(`${(LINES + 1).toLocaleString('en-US')} lines`));
  });

  test('the server is killed in the middle of a run, which ends with a diagnosis all the same', async () => {
    await killWhile('whytrace.diagnoseFile');
    await assertTold();
    const done = await diagnosedPanel(session.page, 90_000);
    assert.match(await done.locator('h1').innerText(), /stock|refused|connection/i);
  });

  test('two windows show the same log, and one does not mind what the other does', async () => {
    const browser = session.page.context().browser();
    assert.ok(browser);
    const other = await openWindow(browser, session.editor.url);
    await openLog(session.page);
    await openLog(other);
    await runCommand(session.page, 'Whytrace: Show Log Overview');
    await runCommand(other, 'Whytrace: Show Log Overview');
    const [one, two] = [await shownOverview(session.page), await shownOverview(other)];
    const about = await one.locator('.about').innerText();
    assert.equal(await two.locator('.about').innerText(), about);
    await other.context().close();
    await one.locator('.grid-body .row', { hasText: 'refused' }).click();
    await eventually(async () => {
      const text = await session.editor.inHost<string>(`
        const editor = vscode.window.activeTextEditor;
        return editor?.document.lineAt(editor.selection.active.line).text ?? '';`);
      assert.match(text, /ERROR .* reservation 1199000 failed/);
    });
  });
});

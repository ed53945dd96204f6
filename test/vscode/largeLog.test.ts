import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { parseWindowUri, windowLine } from '../../src/protocol/logWindow.ts';
import { eventually } from '../eventually.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { chooseFromMenu, runCommand, webviewFrame } from './window.ts';

const LINES = 520_000;
/** The stock service fails from here on, in every 50th line. */
const FAILING = 450_000;
const first = FAILING + 1;

/** About 55 MB: VS Code shows such a file and gives extensions neither its text nor its cursor. */
function writeLargeLog(path: string): void {
  const file = openSync(path, 'w');
  const start = Date.UTC(2026, 2, 14, 8);
  for (let from = 0; from < LINES; from += 20_000) {
    const lines = Array.from({ length: 20_000 }, (_, i) => {
      const line = from + i;
      const time = new Date(start + line * 20).toISOString();
      return line >= FAILING && line % 50 === 0
        ? `${time} ERROR [worker-${line % 8}] shop.Stock - reservation ${line} failed: connection to stock:5432 refused`
        : `${time} INFO [worker-${line % 8}] shop.orders.Orders - order ${line} took ${line % 97} ms for customer ${(line * 31) % 9973}`;
    });
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}

interface Shown {
  readonly uri: string;
  readonly line: number;
  readonly text: string;
  readonly language: string;
}

suite('A log that the editor does not share with extensions', () => {
  const session = useSession('3-redis-cache', {
    prepare: (workspace) => writeLargeLog(join(workspace, 'large.log')),
  });

  /** It gets a tab, and no document that a test could show. */
  async function openLargeLog(): Promise<void> {
    await session.editor.inHost(`
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'large.log');
      await vscode.commands.executeCommand('vscode.open', uri, { preview: false, viewColumn: 1 });`);
    await session.page.getByRole('tab', { name: 'large.log' }).waitFor();
  }

  async function overview(): Promise<Frame> {
    await runCommand(session.page, 'Whytrace: Show Log Overview');
    const frame = await webviewFrame(session.page, 'Log Overview');
    await frame.locator('.page.shown h1').waitFor({ timeout: 60_000 });
    return frame;
  }

  /** What stands before the lines on the screen. */
  function numbersDrawn(): Promise<readonly string[]> {
    return session.page.evaluate(() =>
      [...document.querySelectorAll('.editor-instance .view-line span')].map((span) =>
        getComputedStyle(span, '::before').content.replace(/[^\d]/g, ''),
      ),
    );
  }

  /** Where the cursor is in the active editor, once that is a window on the log. */
  function shownWindow(): Promise<Shown> {
    return eventually(async () => {
      const shown = await session.editor.inHost<Shown | null>(`
        const editor = vscode.window.activeTextEditor;
        if (editor?.document.uri.scheme !== 'whytrace-log') return null;
        const line = editor.selection.active.line;
        return { uri: editor.document.uri.toString(), line: line + 1,
          text: editor.document.lineAt(line).text, language: editor.document.languageId };`);
      assert.ok(shown);
      return shown;
    });
  }

  test('its overview shows the kinds of messages, their levels and what is new', async () => {
    await openLargeLog();
    const frame = await overview();
    assert.equal(await frame.locator('h1').innerText(), 'large.log');
    assert.match(await frame.locator('.about').innerText(), /MB · 520,001 lines/);
    assert.match(
      await frame.locator('.level-list').innerText(),
      /Error\s+1,400[\s\S]*Info\s+518,600/,
    );
    const failed = frame.locator('.grid-body .row', { hasText: 'refused' });
    assert.match(await failed.innerText(), /1,400[\s\S]*New/);
  });

  test('a click on a kind of message opens a window at its first line, with hovers and neighbours', async () => {
    await openLargeLog();
    const frame = await overview();
    await frame.locator('.grid-body .row', { hasText: 'refused' }).click();
    const shown = await shownWindow();
    const window = parseWindowUri(shown.uri);
    assert.ok(window);
    assert.equal(shown.line, windowLine(window, first));
    assert.match(shown.text, /ERROR .* reservation 450000 failed/);
    assert.equal(shown.language, 'log');
    const header = await session.editor.inHost<string>(
      'return vscode.window.activeTextEditor.document.lineAt(0).text',
    );
    assert.match(header, /large\.log: lines 449,001 to 451,000 of 520,001 lines/);
    const hover = await eventually(async () => {
      const text = await session.editor.inHost<string>(`
        const { document, selection } = vscode.window.activeTextEditor;
        const hovers = await vscode.commands.executeCommand(
          'vscode.executeHoverProvider', document.uri, selection.active);
        return hovers.flatMap((each) => each.contents).map((each) => each.value ?? each).join('\\n');`);
      assert.match(text, /reservation/);
      return text;
    });
    assert.match(hover, /\*\*1,400×\*\* · new at/);
    assert.match(hover, /450,001/);

    // The windows before and after are one command away.
    await runCommand(session.page, 'Whytrace: Show Next Lines of Log');
    await eventually(async () => {
      const { uri, text } = await shownWindow();
      assert.equal(parseWindowUri(uri)?.startLine, 451_001);
      assert.match(text, /reservation 451000 /);
    });
    await runCommand(session.page, 'Whytrace: Show Previous Lines of Log');
    await eventually(async () => {
      assert.equal(parseWindowUri((await shownWindow()).uri)?.startLine, 449_001);
    });
  });

  test('a window numbers its lines as the log does, and other documents keep their numbers', async () => {
    await openLargeLog();
    const frame = await overview();
    await frame.locator('.grid-body .row', { hasText: 'refused' }).click();
    await shownWindow();
    const editor = session.page.locator('.editor-instance:visible');
    await eventually(async () => assert.ok((await numbersDrawn()).includes('450001')));
    assert.equal(await editor.locator('.line-numbers').count(), 0);
    await session.editor.inHost(`
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('whytrace-change:/other'));
      await vscode.window.showTextDocument(document, { viewColumn: 1 });`);
    await editor.locator('.view-line', { hasText: 'earlier' }).waitFor();
    await editor.locator('.line-numbers').filter({ hasText: /^1$/ }).waitFor();
  });

  test('Explain This Line in the menu of a line number shows what the line means', async () => {
    await openLargeLog();
    const number = session.page
      .locator('.editor-instance .line-numbers')
      .filter({ hasText: /^7$/ });
    await number.first().click({ button: 'right' });
    await chooseFromMenu(session.page, 'Explain This Line');
    const shown = await shownWindow();
    assert.equal(shown.line, 8);
    assert.match(shown.text, /order 6 took/);
    await session.page.locator('.monaco-hover:visible', { hasText: '×' }).first().waitFor();
  });

  test('it is diagnosed, and a citation opens a window at its line', async () => {
    await openLargeLog();
    await runCommand(session.page, 'Whytrace: Diagnose This File');
    const panel = await diagnosedPanel(session.page);
    assert.match(await panel.locator('h1').innerText(), /stock|refused|connection/i);
    const citation = panel.getByRole('button', { name: /large\.log:\d+/ }).first();
    const line = Number(/large\.log:(\d+)/.exec(await citation.innerText())?.[1]);
    await citation.click();
    const shown = await shownWindow();
    const window = parseWindowUri(shown.uri);
    assert.ok(window);
    assert.equal(shown.line, windowLine(window, line));
  });
});

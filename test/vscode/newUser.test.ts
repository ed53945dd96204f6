import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { type ModelServer, startModelServer } from '../modelServer/modelServer.ts';
import { axeViolations } from '../webview/accessibility.ts';
import { aiOn, projectRoot } from './editor.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand, webviewFrame } from './window.ts';

/** Memory near its limit, as the sample's Redis would answer. */
const printed = '# Memory\nused_memory:66900000\nmaxmemory:67108864\nmaxmemory_policy:noeviction';

/** The same failure two days later, and what a copilot is asked to write. */
function prepare(workspace: string): void {
  for (const name of ['redis', 'cart-api']) {
    const later = readFileSync(join(workspace, `${name}.log`), 'utf8')
      .replaceAll('09 Nov 2026', '11 Nov 2026')
      .replace(/(?<="time":)\d{13}/g, (time) => String(Number(time) + 172_800_000));
    writeFileSync(join(workspace, `${name}-later.log`), later);
  }
  writeFileSync(join(workspace, 'warm.js'), "// suggest: require('lodahs').keyBy([]);\n");
}

/**
 * What somebody does who has just installed it, one thing after the other in one window of High Contrast:
 * the tests go on where the one before ended.
 */
suite('A new user', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-vsix-'));
  const vsix = join(folder, 'whytrace.vsix');
  let server: ModelServer;
  const session = useSession('3-redis-cache', {
    prepare,
    extensions: [join(projectRoot, 'test/vscode/extensions/fakeCopilot')],
    settings: async () => {
      server = await startModelServer();
      return { ...aiOn, 'workbench.colorTheme': 'Default High Contrast' };
    },
    vsix() {
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      execFileSync(npm, ['run', 'package', '--', '--out', vsix], {
        cwd: projectRoot,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      return vsix;
    },
  });
  suiteTeardown(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const place = (): Promise<string> =>
    session.editor.inHost(`
      const { document, selection } = vscode.window.activeTextEditor;
      return document.uri.path.split('/').pop() + ':' + (selection.active.line + 1);`);
  /** A row of a list of choices. */
  const choice = (text: string): Locator =>
    session.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
  const assertAccessible = async (frame: Frame): Promise<void> =>
    eventually(async () => assert.deepEqual(await axeViolations(frame), []));

  test('installs a file below 2.5 MB, and the walkthrough leads to the first diagnosis', async () => {
    assert.ok(statSync(vsix).size < 2.5 * 1024 * 1024, `${statSync(vsix).size} bytes`);
    const { page } = session;
    await session.editor.inHost(
      `await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'whytrace.whytrace#start')`,
    );
    const walkthrough = page.locator('.getting-started-category', { hasText: 'Find out why' });
    const step = page.locator('.getting-started-step', { hasText: 'Ask why' });
    await step.or(walkthrough).first().waitFor();
    assert.equal(await page.locator('.getting-started-step').count(), 5);
    await step.getByRole('button', { name: 'Diagnose', exact: true }).click();
    await choice('redis.log').click();
    await choice('cart-api.log').click();
    await page.keyboard.press('Enter');
    const panel = await diagnosedPanel(page);
    assert.match(await panel.locator('h1').innerText(), /redis|memory/i);
    await assertAccessible(panel);
  });

  test('a line explains itself under the mouse, and the diagnosis from there leads to the code', async () => {
    const { page } = session;
    await session.show('redis.log', 'cart-api.log');
    await session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      const line = editor.document.getText().split('\\n').findIndex((text) => text.includes('OOM command'));
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenter);`);
    const line = page.locator('.view-line', { hasText: 'OOM' }).first();
    const card = page.locator('.monaco-hover:visible', { hasText: 'Diagnose from here' }).first();
    await eventually(async () => {
      await line.hover({ position: { x: 200, y: 8 }, timeout: 2_000 });
      await line.hover({ position: { x: 210, y: 9 }, timeout: 2_000 });
      await card.waitFor({ timeout: 2_000 });
    }, 60_000);
    await card.getByText('Diagnose from here').click();
    const panel = await diagnosedPanel(page);
    await panel
      .locator('.chain .place', { hasText: /\.patch:\d+/ })
      .first()
      .click();
    await eventually(async () => assert.match(await place(), /^7f31c0a\.patch:\d+$/));
  });

  test('what a check printed becomes evidence, and a verdict keeps it all over a reload', async () => {
    const { page } = session;
    await session.show('redis.log', 'cart-api.log');
    await runCommand(page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(page);
    const check = panel.locator('.probe-list > li', { hasText: 'redis-cli info memory' });
    await check.getByRole('button', { name: 'Paste output…' }).click();
    await check.getByLabel('What it printed').fill(printed);
    await check.getByRole('button', { name: 'Use as evidence' }).click();
    await panel.locator('.outputs').waitFor({ timeout: 60_000 });
    await panel.getByRole('button', { name: 'This was it' }).click();
    await panel.getByText('1 verdict in this workspace').waitFor();
    const reloaded = page.waitForEvent('load');
    await runCommand(page, 'Developer: Reload Window');
    await reloaded;
    const again = await diagnosedPanel(page);
    await again.getByRole('button', { name: 'This was it', pressed: true }).waitFor();
    await again.locator('.outputs').waitFor();
  });

  test('the second time it happens, the first time is remembered', async () => {
    const { page } = session;
    await session.show('redis-later.log', 'cart-api-later.log');
    await runCommand(page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(page);
    await panel
      .locator('.similar-cases')
      .getByText('the same known failure')
      .first()
      .waitFor({ timeout: 60_000 });
    await assertAccessible(panel);
  });

  test('questions are answered without a model, and with one only after a look at what it gets', async () => {
    const { page } = session;
    await session.show('redis.log', 'cart-api.log');
    await runCommand(page, 'Whytrace: Show Chat');
    const chat = await webviewFrame(page, 'Chat', 60_000);
    await chat.locator('#question').fill('How many errors are in cart-api.log?');
    await chat.locator('#question').press('Enter');
    await chat
      .locator('.turn.answered')
      .getByText(/There are \d+ records/)
      .waitFor();
    await session.editor.inHost(`
      const settings = vscode.workspace.getConfiguration('whytrace.model');
      const set = (name, value) => settings.update(name, value, vscode.ConfigurationTarget.Global);
      await set('baseUrl', ${JSON.stringify(server.url)});
      await set('name', 'test-model');
      await set('provider', 'openai');`);
    await chat.locator('.budget', { hasText: 'test-model' }).waitFor();
    await chat.locator('#question').fill('Why do writes to the cart fail, in plain words?');
    await chat.locator('#question').press('Enter');
    const turn = chat.locator('.turn').nth(1);
    await turn.getByRole('button', { name: 'Send', exact: true }).click({ timeout: 60_000 });
    await turn.locator('.statement.supported .cite').first().waitFor({ timeout: 60_000 });
    await turn.getByText('Not supported').first().waitFor();
    await assertAccessible(chat);
    // It belongs to the case that is looked into.
    await runCommand(page, 'Whytrace: Show Cases');
    const shown = page.getByRole('treeitem', { name: /^Open case: .*Shown in the panel/ });
    await shown.locator('.monaco-tl-twistie').click();
    await page.getByRole('treeitem', { name: /^Conversation: How many errors/ }).click();
    await chat.locator('.turn.answered').nth(1).waitFor();
  });

  test('what a copilot suggests is explained before it is accepted', async () => {
    const { page } = session;
    await session.show('warm.js');
    await session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      const end = editor.document.lineAt(0).range.end;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');`);
    await page.locator('.ghost-text, .ghost-text-decoration').first().waitFor();
    await page.keyboard.press('Control+Alt+Y');
    await page.locator('.review-widget').getByText('No package lodahs is known').waitFor();
  });

  test('all of it is reached by keyboard: ask, hear what is where, read the trace, open a line, go back', async () => {
    const { page } = session;
    await session.show('redis.log', 'cart-api.log');
    await page.keyboard.press('F1');
    await page.keyboard.type('Whytrace: Show Panel');
    await choice('Show Panel').waitFor();
    await page.keyboard.press('Enter');
    const panel = await diagnosedPanel(page);
    await eventually(async () => assert.ok(await panel.evaluate(() => document.hasFocus())));
    await page.keyboard.press('Alt+F1');
    await panel.getByRole('dialog', { name: 'Help for the diagnosis panel' }).waitFor();
    await page.keyboard.press('Escape');
    await panel.getByRole('dialog').waitFor({ state: 'detached' });
    const focused = (): Promise<string> =>
      panel.evaluate(() => document.activeElement?.closest('.chain .place')?.textContent ?? '');
    for (let tabs = 0; tabs < 80 && (await focused()) === ''; tabs++) {
      await page.keyboard.press('Tab');
    }
    const cited = (await focused()).trim();
    assert.match(cited, /^[\w.-]+:\d+/);
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await place(), cited.replace(/–\d+$/, '')));
  });
});

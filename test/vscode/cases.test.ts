import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand, webviewFrame } from './window.ts';

/** The same failure two days later, in logs of other names, and what a copilot proposed. */
function prepare(workspace: string): void {
  writeFileSync(join(workspace, 'idea.md'), 'Try this:\n\n```sh\nredis-cli INFO memory\n```\n');
  for (const name of ['redis', 'cart-api']) {
    const text = readFileSync(join(workspace, `${name}.log`), 'utf8');
    const later = text
      .replaceAll('09 Nov 2026', '11 Nov 2026')
      .replace(/(?<="time":)\d{13}/g, (time) => String(Number(time) + 172_800_000));
    writeFileSync(join(workspace, `${name}-later.log`), later);
  }
}

suite('Cases in VS Code', () => {
  const session = useSession('3-redis-cache', { prepare });
  const row = (name: string | RegExp): Locator =>
    session.page.getByRole('treeitem', { name }).first();

  async function diagnose(...files: readonly string[]) {
    await session.editor.inHost(
      `await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ input }) => input?.uri)))`,
    );
    await session.show(...files);
    await runCommand(session.page, 'Whytrace: Diagnose');
    return diagnosedPanel(session.page);
  }

  test('a case survives a reload, is renamed, solved, found again, exported, deleted and imported', async () => {
    const { page } = session;
    const panel = await diagnose('redis.log', 'cart-api.log');
    const headline = await panel.locator('h1').innerText();
    await panel.getByRole('button', { name: 'This was it' }).click();
    await panel.getByText('1 verdict in this workspace').waitFor();

    const reloaded = page.waitForEvent('load');
    await runCommand(page, 'Developer: Reload Window');
    await reloaded;
    const again = await diagnosedPanel(page);
    await again.getByRole('button', { name: 'This was it', pressed: true }).waitFor();
    assert.equal(await again.locator('h1').innerText(), headline);

    await runCommand(page, 'Whytrace: Show Cases');
    await row(/^Open case: /).click();
    await page.keyboard.press('F2');
    await answer(page, 'Carts lost');
    await row('Open case: Carts lost').waitFor();

    await runCommand(page, 'Whytrace: Mark Case as Solved');
    await answer(page, 'raised maxmemory to 1 GB');
    await row('Solved cases, 1').waitFor();

    const second = await diagnose('redis-later.log', 'cart-api-later.log');
    const seen = second.locator('.similar');
    await seen.getByText('What solved it: raised maxmemory to 1 GB').waitFor();
    await seen.getByRole('button', { name: 'Carts lost' }).click();
    await second.getByRole('button', { name: 'This was it', pressed: true }).waitFor();
    assert.match(await second.locator('.about').innerText(), /^cart-api\.log, redis\.log /);

    await runCommand(page, 'Whytrace: Export Case');
    await page.getByRole('option', { name: /Without secrets/ }).click();
    const file = await eventually(async () => {
      // The dialog takes no answer while it still looks at the folder.
      const ok = page.locator('.quick-input-widget').getByRole('button', { name: 'OK' });
      await ok.click({ timeout: 500 }).catch(() => {});
      return readFileSync(join(session.workspace, 'carts-lost.whytrace.json'), 'utf8');
    });
    assert.ok(file.startsWith('{"format":"whytrace.case/1","isRedacted":true'));
    assert.ok(!file.includes(session.workspace));

    await runCommand(page, 'Whytrace: Delete Case');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await eventually(async () => assert.equal(await row('Solved cases, 1').count(), 0));
    await eventually(async () => assert.equal(await second.locator('.page.done').count(), 0));

    await session.editor.inHost(`
      const [folder] = vscode.workspace.workspaceFolders;
      const uri = vscode.Uri.joinPath(folder.uri, 'carts-lost.whytrace.json');
      await vscode.commands.executeCommand('whytrace.importCase', uri);`);
    const imported = await diagnosedPanel(page);
    assert.equal(await imported.locator('h1').innerText(), headline);
    await imported.getByRole('button', { name: 'This was it', pressed: true }).waitFor();
    await row('Solved cases, 1').waitFor();
  });

  test('what was audited and asked meanwhile stands below the case, and opens again from there', async () => {
    const { page, editor } = session;
    const panel = await diagnose('redis.log', 'cart-api.log');
    const headline = await panel.locator('h1').innerText();
    await editor.inHost(`await vscode.env.clipboard.writeText('redis-cli FLUSHALL')`);
    await runCommand(page, 'Whytrace: Audit Clipboard as Suggestion');
    await audited(page, 'The clipboard');
    await session.show('idea.md');
    await editor.inHost(`await vscode.commands.executeCommand('editor.action.selectAll')`);
    await runCommand(page, 'Whytrace: Audit Selection as Suggestion');
    await runCommand(page, 'Whytrace: Show Audit');
    await audited(page, 'The selection');
    await runCommand(page, 'Whytrace: Show Chat');
    const chat = await webviewFrame(page, 'Chat', 60_000);
    await chat.locator('#question').fill('How many errors are in cart-api.log?');
    await chat.locator('#question').press('Enter');
    await chat.locator('.turn.answered').first().waitFor({ timeout: 60_000 });
    await runCommand(page, 'Whytrace: New Conversation');
    await chat.locator('.turn.answered').first().waitFor({ state: 'detached' });

    await runCommand(page, 'Whytrace: Show Cases');
    const open = row(`Open case: ${headline}`);
    await open.click();
    await page.keyboard.press('ArrowRight');
    await row('Audit: The clipboard').click();
    const kept = await audited(page, 'The clipboard');
    await kept.getByText('redis-cli FLUSHALL').first().waitFor();
    await kept.getByRole('button', { name: 'Copy review' }).click();
    await eventually(async () => {
      const review = await editor.inHost<string>('return vscode.env.clipboard.readText()');
      assert.match(review, /redis-cli FLUSHALL/);
    });
    await row('Conversation: How many errors are in cart-api.log?').click();
    await chat.locator('.turn.answered', { hasText: 'How many errors' }).waitFor();
  });

  test('another answer is held against the first one, and all that is kept can be deleted', async () => {
    const { page } = session;
    await diagnose('redis.log');
    await runCommand(page, 'Whytrace: Run Again With');
    await page.getByRole('option', { name: /More Logs/ }).click();
    await page.getByRole('checkbox', { name: 'cart-api.log' }).first().click();
    await page.keyboard.press('Enter');
    await eventually(async () => {
      const schemes = await session.editor.inHost<readonly string[]>(
        `return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input?.modified?.scheme ?? ''))`,
      );
      assert.ok(schemes.includes('whytrace-conclusion'));
    });

    await runCommand(page, 'Whytrace: Delete All Data');
    await page.getByRole('button', { name: 'Delete All', exact: true }).click();
    await page
      .getByText(/^Deleted: \d cases/)
      .first()
      .waitFor();
    await runCommand(page, 'Whytrace: Show Cases');
    await page.getByRole('button', { name: 'Diagnose', exact: true }).waitFor();
  });
});

async function audited(page: Page, about: string): Promise<Frame> {
  const frame = await webviewFrame(page, 'Whytrace Audit');
  await frame.locator('.page.done').getByText(about).first().waitFor({ timeout: 30_000 });
  return frame;
}

/** Fills the box that asks for something. */
async function answer(page: Page, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input[type="text"]').first();
  await input.waitFor();
  await input.fill(text);
  await page.keyboard.press('Enter');
}

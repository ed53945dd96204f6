import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { eventually } from '../eventually.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand } from './window.ts';

suite('Rotated logs in VS Code', () => {
  const session = useSession('3-redis-cache', { prepare: rotate });

  test('Diagnose offers the rotated files of the log, and a click reads them with it', async () => {
    await session.show('cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    const offer = panel.locator('.notice', { hasText: 'cart-api.log.2.gz' });
    assert.match(await panel.locator('.about').innerText(), /^cart-api\.log · /);
    await offer.getByRole('button', { name: 'Include rotated files' }).click();
    await eventually(async () => {
      const about = await panel.locator('.page.done .about').innerText();
      assert.match(about, /^cart-api\.log \(3 files\) · /);
    });
    assert.equal(await offer.count(), 0);
  });

  test('where logs are chosen, a log can be chosen with all its files', async () => {
    await runCommand(session.page, 'Whytrace: Diagnose');
    const rows = session.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'cart-api.log with its 2 rotated files' }).click();
    await session.page.keyboard.press('Enter');
    const panel = await diagnosedPanel(session.page);
    await eventually(async () => {
      const about = await panel.locator('.page.done .about').innerText();
      assert.match(about, /^cart-api\.log \(3 files\) · /);
    });
  });
});

/** Cuts a log of the workspace into three files, the oldest one packed. */
function rotate(workspace: string): void {
  const path = join(workspace, 'cart-api.log');
  const lines = readFileSync(path, 'utf8').split('\n');
  const part = (from: number, to?: number): string => `${lines.slice(from, to).join('\n')}\n`;
  writeFileSync(`${path}.2.gz`, gzipSync(part(0, 300)));
  writeFileSync(`${path}.1`, part(300, 900));
  writeFileSync(path, part(900));
}

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../eventually.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand } from './window.ts';

suite('What a team knows, in VS Code', () => {
  const session = useSession('3-redis-cache', { prepare });

  test('a run is compared with a good one that is chosen, and the panel says how they differ', async () => {
    await session.show('cart-api.log');
    await runCommand(session.page, 'Whytrace: Compare With a Good Run');
    const rows = session.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'green.log' }).click();
    await session.page.keyboard.press('Enter');
    const panel = await diagnosedPanel(session.page);
    const notice = panel.locator('.notice', { hasText: 'Compared with green.log' });
    await eventually(async () => assert.match(await notice.innerText(), /\d+ are new/));
  });

  test('mistakes in its signatures are shown in their file', async () => {
    await session.show('.whytrace/signatures/shop.yaml');
    const squiggle = session.page.locator('.editor-instance .squiggly-warning');
    await eventually(async () => assert.ok((await squiggle.count()) > 0));
  });
});

/** A log without the failures of the other, and a signature with a number that is out of range. */
function prepare(workspace: string): void {
  const lines = readFileSync(join(workspace, 'cart-api.log'), 'utf8').split('\n');
  const good = lines.filter((line) => !/ERROR|WARN|OOM|^\s|Error/.test(line));
  writeFileSync(join(workspace, 'green.log'), good.join('\n'));
  mkdirSync(join(workspace, '.whytrace/signatures'), { recursive: true });
  writeFileSync(
    join(workspace, '.whytrace/signatures/shop.yaml'),
    `technology: shop
signatures:
  - id: shop.quota
    title: The quota is used up
    patterns: ['quota exhausted']
    meaning: It is used up.
    role: cause
    documentation: https://wiki.example.org/quota
    precision: 9
    examples: ['quota exhausted']
`,
  );
}

import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import { pause } from './editor.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand } from './window.ts';

/** Memory near its limit, as the sample's Redis would answer. */
const printed = '# Memory\nused_memory:66900000\nmaxmemory:67108864\nmaxmemory_policy:noeviction';

suite('Verdicts and outputs of checks in VS Code', () => {
  const session = useSession('3-redis-cache', {
    // So that what stands in a terminal is text of the page.
    settings: async () => ({ 'terminal.integrated.gpuAcceleration': 'off' }),
  });

  test('a verdict survives a reload, counts in the next diagnosis and can be taken back', async () => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    await panel.getByRole('button', { name: 'Wrong' }).click();
    await panel.getByLabel('It was another cause').check();
    await panel.getByText('1 verdict in this workspace').waitFor();

    const reloaded = session.page.waitForEvent('load');
    await runCommand(session.page, 'Developer: Reload Window');
    await reloaded;
    const again = await diagnosedPanel(session.page);
    await again.getByRole('button', { name: 'Wrong', pressed: true }).waitFor();
    assert.equal(await again.getByLabel('It was another cause').isChecked(), true);

    await again.getByRole('button', { name: 'Run again' }).click();
    await again.locator('.local').getByText('Answers were right 0 of 1 time here').waitFor();
    assert.match(await again.locator('.factors').innerText(), /Verdicts here\s+−\d\.\d\d/);
    assert.equal(await again.locator('.judge [aria-pressed=true]').count(), 0);

    await runCommand(session.page, 'Whytrace: Say Whether the Diagnosis Was Right');
    await session.page.getByRole('option', { name: 'This was it' }).click();
    const right = again.getByRole('button', { name: 'This was it', pressed: true });
    await right.click();
    await eventually(async () => assert.equal(await right.count(), 0));
  });

  test('what a check printed is pasted, moves the confidence, and can be opened and removed', async () => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    const check = panel.locator('.probe-list > li', { hasText: 'redis-cli info memory' });
    await check.getByRole('button', { name: 'Paste output…' }).click();
    await check.getByLabel('What it printed').fill(printed);
    await check.getByRole('button', { name: 'Use as evidence' }).click();
    const moved = panel.locator('.outputs');
    await moved.waitFor();
    assert.match(await moved.innerText(), /\d+% → \d+%\s+the output says “used_memory:66900000”/);
    const [from = 0, to = 0] = (/(\d+)% → (\d+)%/.exec(await moved.innerText()) ?? [])
      .slice(1)
      .map(Number);
    assert.ok(to > from, `${from} → ${to}`);

    await panel
      .getByRole('button', { name: /^output of .*:2$/ })
      .first()
      .click();
    await eventually(async () => {
      const text = await session.editor.inHost<string>(
        `return vscode.window.visibleTextEditors.map((each) => each.document.getText()).join('\\n')`,
      );
      assert.ok(text.includes(printed));
    });
    await panel.getByRole('button', { name: /^Remove output/ }).click();
    await eventually(async () => assert.equal(await moved.count(), 0));
    await diagnosedPanel(session.page);
  });

  test('a check is written into the terminal, and is not run', async () => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    const check = panel.locator('.probe-list > li', { hasText: 'redis-cli info memory' });
    await check.getByRole('button', { name: 'Insert into terminal' }).click();
    const rows = session.page.locator('.terminal .xterm-rows');
    await eventually(async () => {
      const text = (await rows.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
      assert.match(text, /redis-cli info memory/);
    });
    await pause(1500);
    const text = (await rows.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
    assert.doesNotMatch(text, /not found|Could not connect|used_memory:/);
  });
});

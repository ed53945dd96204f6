import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { outsideBrackets, pseudo, pseudoExtension } from '../l10n/pseudo.ts';
import { diagnosedPanel, useSession } from './session.ts';

/** Commands that ask something at once, and what of that is no text of the extension. */
const asking: readonly (readonly [command: string, content: RegExp])[] = [
  ['whytrace.showModelCapabilities', /^$/],
  ['whytrace.exportCase', /^$/],
  ['whytrace.runAgainWith', /^$/],
  ['whytrace.goToLine', /redis\.log/g],
  ['whytrace.noteCase', /^$/],
  ['whytrace.showChats', /^$/],
];

suite('Whytrace in another language', () => {
  const own = pseudoExtension();
  const session = useSession('3-redis-cache', { inLanguage: { own, language: pseudo } });
  suiteTeardown(() => rmSync(own, { recursive: true, force: true }));

  test('says nothing in English beside its answers: views, commands, rows, questions, messages', async () => {
    const { page, editor } = session;
    assert.equal(await editor.inHost('return vscode.env.language'), pseudo);
    await session.show('redis.log', 'cart-api.log');
    await editor.inHost(`await vscode.commands.executeCommand('whytrace.diagnose')`);
    await diagnosedPanel(page);
    await editor.inHost(`await vscode.commands.executeCommand('whytrace.showCases')`);
    await page.getByRole('treeitem', { name: '«Open cases, 1»' }).waitFor();
    assertTranslated(await textsOf(page.locator('.pane-header h3.title')), 3);
    assertTranslated([await statusText(page)], 1);

    await page.keyboard.press('F1');
    await page.keyboard.type('Whytrace: ');
    const rows = page.locator('.quick-input-widget .monaco-list-row');
    await rows.first().waitFor();
    // The editor shows the English title below the translated one.
    const titles = (await textsOf(rows))
      .map((text) => text.split('\n')[0] ?? '')
      .filter((text) => text.startsWith('Whytrace:'));
    assertTranslated(titles, 5);
    await page.keyboard.press('Escape');

    for (const [command, content] of asking) {
      await session.show('redis.log');
      await editor.inHost(`void vscode.commands.executeCommand('${command}')`);
      const asked = (await asks(page)).map((text) => text.replace(content, ''));
      assertTranslated(asked, 1, command);
      await page.keyboard.press('Escape');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    }

    await editor.inHost(`void vscode.commands.executeCommand('whytrace.deleteAllData')`);
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const buttons = (await textsOf(dialog.locator('.monaco-button'))).filter(
      (text) => text !== 'Cancel',
    );
    const said = await textsOf(dialog.locator('.dialog-message-text, .dialog-message-detail'));
    assertTranslated([...said, ...buttons], 3);
    await page.keyboard.press('Escape');
  });
});

function assertTranslated(texts: readonly string[], least: number, of = ''): void {
  assert.ok(
    texts.filter((text) => text.includes('«')).length >= least,
    `${of}: ${texts.join('|')}`,
  );
  assert.deepEqual(
    texts.filter((text) => /\p{L}{2}/u.test(outsideBrackets(text))),
    [],
    of,
  );
}

const textsOf = async (found: Locator): Promise<readonly string[]> =>
  (await found.allInnerTexts()).map((text) => text.trim()).filter((text) => text !== '');

/** The editor puts the icon's name before it. */
async function statusText(page: Page): Promise<string> {
  const item = page.locator('.statusbar-item[id*=whytrace] a');
  return ((await item.getAttribute('aria-label')) ?? '').replace(/^pulse/, '');
}

/** What the open question says: title, prompt, what stands in the empty field, rows. */
async function asks(page: Page): Promise<readonly string[]> {
  const widget = page.locator('.quick-input-widget');
  await widget.locator('.quick-input-title', { hasText: '«' }).waitFor();
  const field = widget.locator('input[type="text"]').first();
  const said = await textsOf(
    widget.locator(
      '.quick-input-title, .quick-input-message, .label-name, .label-description, .quick-input-list-label-meta',
    ),
  );
  // How to confirm it is said by the editor itself.
  return [...said, (await field.getAttribute('placeholder')) ?? ''].map((text) =>
    text.replace(/\(Press [^)]*\)/, ''),
  );
}

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Help } from '../../src/webview/help/helpDialog.ts';
import {
  auditHelp,
  chatHelp,
  mapHelp,
  overviewHelp,
  panelHelp,
} from '../../src/webview/help/helpTexts.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import { empty } from './chatFixture.ts';
import {
  auditHarness,
  chatHarness,
  type Harness,
  mapHarness,
  overviewHarness,
  panelHarness,
} from './harness.ts';
import { type ThemeName, themes } from './themes.ts';

/** Each view, with a state that needs nothing. */
const views: Readonly<Record<string, readonly [Help, () => Promise<Harness<never>>, unknown]>> = {
  panel: [panelHelp, panelHarness, { kind: 'empty' }],
  overview: [overviewHelp, overviewHarness, { kind: 'noLog', candidate: '' }],
  map: [mapHelp, mapHarness, { kind: 'noFolder' }],
  audit: [auditHelp, auditHarness, { kind: 'empty' }],
  chat: [chatHelp, chatHarness, empty],
};

/** As the host does when the command is run. */
function ask(page: Page): Promise<void> {
  return page.evaluate(() => window.postMessage({ kind: 'help' }, '*'));
}

for (const [name, [help, harness, state]] of Object.entries(views)) {
  suite(`the help of the ${name}`, () => {
    let view: Harness<never>;
    suiteSetup(async () => {
      view = await harness();
    });
    suiteTeardown(() => view.close());

    test('tells what is where and all keys, and Escape leads back to where one was', async () => {
      const { page, sent, errors } = await view.open(state as never);
      await page.evaluate(() => {
        const button = document.createElement('button');
        document.body.append(button);
        button.focus();
        button.id = 'here';
      });
      await ask(page);
      const dialog = page.getByRole('dialog', { name: help.title });
      await dialog.waitFor();
      const text = await dialog.innerText();
      for (const words of [...help.parts, ...help.keys].flat()) assert.ok(text.includes(words));
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), help.title);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'here');
      assert.deepEqual(await sent(), [], 'nothing was cancelled or left by that Escape');
      assert.deepEqual(errors, []);
    });

    for (const theme of Object.keys(themes) as ThemeName[]) {
      test(`is open to assistive technology and fits a narrow view, ${theme}`, async () => {
        const { page } = await view.open(state as never, { theme, width: 320 });
        await ask(page);
        await page.getByRole('dialog').waitFor();
        assert.deepEqual(await axeViolations(page), []);
        assert.deepEqual(await tooWide(page), []);
      });
    }
  });
}

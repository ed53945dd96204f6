import assert from 'node:assert/strict';
import type { PanelState } from '../../src/protocol/webview.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import { diagnosed, done } from './fixture.ts';
import { type Harness, type Panel, panelHarness } from './harness.ts';
import { inOtherLanguages } from './languages.ts';
import { type ThemeName, themes } from './themes.ts';

const state: PanelState = {
  ...(done(diagnosed) as Extract<PanelState, { kind: 'done' }>),
  similar: [
    {
      ...{
        id: 'case-1',
        title: 'Carts lost ⟦EMAIL_1⟧',
        status: 'solved',
        changed: 1_772_000_000_000,
      },
      why: 'the same known failure, redis.maxmemory; 5 of 6 cited messages alike',
      ...{ solution: 'raised maxmemory to 1 GB and set an expiry', solutionBy: 'words' },
    },
    {
      ...{ id: 'case-2', title: 'Redis is full', status: 'open', changed: 1_771_000_000_000 },
      why: '3 of 6 cited messages alike',
      ...{ solution: 'Keys without an expiry', solutionBy: 'verdict' },
    },
    {
      ...{ id: 'case-3', title: 'x'.repeat(120), status: 'open', changed: 1_770_000_000_000 },
      ...{ why: '2 of 6 cited messages alike', solution: '', solutionBy: 'nobody' },
    },
  ],
};

suite('similar cases in the panel', function () {
  this.timeout(30_000);
  let harness: Harness<PanelState>;
  let panel: Panel | undefined;
  suiteSetup(async () => {
    harness = await panelHarness();
  });
  suiteTeardown(() => harness.close());
  teardown(async () => {
    await panel?.page.close();
    panel = undefined;
  });

  test('stand below the answer with what solved them, and open at a click', async () => {
    panel = await harness.open(state);
    const section = panel.page.locator('section.similar');
    const text = (await section.innerText()).replace(/\s+/g, ' ');
    assert.match(
      text,
      /^Seen before 1 case solved Carts lost ⟦EMAIL_1⟧ Solved, \d\d:\d\d on 2026-/,
    );
    assert.match(text, /What solved it: raised maxmemory to 1 GB and set an expiry/);
    assert.match(text, /Found to be right: Keys without an expiry/);
    await section.getByRole('button', { name: 'Redis is full' }).click();
    const sent = (await panel.sent()).at(-1);
    assert.deepEqual(
      { method: sent?.method, params: sent?.params },
      { method: 'case/open', params: { caseId: 'case-2' } },
    );
  });

  test('are not there where there are none', async () => {
    panel = await harness.open({ ...state, similar: [] } as PanelState);
    assert.equal(await panel.page.locator('section.similar').count(), 0);
  });

  inOtherLanguages(
    () => harness,
    () => [['similar cases', state]],
  );

  for (const theme of Object.keys(themes) as ThemeName[]) {
    test(`can be read by all in ${theme}, at any width`, async () => {
      panel = await harness.open(state, { theme, width: 320 });
      assert.deepEqual(await axeViolations(panel.page), []);
      assert.deepEqual(await tooWide(panel.page), []);
    });
  }
});

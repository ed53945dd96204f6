import assert from 'node:assert/strict';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { PanelState } from '../../src/protocol/webview.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import { diagnosed, done } from './fixture.ts';
import { type Harness, type Panel, panelHarness } from './harness.ts';
import { inOtherLanguages } from './languages.ts';

const [leading, ...others] = diagnosed.hypotheses;
const entry = {
  ...{ action: 'raise the memory limit', target: 'redis', result: 'came back within an hour' },
  ...{ when: '2026-11-02', note: undefined, file: '.whytrace/tried.yaml', line: 3 },
};

/** A diagnosis one of whose checks was tried before. */
function withTried(): Diagnosis {
  assert.ok(leading);
  const { probes } = leading;
  const tried = probes.slice(1, 2).map((probe) => ({ probe, entry }));
  const hypothesis = { ...leading, probes: probes.slice(0, 1), alreadyTried: tried };
  return { ...diagnosed, hypotheses: [hypothesis, ...others] };
}

suite('what was tried, in the panel', function () {
  this.timeout(30_000);
  let harness: Harness<PanelState>;
  let view: Panel | undefined;
  suiteSetup(async () => {
    harness = await panelHarness();
  });
  suiteTeardown(() => harness.close());
  teardown(() => view?.page.close());

  test('a check is marked as tried', async () => {
    view = await harness.open(done(diagnosed));
    await view.page.getByRole('button', { name: 'Mark as tried…' }).nth(1).click();
    const { method, params } = (await view.sent()).at(-1) ?? {};
    assert.deepEqual(
      [method, params],
      ['probe/tried', { runId: 'run-1', hypothesis: 0, probe: 1 }],
    );
  });

  test('checks that were tried are hidden and counted, and told on demand with what came of them', async () => {
    view = await harness.open(done(withTried()));
    const { page } = view;
    const title = leading?.probes[1]?.title ?? '';
    assert.equal(await page.getByText(title).count(), 0);
    await page.getByText('1 idea you already tried is hidden').click();
    await page.locator('.tried-list', { hasText: title }).waitFor();
    const text = (await page.locator('.tried-list').innerText()).replace(/\s+/g, ' ');
    assert.match(
      text,
      /Tried on 2026-11-02: raise the memory limit, redis\. It came to this: came back within an hour \(\.whytrace\/tried\.yaml:3\)/,
    );
    assert.deepEqual(await axeViolations(page), []);
  });

  inOtherLanguages(
    () => harness,
    () => [['what was tried', done(withTried())]],
  );

  test('nothing of it is cut off in 320 pixels', async () => {
    view = await harness.open(done(withTried()), { width: 320 });
    await view.page.getByText('1 idea you already tried is hidden').click();
    assert.deepEqual(await tooWide(view.page), []);
  });
});

import assert from 'node:assert/strict';
import type { PanelState } from '../../src/protocol/webview.ts';
import { diagnosed, done } from './fixture.ts';
import { type Harness, panelHarness } from './harness.ts';
import { chinese, german, pseudo, untranslated } from './languages.ts';
import { previewed } from './previewFixture.ts';

const [leading, ...others] = diagnosed.hypotheses;
const risky = {
  ...diagnosed,
  hypotheses: [{ ...leading, summary: 'Run `redis-cli FLUSHALL`.' }, ...others],
} as typeof diagnosed;

/** What is looked at, in which language, and what stands there. */
const cases: readonly (readonly [string, keyof typeof words, PanelState, string, RegExp])[] = [
  [
    'numbers, dates and names of reasoners',
    'German',
    done(diagnosed),
    '.about',
    /48\.213 Zeilen · 2\. März 2026, 13:31–14:22 UTC · Eingebauter Analyst · nichts hat diesen Rechner verlassen/,
  ],
  [
    'shares and counts',
    'German',
    done(diagnosed),
    '.how-sure',
    /Wahrscheinlich, 70 % 3 von 4 Aussagen belegt/,
  ],
  ['parts of a score', 'German', done(diagnosed), '.factors', /Ausgangspunkt −2,20/],
  ['one of something', 'German', done(diagnosed), '.folds:has([data-key=problems])', /1 Problem/],
  [
    'sizes and costs',
    'German',
    previewed(),
    '.facts',
    /12\.431 von 2\.000\.000 heute verbraucht Kosten etwa 0,024 \$/,
  ],
  [
    'what a command does',
    'German',
    done(risky),
    '.glance .risk',
    /^Gefährlich: löscht oder überschreibt Daten$/,
  ],
  [
    'numbers and dates',
    'Chinese',
    done(diagnosed),
    '.about',
    /48,213 行 · 2026年3月2日.* · 内置分析器/,
  ],
  ['lengths of time', 'Chinese', done(diagnosed), '.glance', /症状在 7 分 12 秒后出现/],
];

const words = { German: german, Chinese: chinese };

suite('the panel in other languages', function () {
  this.timeout(30_000);
  let harness: Harness<PanelState>;
  suiteSetup(async () => {
    harness = await panelHarness();
  });
  suiteTeardown(() => harness.close());

  for (const [what, language, state, selector, expected] of cases) {
    test(`${what} in ${language}`, async () => {
      const { page, errors } = await harness.open(state, { words: words[language] });
      const text = await page.locator(selector).first().innerText();
      assert.match(text.replace(/\s+/g, ' ').trim(), expected);
      assert.deepEqual(errors, []);
      await page.close();
    });
  }

  test('what a command does is in the user’s language within a sentence that is English', async () => {
    const { page } = await harness.open(done(risky), { words: german });
    const languages = await page
      .locator('.glance .risk')
      .first()
      .evaluate((risk) => [
        risk.getAttribute('lang'),
        risk.parentElement?.closest('[lang]')?.getAttribute('lang'),
      ]);
    assert.deepEqual(languages, ['de', 'en']);
    await page.close();
  });

  test('the end of a run is said in the user’s language', async () => {
    const { page, show } = await harness.open({ kind: 'empty' }, { words: german });
    await show(done(diagnosed));
    await page.getByText('Was geschah', { exact: true }).waitFor();
    const said = await page.locator('[role=status]').innerText();
    assert.equal(
      said,
      `Fertig. ${leading?.title}. Wahrscheinlich, 70 %.`.replace('70 ', '70\u00a0'),
    );
    await page.close();
  });

  test('texts that no language knows are found, wherever they stand', async () => {
    const state = done(diagnosed);
    const { page } = await harness.open(state, { words: pseudo });
    await page.evaluate(() => {
      const planted = document.createElement('div');
      planted.innerHTML =
        '<p>A text of ours</p><p lang="en">Content</p><button title="A hint" aria-label="‹Known›">‹Known› and not</button><input placeholder="A place">';
      document.querySelector('#app')?.append(planted);
    });
    assert.deepEqual(await untranslated(page, state), [
      'A text of ours',
      '‹Known› and not',
      'A hint',
      'A place',
    ]);
    await page.close();
  });

  test('a sentence of the analyst is found where nothing says that it is English', async () => {
    const state = done(diagnosed);
    const { page } = await harness.open(state, { words: pseudo });
    const [claim] = leading?.claims ?? [];
    await page.evaluate((text) => {
      document.querySelector('.about')?.append(text);
    }, claim?.text ?? '');
    assert.deepEqual(await untranslated(page, state), [claim?.text]);
    await page.close();
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import type { OverviewState } from '../../src/protocol/overview.ts';
import { isOverviewState } from '../../src/webview/overview/state.ts';
import { eventually } from '../eventually.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import { hostile } from './fixture.ts';
import { type Harness, type OpenOptions, type Overview, overviewHarness } from './harness.ts';
import { inOtherLanguages } from './languages.ts';
import { manyKinds, sampleOverview, shown, withTemplates } from './overviewFixture.ts';
import { type ThemeName, themes } from './themes.ts';

type Shown = Extract<OverviewState, { kind: 'shown' }>;

suite('overview', function () {
  this.timeout(30_000);
  let harness: Harness<OverviewState>;
  let cart: Shown;
  let many: Shown;
  let states: readonly (readonly [string, OverviewState])[];
  let view: Overview | undefined;

  suiteSetup(async () => {
    harness = await overviewHarness();
    cart = await sampleOverview('3-redis-cache/cart-api.log');
    many = manyKinds(cart, 5000);
    const text = 'no time in this line\n'.repeat(3);
    states = [
      ['a log', cart],
      ['a log of many kinds', many],
      ['a log without times', await shown('build.log', text)],
      ['an empty log', await shown('empty.log', '')],
      ['reading', { kind: 'reading', name: 'app.log', bytes: 1.2e9, share: 0.43 }],
      ['reading, after a first look', readingAfterFirstLook(cart)],
      ['reading, nobody knows how far', { kind: 'reading', name: 'app.log', bytes: 0 }],
      ['a failure', { kind: 'failed', name: 'app.log', message: 'app.log is a folder.' }],
      ['cancelled', { kind: 'cancelled', name: 'app.log' }],
      ['no log', { kind: 'noLog', candidate: '' }],
      ['a text', { kind: 'noLog', candidate: 'notes.txt' }],
    ];
  });
  suiteTeardown(() => harness.close());

  teardown(async () => {
    const errors = view?.errors;
    await view?.page.close();
    view = undefined;
    assert.deepEqual(errors ?? [], [], 'the page wrote errors to its console');
  });

  async function open(state: OverviewState, options?: OpenOptions): Promise<Overview> {
    view = await harness.open(state, { width: 320, ...options });
    return view;
  }

  /** The last request, without its id. */
  async function lastRequest(of: Overview): Promise<unknown> {
    const message = (await of.sent()).at(-1);
    return message && { method: message.method, params: message.params };
  }

  const rows = ({ page }: Overview): Locator => page.locator('.grid-body .row');
  const messages = async (of: Overview): Promise<readonly string[]> =>
    (await rows(of).locator('.text').allInnerTexts()).map((text) => text.trim());
  const focusGrid = ({ page }: Overview): Promise<void> => page.locator('.grid').focus();
  /** What a screen reader is told of the cell that the keyboard is at. */
  const activeText = ({ page }: Overview): Promise<string | null> =>
    page.evaluate(() => {
      const id = document.querySelector('.grid')?.getAttribute('aria-activedescendant');
      return id ? (document.getElementById(id)?.textContent ?? null) : null;
    });

  test('the bundle is small', () => {
    assert.ok(harness.bundleBytes < 60_000, `${harness.bundleBytes} bytes`);
  });

  test('every state the host may send is known', () => {
    for (const [name, state] of states) {
      assert.ok(isOverviewState(state), name);
    }
    assert.equal(isOverviewState({ ...cart, overview: {} }), false);
  });

  suite('what it says', () => {
    test('the log by name, size, lines and time, and that the time is UTC', async () => {
      const { page } = await open(cart);
      assert.equal(await page.locator('h1').innerText(), 'cart-api.log');
      assert.equal(await page.locator('.about').innerText(), '425 KB · 1,846 lines · json');
      assert.equal(await page.locator('.span').innerText(), '9 Nov 2026, 13:31–14:28 UTC · 58 min');
    });

    test('the levels with their counts, and the volume in words', async () => {
      const { page } = await open(cart);
      const levels = await page.locator('button.level').allInnerTexts();
      assert.deepEqual(
        levels.map((text) => text.replace(/\s+/g, ' ').trim()),
        ['Error 196 11%', 'Info 1,649 89%'],
      );
      assert.match(
        (await page.locator('.chart').getAttribute('aria-label')) ?? '',
        /^Records by level from 13:31:00 to 14:29:00\. 196 errors, most at \d\d:\d\d:\d\d\.$/,
      );
    });

    test('the kinds of messages, most frequent first, with what is remarkable', async () => {
      const shownView = await open(cart, { width: 1200 });
      const cells = await rows(shownView).nth(2).locator('.cell').allInnerTexts();
      assert.deepEqual(
        cells.map((text) => text.replace(/\s+/g, ' ').trim()),
        [
          'Error',
          "cart not saved error=OOM command not allowed when used memory > 'maxmemory'.",
          '196',
          '11%',
          '17/min',
          '↑ 8.6×',
          '',
          'New Burst',
          '14:18:12',
          '14:28:58',
        ],
      );
      const reason = await rows(shownView).nth(2).locator('.badge').first().getAttribute('title');
      assert.match(reason ?? '', /^New: new at 14:18:12/);
    });

    test('how far a log was read, and that it can be cancelled', async () => {
      const shownView = await open({ kind: 'reading', name: 'a.log', bytes: 1.2e9, share: 0.43 });
      const { page } = shownView;
      assert.equal(await page.locator('.about').innerText(), 'Reading · 1.1 GB · 43% read');
      assert.equal(await page.getByRole('progressbar').getAttribute('aria-valuenow'), '43');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await eventually(async () =>
        assert.deepEqual(await lastRequest(shownView), { method: 'overview/cancel', params: null }),
      );
      assert.equal(await page.getByRole('button', { name: 'Cancelling…' }).isDisabled(), true);
    });

    const buttons: readonly (readonly [string, OverviewState, string, string])[] = [
      [
        'a failure can be tried again',
        { kind: 'failed', name: 'a', message: 'b' },
        'Try again',
        'read',
      ],
      ['a cancelled log can be read', { kind: 'cancelled', name: 'a' }, 'Read it', 'read'],
      [
        'a text is read when the user says so',
        { kind: 'noLog', candidate: 'n.txt' },
        'Read it as a log',
        'read',
      ],
      ['without a log one can be opened', { kind: 'noLog', candidate: '' }, 'Open a log', 'choose'],
    ];
    for (const [name, state, button, method] of buttons) {
      test(name, async () => {
        const shownView = await open(state);
        await shownView.page.getByRole('button', { name: button }).click();
        await eventually(async () =>
          assert.deepEqual(await lastRequest(shownView), {
            method: `overview/${method}`,
            params: null,
          }),
        );
      });
    }

    test('that a file is empty', async () => {
      const { page } = await open(await shown('empty.log', ''));
      assert.match(await page.locator('.none').innerText(), /file is empty/);
      assert.equal(await page.locator('.grid').count(), 0);
    });

    test('what went wrong with a request', async () => {
      const shownView = await open(cart);
      await shownView.failWith('cart-api.log is not there any more.');
      await rows(shownView).first().click();
      await eventually(async () =>
        assert.equal(
          await shownView.page.getByRole('alert').innerText(),
          'cart-api.log is not there any more.',
        ),
      );
    });
  });

  suite('choosing', () => {
    test('by text, by level and by signal; what is left is counted', async () => {
      const shownView = await open(cart);
      const { page } = shownView;
      const found = page.locator('.found');
      await page.getByRole('searchbox').fill('saved');
      await eventually(async () => assert.match(await found.innerText(), /^2 of 5 kinds/));
      await page.getByRole('button', { name: /^Error/ }).click();
      await eventually(async () => assert.match(await found.innerText(), /^1 of 5 kinds/));
      await page.getByRole('button', { name: 'Clear' }).click();
      await eventually(async () => assert.equal(await found.innerText(), '5 kinds of messages'));
      await page.getByRole('button', { name: /^Silent/ }).click();
      await eventually(async () => assert.deepEqual(await messages(shownView), ['cart saved']));
    });

    test('a filter that leaves nothing says so and can be cleared', async () => {
      const shownView = await open(cart);
      await shownView.page.getByRole('searchbox').fill('nowhere');
      await shownView.page.getByRole('button', { name: 'Clear the filters' }).click();
      await eventually(async () => assert.equal(await rows(shownView).count(), 5));
    });

    test('a click on the head sorts, a second turns the order round', async () => {
      const shownView = await open(many, { width: 1200 });
      const head = shownView.page.getByRole('columnheader', { name: 'Count' });
      assert.equal(await head.getAttribute('aria-sort'), 'descending');
      await head.click();
      await eventually(async () => {
        assert.equal(await head.getAttribute('aria-sort'), 'ascending');
        assert.match((await messages(shownView))[0] ?? '', /^job 4999 /);
      });
    });

    test('filter and order outlive the view, and end with the log', async () => {
      const shownView = await open(cart);
      await shownView.page.getByRole('searchbox').fill('saved');
      await shownView.page.reload();
      await eventually(async () => assert.equal(await rows(shownView).count(), 2));
      await shownView.show({ ...cart, uri: 'file:///other.log' });
      await eventually(async () => assert.equal(await rows(shownView).count(), 5));
    });
  });

  suite('opening', () => {
    test('a click opens the first entry; on the last time, or with Shift, the last', async () => {
      const shownView = await open(cart, { width: 1200 });
      const row = cart.overview.templates[2];
      const target = rows(shownView).nth(2);
      const opens = async (line: number | undefined): Promise<void> => {
        await eventually(async () =>
          assert.deepEqual(await lastRequest(shownView), {
            method: 'overview/open',
            params: { line },
          }),
        );
      };
      await target.locator('.text').click();
      await opens(row?.firstLine);
      await target.locator('.last').click();
      await opens(row?.lastLine);
      await target.locator('.first').click();
      await opens(row?.firstLine);
      await target.locator('.text').click({ modifiers: ['Shift'] });
      await opens(row?.lastLine);
    });

    test('by keyboard: arrows, Enter, Shift+Enter', async () => {
      const shownView = await open(cart);
      const { keyboard } = shownView.page;
      await focusGrid(shownView);
      await keyboard.press('ArrowDown');
      await keyboard.press('ArrowDown');
      assert.match((await activeText(shownView)) ?? '', /^cart not saved/);
      await keyboard.press('ArrowRight');
      assert.equal(await activeText(shownView), '196');
      const row = cart.overview.templates[2];
      for (const [key, line] of [
        ['Enter', row?.firstLine],
        ['Shift+Enter', row?.lastLine],
      ] as const) {
        await keyboard.press(key);
        await eventually(async () =>
          assert.deepEqual(await lastRequest(shownView), {
            method: 'overview/open',
            params: { line },
          }),
        );
      }
    });

    test('Diagnose asks for a diagnosis of this log', async () => {
      const shownView = await open(cart);
      await shownView.page.getByRole('button', { name: 'Diagnose' }).click();
      await eventually(async () =>
        assert.deepEqual(await lastRequest(shownView), {
          method: 'overview/diagnose',
          params: null,
        }),
      );
    });
  });

  suite('by keyboard', () => {
    test('a letter in the table filters, and the arrow leads back', async () => {
      const shownView = await open(cart);
      const { keyboard } = shownView.page;
      await focusGrid(shownView);
      await keyboard.type('saved');
      await eventually(async () => assert.equal(await rows(shownView).count(), 2));
      await keyboard.press('ArrowDown');
      assert.equal(await activeText(shownView), 'cart saved');
    });

    test('up from the first row leads to the head, where Enter sorts', async () => {
      const shownView = await open(cart);
      const { keyboard } = shownView.page;
      await focusGrid(shownView);
      await keyboard.press('ArrowUp');
      await keyboard.press('Enter');
      const head = shownView.page.getByRole('columnheader', { name: 'Message' });
      assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    });

    test('Escape clears the filter, then leads back to the editor', async () => {
      const shownView = await open(cart);
      const { keyboard } = shownView.page;
      await shownView.page.getByRole('searchbox').fill('saved');
      await keyboard.press('Escape');
      await eventually(async () => assert.equal(await rows(shownView).count(), 5));
      await keyboard.press('Escape');
      await eventually(async () =>
        assert.deepEqual(await lastRequest(shownView), { method: 'editor/focus', params: null }),
      );
    });

    test('? opens the list of keys', async () => {
      const { page } = await open(cart);
      await page.locator('.grid').focus();
      await page.keyboard.press('?');
      await page.getByText('open the last one').waitFor();
    });
  });

  suite('thousands of kinds', () => {
    test('only those in the window are in the document, wherever one scrolls', async () => {
      const shownView = await open(many);
      const { page } = shownView;
      assert.ok((await rows(shownView).count()) < 60);
      await page.evaluate(() => scrollTo({ top: 100_000, behavior: 'instant' }));
      await eventually(async () => {
        const found = await messages(shownView);
        assert.ok(found.length > 10 && found.length < 60);
        assert.match(found[0] ?? '', /^job 20\d\d /);
      });
    });

    test('the keyboard reaches the last, and the grid says how many there are', async () => {
      const shownView = await open(many);
      const { page } = shownView;
      await focusGrid(shownView);
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await eventually(async () =>
        assert.match((await activeText(shownView)) ?? '', /^job 4999 of <\*>/),
      );
      assert.equal(await page.locator('.grid').getAttribute('aria-rowcount'), '5001');
      const last = page.locator('.grid-body .row.current');
      assert.equal(await last.getAttribute('aria-rowindex'), '5001');
      const box = await last.boundingBox();
      assert.ok(box && box.y > 0 && box.y + box.height <= 901, JSON.stringify(box));
    });

    test('all of them are found by text', async () => {
      const shownView = await open(many);
      await shownView.page.getByRole('searchbox').fill('job 4321 ');
      await eventually(async () =>
        assert.deepEqual(await messages(shownView), ['job 4321 of <*> ended with code <*>']),
      );
    });
  });

  test('text of the log stays text', async () => {
    const [row] = cart.overview.templates;
    assert.ok(row);
    const template = {
      ...row,
      text: hostile,
      signals: [{ kind: 'novel', reason: hostile }] as const,
    };
    const { page } = await open({
      ...cart,
      name: hostile,
      overview: { ...withTemplates(cart.overview, [template]), problems: [hostile] },
    });
    const found = await page.evaluate(() => ({
      elements: document.querySelectorAll('#app :is(script, img, iframe, a, style, b > i)').length,
      inline: [...document.querySelectorAll('#app *')].filter((element) =>
        element.getAttributeNames().some((name) => name.startsWith('on')),
      ).length,
      pwned: 'pwned' in window,
      told: document.querySelector('.cell.text code')?.textContent,
    }));
    assert.deepEqual(found, { elements: 0, inline: 0, pwned: false, told: hostile });
  });

  suite('for everyone', () => {
    inOtherLanguages(
      () => harness,
      () => states,
    );

    for (const theme of Object.keys(themes) as ThemeName[]) {
      test(`axe finds nothing in any state in the theme ${theme}`, async () => {
        const shownView = await open(cart, { theme });
        await focusGrid(shownView);
        for (const [name, state] of states) {
          await shownView.show(state);
          await eventually(async () => {
            assert.deepEqual(await axeViolations(shownView.page), [], name);
          });
        }
      });
    }

    for (const width of [320, 520, 1000]) {
      test(`nothing scrolls sideways at ${width} pixels`, async () => {
        const shownView = await open(cart, { width });
        for (const [name, state] of states) {
          await shownView.show(state);
          await eventually(async () => {
            assert.deepEqual(await tooWide(shownView.page), [], name);
          });
        }
      });
    }

    test('a log that is being read shows what its head and tail tell', async () => {
      const { page } = await open(readingAfterFirstLook(cart));
      const look = page.getByRole('region', { name: 'First look' });
      await look.waitFor();
      const text = (await look.innerText()).replace(/\s+/g, ' ');
      assert.match(text, /its first and last lines, 128 KB/);
      assert.match(text, /OOM command not allowed/);
    });

    test('what changed is said once, and not each time a log grew', async () => {
      const shownView = await open({ kind: 'reading', name: cart.name, bytes: 1 });
      const status = shownView.page.getByRole('status');
      await shownView.show(cart);
      await eventually(async () =>
        assert.equal(await status.textContent(), 'Overview of cart-api.log: 5 kinds of messages.'),
      );
      await shownView.page.getByRole('searchbox').fill('saved');
      await eventually(async () =>
        assert.equal(await status.textContent(), '2 of 5 kinds of messages'),
      );
    });

    test('the style sheet has no colour of its own', () => {
      const style = readFileSync('media/overview.css', 'utf8');
      assert.deepEqual(style.match(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/gi), null);
    });
  });
});

function readingAfterFirstLook({ name, overview }: Shown): OverviewState {
  const { records, format, span, levels, templates } = overview;
  const firstLook = { bytes: 131_072, records, format, span, levels, templates };
  return { kind: 'reading', name, bytes: 1.2e9, share: 0.12, firstLook };
}

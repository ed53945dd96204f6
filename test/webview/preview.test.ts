import assert from 'node:assert/strict';
import type { PanelState } from '../../src/protocol/webview.ts';
import { eventually } from '../eventually.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import { diagnosed, done, running } from './fixture.ts';
import { type Harness, type OpenOptions, type Panel, panelHarness } from './harness.ts';
import { preview, previewed, request, withStates } from './previewFixture.ts';
import { type ThemeName, themes } from './themes.ts';

/** Another day than that of the test, so that what is shown does not hang on midnight passing by. */
const lastJanuary = new Date(2026, 0, 5, 9, 30).getTime();

suite('the preview of what would be sent', function () {
  this.timeout(30_000);
  let harness: Harness<PanelState>;
  let panel: Panel | undefined;

  suiteSetup(async () => {
    harness = await panelHarness();
  });
  suiteTeardown(() => harness.close());

  teardown(async () => {
    const errors = panel?.errors;
    await panel?.page.close();
    panel = undefined;
    assert.deepEqual(errors ?? [], [], 'the page wrote errors to its console');
  });

  async function open(state: PanelState, options?: OpenOptions): Promise<Panel> {
    panel = await harness.open(state, options);
    return panel;
  }

  async function textOf({ page }: Panel, selector: string): Promise<string> {
    return (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();
  }

  /** The last request, without its id. */
  async function lastRequest(of: Panel): Promise<unknown> {
    const message = (await of.sent()).at(-1);
    return message?.kind === 'request' && { method: message.method, params: message.params };
  }

  const wish = (item: string, wanted: string): object => ({
    method: 'preview/wish',
    params: { runId: 'run-1', item, wish: wanted },
  });
  const end = (how: string): object => ({
    method: 'preview/end',
    params: { runId: 'run-1', end: how },
  });

  test('says where to, how much, for what price and what was hidden', async () => {
    const shown = await open(previewed());
    assert.equal(await textOf(shown, 'h1'), 'Send this to gpt-5.2?');
    assert.match(await textOf(shown, '.about'), /^Nothing has left this machine yet\. 8 excerpts/);
    assert.equal(
      await textOf(shown, '.facts'),
      `To api.example.com gpt-5.2 at api.example.com Size about ${request.tokens.toLocaleString('en-US')} tokens 12,431 of 2,000,000 were used today Cost about $0.024 up to $0.13 with all rounds Hidden 14 values 6 PASSWORD, 4 JWT, 3 EMAIL and 1 more kind`,
    );
  });

  test('lists each excerpt with its lines and tokens, which add up with the rest', async () => {
    const shown = await open(previewed());
    const places = await shown.page.locator('.item .evidence-place').allInnerTexts();
    assert.deepEqual(
      places,
      request.items.map(({ file, startLine, endLine }) =>
        startLine === endLine ? `${file}:${startLine}` : `${file}:${startLine}–${endLine}`,
      ),
    );
    const tokens = await shown.page
      .locator('.item > .tokens')
      .evaluateAll((all) =>
        all.map((each) => Number((each.textContent ?? '').replace(/[^\d]/g, ''))),
      );
    assert.equal(
      tokens.reduce((sum, each) => sum + each, 0),
      request.tokens,
    );
  });

  const clicks: readonly [
    name: string,
    state: PanelState,
    role: 'button' | 'checkbox',
    label: string,
    sent: object,
  ][] = [
    ['Send', previewed(), 'button', 'Send', end('send')],
    [
      'Send without asking again',
      previewed(),
      'button',
      'Send without asking again in this workspace',
      end('sendAlways'),
    ],
    [
      'the analyst instead',
      previewed(),
      'button',
      'Use the embedded analyst instead',
      end('embedded'),
    ],
    [
      'Cancel',
      previewed(),
      'button',
      'Cancel',
      { method: 'run/cancel', params: { runId: 'run-1' } },
    ],
    ['taking an excerpt out', previewed(), 'checkbox', 'Send redis.log:412', wish('E3', 'drop')],
    [
      'putting it back',
      previewed({ request: withStates({ E3: 'dropped' }) }),
      'checkbox',
      'Send redis.log:412',
      wish('E3', 'keep'),
    ],
    ['pinning it', previewed(), 'button', 'Pin redis.log:412', wish('E3', 'pin')],
    [
      'unpinning it',
      previewed({ request: withStates({ E3: 'pinned' }) }),
      'button',
      'Pin redis.log:412',
      wish('E3', 'keep'),
    ],
    [
      'wanting what has no room, which pins it',
      previewed({ request: withStates({ E3: 'noRoom' }) }),
      'checkbox',
      'Send redis.log:412',
      wish('E3', 'pin'),
    ],
  ];
  for (const [name, state, role, label, sent] of clicks) {
    test(`tells the host of ${name}, by keyboard`, async () => {
      const shown = await open(state);
      await shown.page.getByRole(role, { name: label, exact: true }).focus();
      await shown.page.keyboard.press('Space');
      await eventually(async () => assert.deepEqual(await lastRequest(shown), sent));
    });
  }

  test('each control is reached by Tab, in reading order, with its focus visible', async () => {
    const shown = await open(previewed());
    const reached: string[] = [];
    for (let i = 0; i < 7; i++) {
      await shown.page.keyboard.press('Tab');
      const focused = await shown.page.evaluate(() => {
        const element = document.activeElement;
        const outline = element ? getComputedStyle(element).outlineStyle : 'none';
        return [element?.ariaLabel ?? element?.textContent?.trim() ?? '', outline] as const;
      });
      assert.notEqual(focused[1], 'none', focused[0]);
      reached.push(focused[0].split('\n')[0] ?? '');
    }
    assert.deepEqual(reached.slice(0, 5), [
      'Send',
      'Send without asking again in this workspace',
      'Use the embedded analyst instead',
      'Cancel',
      'Send checkout.log:20117–20134',
    ]);
    assert.equal(reached[6], 'Pin checkout.log:20117–20134');
  });

  test('Escape cancels the run', async () => {
    const shown = await open(previewed());
    await shown.page.keyboard.press('Escape');
    await eventually(async () =>
      assert.deepEqual(await lastRequest(shown), {
        method: 'run/cancel',
        params: { runId: 'run-1' },
      }),
    );
  });

  const barred: readonly [name: string, state: PanelState][] = [
    ['while the preview of a change is made', previewed({ isChanging: true })],
    [
      'with all excerpts taken out',
      previewed({
        request: withStates(Object.fromEntries(request.items.map(({ id }) => [id, 'dropped']))),
      }),
    ],
    ['above the limit', previewed({ request: { ...request, limit: 1000 } })],
  ];
  for (const [name, state] of barred) {
    test(`nothing can be sent ${name}`, async () => {
      const shown = await open(state);
      assert.ok(await shown.page.getByRole('button', { name: 'Send', exact: true }).isDisabled());
      assert.ok(await shown.page.getByText('Use the embedded analyst instead').isEnabled());
    });
  }

  test('where the setting wants to be asked always, sending for ever is not offered', async () => {
    const shown = await open(previewed({ mayRemember: false }));
    assert.equal(await shown.page.getByText('without asking again').count(), 0);
  });

  const notices: readonly [name: string, state: PanelState, words: RegExp][] = [
    ['a large request', previewed({ above: 1000 }), /1,000 tokens .*confirmAboveTokens/],
    [
      'one above the limit',
      previewed({ request: { ...request, limit: 1000 } }),
      /tokensPerRequest allows 1,000 tokens/,
    ],
    [
      'an answer that is kept',
      previewed({ keptAt: lastJanuary }),
      /asked at 09:30 on 2026-01-05\. That answer/,
    ],
  ];
  for (const [name, state, words] of notices) {
    test(`it tells of ${name}`, async () => {
      assert.match(await textOf(await open(state), '.notice'), words);
    });
  }

  test('an excerpt opens to its lines as they would be sent', async () => {
    const shown = await open(previewed());
    await shown.page.locator('[data-key="preview.E3"] > summary').click();
    await eventually(async () =>
      assert.match(await textOf(shown, '[data-key="preview.E3"] pre'), /^L412\| \S.*expires=12$/),
    );
  });

  test('its file opens at its lines', async () => {
    const shown = await open(previewed());
    await shown.page.locator('[data-key="preview.E3"] > summary').click();
    await shown.page.getByTitle('Open redis.log:412').click();
    await eventually(async () =>
      assert.deepEqual(await lastRequest(shown), {
        method: 'source/reveal',
        params: { uri: request.items[2]?.uri, startLine: 412, endLine: 412 },
      }),
    );
  });

  test('the exact text opens, and is copied as it is', async () => {
    const shown = await open(previewed());
    await shown.page.getByText('The exact text').click();
    await eventually(async () =>
      assert.equal(
        await shown.page
          .getByRole('region', { name: 'The first request, byte for byte' })
          .textContent(),
        request.text,
      ),
    );
    await shown.page.getByRole('button', { name: 'Copy what would be sent' }).click();
    await eventually(async () =>
      assert.deepEqual(await lastRequest(shown), {
        method: 'clipboard/write',
        params: { text: request.text },
      }),
    );
  });

  test('the exact text is opened in an editor on demand', async () => {
    const shown = await open(previewed());
    await shown.page.getByText('The exact text').click();
    await shown.page.getByText('Open in an editor').click();
    await eventually(async () =>
      assert.deepEqual(await lastRequest(shown), { method: 'request/open', params: null }),
    );
  });

  test('a text that forges headings opens nothing but itself, as text', async () => {
    const evil = `${request.text}\n### E3 · <img src=x onerror=alert(1)>`;
    const shown = await open(
      previewed({ request: { ...request, text: evil as typeof request.text } }),
    );
    await shown.page.getByText('The exact text').click();
    await shown.page.getByRole('region', { name: 'The first request, byte for byte' }).waitFor();
    assert.equal(await shown.page.locator('#app img').count(), 0);
  });

  test('a screen reader is told that it waits, and what each change makes of it', async () => {
    const shown = await open(running);
    await shown.show(previewed());
    const status = shown.page.locator('[role=status]');
    await eventually(async () =>
      assert.match(
        (await status.textContent()) ?? '',
        /^Waiting for you: 8 of 8 excerpts, about [\d,]+ tokens, would be sent to api\.example\.com\./,
      ),
    );
    await shown.show(previewed({ request: withStates({ E3: 'dropped' }), isChanging: false }));
    await eventually(async () =>
      assert.match((await status.textContent()) ?? '', /^Waiting for you: 7 of 8 excerpts/),
    );
    await shown.show(running);
    await eventually(async () =>
      assert.match((await status.textContent()) ?? '', /^Asking for explanations/),
    );
  });

  test('after Send the stages are shown again', async () => {
    const shown = await open(previewed());
    await shown.show(running);
    await eventually(async () => assert.equal(await textOf(shown, 'h1'), 'Looking for why'));
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    test(`breaks no rule of accessibility in ${theme}`, async () => {
      const states = { E2: 'dropped', E3: 'pinned', E5: 'noRoom' } as const;
      const shown = await open(previewed({ request: withStates(states), above: 10 }), { theme });
      await shown.page.locator('[data-key="preview.E3"] > summary').click();
      await shown.page.getByText('Left out, and why').click();
      assert.deepEqual(await axeViolations(shown.page), []);
    });
  }

  for (const width of [320, 560, 900]) {
    test(`fits ${width} pixels`, async () => {
      const shown = await open(previewed({ above: 10, keptAt: 0 }), { width });
      await shown.page.locator('[data-key="preview.E1"] > summary').click();
      await shown.page.getByText('The exact text').click();
      assert.deepEqual(await tooWide(shown.page), []);
    });
  }

  suite('afterwards', () => {
    const receipt = {
      destination: 'https://api.example.com/v1',
      text: request.text,
      redactions: request.redactions,
      requests: 1,
      tokens: 6100,
      cost: { amount: 0.031, currency: 'EUR' },
    };
    const line = { file: 'redis.log', startLine: 412, endLine: 412 };

    test('the receipt says who allowed it, what was taken out and what it cost', async () => {
      const approval = { by: 'user', dropped: [line], pinned: [], noRoom: [] } as const;
      const shown = await open(done({ ...diagnosed, receipt: { ...receipt, approval } }));
      await shown.page.getByText('What was sent').click();
      await eventually(async () => {
        const text = await textOf(shown, '[data-key=sent]');
        assert.match(text, /About 6,100 tokens, €0\.031 by your prices/);
        assert.match(text, /You saw it before and allowed it\./);
        assert.match(text, /You took out redis\.log:412\./);
      });
    });

    test('what was sent without asking can be asked about again', async () => {
      const approval = { by: 'workspace', dropped: [], pinned: [], noRoom: [] } as const;
      const shown = await open(done({ ...diagnosed, receipt: { ...receipt, approval } }));
      await shown.page.getByText('What was sent').click();
      await shown.page.getByText('Ask again from now on').click();
      await eventually(async () =>
        assert.deepEqual(await lastRequest(shown), {
          method: 'command/run',
          params: { command: 'askBeforeSending' },
        }),
      );
    });

    test('a kept answer is told as such, and can be asked anew', async () => {
      const { receipt: _none, ...unsent } = diagnosed;
      const reasoner = { kind: 'openai', name: 'gpt-5.2 at x', keptAt: lastJanuary } as const;
      const shown = await open(done({ ...unsent, reasoner }));
      assert.match(
        await textOf(shown, '.notice'),
        /^Answered from the reply of 09:30 on 2026-01-05, .* Nothing was sent, and it cost nothing\./,
      );
      await shown.page.getByRole('button', { name: 'Ask again' }).click();
      await eventually(async () =>
        assert.deepEqual(await lastRequest(shown), {
          method: 'command/run',
          params: { command: 'askAnew' },
        }),
      );
    });
  });

  test('is drawn from what the host keeps, however often it is hidden', async () => {
    const shown = await open(previewed({ ...preview, request: withStates({ E3: 'dropped' }) }));
    await shown.page.reload();
    await shown.page.waitForSelector('.page.preview h1');
    const box = shown.page.getByRole('checkbox', { name: 'Send redis.log:412' });
    assert.equal(await box.isChecked(), false);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isCandidate } from '../../src/extension/chat/candidates.ts';
import { parseSubject } from '../../src/extension/chat/chatMessage.ts';
import type { PanelState } from '../../src/protocol/webview.ts';
import { eventually } from '../eventually.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import {
  cancelled,
  diagnosed,
  done,
  failed,
  hostile,
  hostileDiagnosis,
  interrupted,
  modelFailed,
  noIncident,
  notEnoughEvidence,
  partial,
  running,
  stoodIn,
  tooLarge,
} from './fixture.ts';
import { type Harness, type OpenOptions, type Panel, panelHarness } from './harness.ts';
import { type ThemeName, themes } from './themes.ts';

const restricted: PanelState = { ...done(diagnosed), isRestricted: true } as PanelState;
const keyNotice = 'The key was refused (401). Set another, then run again.';

suite('panel', function () {
  this.timeout(60_000);
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

  /** Text of the first match, with white space folded. */
  async function textOf({ page }: Panel, selector: string): Promise<string> {
    return (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();
  }

  /** The last request, without its id. */
  async function lastRequest(of: Panel): Promise<unknown> {
    const message = (await of.sent()).at(-1);
    return message?.kind === 'request' && { method: message.method, params: message.params };
  }

  test('the bundle is small', () => {
    assert.ok(harness.bundleBytes < 160_000, `${harness.bundleBytes} bytes`);
  });

  suite('what it says', () => {
    test('a diagnosis begins with the answer and four facts', async () => {
      const shown = await open(done(diagnosed));
      assert.equal(await textOf(shown, 'h1'), diagnosed.hypotheses[0]?.title);
      assert.equal(
        await textOf(shown, '.about'),
        'checkout.log, redis.log, payments.log · 48,213 lines · 2 Mar 2026, 13:31–14:22 UTC · Embedded analyst · nothing left this machine · 325 ms',
      );
      const facts = await shown.page.locator('.glance > div').allInnerTexts();
      assert.deepEqual(
        facts.map((fact) => fact.split('\n')[0]),
        ['What happened', 'Since', 'Check first', 'How sure'],
      );
      assert.match(
        await textOf(shown, '.glance'),
        /13:56:00 56 s after another version was rolled out symptom 7 min 12 s later/,
      );
      assert.match(await textOf(shown, '.how-sure'), /Likely, 70% 3 of 4 claims supported/);
    });

    test('the chart has a text that says the same', async () => {
      const shown = await open(done(diagnosed));
      const label = await shown.page.locator('.timeline-picture').getAttribute('aria-label');
      assert.match(
        label ?? '',
        /^Records by level from 13:31:00 to 14:22:00\. [\d,]+ errors, most at \d\d:\d\d:\d\d\. First deviation at 13:56:00\. 1 change marked\.$/,
      );
      assert.equal(
        await textOf(shown, '.order'),
        '13:56:00 cause 14:03:12 mechanism, symptom 14:05:40 impact',
      );
    });

    test('the chain runs from symptom to impact, each link with its verdict and its quotes', async () => {
      const shown = await open(done(diagnosed));
      const roles = await shown.page.locator('.chain .role').allInnerTexts();
      assert.deepEqual(
        roles.map((role) => role.replace(/\s+/g, ' ').trim()),
        ['Symptom', 'because Mechanism', 'because Cause', 'as a result Impact'],
      );
      const verdicts = await shown.page.locator('.chain .verdict').allInnerTexts();
      assert.deepEqual(verdicts, ['Supported', 'Supported', 'Supported', 'Partly supported']);
      const times = await shown.page.locator('.chain time').allInnerTexts();
      assert.deepEqual(times, [
        '14:03:12 +7m12s',
        '14:03:12 +7m12s',
        '13:56:00',
        '14:05:40 +9m40s',
      ]);
      assert.match(await textOf(shown, '.chain li:last-child .reasons'), /trace 91bb is not/);
    });

    test('explanations, claims, facts against and evidence can each be added to the chat', async () => {
      const shown = await open(done(diagnosed));
      const named = await shown.page
        .locator('[data-vscode-context]')
        .evaluateAll((all) =>
          all.map((one) => [
            JSON.parse(one.getAttribute('data-vscode-context') ?? '').whytraceSubject,
            one.textContent?.replace(/\s+/g, ' '),
          ]),
        );
      const offered = { lines: [], logs: [], diagnosis: diagnosed };
      const kinds = named.map(([given, text]) => {
        const subject = parseSubject(given);
        assert.ok(subject && isCandidate(offered, subject), JSON.stringify(given));
        if (subject.kind === 'claim') assert.ok(text.includes(subject.text), subject.text);
        return subject.kind === 'claim' ? subject.list : subject.kind;
      });
      assert.deepEqual([...new Set(kinds)], ['hypothesis', 'claims', 'against', 'evidence']);
    });

    test('the reasons of a verdict are shown on demand', async () => {
      const shown = await open(done(diagnosed));
      const first = shown.page.locator('.chain .step').first();
      assert.equal(await first.locator('.reasons').count(), 0);
      await first.locator('.verdict').click();
      await eventually(async () => {
        assert.deepEqual(await first.locator('.reasons li').allInnerTexts(), [
          'The quote stands in line 20117 word for word.',
          '398 and 401 were counted again in checkout.log and are right.',
        ]);
      });
    });

    test('the frames of a stack are folded but for the first, and say how many they are', async () => {
      const shown = await open(done(diagnosed));
      const quote = shown.page.locator('.chain .quote').first();
      assert.equal(await quote.locator('.number').count(), 3);
      await quote.getByText('15 more frames').click();
      await eventually(async () => {
        assert.equal(await quote.locator('.number').count(), 18);
      });
      await quote.getByText('Fold the frames').click();
      await eventually(async () => {
        assert.equal(await quote.locator('.number').count(), 3);
      });
    });

    test('a long quote is folded and says by how much', async () => {
      const [leading] = diagnosed.hypotheses;
      const [claim] = leading?.claims ?? [];
      const [citation] = claim?.citations ?? [];
      assert.ok(leading && claim && citation);
      const quote = Array.from({ length: 18 }, (_, index) => `line ${index}`).join('\n');
      const claims = [{ ...claim, citations: [{ ...citation, quote }] }];
      const shown = await open(done({ ...diagnosed, hypotheses: [{ ...leading, claims }] }));
      const shownQuote = shown.page.locator('.chain .quote').first();
      assert.equal(await shownQuote.locator('.line').count(), 6);
      await shownQuote.getByText('12 more lines').click();
      await eventually(async () => {
        assert.equal(await shownQuote.locator('.line').count(), 18);
      });
      await shownQuote.getByText('Show less').click();
      await eventually(async () => {
        assert.equal(await shownQuote.locator('.line').count(), 6);
      });
    });

    test('many quotes of one claim are folded after the second', async () => {
      const [leading] = diagnosed.hypotheses;
      const [claim] = leading?.claims ?? [];
      const [citation] = claim?.citations ?? [];
      assert.ok(leading && claim && citation);
      const citations = Array.from({ length: 5 }, (_, index) => ({
        ...citation,
        startLine: index + 1,
        endLine: index + 1,
        quote: 'one of many',
      }));
      const hypotheses = [{ ...leading, claims: [{ ...claim, citations }] }];
      const shown = await open(done({ ...diagnosed, hypotheses }));
      assert.equal(await shown.page.locator('.chain .quote').count(), 2);
      await shown.page.getByText('3 more quotes').click();
      await eventually(async () => {
        assert.equal(await shown.page.locator('.chain .quote').count(), 5);
      });
    });

    test('of much evidence the cited excerpts are shown first, and all on demand', async () => {
      const [first] = diagnosed.evidence;
      assert.ok(first);
      const more = Array.from({ length: 20 }, (_, index) => ({ ...first, id: `E${index + 9}` }));
      const evidence = [...diagnosed.evidence, ...more];
      const shown = await open(done({ ...diagnosed, evidence }));
      assert.equal(await shown.page.locator('.evidence .fold').count(), 8);
      await shown.page.getByText('Show all 28 excerpts').click();
      await eventually(async () => {
        assert.equal(await shown.page.locator('.evidence .fold').count(), 28);
      });
    });

    test('the parts of the score add up, and its caps stand first', async () => {
      const shown = await open(done(diagnosed));
      const points = await shown.page.locator('.factors .points').allInnerTexts();
      const sum = points
        .map((text) => Number(text.replace('−', '-')))
        .reduce((total, part) => total + part, 0);
      assert.equal(sum.toFixed(2), '3.75');
      assert.equal(
        await textOf(shown, '.sum'),
        'Sum +3.75 = 98% Held at the cap 95% Shared with the rivals 71% Likely, in steps of 5% 70%',
      );
      assert.match(
        await textOf(shown, '.sure'),
        /^How sure, and why At most 95%\. Nothing is certain before it was confirmed here\. At most 71%\..*Starting point/,
      );
    });

    test('the reason of each part is there for a screen reader, and for all on demand', async () => {
      const shown = await open(done(diagnosed));
      const reason = shown.page.locator('.factors .reason').nth(1);
      assert.equal(await reason.textContent(), '6 of 6 citations were found, 5 word for word');
      assert.ok(((await reason.boundingBox())?.height ?? 0) <= 1);
      await shown.page.getByText('Explain each part').click();
      await eventually(async () => {
        assert.ok(((await reason.boundingBox())?.height ?? 0) > 10);
      });
      assert.match(
        await textOf(shown, '.calibration'),
        /^The weights were fitted to written incidents, .* Of \d+ answers believed as much as this, \d+% were right\./,
      );
    });

    test('what it rests on and what would change it stand below the score', async () => {
      const shown = await open(done(diagnosed));
      assert.equal(
        await textOf(shown, '.rests'),
        'What this rests on Without src/cart/cart.ts:48 it would be 31%, not 71%. Without redis.log:412 it would be 44%, not 71%. Without redis.log:881 it would be 58%, not 71%. 1 more line that matters',
      );
      assert.equal(
        await textOf(shown, '.change'),
        'What would change it A fourth kind of evidence, such as a change made just before, would lift it to very likely, 82%. The check that would decide it: See how much memory the keys take and what the limit is',
      );
      await shown.page.getByText('1 more line that matters').click();
      await eventually(async () => {
        assert.equal(await shown.page.locator('.rests li').count(), 4);
        assert.match(await textOf(shown, '.rests'), /Without checkout\.log:20117–20134 it/);
      });
      await shown.page.locator('#tab-1').click();
      await eventually(async () => {
        assert.match(await textOf(shown, '.rests'), /No single line: without any one of those/);
        assert.equal(await shown.page.locator('.change').count(), 0);
      });
    });

    test('a diagnosis that an old version saved says nothing of what it rests on', async () => {
      const hypotheses = diagnosed.hypotheses.map(({ restsOn, wouldLift, ...old }) => old);
      const shown = await open(done({ ...diagnosed, hypotheses }));
      assert.match(await textOf(shown, '.sum'), /Likely, in steps of 5% 70%$/);
      assert.equal(await shown.page.locator('.rests, .change').count(), 0);
    });

    test('without a model it says that nothing left the machine', async () => {
      const shown = await open(done(diagnosed));
      assert.match(await textOf(shown, '.looked-at'), /What was sent nothing left this machine/);
    });

    test('a failed model is told at once, with what would help, and what was sent is kept', async () => {
      const shown = await open(done(modelFailed, keyNotice));
      assert.match(
        await textOf(shown, '.notice'),
        /The model’s server refused the key\. This is the embedded analyst’s answer.*The key was refused/,
      );
      await shown.page.getByText('Set API key').click();
      await eventually(async () => {
        assert.deepEqual(await lastRequest(shown), {
          method: 'command/run',
          params: { command: 'setApiKey' },
        });
        assert.match(await textOf(shown, '.page'), /Partial result\./);
      });
      await shown.page.locator('[data-key=sent] summary').click();
      await eventually(async () => {
        assert.equal(await shown.page.locator('.receipt').textContent(), modelFailed.receipt?.text);
        assert.match(await textOf(shown, '[data-key=sent]'), /E-mail address 12 JWT 2/);
      });
    });

    test('rotated files that were not read are offered, and clocks that are apart told', async () => {
      const { sources } = diagnosed;
      const [newest] = sources;
      assert.ok(newest);
      const parts = ['app.log.2.gz', 'app.log.1', 'app.log'].map((name) => {
        return { ...newest, name, uri: `file:///${name}`, series: 'app.log' };
      });
      const problems = [
        { code: 'clockSkew', file: 'a.log', message: 'a.log runs 3.2 s ahead of b.log' },
        { code: 'rotated', file: 'b.log', message: 'More of this log lies beside it' },
      ];
      const shown = await open(done({ ...diagnosed, sources: parts, problems }));
      const notices = await shown.page.locator('.notice').allInnerTexts();
      assert.match(notices[0] ?? '', /3\.2 s ahead/);
      assert.match(notices[1] ?? '', /b\.log More of this log/);
      assert.match(await textOf(shown, '.about'), /^app\.log \(3 files\) · /);
      await shown.page.getByText('Include rotated files').click();
      await eventually(async () => {
        assert.deepEqual(await lastRequest(shown), {
          method: 'command/run',
          params: { command: 'includeRotated' },
        });
      });
    });

    const states: readonly (readonly [string, PanelState, string, RegExp])[] = [
      [
        'a network that is away',
        done(stoodIn({ kind: 'unreachable', detail: '' })),
        '.notice',
        /could not be reached\. .* needs no network\. Try again Choose a model$/,
      ],
      [
        'a model that takes less',
        done(stoodIn({ kind: 'contextTooLong', detail: '' })),
        '.notice',
        /too much for this model\..* Choose a model$/,
      ],
      [
        'a model that is not there',
        done(stoodIn({ kind: 'noModel', detail: '' })),
        '.notice',
        /No model was there to ask\..* Choose a model$/,
      ],
      [
        'a workspace that is not trusted',
        restricted,
        '.notice',
        /not trusted\. Its git changes .* were not read.* Manage trust$/,
      ],
      [
        'a run that was stopped, and a log unread',
        done(partial),
        '.notice',
        /Partial result\. The model was stopped .* Not every log could be read/,
      ],
      [
        'logs that are too large',
        tooLarge,
        '.invitation',
        /^Nothing could be read trace\.log is larger .* core\.gz is damaged.* Retry/,
      ],
      [
        'a window that was reloaded',
        interrupted,
        '.invitation',
        /^The run was interrupted The window was reloaded/,
      ],
      [
        'nothing yet where nothing is trusted',
        { kind: 'empty', isRestricted: true },
        '.invitation',
        /not trusted: logs are diagnosed.* Manage trust$/,
      ],
    ];
    for (const [name, state, where, expected] of states) {
      test(`${name} is told with what helps`, async () => {
        const shown = await open(state);
        assert.match(await textOf(shown, where), expected);
      });
    }

    test('"no incident" is an answer with its reason', async () => {
      const shown = await open(done(noIncident));
      assert.equal(await textOf(shown, 'h1'), 'No incident in these logs');
      assert.match(await textOf(shown, '.answer'), /handled retries/);
      assert.equal(await shown.page.locator('[role=tab]').count(), 0);
    });

    test('"not enough evidence" says what would help and shows its leads as leads', async () => {
      const shown = await open(done(notEnoughEvidence));
      assert.equal(await textOf(shown, 'h1'), 'Not enough evidence to name a cause');
      assert.match(await textOf(shown, '.needed'), /The manifest as it was before today/);
      assert.match(await textOf(shown, '.hypotheses'), /^Leads, none of them strong enough/);
    });

    test('a run shows its stages in words, what the model sent, and the time passing', async () => {
      const shown = await open(running);
      const rows = await shown.page.locator('.stage').allInnerTexts();
      assert.deepEqual(
        rows.map((row) => row.replace(/\s+/g, ' ').trim()),
        [
          'Reading the logs 4 files, 48,213 lines done, 118 ms',
          'Finding patterns 138 templates, 3 known signatures done, 96 ms',
          'Selecting evidence 31 blocks, 7,912 of 8,000 characters done, 22 ms',
          'Removing secrets 14 values done, 31 ms',
          'Asking for explanations 1,812 characters received running',
          'Checking every citation waiting',
          'Scoring waiting',
        ],
      );
      const before = Number.parseFloat(await textOf(shown, '.elapsed'));
      assert.ok(before >= 4.2, `${before} s`);
      await eventually(async () => {
        const after = Number.parseFloat(await textOf(shown, '.elapsed'));
        assert.ok(after > before, `${before} s, then ${after} s`);
      });
    });

    test('a cancelled run shows how far it came', async () => {
      const shown = await open(cancelled);
      assert.match(
        await textOf(shown, '.stages'),
        /Asking for explanations stopped Checking every citation not begun/,
      );
    });
  });

  suite('what it does', () => {
    test('a click on a citation asks for its lines', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.locator('.chain').getByText('k8s/redis.yaml:31–32').click();
      await eventually(async () => {
        assert.deepEqual(await lastRequest(shown), {
          method: 'source/reveal',
          params: { uri: 'file:///work/shop/k8s/redis.yaml', startLine: 31, endLine: 32 },
        });
      });
    });

    test('an excerpt of the evidence opens and reveals its place', async () => {
      const shown = await open(done(diagnosed));
      const item = shown.page.locator('[data-key="evidence.E4"]');
      await item.locator('summary').click();
      await eventually(async () => {
        assert.equal(await item.locator('.line').count(), 5);
        assert.equal(await item.locator('.line.focus .number').getAttribute('data-line'), '48');
      });
      await item.locator('.place').click();
      await eventually(async () => {
        assert.deepEqual(await lastRequest(shown), {
          method: 'source/reveal',
          params: { uri: 'file:///work/shop/src/cart/cart.ts', startLine: 45, endLine: 49 },
        });
      });
    });

    test('Copy writes exactly the command and says so', async () => {
      const shown = await open(done(diagnosed));
      const copy = shown.page.locator('.probe-list button.copy').nth(1);
      await copy.click();
      await eventually(async () => {
        assert.deepEqual(await lastRequest(shown), {
          method: 'clipboard/write',
          params: { text: diagnosed.hypotheses[0]?.probes[1]?.command },
        });
      });
      await shown.page.waitForFunction(() =>
        document.querySelector('[role=status]')?.textContent?.includes('Copied'),
      );
      await eventually(async () => {
        assert.equal((await copy.innerText()).trim(), 'Copied');
      });
    });

    for (const [name, act] of [
      ['the button', (shown: Panel) => shown.page.locator('.cancel').click()],
      ['Escape', (shown: Panel) => shown.page.keyboard.press('Escape')],
    ] as const) {
      test(`${name} cancels the run, once`, async () => {
        const shown = await open(running);
        await act(shown);
        await eventually(async () => {
          assert.equal(await textOf(shown, '.cancel'), 'Cancelling…');
        });
        await shown.page.keyboard.press('Escape');
        await eventually(async () => {
          assert.deepEqual(
            (await shown.sent()).map((message) => message.kind === 'request' && message.method),
            ['run/cancel'],
          );
          assert.deepEqual(await lastRequest(shown), {
            method: 'run/cancel',
            params: { runId: 'run-1' },
          });
        });
      });
    }

    test('Escape leads back to the editor where nothing runs', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.keyboard.press('Escape');
      await eventually(async () => {
        assert.deepEqual(await lastRequest(shown), { method: 'editor/focus', params: null });
      });
    });

    for (const [state, button, request] of [
      [{ kind: 'empty' }, 'Diagnose', { method: 'command/run', params: { command: 'diagnose' } }],
      [failed, 'Retry', { method: 'run/again', params: null }],
      [cancelled, 'Run again', { method: 'run/again', params: null }],
      [done(diagnosed), 'Run again', { method: 'run/again', params: null }],
    ] as const) {
      test(`${button} works where the state is "${state.kind}"`, async () => {
        const shown = await open(state);
        await shown.page.getByRole('button', { name: button, exact: true }).click();
        await eventually(async () => {
          assert.deepEqual(await lastRequest(shown), request);
        });
      });
    }

    test('what the host could not do is said', async () => {
      const shown = await open(done(diagnosed));
      await shown.failWith('redis.log was deleted.');
      await shown.page.locator('.chain .place').first().click();
      await shown.page.getByRole('alert').getByText('redis.log was deleted.').waitFor();
    });

    test('a message that is not the protocol’s leaves the page as it is', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.evaluate(() => {
        window.postMessage({ kind: 'event', name: 'panel/state', data: { kind: 'done' } }, '*');
        window.postMessage('nonsense', '*');
      });
      await shown.page.waitForTimeout(50);
      assert.equal(await textOf(shown, 'h1'), diagnosed.hypotheses[0]?.title);
    });
  });

  suite('when it happened', () => {
    test('what was remarkable is marked and told in the order of time', async () => {
      const shown = await open(done(diagnosed));
      const labels = await shown.page.locator('.timeline-picture .label').allTextContents();
      assert.deepEqual(labels, [
        '13:56:00 first deviation',
        '13:55:04 another version was rolled out',
      ]);
      await shown.page.locator('[data-key="timeline.events"] summary').click();
      await eventually(async () => {
        const rows = await shown.page.locator('.events tbody tr').allInnerTexts();
        assert.deepEqual(
          rows.map((row) => row.replace(/\s+/g, ' ').trim().slice(0, 44)),
          [
            '13:55:04 −56s Change Rollout of 7f31c finish',
            '13:56:00 0 Measurement changed used_memory_h',
            '13:56:00 0 3 Cause Since 7f31c cart keys are',
            '14:03:12 +7m12s New message OOM command not ',
            '14:03:12 +7m12s 2 Mechanism At maxmemory wit',
            '14:03:12 +7m12s 1 Symptom checkout-api answe',
            '14:04:10 +8m10s Burst ReplyError: OOM comman',
            '14:05:40 +9m40s 4 Impact payments waits for ',
            '14:10:30 +14m30s Fell silent cart <*> saved ',
          ],
        );
      });
    });

    test('dragging over the bars chooses a time, which filters the evidence', async () => {
      const shown = await open(done(diagnosed));
      const plot = await shown.page.locator('.timeline-picture .catch').boundingBox();
      assert.ok(plot);
      const { mouse } = shown.page;
      const y = plot.y + plot.height / 2;
      await mouse.move(plot.x + plot.width * 0.6, y);
      await mouse.down();
      await mouse.move(plot.x + plot.width * 0.8, y, { steps: 4 });
      await mouse.up();
      await eventually(async () => {
        assert.match(await textOf(shown, '.choice'), /^14:0\d:\d\d–14:1\d:\d\d .* of 8 excerpts/);
        const ids = await shown.page.locator('.evidence .fold .badge').allInnerTexts();
        assert.ok(ids.length > 0 && ids.length < 8, ids.join());
      });
      await shown.page.locator('.choice').getByText('Clear').click();
      await eventually(async () => {
        assert.equal(await shown.page.locator('.evidence .fold').count(), 8);
      });
    });

    test('the same is chosen by keyboard, and the choice lasts', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.locator('.sliders .from').focus();
      for (let press = 0; press < 3; press++) await shown.page.keyboard.press('ArrowRight');
      await shown.page.keyboard.press('Tab');
      await shown.page.keyboard.press('ArrowLeft');
      const told = (): Promise<string | null> =>
        shown.page.locator('.sliders .from').getAttribute('aria-valuetext');
      await eventually(async () => {
        assert.equal(await told(), '13:32:30');
        assert.match(await textOf(shown, '.choice'), /^13:32:30–14:21:30/);
      });
      await shown.page.reload();
      await shown.page.waitForSelector('h1');
      await eventually(async () => {
        assert.match(await textOf(shown, '.choice'), /^13:32:30–14:21:30/);
      });
    });

    test('zooming in shows a part, and the whole run is one step away', async () => {
      const shown = await open(done(diagnosed));
      const bars = (): Promise<number> => shown.page.locator('.timeline-picture .column').count();
      const all = await bars();
      await shown.page.getByRole('button', { name: 'Zoom in' }).click();
      await shown.page.getByRole('button', { name: 'Zoom in' }).click();
      await eventually(async () => {
        const shownBars = await bars();
        assert.ok(shownBars < all / 2, `${shownBars} of ${all}`);
      });
      await shown.page.getByRole('button', { name: 'Whole run' }).click();
      await eventually(async () => {
        assert.equal(await bars(), all);
      });
    });
  });

  suite('depth on demand', () => {
    test('the trace is a graph with the same steps as the list', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.getByRole('button', { name: 'Graph' }).click();
      await eventually(async () => {
        assert.equal(await shown.page.locator('.why-graph .claim-box').count(), 5);
        assert.equal(await shown.page.locator('.chain').count(), 0);
      });
      const label = await shown.page.locator('.why-graph svg').first().getAttribute('aria-label');
      assert.match(
        label ?? '',
        /^\d+ places in the evidence carry 4 claims, and they the answer: .* 1 fact against it\./,
      );
      await shown.page.getByRole('button', { name: 'Steps' }).click();
      await eventually(async () => {
        assert.equal(await shown.page.locator('.chain .step').count(), 4);
      });
    });

    test('rivals stand side by side with what separates them', async () => {
      const shown = await open(done(diagnosed));
      const rivals = shown.page.locator('[data-key=rivals]');
      assert.match(await rivals.locator('.fold-remark').innerText(), /^1 leads 2 by /);
      await rivals.locator('summary').click();
      await eventually(async () => {
        const heads = await rivals.locator('tbody th').allInnerTexts();
        assert.deepEqual(heads, [
          'How sure',
          'Cause',
          'In',
          'Since',
          'Claims',
          'Speaks against it',
          'Only it cites',
          'Score beside 1',
          'Decided by',
        ]);
        assert.match(await rivals.locator('tbody tr').first().innerText(), /70% likely\s+15% weak/);
      });
    });

    test('coverage says of each file how much was read and shown, and what was left out', async () => {
      const shown = await open(done(partial));
      await shown.page.locator('[data-key=coverage] summary').click();
      await eventually(async () => {
        const rows = await shown.page.locator('.coverage tbody tr').allInnerTexts();
        const told = rows.map((row) => row.replace(/\s+/g, ' ').trim());
        assert.match(
          told[0] ?? '',
          /^checkout\.log log4j, 4\.1 MB all 31,402 lines \d+ lines, under 1% .* 96 records found no room/,
        );
        assert.match(told[2] ?? '', /^payments\.log .* was read up to line 9031/);
        assert.match(told[3] ?? '', /^trace\.log Not read\. trace\.log is larger/);
      });
    });

    test('each stage opens to what it took, what it gave, its time and its tokens', async () => {
      const shown = await open(done({ ...modelFailed, partial: false }));
      await shown.page.locator('[data-key=stages] summary').click();
      await shown.page.locator('.flow-button').nth(4).click();
      await eventually(async () => {
        assert.match(
          await textOf(shown, '#stage-ask'),
          /^Took in 1 request to api\.example\.com, .* Gave 3 hypotheses by Embedded analyst Time 48 ms, 15% of the run Tokens 3,104 in, 0 out$/,
        );
      });
      await shown.page.locator('.flow-button').nth(5).click();
      await eventually(async () => {
        assert.match(await textOf(shown, '#stage-verify'), /Partly supported: 1.*trace 91bb/);
      });
    });

    test('what a model said opens in its stage as it came, as text', async () => {
      const raw = 'Sorry, <b>I</b> can’t answer in JSON.';
      const shown = await open(done({ ...modelFailed, replies: [raw, '{"hypotheses":[]}'] }));
      await shown.page.locator('[data-key=stages] summary').click();
      await shown.page.locator('.flow-button').nth(4).click();
      await shown.page.getByRole('button', { name: 'Answer 1 of 2, as it came' }).click();
      const reply = shown.page.getByRole('region', { name: 'Answer 1 of 2, as it came' });
      await eventually(async () => assert.equal(await reply.innerText(), raw));
      assert.deepEqual(await axeViolations(shown.page), []);
    });

    test('a check is written into a terminal by its number, and that nothing ran is told', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.locator('.probe-list .insert').nth(1).click();
      await eventually(async () => {
        assert.deepEqual(await lastRequest(shown), {
          method: 'probe/insert',
          params: { runId: 'run-1', hypothesis: 0, probe: 1 },
        });
      });
      await shown.page.waitForFunction(() =>
        document.querySelector('[role=status]')?.textContent?.includes('Nothing was run'),
      );
    });

    test('a command of several lines is only copied, as a terminal would run the first of them', async () => {
      const [leading] = diagnosed.hypotheses;
      const [probe] = leading?.probes ?? [];
      assert.ok(leading && probe);
      const probes = [{ ...probe, command: 'uptime\nreboot' }];
      const shown = await open(done({ ...diagnosed, hypotheses: [{ ...leading, probes }] }));
      assert.equal(await shown.page.locator('.probe-list .insert, .glance .insert').count(), 0);
      assert.equal(await shown.page.locator('.probe-list button.copy').count(), 1);
    });
  });

  suite('by keyboard', () => {
    test('arrow keys move between the hypotheses, Enter and Space select', async () => {
      const shown = await open(done(diagnosed));
      const { keyboard } = shown.page;
      const selected = (): Promise<string> => textOf(shown, '[role=tab][aria-selected=true]');
      await shown.page.locator('#tab-0').focus();
      await keyboard.press('ArrowRight');
      await eventually(async () => {
        assert.match(await selected(), /^1 Likely/);
      });
      await keyboard.press('Enter');
      await eventually(async () => {
        assert.match(await selected(), /^2 Weak 15%/);
        assert.match(await textOf(shown, '[role=tabpanel]'), /manifest lowered maxmemory/);
      });
      await keyboard.press('End');
      await keyboard.press('Space');
      await eventually(async () => {
        assert.match(await selected(), /^None of these 15%/);
        assert.match(await textOf(shown, '[role=tabpanel]'), /15% is kept for a cause that none/);
      });
      await keyboard.press('ArrowRight');
      await keyboard.press('Enter');
      await eventually(async () => {
        assert.match(await selected(), /^1 Likely/);
      });
    });

    test('the tabs are one stop, and the order of stops is the order of reading', async () => {
      const shown = await open(done(diagnosed));
      const tops: number[] = [];
      const tabs = new Set<string>();
      for (let stop = 0; stop < 14; stop++) {
        await shown.page.keyboard.press('Tab');
        const { top, id, outline } = await shown.page.evaluate(() => {
          const element = document.activeElement ?? document.body;
          const style = getComputedStyle(element);
          const { y } = element.getBoundingClientRect();
          return { top: y + scrollY, id: element.id, outline: style.outlineStyle };
        });
        tops.push(Math.round(top));
        assert.notEqual(outline, 'none', 'the focus is visible');
        if (id.startsWith('tab-')) {
          tabs.add(id);
        }
      }
      assert.deepEqual([...tabs], ['tab-0']);
      // Buttons of one row may differ by a few pixels.
      assert.ok(
        tops.every((top, index) => top >= (tops[index - 1] ?? 0) - 20),
        tops.join(', '),
      );
    });

    test('a line that the score rests on is reached by Tab and opened by Enter', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.locator('.sure .disclosure').focus();
      await shown.page.keyboard.press('Tab');
      await shown.page.keyboard.press('Tab');
      await shown.page.keyboard.press('Enter');
      await eventually(async () => {
        assert.deepEqual(await lastRequest(shown), {
          method: 'source/reveal',
          params: { uri: 'file:///work/shop/redis.log', startLine: 412, endLine: 412 },
        });
      });
    });

    test('? opens the list of keys', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.keyboard.press('?');
      await eventually(async () => {
        assert.match(await textOf(shown, '.keys'), /move between the hypotheses/);
      });
    });

    test('the end of a run is announced and takes the focus from nobody', async () => {
      const shown = await open(running);
      await shown.show({
        ...running,
        stages: [
          ...running.stages,
          { runId: 'run-1', stage: 'verify', state: 'running', summary: '', milliseconds: 0 },
        ],
      });
      await eventually(async () => {
        assert.equal(
          await shown.page.locator('[role=status]').textContent(),
          'Checking every citation',
        );
      });
      await shown.show(done(diagnosed));
      await eventually(async () => {
        assert.equal(
          await shown.page.locator('[role=status]').textContent(),
          `Done. ${diagnosed.hypotheses[0]?.title}. Likely, 70%.`,
        );
        assert.equal(await shown.page.evaluate(() => document.activeElement?.tagName), 'BODY');
      });
    });

    test('a focus that would be lost goes to the heading', async () => {
      const shown = await open(running);
      await shown.page.locator('.cancel').focus();
      await shown.show(cancelled);
      await eventually(async () => {
        assert.equal(await shown.page.evaluate(() => document.activeElement?.tagName), 'H1');
      });
    });
  });

  suite('what lasts', () => {
    test('what was opened, selected and scrolled to is there again when the panel is made anew', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.locator('#tab-1').click();
      await shown.page.locator('[data-key=stages] summary').click();
      await shown.page.evaluate(() => scrollTo(0, 400));
      await shown.page.waitForFunction(() => {
        const kept = JSON.parse(sessionStorage.getItem('state') ?? '{}') as { scroll?: number };
        return kept.scroll === 400;
      });
      await shown.page.reload();
      await shown.page.waitForSelector('h1');
      await eventually(async () => {
        assert.match(await textOf(shown, '[role=tab][aria-selected=true]'), /^2 /);
        assert.equal(await shown.page.locator('.flow li').count(), 7);
        assert.equal(await shown.page.evaluate(() => scrollY), 400);
      });
    });

    test('another run begins with its own first hypothesis', async () => {
      const shown = await open(done(diagnosed));
      await shown.page.locator('#tab-2').click();
      await shown.show(done(diagnosed, '', 'run-2'));
      await eventually(async () => {
        assert.match(await textOf(shown, '[role=tab][aria-selected=true]'), /^1 /);
      });
    });
  });

  suite('hostile text', () => {
    test('stays text, everywhere', async () => {
      const shown = await open(done(hostileDiagnosis, hostile));
      await openAll(shown);
      const found = await shown.page.evaluate(() => ({
        elements: document.querySelectorAll('#app :is(img, script, a, iframe, object, form)')
          .length,
        inline: [...document.querySelectorAll('#app *')].filter((element) =>
          element.getAttributeNames().some((name) => name.startsWith('on') || name === 'style'),
        ).length,
        pwned: 'pwned' in window,
        told: document.querySelector('h1')?.textContent,
      }));
      assert.deepEqual(found, { elements: 0, inline: 0, pwned: false, told: hostile });
    });

    test('a line of a megabyte is folded', async () => {
      const [leading] = diagnosed.hypotheses;
      const [claim] = leading?.claims ?? [];
      const [citation] = claim?.citations ?? [];
      assert.ok(leading && claim && citation);
      const quote = 'x'.repeat(1_000_000);
      const shown = await open(
        done({
          ...diagnosed,
          hypotheses: [{ ...leading, claims: [{ ...claim, citations: [{ ...citation, quote }] }] }],
        }),
      );
      assert.match(await textOf(shown, '.chain .quote'), /998,800 more characters$/);
    });
  });

  suite('a fault of its own', () => {
    test('is told, and the next state is drawn as if nothing had happened', async () => {
      const shown = await open(done(diagnosed));
      const broken = JSON.parse('{ "hypotheses": [{}] }');
      await shown.show(done({ ...diagnosed, ...broken }));
      await eventually(async () => {
        assert.equal(await textOf(shown, 'h1'), 'The panel could not draw this');
      });
      await shown.show(done(diagnosed));
      await eventually(async () => {
        assert.equal(await textOf(shown, 'h1'), diagnosed.hypotheses[0]?.title);
        assert.match(await textOf(shown, '.sum'), /Likely, in steps of 5% 70%$/);
      });
    });
  });

  suite('for everyone', () => {
    const states: readonly (readonly [string, PanelState])[] = [
      ['a diagnosis', done(diagnosed)],
      ['a diagnosis with a failed model', done(modelFailed, keyNotice)],
      ['no incident', done(noIncident)],
      ['not enough evidence', done(notEnoughEvidence)],
      ['a run', running],
      ['a cancelled run', cancelled],
      ['a failed run', failed],
      ['nothing yet', { kind: 'empty' }],
    ];

    /** These differ by what stands at their top. */
    const tellings: readonly (readonly [string, PanelState])[] = [
      ['a diagnosis in a workspace that is not trusted', restricted],
      ['a partial diagnosis', done(partial)],
      [
        'a diagnosis without a network',
        done(stoodIn({ kind: 'unreachable', detail: 'ENOTFOUND' })),
      ],
      [
        'a diagnosis too large for the model',
        done(stoodIn({ kind: 'contextTooLong', detail: '' })),
      ],
      ['a diagnosis where no model was there', done(stoodIn({ kind: 'noModel', detail: '' }))],
      ['logs that are too large', tooLarge],
      ['an interrupted run', interrupted],
      ['nothing yet, not trusted', { kind: 'empty', isRestricted: true }],
    ];

    for (const theme of Object.keys(themes) as ThemeName[]) {
      test(`axe finds nothing in any state in the theme ${theme}`, async () => {
        const shown = await open(done(diagnosed), { theme });
        for (const [name, state] of states) {
          await shown.show(state);
          await openAll(shown);
          await eventually(async () => {
            assert.deepEqual(await axeViolations(shown.page), [], name);
          });
        }
      });
    }

    for (const theme of Object.keys(themes) as ThemeName[]) {
      test(`axe finds nothing where something is told in the theme ${theme}`, async () => {
        const shown = await open(done(diagnosed), { theme });
        for (const [name, state] of tellings) {
          await shown.show(state);
          await eventually(async () => {
            assert.deepEqual(await axeViolations(shown.page), [], name);
          });
        }
      });
    }

    for (const theme of Object.keys(themes) as ThemeName[]) {
      test(`axe finds nothing in the graph, the comparison and a chosen time in the theme ${theme}`, async () => {
        const shown = await open(done(diagnosed), { theme });
        await shown.page.getByRole('button', { name: 'Graph' }).click();
        await shown.page.locator('[data-key=rivals] summary').click();
        await shown.page.locator('.sliders .from').focus();
        await shown.page.keyboard.press('PageUp');
        await shown.page.locator('.choice').waitFor();
        await eventually(async () => {
          assert.deepEqual(await axeViolations(shown.page), []);
        });
      });
    }

    // 640 pixels are a window of 1280 at 200 %.
    for (const width of [320, 480, 640, 720]) {
      test(`nothing scrolls sideways at ${width} pixels`, async () => {
        const shown = await open(done(diagnosed), { width });
        for (const [name, state] of [
          ...states,
          ...tellings,
          ['hostile text', done(hostileDiagnosis, hostile)] as const,
        ]) {
          await shown.show(state);
          await openAll(shown);
          await eventually(async () => {
            assert.deepEqual(await tooWide(shown.page), [], name);
          });
        }
      });
    }

    test('nothing moves where less motion is asked for, by the editor or by the system', async () => {
      const animation = (shown: Panel): Promise<string> =>
        shown.page.evaluate(() => {
          const spinner = document.querySelector('.icon.running');
          return spinner ? getComputedStyle(spinner).animationName : '';
        });
      const shown = await open(running);
      assert.equal(await animation(shown), 'turn');
      await shown.page.emulateMedia({ reducedMotion: 'reduce' });
      await eventually(async () => {
        assert.equal(await animation(shown), 'none');
      });
      await shown.page.emulateMedia({ reducedMotion: 'no-preference' });
      await shown.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
      await eventually(async () => {
        assert.equal(await animation(shown), 'none');
      });
    });

    test('the style sheet has no colour of its own', () => {
      const style = ['base', 'panel']
        .map((name) => readFileSync(`media/${name}.css`, 'utf8'))
        .join();
      assert.deepEqual(style.match(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/gi), null);
    });
  });
});

/** Opens everything that is folded. */
async function openAll({ page }: Panel): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) {
      details.open = true;
    }
    for (const closed of document.querySelectorAll<HTMLElement>(
      '.flow-button[aria-expanded=false]',
    )) {
      closed.click();
    }
  });
  await page.waitForFunction(() =>
    [...document.querySelectorAll('details')].every((details) => details.children.length > 1),
  );
}

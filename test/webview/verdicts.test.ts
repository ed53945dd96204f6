import assert from 'node:assert/strict';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { PanelState, ShownVerdict } from '../../src/protocol/webview.ts';
import { eventually } from '../eventually.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import { diagnosed, done, hostile } from './fixture.ts';
import { type Harness, type OpenOptions, type Panel, panelHarness } from './harness.ts';
import { inOtherLanguages } from './languages.ts';
import { type ThemeName, themes } from './themes.ts';

const [leading, second] = diagnosed.hypotheses;
assert.ok(leading && second);

const judged = (...verdicts: readonly ShownVerdict[]): PanelState => ({
  ...(done(diagnosed) as Extract<PanelState, { kind: 'done' }>),
  verdicts,
  verdictCount: 23,
});

const probed: Diagnosis = {
  ...diagnosed,
  probed: [
    {
      name: 'output of “Read memory and policy”',
      uri: 'whytrace-change:/output-1.txt',
      probe: leading.probes[0]?.title ?? '',
      evidence: ['E9'],
      findings: [],
      moves: [
        {
          hypothesis: leading.title,
          from: 0.61,
          to: 0.83,
          why: 'the output says “used_memory:66900000”, with “maxmemory:67108864”',
        },
        {
          hypothesis: second.title,
          from: 0.3,
          to: 0.12,
          why: 'what speaks for a rival speaks against it',
        },
      ],
      notes: [
        'It also tells of a known failure that no explanation names: Redis can’t fork (line 3).',
      ],
    },
  ],
};

const learned: Diagnosis = {
  ...diagnosed,
  hypotheses: diagnosed.hypotheses.map((one) => {
    const reason = 'Answers were right about 7 of 10 times here (23 verdicts, 5–8).';
    const local = { name: 'local', value: 0.7, contribution: -0.42, reason };
    return {
      ...one,
      confidence: { ...one.confidence, factors: [...one.confidence.factors, local] },
    };
  }),
};

suite('verdicts and outputs of checks in the panel', function () {
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
  async function lastRequest(of: Panel): Promise<unknown> {
    const message = (await of.sent()).at(-1);
    return message?.kind === 'request' && { method: message.method, params: message.params };
  }
  const openBox = async ({ page }: Panel): Promise<void> => {
    await page.locator('.paste-output').first().focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('What it printed').waitFor();
  };

  test('a verdict on the shown hypothesis is sent by a click, and by another taken back', async () => {
    const shown = await open(done(diagnosed));
    assert.match(await textOf(shown, '.verdict-given'), /No verdicts in this workspace yet/);
    await shown.page.getByRole('button', { name: 'This was it' }).click();
    assert.deepEqual(await lastRequest(shown), {
      method: 'verdict/give',
      params: { runId: 'run-1', hypothesis: 0, verdict: { judged: 'right' } },
    });
    await shown.show(judged({ hypothesis: 0, judged: 'right' }));
    const given = shown.page.getByRole('button', { name: 'This was it', pressed: true });
    await given.click();
    assert.deepEqual(await lastRequest(shown), {
      method: 'verdict/give',
      params: { runId: 'run-1', hypothesis: 0, verdict: null },
    });
    assert.match(await textOf(shown, '.verdict-given'), /23 verdicts in this workspace/);
  });

  test('each hypothesis has its own', async () => {
    const shown = await open(judged({ hypothesis: 1, judged: 'partly' }));
    assert.equal(await shown.page.locator('.judge [aria-pressed=true]').count(), 0);
    await shown.page.locator('#tab-1').click();
    assert.equal(await textOf(shown, '.judge [aria-pressed=true]'), 'Partly');
    await shown.page.getByRole('button', { name: 'Wrong' }).click();
    assert.deepEqual(await lastRequest(shown), {
      method: 'verdict/give',
      params: { runId: 'run-1', hypothesis: 1, verdict: { judged: 'wrong' } },
    });
  });

  test('what is wrong has a reason and, in the user’s own words, what it was', async () => {
    const shown = await open(judged({ hypothesis: 0, judged: 'wrong' }));
    await shown.page.getByLabel('It is a symptom, not the cause').check();
    assert.deepEqual(await lastRequest(shown), {
      method: 'verdict/give',
      params: { runId: 'run-1', hypothesis: 0, verdict: { judged: 'wrong', reason: 'symptom' } },
    });
    await shown.show(judged({ hypothesis: 0, judged: 'wrong', reason: 'symptom' }));
    await shown.page.getByLabel('What was it?').fill('the disk? was full');
    await shown.page.keyboard.press('Enter');
    const verdict = { judged: 'wrong', reason: 'symptom', note: 'the disk? was full' } as const;
    assert.deepEqual(await lastRequest(shown), {
      method: 'verdict/give',
      params: { runId: 'run-1', hypothesis: 0, verdict },
    });
    await shown.show(judged({ hypothesis: 0, ...verdict }));
    await eventually(async () => {
      assert.equal(await shown.page.getByRole('button', { name: 'Saved' }).isDisabled(), true);
    });
  });

  test('what a check printed is pasted, and sent, by keyboard alone', async () => {
    const shown = await open(done(diagnosed));
    await openBox(shown);
    await shown.page.keyboard.press('Tab');
    await shown.page.keyboard.type('used_memory: 1?');
    await shown.page.keyboard.press('Control+Enter');
    assert.deepEqual(await lastRequest(shown), {
      method: 'probe/output',
      params: { runId: 'run-1', hypothesis: 0, probe: 0, text: 'used_memory: 1?' },
    });
    assert.equal(await shown.page.locator('[data-key=keyboard][open]').count(), 0);
  });

  test('an empty box sends nothing; Escape closes it and leads back to its button', async () => {
    const shown = await open(done(diagnosed));
    await openBox(shown);
    const use = shown.page.getByRole('button', { name: 'Use as evidence' });
    assert.equal(await use.isDisabled(), true);
    await shown.page.getByLabel('What it printed').fill('  ');
    await shown.page.keyboard.press('Control+Enter');
    await shown.page.keyboard.press('Escape');
    await eventually(async () => {
      assert.equal(await shown.page.locator('.paste-box').count(), 0);
    });
    assert.deepEqual(await shown.sent(), []);
    const focused = await shown.page.evaluate(() => document.activeElement?.className);
    assert.match(focused ?? '', /paste-output/);
  });

  test('what was pasted and not sent is there again after the panel was hidden', async () => {
    const shown = await open(done(diagnosed));
    await openBox(shown);
    await shown.page.getByLabel('What it printed').fill('half\ndone');
    await shown.page.reload();
    assert.equal(await shown.page.getByLabel('What it printed').inputValue(), 'half\ndone');
  });

  test('what an output moved stands below the answer, with its reason, and can be removed', async () => {
    const shown = await open(done(probed));
    assert.equal(
      await textOf(shown, '.outputs'),
      `output of “Read memory and policy” Remove ${leading.title} 61% → 83% the output says “used_memory:66900000”, with “maxmemory:67108864” ${second.title} 30% → 12% what speaks for a rival speaks against it It also tells of a known failure that no explanation names: Redis can’t fork (line 3).`,
    );
    await shown.page.getByRole('button', { name: /^Remove output/ }).click();
    assert.deepEqual(await lastRequest(shown), {
      method: 'probe/remove',
      params: { runId: 'run-1', uri: 'whytrace-change:/output-1.txt' },
    });
  });

  test('a check whose output was given says so, and takes another one', async () => {
    const shown = await open(done(probed));
    const checks = shown.page.locator('.probe-list > li');
    assert.match(await checks.first().innerText(), /Paste another output….*Output given/s);
    assert.doesNotMatch(await checks.nth(1).innerText(), /Output given/);
  });

  test('more than is taken is not sent, and it says how much that is', async () => {
    const shown = await open(done(diagnosed));
    await openBox(shown);
    await shown.page.getByLabel('What it printed').fill('x'.repeat(200_001));
    await shown.page.getByText('It has 200,001 characters; at most 200,000').waitFor();
    assert.equal(
      await shown.page.getByRole('button', { name: 'Use as evidence' }).isDisabled(),
      true,
    );
    await shown.page.keyboard.press('Control+Enter');
    assert.deepEqual(await shown.sent(), []);
  });

  test('how often answers were right here stands with the score', async () => {
    const shown = await open(done(learned));
    assert.match(
      await textOf(shown, '.sure'),
      /Verdicts here −0\.42 .*right about 7 of 10 times here \(23 verdicts, 5–8\)/,
    );
  });

  test('a placeholder is shown as its value and marked, but not in code, commands and addresses', async () => {
    const text = 'It is ⟦HOST_1⟧, `ping ⟦HOST_1⟧`, http://a.example/⟦HOST_1⟧, ⟦PASSWORD_1⟧.';
    const [first, ...rest] = leading.probes;
    assert.ok(first);
    const probes = [{ ...first, command: 'ping ⟦HOST_1⟧' }, ...rest];
    const hypotheses = [{ ...leading, title: 'On ⟦HOST_1⟧', summary: text, probes }];
    const shown = await open(
      done({ ...diagnosed, hypotheses, hidden: { '⟦HOST_1⟧': 'db-1.corp' } }),
    );
    assert.equal(await textOf(shown, 'h1'), 'On db-1.corp');
    assert.equal(await textOf(shown, '.tab-title'), 'On db-1.corp');
    assert.equal(
      await textOf(shown, '.happened dd'),
      'It is db-1.corp, ping ⟦HOST_1⟧, http://a.example/⟦HOST_1⟧, ⟦PASSWORD_1⟧.',
    );
    const mark = shown.page.locator('.happened .restored');
    assert.equal(await mark.getAttribute('title'), 'hidden from the model as ⟦HOST_1⟧');
    await shown.page.getByRole('button', { name: 'Copy command' }).first().click();
    assert.deepEqual(await lastRequest(shown), {
      method: 'clipboard/write',
      params: { text: 'ping ⟦HOST_1⟧' },
    });
  });

  test('hostile text stays text in what was moved and behind placeholders', async () => {
    const [output] = probed.probed ?? [];
    assert.ok(output);
    const moves = [{ hypothesis: hostile, from: 0.1, to: 0.2, why: hostile }];
    const shown = await open(
      done({
        ...diagnosed,
        hypotheses: [{ ...leading, summary: '⟦HOST_1⟧' }],
        probed: [{ ...output, name: hostile, notes: [hostile], moves }],
        hidden: { '⟦HOST_1⟧': hostile },
      }),
    );
    const found = await shown.page.evaluate(() => ({
      elements: document.querySelectorAll('#app :is(img, script, a, iframe, object, form)').length,
      pwned: 'pwned' in window,
      told: document.querySelector('.happened .restored')?.textContent,
    }));
    assert.deepEqual(found, { elements: 0, pwned: false, told: hostile });
  });

  const states: readonly (readonly [string, PanelState])[] = [
    ['a wrong answer', judged({ hypothesis: 0, judged: 'wrong', reason: 'otherCause', note: 'x' })],
    ['a right answer', judged({ hypothesis: 0, judged: 'right' })],
    ['what outputs moved', done(probed)],
    ['what verdicts taught', done(learned)],
  ];
  inOtherLanguages(
    () => harness,
    () => states,
  );
  for (const theme of Object.keys(themes) as ThemeName[]) {
    test(`axe finds nothing in the theme ${theme}`, async () => {
      const shown = await open(done(diagnosed), { theme });
      await openBox(shown);
      for (const [name, state] of states) {
        await shown.show(state);
        await eventually(async () => {
          assert.deepEqual(await axeViolations(shown.page), [], name);
        });
      }
    });
  }
  for (const width of [320, 480]) {
    test(`nothing scrolls sideways at ${width} pixels`, async () => {
      const shown = await open(done(diagnosed), { width });
      await openBox(shown);
      await shown.page.getByLabel('What it printed').fill('x'.repeat(4000));
      for (const [name, state] of states) {
        await shown.show(state);
        await eventually(async () => {
          assert.deepEqual(await tooWide(shown.page), [], name);
        });
      }
    });
  }
});

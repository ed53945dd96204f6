import assert from 'node:assert/strict';
import type { Audit, ExplainedClaim, Finding } from '../../src/core/model/audit.ts';
import { createAudits } from '../../src/extension/audits.ts';
import type { AuditState } from '../../src/protocol/audit.ts';
import { isAuditState } from '../../src/webview/audit/state.ts';
import { auditWritten } from '../audit/corpus.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import { hostile } from './fixture.ts';
import { type AuditView, auditHarness, type Harness, type OpenOptions } from './harness.ts';
import { inOtherLanguages } from './languages.ts';
import { preview } from './previewFixture.ts';
import { type ThemeName, themes } from './themes.ts';

type Done = Extract<AuditState, { kind: 'done' }>;

const service = (name: string, port: number): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec:\n  selector: { app: ${name} }\n  ports:\n    - port: ${port}\n`;
const deployment = (name: string, calls?: string): string =>
  [
    'apiVersion: apps/v1',
    'kind: Deployment',
    `metadata: { name: ${name} }`,
    'spec:',
    `  selector: { matchLabels: { app: ${name} } }`,
    '  template:',
    `    metadata: { labels: { app: ${name} } }`,
    '    spec:',
    '      containers:',
    `        - name: ${name}`,
    `          image: shop/${name}:1.4.2`,
    ...(calls ? ['          env:', `            - { name: NEXT_URL, value: "${calls}" }`] : []),
    '',
  ].join('\n');

const shop = {
  'k8s/web.yaml': deployment('web', 'http://cart:8080'),
  'k8s/cart.yaml': `${deployment('cart')}---\n${service('cart', 8080)}`,
};

/** What the host would show of an audit. */
async function shown(audit: Audit, about: string): Promise<Done> {
  const audits = createAudits({
    audit: async () => ({ kind: 'audited', audit }),
    diagnosis: () => ({ kind: 'empty' }),
    tried: async () => [],
    problems: async () => [],
    explainer: async () => undefined,
    onDidChange: () => {},
    onAudited: () => {},
  });
  await audits.start({ about, folder: '', input: { kind: 'command', text: '' }, unsaved: {} });
  const { state } = audits;
  assert.ok(state.kind === 'done');
  return state;
}

const finding = (severity: Finding['severity'], message: string, line: number): Finding => ({
  ...{ kind: 'constraint', severity, verdict: 'violated', message, subject: 'web-not-db' },
  ...{ file: 'k8s/web.yaml', line, source: { file: '.whytrace/constraints.yaml', line: 3 } },
});

type ShownAudit = Done['audit'];

const citation = {
  ...{ evidence: 'E1', uri: 'audit:k8s/cart.yaml', file: 'k8s/cart.yaml' },
  ...{ startLine: 20, endLine: 20, quote: '    - port: 80', strength: 1 },
};
const claim: ExplainedClaim = {
  section: 'does',
  text: 'It moves the port of `cart` to 80.',
  timestamp: undefined,
  verdict: { kind: 'supported', checks: [] },
  ...{ citations: [citation], numbers: { checked: 1, right: 1 } },
};

/** What a model said of it, with one statement that did not hold. */
const explanation: NonNullable<ShownAudit['explanation']> = {
  reasoner: { kind: 'openai', name: 'gpt-5.4-mini' },
  summary: 'It makes the service listen where a gateway may expect it.',
  claims: [
    claim,
    {
      ...claim,
      section: 'misses',
      text: 'Nobody calls cart.',
      citations: [],
      verdict: {
        kind: 'refuted',
        checks: [{ code: 'contradicted', reason: 'web calls cart in k8s/web.yaml, line 13.' }],
      },
    },
    {
      ...claim,
      section: 'rule',
      text: 'A port that others use stays.',
      rule: { id: 'ports-stay', ruling: 'breaks' },
    },
  ],
  evidence: [],
};

suite('audit', function () {
  this.timeout(30_000);
  let harness: Harness<AuditState>;
  let broken: Done;
  let sound: Done;
  let many: Done;
  let evil: Done;
  let explained: Done;
  let states: readonly (readonly [string, AuditState])[];
  let view: AuditView | undefined;

  suiteSetup(async () => {
    harness = await auditHarness();
    const port = await auditWritten(shop, {
      edit: { 'k8s/cart.yaml': [['port: 8080', 'port: 80']] },
    });
    broken = await shown(port, 'Uncommitted changes (k8s/cart.yaml)');
    const label = await auditWritten(shop, { edit: { 'k8s/web.yaml': [['1.4.2', '1.4.3']] } });
    sound = await shown(label, 'Staged changes (k8s/web.yaml)');
    const findings = Array.from({ length: 12 }, (_, i) =>
      finding(i < 2 ? 'error' : i < 7 ? 'warning' : 'info', `Finding number ${i + 1}.`, i + 1),
    );
    many = { ...broken, audit: { ...broken.audit, findings, notChecked: ['Images, offline.'] } };
    evil = {
      ...broken,
      about: hostile,
      audit: {
        ...broken.audit,
        findings: [finding('error', hostile, 1)],
        commands: [hostile],
        effects: [{ file: hostile, line: 1, text: hostile }],
        verify: [{ title: hostile, command: hostile }],
      },
    };
    explained = {
      ...broken,
      audit: {
        ...broken.audit,
        motives: [
          {
            ...{ kind: 'pattern', text: 'It may follow the pattern of line 7.' },
            ...{ file: 'k8s/cart.yaml', line: 20, evidence: [{ file: 'k8s/cart.yaml', line: 7 }] },
          },
        ],
        omissions: [
          {
            ...{ kind: 'caller', text: 'web calls it at the port that goes away.' },
            source: { file: 'k8s/web.yaml', line: 13 },
          },
        ],
        explanation,
      },
    };
    states = [
      ['a broken change', broken],
      ['a sound change', sound],
      ['many findings', many],
      ['hostile text', evil],
      ['running', { kind: 'running', about: 'Staged changes' }],
      ['a failure', { kind: 'failed', about: 'The clipboard', message: 'It is empty.' }],
      ['cancelled', { kind: 'cancelled', about: 'Staged changes' }],
      ['nothing yet', { kind: 'empty' }],
      ['an explanation', explained],
      ['a request that waits', { ...broken, explaining: { model: 'gpt-5.4-mini', preview } }],
      ['a model that is asked', { ...broken, explaining: { model: 'gpt-5.4-mini' } }],
    ];
  });
  suiteTeardown(() => harness.close());
  teardown(async () => {
    const errors = view?.errors;
    await view?.page.close();
    view = undefined;
    assert.deepEqual(errors ?? [], [], 'the page wrote errors to its console');
  });

  async function open(state: AuditState, options?: OpenOptions): Promise<AuditView> {
    view = await harness.open(state, options);
    return view;
  }
  const text = async (selector: string): Promise<string> =>
    ((await view?.page.locator(selector).innerText()) ?? '').replace(/\s+/g, ' ');
  const lastRequest = async (of: AuditView): Promise<unknown> => {
    const message = (await of.sent()).at(-1);
    return message && { method: message.method, params: message.params };
  };

  test('the bundle is small', () => {
    assert.ok(harness.bundleBytes < 110_000, `${harness.bundleBytes} bytes`);
  });

  test('every state the host may send is known', () => {
    for (const [name, state] of states) assert.ok(isAuditState(state), name);
    assert.equal(isAuditState({ ...broken, audit: {} }), false);
  });

  test('the answer comes first: what speaks against it, its size, and how sure', async () => {
    await open(broken);
    assert.match(await text('h1'), /^1 error$/);
    assert.match(
      await text('.about'),
      /^Uncommitted changes \(k8s\/cart\.yaml\) · 1 file, \+1 −1 · \d+% sure that it is safe and fits here$/,
    );
  });

  test('a finding says what breaks, and which line decided it', async () => {
    const audit = await open(broken);
    assert.match(await text('.finding'), /Error What depends on it .*k8s\/web\.yaml:13/);
    await audit.page.getByRole('button', { name: 'k8s/web.yaml:13' }).first().click();
    assert.deepEqual(await lastRequest(audit), {
      method: 'audit/open',
      params: { file: 'k8s/web.yaml', line: 13 },
    });
  });

  test('who depends on what is changed is named with the way', async () => {
    await open(broken);
    assert.match(await text('.impacts'), /cart changed by it.* web calls cart/);
  });

  test('a sound change is said to be one, and what was not checked', async () => {
    await open(sound);
    assert.equal(await text('h1'), 'Nothing speaks against it');
    assert.match(await text('.findings-section'), /Nothing was found that speaks against it/);
  });

  test('the worst five findings are open, the others are folded', async () => {
    const audit = await open(many);
    assert.equal(await audit.page.locator('.finding').count(), 5);
    await audit.page.getByText('7 more findings').click();
    await audit.page.locator('.finding').nth(11).waitFor();
    assert.equal(await audit.page.locator('.finding').count(), 12);
    assert.match(await text('.assumptions'), /Not checked Images, offline\./);
  });

  test('a command that verifies it is copied, and never run', async () => {
    const audit = await open(broken);
    await audit.page.getByRole('button', { name: 'Copy command' }).first().click();
    assert.match(JSON.stringify(await lastRequest(audit)), /clipboard\/write/);
    await audit.page.getByRole('button', { name: 'Copy command' }).getByText('Copied').waitFor();
  });

  test('Escape ends an audit that goes on, and else leads back to the editor', async () => {
    const audit = await open({ kind: 'running', about: 'Staged changes' });
    await audit.page.keyboard.press('Escape');
    assert.deepEqual(await lastRequest(audit), { method: 'audit/cancel', params: null });
    await audit.show(sound);
    await audit.page.getByRole('heading', { name: 'Nothing speaks against it' }).waitFor();
    await audit.page.keyboard.press('Escape');
    assert.deepEqual(await lastRequest(audit), { method: 'editor/focus', params: null });
  });

  test('why it may have been made is told as inferred, and what it leaves out, with their lines', async () => {
    const audit = await open(explained);
    assert.match(
      await text('.motives'),
      /inferred It may follow the pattern of line 7\. k8s\/cart\.yaml:7/,
    );
    assert.match(
      await text('.omissions'),
      /web calls it at the port that goes away\. k8s\/web\.yaml:13/,
    );
    await audit.page.getByRole('button', { name: 'k8s/cart.yaml:7' }).click();
    assert.deepEqual(await lastRequest(audit), {
      method: 'audit/open',
      params: { file: 'k8s/cart.yaml', line: 7 },
    });
  });

  test('what a model says is told claim by claim; what did not hold says why', async () => {
    await open(explained);
    const told = await text('.explanation');
    assert.match(told, /What gpt-5\.4-mini says of it/);
    assert.match(told, /What it does .{0,60}It moves the port of cart to 80\./);
    assert.match(told, /Nobody calls cart\..*web calls cart in k8s\/web\.yaml, line 13\./);
    assert.match(
      told,
      /Rules in words .{0,60}ports-stay is broken: A port that others use stays\./,
    );
  });

  test('a model is asked only for a click, and what it would get is shown and decided first', async () => {
    const audit = await open(broken);
    await audit.page.getByRole('button', { name: 'Explain with a model…' }).click();
    assert.deepEqual(await lastRequest(audit), { method: 'audit/explain', params: null });
    await audit.show({ ...broken, explaining: { model: 'gpt-5.4-mini', preview } });
    await audit.page.getByText('Nothing has left this machine yet.').waitFor();
    await audit.page.getByRole('checkbox').first().click();
    assert.deepEqual(await lastRequest(audit), {
      method: 'preview/wish',
      params: { item: preview.request.items[0]?.id, wish: 'drop' },
    });
    await audit.page.getByRole('button', { name: 'Send', exact: true }).click();
    assert.deepEqual(await lastRequest(audit), { method: 'preview/end', params: { end: 'send' } });
    await audit.page.keyboard.press('Escape');
    assert.deepEqual(await lastRequest(audit), { method: 'audit/cancel', params: null });
  });

  test('the review is copied by the host, and the button says so', async () => {
    const audit = await open(broken);
    await audit.page.getByRole('button', { name: 'Copy review' }).click();
    assert.deepEqual(await lastRequest(audit), { method: 'audit/copy', params: null });
    await audit.page.getByRole('button', { name: 'Copied' }).waitFor();
  });

  test('what the host could not do is said', async () => {
    const audit = await open(broken);
    await audit.failWith('This file is gone.');
    await audit.page.getByRole('button', { name: 'k8s/web.yaml:13' }).first().click();
    await audit.page.getByRole('alert').getByText('This file is gone.').waitFor();
  });

  test('hostile text stays text', async () => {
    const audit = await open(evil);
    assert.equal(await audit.page.locator('#app img, #app a, #app script').count(), 0);
  });

  suite('for everyone', () => {
    inOtherLanguages(
      () => harness,
      () => states,
    );

    for (const index of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      for (const theme of Object.keys(themes) as ThemeName[]) {
        test(`state ${index} in ${theme}: no rule of accessibility is broken`, async () => {
          const { page } = await open(states[index]?.[1] as AuditState, { theme });
          assert.deepEqual(await axeViolations(page), []);
        });
      }
      test(`state ${index}: nothing is cut off in 320 pixels`, async () => {
        const { page } = await open(states[index]?.[1] as AuditState, { width: 320 });
        assert.deepEqual(await tooWide(page), []);
      });
    }
  });
});

import assert from 'node:assert/strict';
import type { Audit } from '../../src/core/model/audit.ts';
import type { TriedList } from '../../src/core/model/tried.ts';
import { parseAuditMessage } from '../../src/extension/auditMessage.ts';
import { openDiagnosis } from '../../src/extension/auditRun.ts';
import { type Audits, createAudits, type Explainer } from '../../src/extension/audits.ts';
import type { AuditState } from '../../src/protocol/audit.ts';
import type { AuditOutcome, AuditParams } from '../../src/protocol/languageServer.ts';
import type { PreviewState } from '../../src/protocol/preview.ts';
import type { PanelState } from '../../src/protocol/webview.ts';
import { auditWritten } from '../audit/corpus.ts';

const suggestion = {
  about: 'Staged changes (a.ts)',
  folder: 'file:///shop',
  input: { kind: 'command', text: 'kubectl get pods' },
  unsaved: { 'b.ts': 'x' },
} as const;

const diagnosed: PanelState = {
  kind: 'done',
  runId: '1',
  notice: '',
  diagnosis: {
    outcome: 'diagnosed',
    hypotheses: [
      {
        title: 'Redis is out of memory',
        summary: 'It refuses writes.',
        service: 'redis',
        confidence: { value: 0.7 },
        claims: [
          { role: 'cause', text: 'maxmemory reached', citations: [{ quote: 'OOM command' }] },
        ],
        probes: [{ title: 'Look at memory', command: 'redis-cli INFO memory' }],
      },
    ],
  },
} as never;

const explainer: Explainer = {
  params: {
    runId: 'run-7',
    model: { kind: 'openai', name: 'gpt-5.4-mini', destination: 'https://api.openai.com' },
  },
  release: () => released.push('run-7'),
};
const released: string[] = [];
const preview = { request: { text: 'what would be sent' } } as unknown as PreviewState;
const own = { name: 'your own list', kind: 'entries', text: 'version: 1\ntried: []\n' } as const;

interface Setup {
  readonly audits: Audits;
  readonly states: AuditState[];
  /** What was told to be kept, by the id of the audit. */
  readonly kept: (readonly [id: string, state: AuditState])[];
  readonly asked: { params: AuditParams; cancelled: AbortSignal; end: (o: AuditOutcome) => void }[];
}

function setUp(
  panel: PanelState = { kind: 'empty' },
  {
    tried = [],
    chosen = explainer,
  }: { tried?: readonly TriedList[]; chosen?: Explainer | null } = {},
): Setup {
  const states: AuditState[] = [];
  const asked: Setup['asked'] = [];
  const kept: [id: string, state: AuditState][] = [];
  const audits = createAudits({
    audit: (params, cancelled) =>
      new Promise((end) => {
        asked.push({ params, cancelled, end });
      }),
    diagnosis: () => panel,
    tried: async () => tried,
    problems: async () => [],
    explainer: async () => chosen ?? undefined,
    onDidChange: (state) => states.push(state),
    onAudited: (id, state) => kept.push([id, state]),
  });
  return { audits, states, asked, kept };
}

/** What was tried is read before the server is asked. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

suite('audits of the editor', () => {
  test('a suggestion is held against its folder, and its texts stay with the host', async () => {
    const { audits, states, asked } = setUp();
    const audited = await auditWritten(
      { 'src/a.ts': 'const a = 1;\n' },
      { edit: { 'src/a.ts': [['1', '2']] } },
    );
    const running = audits.start(suggestion);
    await settled();
    asked[0]?.end({ kind: 'audited', audit: audited });
    await running;
    assert.deepEqual(asked[0]?.params, {
      uri: 'file:///shop',
      input: suggestion.input,
      unsaved: { 'b.ts': 'x' },
    });
    const [first, last] = states;
    assert.deepEqual(first, { kind: 'running', about: suggestion.about });
    assert.ok(last?.kind === 'done');
    assert.deepEqual(last.audit.files, [
      { path: 'src/a.ts', change: 'changed', addedLines: 1, removedLines: 1 },
    ]);
    assert.ok(last.places.includes('src/a.ts'));
    assert.ok(!('suggestion' in last.audit));
  });

  test('one that was kept with a case is shown again, and opens nothing', async () => {
    const { audits, states, asked } = setUp();
    const running = audits.start(suggestion);
    await settled();
    const audited = await auditWritten({ 'a.ts': '1' }, { edit: { 'a.ts': [['1', '2']] } });
    asked[0]?.end({ kind: 'audited', audit: audited });
    await running;
    const kept = states.at(-1);
    assert.ok(kept?.kind === 'done' && kept.places.length > 0);
    const later = setUp();
    later.audits.replay(kept);
    assert.deepEqual(later.states, [{ ...kept, places: [] }]);
    assert.equal(later.audits.subject, undefined);
    assert.deepEqual(later.kept, [], 'it is kept already');
  });

  test('what the open diagnosis says goes with it', async () => {
    const { audits, asked } = setUp(diagnosed);
    void audits.start(suggestion);
    await settled();
    assert.deepEqual(asked[0]?.params.diagnosis, {
      file: 'the open diagnosis',
      hypotheses: [
        {
          title: 'Redis is out of memory',
          summary: 'It refuses writes.',
          service: 'redis',
          confidence: 0.7,
          claims: [{ role: 'cause', text: 'maxmemory reached', quotes: ['OOM command'] }],
          probes: ['Look at memory redis-cli INFO memory'],
        },
      ],
    });
    assert.equal(openDiagnosis({ kind: 'empty' }), undefined);
  });

  test('what was tried goes with it; a log of commits can be cited, and not opened', async () => {
    const log = { name: 'git log', kind: 'commits', text: '' } as const;
    const { audits, asked } = setUp(undefined, { tried: [own, log] });
    const running = audits.start(suggestion);
    await settled();
    const audited = await auditWritten({ 'a.ts': '1' }, { edit: { 'a.ts': [['1', '2']] } });
    const cited = (file: string) => ({
      ...{ kind: 'tried', severity: 'warning', verdict: 'repeated', message: '', subject: '' },
      ...{ file: undefined, line: undefined, source: { file, line: 3 } },
    });
    const findings = [cited('your own list'), cited('git log')] as Audit['findings'];
    asked[0]?.end({ kind: 'audited', audit: { ...audited, findings } });
    await running;
    assert.deepEqual(asked[0]?.params.tried, [own, log]);
    const { state } = audits;
    assert.ok(state.kind === 'done' && state.places.includes('your own list'));
    assert.ok(!state.places.includes('git log'));
  });

  test('the late answer of an audit that was replaced is dropped', async () => {
    const { audits, states, asked } = setUp();
    const first = audits.start(suggestion);
    await settled();
    const second = audits.start({ ...suggestion, about: 'The clipboard' });
    await settled();
    assert.equal(asked[0]?.cancelled.aborted, true);
    asked[0]?.end({ kind: 'refused', message: 'late' });
    asked[1]?.end({ kind: 'refused', message: 'It is empty.' });
    await Promise.all([first, second]);
    assert.deepEqual(states.at(-1), {
      kind: 'failed',
      about: 'The clipboard',
      message: 'It is empty.',
    });
    assert.equal(states.length, 3);
  });

  test('an audit that is cancelled says so at once', async () => {
    const { audits, states, asked } = setUp();
    void audits.start(suggestion);
    await settled();
    audits.cancel();
    assert.deepEqual(states.at(-1), { kind: 'cancelled', about: suggestion.about });
    assert.equal(asked[0]?.cancelled.aborted, true);
  });

  test('what could not be captured is said in its place', () => {
    const { audits, states } = setUp();
    audits.fail('The suggestion', 'No suggestion is visible here.');
    assert.deepEqual(states, [
      { kind: 'failed', about: 'The suggestion', message: 'No suggestion is visible here.' },
    ]);
  });
});

suite('a model that explains an audit', () => {
  const audited = auditWritten({ 'a.ts': 'const a = 1;\n' }, { edit: { 'a.ts': [['1', '2']] } });

  /** An audit that is shown, and a model that is being asked. */
  async function asking(chosen: Explainer | null = explainer) {
    released.length = 0;
    const made = setUp(undefined, { chosen });
    const running = made.audits.start(suggestion);
    await settled();
    made.asked[0]?.end({ kind: 'audited', audit: await audited });
    await running;
    const explaining = made.audits.explain();
    await settled();
    return { ...made, explaining, shown: made.audits.result };
  }
  const kindOf = ({ audits: { state } }: Pick<Setup, 'audits'>): string =>
    state.kind === 'done' ? (state.explaining ? 'explaining' : 'done') : state.kind;

  test('the audit stays while it is asked, and its answer takes the place of it', async () => {
    const made = await asking();
    assert.equal(kindOf(made), 'explaining');
    assert.deepEqual(made.asked[1]?.params.explain, explainer.params);
    const explained = { ...(await audited), notChecked: ['told by the answer'] };
    made.asked[1]?.end({ kind: 'audited', audit: explained });
    await made.explaining;
    assert.equal(kindOf(made), 'done');
    assert.equal(made.audits.result, explained);
    assert.deepEqual(released, ['run-7']);
  });

  test('it is kept once, with the explanation, and not while a model is asked', async () => {
    const made = await asking();
    made.audits.reportPreview('run-7', preview);
    made.asked[1]?.end({ kind: 'audited', audit: { ...(await audited) } });
    await made.explaining;
    const [first, second, ...more] = made.kept;
    assert.deepEqual(more, []);
    assert.equal(first?.[0], second?.[0], 'the second takes the place of the first');
    assert.equal(second?.[1], made.audits.state);
    assert.ok(made.kept.every(([, state]) => state.kind === 'done' && !state.explaining));
  });

  test('what would be sent is shown for its own run only', async () => {
    const made = await asking();
    assert.equal(made.audits.reportPreview('another', preview), false);
    assert.equal(made.audits.reportPreview('run-7', preview), true);
    const { state } = made.audits;
    assert.equal(state.kind === 'done' && state.explaining?.preview, preview);
    assert.equal(made.audits.runId, 'run-7');
    made.asked[1]?.end({ kind: 'cancelled' });
    await made.explaining;
    assert.equal(made.audits.reportPreview('run-7', preview), false);
  });

  test('cancelled, the audit stands as it was', async () => {
    const made = await asking();
    made.audits.cancel();
    assert.equal(kindOf(made), 'done');
    assert.equal(made.asked[1]?.cancelled.aborted, true);
    made.asked[1]?.end({ kind: 'audited', audit: { ...(await audited), notChecked: ['late'] } });
    await made.explaining;
    assert.equal(made.audits.result, made.shown);
  });

  test('what fails is thrown to who asked, and the audit stands as it was', async () => {
    const made = await asking();
    made.asked[1]?.end({ kind: 'refused', message: 'The folder is gone.' });
    await assert.rejects(made.explaining, /The folder is gone/);
    assert.equal(kindOf(made), 'done');
    assert.equal(made.audits.result, made.shown);
  });

  test('without a model nothing is asked', async () => {
    const made = await asking(null);
    await made.explaining;
    assert.equal(made.asked.length, 1);
    assert.equal(kindOf(made), 'done');
  });
});

suite('parseAuditMessage', () => {
  const messages: readonly (readonly [unknown, boolean])[] = [
    ...[
      'audit/ready',
      'audit/again',
      'audit/cancel',
      'audit/choose',
      'audit/tried',
      'audit/copy',
      'audit/explain',
      'request/open',
      'map/show',
      'editor/focus',
    ].map((method) => [{ kind: 'request', id: 1, method, params: null }, true] as const),
    [{ kind: 'request', id: 2, method: 'audit/open', params: { file: 'a.ts', line: 3 } }, true],
    [{ kind: 'request', id: 3, method: 'clipboard/write', params: { text: 'x' } }, true],
    [{ kind: 'request', id: 4, method: 'preview/end', params: { end: 'send' } }, true],
    [{ kind: 'request', id: 4, method: 'preview/end', params: { end: 'twice' } }, false],
    [
      { kind: 'request', id: 4, method: 'preview/wish', params: { item: 'E1', wish: 'drop' } },
      true,
    ],
    [{ kind: 'cancel', id: 5 }, true],
    [{ kind: 'request', id: 2, method: 'audit/open', params: { file: 'a.ts', line: 0 } }, false],
    [{ kind: 'request', id: 2, method: 'audit/run', params: null }, false],
    ['audit/ready', false],
  ];
  for (const [message, isOurs] of messages) {
    test(`${isOurs ? 'takes' : 'refuses'} ${JSON.stringify(message)}`, () =>
      assert.deepEqual(parseAuditMessage(message), isOurs ? message : undefined));
  }
});

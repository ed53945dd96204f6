import assert from 'node:assert/strict';
import { parseAuditMessage } from '../../src/extension/auditMessage.ts';
import { openDiagnosis } from '../../src/extension/auditRun.ts';
import { type Audits, createAudits } from '../../src/extension/audits.ts';
import type { AuditState } from '../../src/protocol/audit.ts';
import type { AuditOutcome, AuditParams } from '../../src/protocol/languageServer.ts';
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

interface Setup {
  readonly audits: Audits;
  readonly states: AuditState[];
  readonly asked: { params: AuditParams; cancelled: AbortSignal; end: (o: AuditOutcome) => void }[];
}

function setUp(panel: PanelState = { kind: 'empty' }): Setup {
  const states: AuditState[] = [];
  const asked: Setup['asked'] = [];
  const audits = createAudits({
    audit: (params, cancelled) =>
      new Promise((end) => {
        asked.push({ params, cancelled, end });
      }),
    diagnosis: () => panel,
    tried: async () => [],
    explainer: async () => undefined,
    onDidChange: (state) => states.push(state),
  });
  return { audits, states, asked };
}

/** What was tried is read before the server is asked. */
const asking = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

suite('audits of the editor', () => {
  test('a suggestion is held against its folder, and its texts stay with the host', async () => {
    const { audits, states, asked } = setUp();
    const audited = await auditWritten(
      { 'src/a.ts': 'const a = 1;\n' },
      { edit: { 'src/a.ts': [['1', '2']] } },
    );
    const running = audits.start(suggestion);
    await asking();
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

  test('what the open diagnosis says goes with it', async () => {
    const { audits, asked } = setUp(diagnosed);
    void audits.start(suggestion);
    await asking();
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

  test('the late answer of an audit that was replaced is dropped', async () => {
    const { audits, states, asked } = setUp();
    const first = audits.start(suggestion);
    await asking();
    const second = audits.start({ ...suggestion, about: 'The clipboard' });
    await asking();
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
    await asking();
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

suite('parseAuditMessage', () => {
  const messages: readonly (readonly [unknown, boolean])[] = [
    ...[
      'audit/ready',
      'audit/again',
      'audit/cancel',
      'audit/choose',
      'audit/tried',
      'map/show',
      'editor/focus',
    ].map((method) => [{ kind: 'request', id: 1, method, params: null }, true] as const),
    [{ kind: 'request', id: 2, method: 'audit/open', params: { file: 'a.ts', line: 3 } }, true],
    [{ kind: 'request', id: 3, method: 'clipboard/write', params: { text: 'x' } }, true],
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

import assert from 'node:assert/strict';
import { diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type {
  LineChange,
  LineHistory,
  SourceAnswer,
  SourceQuestion,
  SourceSpot,
} from '../../src/core/model/source.ts';
import { clock } from '../../src/node/clock.ts';

const log = [
  '2026-11-20T10:00:00Z INFO  shop.Main - started',
  ...Array.from(
    { length: 20 },
    (_, i) => `2026-11-20T10:00:${10 + i}Z INFO  shop.Api - GET /cart/${i} 200`,
  ),
  '2026-11-20T10:01:00Z ERROR shop.CartStore - Cart 13 could not be saved',
  'java.lang.NullPointerException: cart is null',
  '\tat com.shop.CartStore.load(CartStore.java:6)',
  '\tat com.shop.CartApi.get(CartApi.java:31)',
  '2026-11-20T10:01:01Z INFO  shop.Api - GET /cart/21 200',
].join('\n');
const headerLine = 22;

const spot = (line: number, text: string, history?: LineHistory): SourceSpot => ({
  asked: 0,
  uri: 'file:///app/src/CartStore.java',
  name: 'src/CartStore.java',
  startLine: line,
  endLine: line,
  excerpt: { startLine: line - 1, text: `  // above\n  ${text}\n  // below` },
  others: [],
  history,
});

const change = (time: string, more: Partial<LineChange> = {}): LineChange => ({
  commit: 'c0ffee12'.repeat(5),
  author: 'Bob Ray',
  time: Date.parse(time),
  subject: 'Hand out copies',
  patch:
    'diff --git a/src/CartStore.java b/src/CartStore.java\n--- a/src/CartStore.java\n+++ b/src/CartStore.java\n@@ -6 +6 @@\n-    return cart;\n+    return cart.copy();',
  ...more,
});
const history = (...changes: readonly LineChange[]): LineHistory => ({
  isUncommitted: false,
  headTime: Date.parse('2026-11-19T00:00:00Z'),
  changes,
});
const frame = (past?: LineHistory): SourceAnswer => ({
  statements: [],
  frame: spot(6, 'return cart.copy();', past),
});
const printed = (past?: LineHistory, others: readonly string[] = []): SourceAnswer => ({
  statements: [
    { ...spot(13, 'log.error("Cart {} could not be saved", id);', past), others, does: 'prints' },
  ],
  frame: undefined,
});

async function run(answer: SourceAnswer, text = log) {
  const asked: SourceQuestion[] = [];
  const result = await diagnose(
    {
      files: { open: () => assert.fail('There are no files.') },
      clock,
      boundary: () => '0'.repeat(32),
      source: {
        async find(questions) {
          asked.push(...questions);
          return [answer];
        },
      },
    },
    {
      sources: [{ uri: 'file:///shop.log', name: 'shop.log', text }],
      context: noContext,
      budget: 12_000,
    },
    () => {},
    neverCancelled,
  );
  return { asked, diagnosis: result.kind === 'diagnosis' ? result.diagnosis : assert.fail() };
}

/** The claims that speak of source, as `role verdict: text`. */
const claimsOf = ({ hypotheses }: Diagnosis): readonly string[] =>
  (hypotheses[0]?.claims ?? [])
    .filter(({ text }) => text.includes('src/'))
    .map(({ role, text, verdict }) => `${role} ${verdict.kind}: ${text}`);

const changed =
  'src/CartStore.java:6 was changed two days before this by commit c0ffee12 of Bob Ray, “Hand out copies”: “return cart;” became “return cart.copy();”.';
const leads = 'Its stack leads to src/CartStore.java:6.';
const prints = 'This line is printed by src/CartStore.java:13.';

/** Name, answer of the source, claims. */
const cases: readonly (readonly [string, SourceAnswer, readonly string[]])[] = [
  ['nothing where the workspace has no such source', { statements: [], frame: undefined }, []],
  ['where its stack leads to', frame(), [`mechanism supported: ${leads}`]],
  ['which statement prints it', printed(), [`mechanism supported: ${prints}`]],
  [
    'that another statement says the same',
    printed(undefined, ['src/Other.java:9']),
    [
      `mechanism supported: ${prints.replace(':13', ':13, or by src/Other.java:9, which says the same')}`,
    ],
  ],
  [
    'a change of the failing line days before as a cause',
    frame(history(change('2026-11-18T09:00:00Z'))),
    [`mechanism supported: ${leads}`, `cause supported: ${changed}`],
  ],
  [
    'a change longer ago as a circumstance',
    frame(history(change('2026-11-09T10:00:00Z'))),
    [`mechanism supported: ${changed.replace('two', 'eleven')}`, `mechanism supported: ${leads}`],
  ],
  [
    'a change of the statement that prints it as a circumstance',
    printed(history(change('2026-11-18T09:00:00Z'))),
    [`mechanism supported: ${changed.replace(':6', ':13')}`, `mechanism supported: ${prints}`],
  ],
  [
    'no change of the year before',
    frame(history(change('2025-11-18T09:00:00Z'))),
    [`mechanism supported: ${leads}`],
  ],
  [
    'no change that was made after it failed',
    frame(history(change('2026-11-20T12:00:00Z'))),
    [`mechanism supported: ${leads}`],
  ],
  [
    'no change of which git did not say what it did',
    frame(history(change('2026-11-18T09:00:00Z', { patch: '' }))),
    [`mechanism supported: ${leads}`],
  ],
];

suite('the source that a failure comes from', () => {
  for (const [name, answer, expected] of cases) {
    test(`tells ${name}`, async () => {
      assert.deepEqual(claimsOf((await run(answer)).diagnosis), expected);
    });
  }

  test('is asked for by message, by the deepest error and by the frames of its stack', async () => {
    const { asked } = await run(frame());
    const [question] = asked;
    assert.deepEqual(question?.messages, ['Cart 13 could not be saved', 'cart is null']);
    const places = question?.places.map(({ path, line }) => `${path}:${line}`) ?? [];
    assert.equal(places[0], 'com/shop/CartStore.java:6');
    assert.ok(places.includes('com/shop/CartApi.java:31'));
  });

  test('begins with the innermost call of a Python traceback', async () => {
    const text = [
      '2026-11-20 10:00:00,120 ERROR shop: upload failed',
      'Traceback (most recent call last):',
      '  File "/app/shop/api.py", line 9, in post',
      '    store.save(cart)',
      '  File "/app/shop/store.py", line 31, in save',
      '    raise KeyError(cart.id)',
      'KeyError: 13',
    ].join('\n');
    const { asked } = await run(frame(), text);
    const [first] = asked[0]?.places ?? [];
    assert.equal(`${first?.path}:${first?.line}`, '/app/shop/store.py:31');
  });

  test('stands in the title where the failing line was changed shortly before', async () => {
    const { diagnosis } = await run(frame(history(change('2026-11-18T09:00:00Z'))));
    const [{ title = '', summary = '' } = {}] = diagnosis.hypotheses;
    assert.match(`${title} ${summary}`, /after the commit “Hand out copies”/);
  });

  test('says of each piece why it is shown, and of which line', async () => {
    const { diagnosis } = await run(printed(history(change('2025-11-18T09:00:00Z'))));
    const [evidence] = diagnosis.evidence.filter(({ origin }) => origin);
    assert.equal(
      evidence?.reason,
      `prints line ${headerLine} of shop.log; last changed 2025-11-18 (c0ffee12)`,
    );
    assert.deepEqual(evidence?.focus, [{ startLine: 13, endLine: 13 }]);
    assert.equal(evidence?.origin?.log.line, headerLine);
  });

  test('says where a line is not committed, or was changed since', async () => {
    const reasons = [
      { ...history(), isUncommitted: true },
      history(change('2026-11-20T12:00:00Z')),
    ].map(async (past) => {
      const { diagnosis } = await run(printed(past));
      return diagnosis.evidence.find(({ origin }) => origin)?.reason.replace(/^[^;]*; /, '');
    });
    assert.deepEqual(await Promise.all(reasons), [
      'changed and not committed',
      'last changed 2026-11-20, after this was written (c0ffee12)',
    ]);
  });

  test('is no second kind of evidence where it only says which statement printed the line', async () => {
    const valueWith = async (answer: SourceAnswer): Promise<readonly string[]> => {
      const { diagnosis } = await run(answer);
      const [best] = diagnosis.hypotheses;
      return (best?.confidence.factors ?? [])
        .filter(({ name }) => name === 'evidenceKinds' || name === 'kinds')
        .map(({ reason }) => reason);
    };
    const none = await valueWith({ statements: [], frame: undefined });
    assert.deepEqual(await valueWith(printed(history(change('2026-11-18T09:00:00Z')))), none);
    assert.notDeepEqual(await valueWith(frame(history(change('2026-11-18T09:00:00Z')))), none);
  });

  test('takes a small part of the budget', async () => {
    const long = frame(history(change('2026-11-18T09:00:00Z', { patch: 'x\n'.repeat(900) })));
    const { diagnosis } = await run(long);
    const traced = diagnosis.evidence.filter(({ origin }) => origin);
    assert.deepEqual(
      traced.map(({ kind }) => kind),
      ['code'],
    );
  });
});

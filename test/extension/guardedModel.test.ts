import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from '../../src/core/ports.ts';
import { requestTokens } from '../../src/core/tokens.ts';
import { guardModel } from '../../src/extension/guardedModel.ts';
import { createKeptReplies, type KeptReplies, replyKey } from '../../src/extension/keptReplies.ts';
import { createTokenLedger } from '../../src/extension/tokenLedger.ts';

function memory() {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string, usual?: T): T | undefined =>
      values.has(key) ? (values.get(key) as T) : usual,
    update: async (key: string, value: unknown) => void values.set(key, value),
  } as never;
}

const text = (words: string): ModelRequest['user'] => words as ModelRequest['user'];

const fail = (error: unknown): never => assert.fail(String(error));

/** The same question each time, fenced by another word. */
let boundaries = 0;
function request(words = 'Why?'): ModelRequest {
  const boundary = String(++boundaries).padStart(32, '0');
  const user = text(`<<<DATA ${boundary}\n${words}\nDATA ${boundary}>>>`);
  return { system: text('Explain.'), user, schema: { name: 's', schema: {} }, boundary };
}

function modelThat(...answers: readonly ModelAnswer[]) {
  let calls = 0;
  const model: LanguageModel = {
    kind: 'openai',
    name: 'test at host',
    destination: 'https://host/v1',
    ask: async () => answers[Math.min(calls++, answers.length - 1)] ?? assert.fail(),
  };
  return { model, calls: () => calls };
}

const said = (
  words: string,
  usage?: { inputTokens: number; outputTokens: number },
): ModelAnswer => ({
  kind: 'text',
  text: words,
  ...(usage && { usage }),
});

function setUp(
  answers: readonly ModelAnswer[],
  more: {
    readonly tokensPerDay?: number;
    readonly isFresh?: boolean;
    readonly replies?: KeptReplies;
  } = {},
) {
  const asked = modelThat(...answers);
  const ledger = createTokenLedger(memory(), () => new Date(2026, 2, 14, 10));
  const replies = more.replies ?? createKeptReplies(undefined, fail);
  const keys: string[] = [];
  const model = guardModel(asked.model, {
    ...{ replies, ledger, tokensPerDay: more.tokensPerDay, isFresh: more.isFresh ?? false },
    now: () => 77,
    onAnswer: (key) => keys.push(key),
  });
  const ask = (what = request()): Promise<ModelAnswer> => model.ask(what, () => {}, neverCancelled);
  return { ask, ledger, replies, keys, calls: asked.calls };
}

suite('guardModel', () => {
  test('answers the same question from what is kept, without asking or counting', async () => {
    const { ask, calls, ledger } = setUp([said('one'), said('two')]);
    assert.deepEqual(await ask(), said('one'));
    const used = ledger.today();
    assert.deepEqual(await ask(), { kind: 'text', text: 'one', keptAt: 77 });
    assert.equal(calls(), 1);
    assert.equal(ledger.today(), used);
  });

  test('asks another question', async () => {
    const { ask, calls } = setUp([said('one'), said('two')]);
    await ask();
    assert.deepEqual(await ask(request('Why not?')), said('two'));
    assert.equal(calls(), 2);
  });

  test('asked for a new answer it asks, and keeps that one', async () => {
    const replies = createKeptReplies(undefined, fail);
    await setUp([said('old')], { replies }).ask();
    const fresh = setUp([said('new')], { replies, isFresh: true });
    assert.deepEqual(await fresh.ask(), said('new'));
    const later = await setUp([said('x')], { replies }).ask();
    assert.equal(later.kind === 'text' && later.text, 'new');
  });

  test('keeps no failure', async () => {
    const failure: ModelAnswer = { kind: 'failure', failure: { kind: 'truncated' } };
    const { ask, calls } = setUp([failure, said('one')]);
    await ask();
    assert.deepEqual(await ask(), said('one'));
    assert.equal(calls(), 2);
  });

  test('an answer that was of no use is forgotten by its key', async () => {
    const { ask, keys, replies, calls } = setUp([said('prose'), said('one')]);
    await ask();
    replies.forget(keys);
    assert.deepEqual(await ask(), said('one'));
    assert.equal(calls(), 2);
  });

  const counts: readonly [name: string, answer: ModelAnswer, tokens: (asked: number) => number][] =
    [
      ['as the server does', said('one', { inputTokens: 700, outputTokens: 30 }), () => 730],
      ['by estimate where it does not', said('x'.repeat(400)), (asked) => asked + 100],
      [
        'a question whose answer failed',
        { kind: 'failure', failure: { kind: 'truncated' } },
        (asked) => asked,
      ],
      [
        'nothing where nothing was sent',
        { kind: 'failure', failure: { kind: 'noKey' }, nothingSent: true },
        () => 0,
      ],
    ];
  for (const [name, answer, tokens] of counts) {
    test(`counts ${name}`, async () => {
      const { ask, ledger } = setUp([answer]);
      const what = request();
      await ask(what);
      assert.equal(ledger.today(), tokens(requestTokens(what)));
    });
  }

  test('stops at the limit of the day, before anything is sent', async () => {
    const { ask, calls, ledger } = setUp([said('one', { inputTokens: 990, outputTokens: 0 })], {
      tokensPerDay: 1000,
    });
    await ask();
    const what = request('Something else?');
    assert.deepEqual(await ask(what), {
      kind: 'failure',
      failure: {
        kind: 'overBudget',
        setting: 'tokensPerDay',
        limit: 1000,
        used: 990,
        needed: requestTokens(what),
      },
      nothingSent: true,
    });
    assert.equal(calls(), 1);
    assert.equal(ledger.today(), 990);
  });

  test('at the limit of the day still gives what is kept', async () => {
    const { ask } = setUp([said('one', { inputTokens: 1000, outputTokens: 0 })], {
      tokensPerDay: 1000,
    });
    await ask();
    assert.deepEqual(await ask(), { kind: 'text', text: 'one', keptAt: 77 });
  });
});

suite('createTokenLedger', () => {
  test('begins every day of the user’s clock at zero', () => {
    let now = new Date(2026, 2, 14, 23, 59);
    const ledger = createTokenLedger(memory(), () => now);
    ledger.add(10);
    ledger.add(5);
    assert.equal(ledger.today(), 15);
    now = new Date(2026, 2, 15, 0, 0);
    assert.equal(ledger.today(), 0);
    ledger.add(1);
    assert.equal(ledger.today(), 1);
  });
});

suite('createKeptReplies', () => {
  let folder: string;
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-replies-'));
  });
  teardown(() => rm(folder, { recursive: true }));

  test('outlives the window', async () => {
    const replies = createKeptReplies(folder, fail);
    replies.keep('a', { text: 'one', at: 5 });
    await replies.read('a');
    const again = createKeptReplies(folder, fail);
    assert.deepEqual(await again.read('a'), { text: 'one', at: 5 });
  });

  test('keeps fifty, those that were kept last', async () => {
    const replies = createKeptReplies(folder, fail);
    for (let i = 0; i < 60; i++) replies.keep(`${i}`, { text: 'x', at: i });
    assert.equal(await replies.read('9'), undefined);
    assert.equal((await replies.read('10'))?.at, 10);
    const saved = JSON.parse(await readFile(join(folder, 'replies.json'), 'utf8'));
    assert.equal(saved.replies.length, 50);
  });

  test('keeps two million characters in all', async () => {
    const replies = createKeptReplies(folder, fail);
    for (const key of ['a', 'b', 'c']) replies.keep(key, { text: 'x'.repeat(900_000), at: 1 });
    assert.equal(await replies.read('a'), undefined);
    assert.ok(await replies.read('b'));
    assert.ok(await replies.read('c'));
  });

  const broken: readonly [name: string, text: string][] = [
    ['is no JSON', '{"version":1,'],
    ['is of another version', '{"version":99,"replies":[["a",{"text":"x","at":1}]]}'],
    ['has another shape', '{"version":1,"replies":[["a",{"text":5}],["a"],7,null]}'],
    ['is a list', '[]'],
    ['is nothing', 'null'],
  ];
  for (const [name, content] of broken) {
    test(`a file that ${name} is as good as none`, async () => {
      await writeFile(join(folder, 'replies.json'), content);
      const replies = createKeptReplies(folder, fail);
      assert.equal(await replies.read('a'), undefined);
      replies.keep('a', { text: 'one', at: 5 });
      assert.equal((await replies.read('a'))?.text, 'one');
    });
  }

  test('a folder that can’t be written is told of, and keeps nobody from answers', async () => {
    const errors: unknown[] = [];
    await writeFile(join(folder, 'file'), '');
    const replies = createKeptReplies(join(folder, 'file'), (error) => errors.push(error));
    replies.keep('a', { text: 'one', at: 5 });
    assert.equal((await replies.read('a'))?.text, 'one');
    assert.equal(errors.length, 1);
  });
});

suite('replyKey', () => {
  const model = { kind: 'openai', name: 'm at h', destination: 'https://h/v1' } as const;
  const key = replyKey(model, 'system\n\n<<<DATA b1\nx\nDATA b1>>>', 'b1');
  const rows: readonly [name: string, other: string, isSame: boolean][] = [
    ['another boundary', replyKey(model, 'system\n\n<<<DATA b2\nx\nDATA b2>>>', 'b2'), true],
    ['other evidence', replyKey(model, 'system\n\n<<<DATA b1\ny\nDATA b1>>>', 'b1'), false],
    [
      'another model',
      replyKey({ ...model, name: 'n at h' }, 'system\n\n<<<DATA b1\nx\nDATA b1>>>', 'b1'),
      false,
    ],
    [
      'another server',
      replyKey(
        { ...model, destination: 'https://i/v1' },
        'system\n\n<<<DATA b1\nx\nDATA b1>>>',
        'b1',
      ),
      false,
    ],
  ];
  for (const [name, other, isSame] of rows) {
    test(`${name} makes ${isSame ? 'the same' : 'another'} question`, () => {
      assert.equal(other === key, isSame);
    });
  }
});

import assert from 'node:assert/strict';
import { createApprovals } from '../../src/extension/approvals.ts';
import { createCapabilityStore } from '../../src/extension/capabilityStore.ts';
import { describeCapabilities } from '../../src/extension/capabilityText.ts';

function memory(start: Readonly<Record<string, unknown>> = {}) {
  const values = new Map<string, unknown>(Object.entries(start));
  return {
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => void values.set(key, value),
  } as never;
}

suite('createApprovals', () => {
  test('remembers destinations until they are taken back', async () => {
    const approvals = createApprovals(memory());
    assert.equal(approvals.has('a'), false);
    await approvals.add('a');
    await approvals.add('b');
    assert.ok(approvals.has('a') && approvals.has('b'));
    assert.equal(await approvals.clear(), true);
    assert.equal(approvals.has('a'), false);
    assert.equal(await approvals.clear(), false);
  });

  for (const stored of [undefined, null, 'a', { a: true }, [7, null]]) {
    test(`${JSON.stringify(stored)} allows nothing`, () => {
      assert.equal(createApprovals(memory({ approvedDestinations: stored })).has('a'), false);
    });
  }
});

suite('what was found out about model servers', () => {
  const dialect = {
    api: 'chat',
    format: 'jsonSchema',
    outputLimit: 'none',
    temperature: true,
    usage: true,
    system: 'system',
  };
  const key = 'http://127.0.0.1:11434/v1 qwen3:8b';
  const now = Date.UTC(2026, 2, 14, 10);
  const rows: readonly [name: string, entry: unknown, detail: string | undefined][] = [
    [
      'a server that does all',
      { dialect, honoursSchema: true, checkedAt: now - 60_000 },
      'JSON schema honoured · Chat Completions · no limit on the answer · temperature 0 · counts tokens · tried out just now',
    ],
    [
      'one that accepts a schema and does as it likes',
      { dialect, honoursSchema: false, checkedAt: now - 3 * 3_600_000 },
      'JSON schema accepted, not honoured · Chat Completions · no limit on the answer · temperature 0 · counts tokens · tried out 3 h ago',
    ],
    [
      'one that read a long request',
      {
        ...{ dialect, honoursSchema: true, checkedAt: now },
        input: { tokens: 12_400, isCut: false },
      },
      'JSON schema honoured · Chat Completions · no limit on the answer · temperature 0 · counts tokens · has read 12,400 tokens · tried out just now',
    ],
    [
      'one with a small context',
      {
        ...{ dialect, honoursSchema: true, checkedAt: now },
        input: { tokens: 2048, isCut: true },
      },
      'JSON schema honoured · Chat Completions · no limit on the answer · temperature 0 · counts tokens · read only 2,048 tokens of a longer request · tried out just now',
    ],
    [
      'one that does little',
      {
        dialect: {
          ...dialect,
          api: 'responses',
          format: 'prompted',
          outputLimit: 'max_tokens',
          temperature: false,
          usage: false,
          system: 'user',
        },
        honoursSchema: false,
        checkedAt: now - 72 * 3_600_000,
      },
      'no structured output: asked for in words · Responses API · limit as max_tokens · no temperature · counts no tokens · instructions as user message · tried out 3 days ago',
    ],
    ['what another version wrote', { dialect: { api: 'x' }, checkedAt: 1 }, undefined],
    ['nothing', null, undefined],
  ];
  for (const [name, entry, detail] of rows) {
    test(`tells of ${name}`, () => {
      const told = describeCapabilities(key, entry, now);
      assert.equal(told?.detail, detail);
      if (told) assert.deepEqual([told.model, told.server], ['qwen3:8b', key.split(' ')[0]]);
    });
  }

  test('is forgotten one by one, or as a whole', () => {
    const store = createCapabilityStore(memory(), () => now);
    for (const each of ['a', 'b', 'c']) store.write(each, { dialect });
    store.write('b', undefined);
    assert.deepEqual(Object.keys(store.all()), ['a', 'c']);
    store.clear();
    assert.deepEqual(store.all(), {});
  });
});

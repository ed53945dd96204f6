import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatConversation } from '../../../src/core/model/chat.ts';
import { createConversationStore } from '../../../src/extension/chat/conversationStore.ts';
import { newConversation, withTurn } from '../../../src/extension/chat/conversationTree.ts';

const asked = (id: string, at: number): ChatConversation =>
  withTurn(newConversation(id), {
    ...{ id: `${id}-1`, parent: null, question: `What of ${id}?`, subjects: [], at },
    outcome: { kind: 'cancelled', blocks: [] },
  });

suite('where conversations are kept', () => {
  let folder: string;
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-chats-'));
  });
  teardown(() => rm(folder, { recursive: true }));
  const idsOf = async (): Promise<readonly string[]> =>
    (await createConversationStore(folder).list()).map(({ id }) => id);

  test('another window finds what was saved, the latest first, and what was shown last', async () => {
    const store = createConversationStore(folder);
    await store.save(asked('old', 1));
    await store.save(asked('new', 2));
    assert.deepEqual(await idsOf(), ['new', 'old']);
    assert.deepEqual(await createConversationStore(folder).last(), asked('new', 2));
    assert.deepEqual(await createConversationStore(folder).load('old'), asked('old', 1));
  });

  test('a new conversation was begun: none is shown again, and none is lost', async () => {
    const store = createConversationStore(folder);
    await store.save(asked('old', 1));
    await store.leave();
    assert.equal(await createConversationStore(folder).last(), undefined);
    assert.deepEqual(await idsOf(), ['old']);
  });

  test('one that was removed is gone, with its file', async () => {
    const store = createConversationStore(folder);
    await store.save(asked('old', 1));
    await store.save(asked('new', 2));
    await store.remove('new');
    assert.deepEqual(await idsOf(), ['old']);
    assert.equal(await store.last(), undefined);
    assert.deepEqual((await readdir(folder)).sort(), ['index.json', 'old.json']);
  });

  test('saves that come at once happen one after the other, and the last one counts', async () => {
    const store = createConversationStore(folder);
    const named = Array.from({ length: 20 }, (_, i) => ({ ...asked('one', 1), title: `${i}` }));
    await Promise.all(named.map(store.save));
    assert.equal((await createConversationStore(folder).load('one'))?.title, '19');
    assert.deepEqual((await readdir(folder)).sort(), ['index.json', 'one.json']);
  });

  for (const [name, text] of [
    ['a lost', undefined],
    ['a torn', '{"version":1,"entr'],
    ['another version of the', '{"version":99,"entries":[]}'],
  ] as const) {
    test(`${name} index is made anew from the conversations`, async () => {
      const store = createConversationStore(folder);
      await store.save(asked('old', 1));
      await store.save(asked('new', 2));
      const index = join(folder, 'index.json');
      await (text === undefined ? rm(index) : writeFile(index, text));
      assert.deepEqual(await idsOf(), ['new', 'old']);
      assert.equal((await createConversationStore(folder).last())?.id, 'new');
    });
  }

  test('a torn conversation is not shown, and the others are', async () => {
    const store = createConversationStore(folder);
    await store.save(asked('old', 1));
    await store.save(asked('new', 2));
    await writeFile(join(folder, 'new.json'), '{"schema":"whytrace.chat/1","turns":[{}]}');
    const again = createConversationStore(folder);
    assert.equal(await again.last(), undefined);
    assert.deepEqual(await again.load('old'), asked('old', 1));
  });

  test('an answer that was under way when the window was killed has failed', async () => {
    const { turns, ...rest } = asked('one', 1);
    const running = { ...rest, turns: turns.map(({ outcome: _, ...turn }) => turn) };
    await createConversationStore(folder).save(running);
    const found = await createConversationStore(folder).last();
    assert.equal(found?.turns[0]?.outcome?.kind, 'failed');
  });

  test('an id that is no name of a file reads and removes nothing', async () => {
    const store = createConversationStore(join(folder, 'chats'));
    await writeFile(join(folder, 'secret.json'), JSON.stringify(asked('secret', 1)));
    assert.equal(await store.load('../secret'), undefined);
    await store.remove('../secret');
    assert.ok((await readdir(folder)).includes('secret.json'));
  });
});

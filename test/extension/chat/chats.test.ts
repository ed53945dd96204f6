import assert from 'node:assert/strict';
import type { ChatBlock, ChatConversation } from '../../../src/core/model/chat.ts';
import { type ChatPorts, type Chats, createChats } from '../../../src/extension/chat/chats.ts';
import type { ConversationStore } from '../../../src/extension/chat/conversationStore.ts';
import type { ChatState, ShownTurn } from '../../../src/protocol/chat.ts';
import type { ChatParams, ChatResult } from '../../../src/protocol/languageServer.ts';
import { eventually } from '../../eventually.ts';
import { preview as previewState } from '../../webview/previewFixture.ts';

const note = (text: string): ChatBlock => ({ kind: 'note', text });
const by = { kind: 'embedded', name: 'Embedded engine' } as const;

function answer(text: string): ChatResult {
  const said = { blocks: [note(text)], by, details: [], problems: [], partial: false };
  return { kind: 'answer', answer: said, findings: {}, notice: '' };
}

/** Keeps conversations in memory. */
function memoryStore(): ConversationStore & { readonly saved: Map<string, ChatConversation> } {
  const saved = new Map<string, ChatConversation>();
  let last: string | undefined;
  return {
    saved,
    list: async () =>
      [...saved.values()].map(({ id, title, turns }) => ({
        id,
        title,
        at: 1,
        turns: turns.length,
      })),
    last: async () => (last === undefined ? undefined : saved.get(last)),
    load: async (id) => saved.get(id),
    async save(conversation) {
      saved.set(conversation.id, conversation);
      last = conversation.id;
    },
    async leave() {
      last = undefined;
    },
    async remove(id) {
      saved.delete(id);
    },
  };
}

interface Host {
  readonly chats: Chats;
  readonly store: ReturnType<typeof memoryStore>;
  readonly asked: ChatParams[];
  readonly drawn: ChatState[];
  readonly turns: ShownTurn[];
  readonly arounds: Omit<ChatState, 'turns'>[];
  readonly released: string[];
  /** Answers the question that was asked last. */
  reply(result: ChatResult): void;
}

function createHost(ports: Partial<ChatPorts> = {}): Host {
  const store = memoryStore();
  const host = { asked: [], drawn: [], turns: [], arounds: [], released: [] } as Pick<
    Host,
    'asked' | 'drawn' | 'turns' | 'arounds' | 'released'
  >;
  let reply: (result: ChatResult) => void = () => {};
  let count = 0;
  const chats = createChats({
    store,
    async prepare(runId, { turn: { question, command, subjects }, history }) {
      const said = { runId, question, subjects, history, ...(command && { command }) };
      return { ...said, sources: [], context: { items: [] }, budget: 1000 };
    },
    chat(params) {
      host.asked.push(params);
      return new Promise((resolve) => {
        reply = resolve;
      });
    },
    release: (runId) => host.released.push(runId),
    found: () => {},
    surroundings: async () => ({
      starters: [],
      tokensOf: () => 7,
      budget: {
        answers: 'Embedded engine',
        sends: false,
        history: 0,
        subjects: 0,
        today: { used: 0 },
      },
    }),
    onDidChange: (state) => host.drawn.push(state),
    onDidChangeTurn: (turn) => host.turns.push(turn),
    onDidChangeAround: (around) => host.arounds.push(around),
    onNotSaved: assert.fail,
    now: () => 5,
    newId: () => `i${++count}`,
    ...ports,
  });
  return { ...host, chats, store, reply: (result) => reply(result) };
}

/** Asks, and answers as soon as the server is asked. */
async function talk(host: Host, question: string, text: string): Promise<void> {
  const before = host.asked.length;
  const done = host.chats.ask({ question });
  await eventually(() => assert.equal(host.asked.length, before + 1));
  host.reply(answer(text));
  await done;
}

const shown = async ({ chats }: Host): Promise<readonly string[]> =>
  (await chats.state()).turns.map(({ question, state }) => `${question} ${state.kind}`);

suite('the chat of a window', () => {
  test('a question is on the screen at once, and its answer when it has come', async () => {
    const host = createHost();
    const done = host.chats.ask({ question: 'Why?' });
    await eventually(() => assert.equal(host.asked.length, 1));
    assert.deepEqual(await shown(host), ['Why? running']);
    host.reply(answer('Because.'));
    await done;
    assert.deepEqual(await shown(host), ['Why? answered']);
    assert.deepEqual(host.released, [host.asked[0]?.runId]);
  });

  test('an answer grows as the server tells of it; of another question it is dropped', async () => {
    const host = createHost();
    const done = host.chats.ask({ question: 'Why?' });
    await eventually(() => assert.equal(host.asked.length, 1));
    const runId = host.asked[0]?.runId ?? '';
    host.chats.report({ runId: 'other', status: 'reads', blocks: [note('wrong')] });
    host.chats.report({ runId, status: 'reads redis.log, 41%', blocks: [note('first')] });
    host.chats.reportStreamed(runId, 120);
    assert.deepEqual(host.turns.at(-1)?.state, {
      ...{ kind: 'running', status: 'reads redis.log, 41%', streamed: 120 },
      blocks: [note('first')],
    });
    assert.equal(host.turns.length, 2);
    host.reply(answer('Because.'));
    await done;
  });

  test('what is asked next is told of what was said before, on its own path only', async () => {
    const host = createHost();
    await talk(host, 'One?', '1');
    await talk(host, 'Two?', '2');
    const [first] = (await host.chats.state()).turns;
    const done = host.chats.edit(first?.id ?? '', { question: 'Other?' });
    await eventually(() => assert.equal(host.asked.length, 3));
    assert.deepEqual(host.asked[1]?.history, [{ question: 'One?', answer: [note('1')] }]);
    assert.deepEqual(host.asked[2]?.history, []);
    host.reply(answer('3'));
    await done;
  });

  test('an edited question is another version; both can be shown, with what followed them', async () => {
    const host = createHost();
    await talk(host, 'One?', '1');
    await talk(host, 'Two?', '2');
    const [first] = (await host.chats.state()).turns;
    const done = host.chats.edit(first?.id ?? '', { question: 'Other?' });
    await eventually(() => assert.equal(host.asked.length, 3));
    host.reply(answer('3'));
    await done;
    assert.deepEqual(await shown(host), ['Other? answered']);
    const [other] = (await host.chats.state()).turns;
    assert.deepEqual(other?.version, { index: 1, count: 2 });
    await host.chats.version(other?.id ?? '', 0);
    assert.deepEqual(await shown(host), ['One? answered', 'Two? answered']);
  });

  test('Stop keeps what stands of an answer, and drops what comes late', async () => {
    const host = createHost();
    const done = host.chats.ask({ question: 'Why?' });
    await eventually(() => assert.equal(host.asked.length, 1));
    const runId = host.asked[0]?.runId ?? '';
    host.chats.report({ runId, status: '', blocks: [note('half')] });
    host.chats.cancel(runId);
    host.reply(answer('late'));
    await done;
    const [turn] = (await host.chats.state()).turns;
    assert.deepEqual(turn?.state, { kind: 'cancelled', blocks: [note('half')] });
    assert.deepEqual(host.released, [runId]);
  });

  test('a question that is asked while an answer comes ends that answer', async () => {
    const host = createHost();
    void host.chats.ask({ question: 'One?' });
    await eventually(() => assert.equal(host.asked.length, 1));
    await talk(host, 'Two?', '2');
    assert.deepEqual(await shown(host), ['One? cancelled', 'Two? answered']);
    host.reply(answer('late'));
  });

  test('what goes wrong is told by the turn', async () => {
    const host = createHost({
      chat: async () => {
        throw new Error('The language server stopped.');
      },
    });
    await host.chats.ask({ question: 'Why?' });
    const [turn] = (await host.chats.state()).turns;
    assert.deepEqual(turn?.state, { kind: 'failed', message: 'The language server stopped.' });
  });

  test('where the user thinks better of it, nothing is asked', async () => {
    const host = createHost({ prepare: async () => undefined });
    await host.chats.ask({ question: '', command: 'compare' });
    assert.deepEqual(host.asked, []);
    assert.deepEqual(await shown(host), [' cancelled']);
  });

  test('chips go with the question they were added for, each once', async () => {
    const host = createHost();
    const log = { kind: 'log', uri: 'file:///redis.log', name: 'redis.log' } as const;
    await host.chats.addChips([log, log]);
    await host.chats.addChips([log, { kind: 'diagnosis', title: 'Redis is full' }]);
    const { chips } = await host.chats.state();
    assert.deepEqual(
      chips.map(({ subject, tokens }) => [subject.kind, tokens]),
      [
        ['log', 7],
        ['diagnosis', 7],
      ],
    );
    await host.chats.removeChip(chips[1]?.id ?? '');
    assert.deepEqual(
      host.arounds.map((around) => around.chips.length),
      [1, 2, 1],
      'the turns, which may be many, are not sent again',
    );
    assert.deepEqual(host.drawn, []);
    await talk(host, 'Why?', 'Because.');
    assert.deepEqual(host.asked[0]?.subjects, [log]);
    const after = await host.chats.state();
    assert.deepEqual(after.chips, []);
    assert.deepEqual(after.turns[0]?.subjects, [log]);
  });

  test('what a model would be sent waits in the turn that asks it, and nowhere else', async () => {
    const host = createHost();
    const done = host.chats.ask({ question: 'Why?' });
    await eventually(() => assert.equal(host.asked.length, 1));
    const runId = host.asked[0]?.runId ?? '';
    assert.equal(host.chats.reportPreview('a diagnosis', previewState), false);
    assert.equal(host.chats.reportPreview(runId, previewState), true);
    const state = host.turns.at(-1)?.state;
    assert.ok(state?.kind === 'running' && state.preview === previewState);
    host.reply(answer('Because.'));
    await done;
  });

  test('every step is saved: the question before it is answered, and the answer', async () => {
    const host = createHost();
    const done = host.chats.ask({ question: 'Why?' });
    await eventually(() => assert.equal(host.asked.length, 1));
    const kept = (): unknown =>
      [...host.store.saved.values()].map(({ turns }) => turns.map(({ outcome }) => outcome?.kind));
    assert.deepEqual(kept(), [[undefined]]);
    host.reply(answer('Because.'));
    await done;
    assert.deepEqual(kept(), [['answered']]);
  });

  test('a new window goes on with the conversation that was shown, and another can be shown', async () => {
    const host = createHost();
    await talk(host, 'One?', '1');
    await host.chats.begin();
    assert.deepEqual(await shown(host), []);
    await talk(host, 'Two?', '2');
    const { store } = host;
    let count = 100;
    const next = createHost({ store, newId: () => `n${++count}` });
    assert.deepEqual(await shown(next), ['Two? answered']);
    const earlier = (await next.chats.state()).conversations.find(({ title }) => title === 'One?');
    await next.chats.show(earlier?.id ?? '');
    assert.deepEqual(await shown(next), ['One? answered']);
    await next.chats.remove(earlier?.id ?? '');
    assert.deepEqual(await shown(next), []);
    assert.equal(store.saved.size, 1);
  });

  test('all conversations are deleted at once, and an empty one is shown', async () => {
    const host = createHost();
    await talk(host, 'One?', '1');
    await host.chats.begin();
    await talk(host, 'Two?', '2');
    assert.equal(await host.chats.removeAll(), 2);
    assert.deepEqual(await host.store.list(), []);
    assert.deepEqual(await shown(host), []);
  });

  test('what was sent goes to no webview: it is opened in an editor', async () => {
    const receipt = {
      destination: 'https://models.example',
      text: 'the whole request',
      redactions: [],
    };
    const given = answer('Because.');
    const host = createHost({
      chat: async () =>
        given.kind === 'answer' ? { ...given, answer: { ...given.answer, receipt } } : given,
    });
    await host.chats.ask({ question: 'Why?' });
    assert.doesNotMatch(JSON.stringify(host.drawn), /the whole request/);
    assert.match(JSON.stringify([...host.store.saved.values()]), /the whole request/);
  });
});

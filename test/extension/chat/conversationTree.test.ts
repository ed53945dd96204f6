import assert from 'node:assert/strict';
import type { ChatConversation, ChatTurn } from '../../../src/core/model/chat.ts';
import {
  goOnFrom,
  newConversation,
  pathOf,
  showVersion,
  versionsOf,
  withOutcome,
  withoutRunning,
  withTurn,
} from '../../../src/extension/chat/conversationTree.ts';

const turn = (id: string, parent: string | null): ChatTurn => ({
  ...{ id, parent, question: `${id}?`, subjects: [], at: 1 },
});

/** a - b - c, and beside b another version of it, d, with e after it. */
const tree = [
  turn('a', null),
  turn('b', 'a'),
  turn('c', 'b'),
  turn('d', 'a'),
  turn('e', 'd'),
].reduce(withTurn, newConversation('k1'));

const ids = (conversation: ChatConversation): string =>
  pathOf(conversation)
    .map(({ id }) => id)
    .join(' ');

suite('a conversation as a tree', () => {
  const paths: readonly (readonly [string, ChatConversation, string])[] = [
    ['nothing was asked yet', newConversation('k1'), ''],
    ['the last question is shown with those before it', tree, 'a d e'],
    ['another version is shown with what followed it', showVersion(tree, 'd', 0), 'a b c'],
    ['a version that is not there changes nothing', showVersion(tree, 'd', 7), 'a d e'],
    ['one goes on from an earlier question', goOnFrom(tree, 'b'), 'a b'],
    [
      'what is asked then stands beside what stood there',
      withTurn(goOnFrom(tree, 'b'), turn('f', 'b')),
      'a b f',
    ],
    ['a question that is not there changes nothing', goOnFrom(tree, 'x'), 'a d e'],
    [
      'of several ways to go on the last one is shown',
      showVersion(withTurn(goOnFrom(tree, 'b'), turn('f', 'b')), 'b', 0),
      'a b f',
    ],
  ];
  for (const [name, conversation, expected] of paths) {
    test(name, () => assert.equal(ids(conversation), expected));
  }

  test('versions of a question are those with the same one before it', () => {
    const versions = versionsOf(tree, turn('d', 'a')).map(({ id }) => id);
    assert.deepEqual(versions, ['b', 'd']);
  });

  test('a conversation is called by its first question, and no later one', () => {
    assert.equal(tree.title, 'a?');
    const long = { ...turn('a', null), question: `${'why '.repeat(40)}\nsecond line` };
    assert.equal(withTurn(newConversation('k1'), long).title.length, 80);
    const command = { ...turn('a', null), question: '', command: 'map' as const };
    assert.equal(withTurn(newConversation('k1'), command).title, '/map');
  });

  test('what was being answered when the window went away has failed, and nothing else has', () => {
    const done = withOutcome(tree, 'a', { kind: 'cancelled', blocks: [] });
    const kinds = withoutRunning(done).turns.map(({ outcome }) => outcome?.kind);
    assert.deepEqual(kinds, ['cancelled', 'failed', 'failed', 'failed', 'failed']);
  });
});

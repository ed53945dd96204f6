import assert from 'node:assert/strict';
import { clusterSkeletons } from '../../../src/core/mine/clusterSkeletons.ts';
import { unpaced } from './fixtures.ts';

const people = ['root', 'admin', 'guest', 'oracle', 'postgres', 'jenkins'];

interface Case {
  readonly name: string;
  readonly skeletons: readonly string[];
  readonly templates: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'joins messages that differ in one word with many values',
    skeletons: people.map((who) => `Invalid user ${who} from <*>`),
    templates: ['Invalid user <*> from <*>'],
  },
  {
    name: 'keeps messages apart that differ in a word with few values',
    skeletons: ['VM Started here', 'VM Paused here', 'VM Resumed here', 'VM Stopped here'],
    templates: ['VM Started here', 'VM Paused here', 'VM Resumed here', 'VM Stopped here'],
  },
  {
    name: 'keeps states in capitals apart',
    skeletons: ['NEW', 'LOST', 'DONE', 'KILLED', 'FAILED', 'RUNNING'].map(
      (state) => `Task moved to ${state}`,
    ),
    templates: ['NEW', 'LOST', 'DONE', 'KILLED', 'FAILED', 'RUNNING'].map(
      (state) => `Task moved to ${state}`,
    ),
  },
  {
    name: 'joins values of a key sooner, and keeps the key',
    skeletons: ['role=a, ok', 'role=b, ok', 'role=c, ok'],
    templates: ['role=<*>, ok'],
  },
  {
    name: 'joins quoted words sooner, and keeps the quotes',
    skeletons: ["no module 'os'", "no module 'fs'", "no module 'ws'"],
    templates: ["no module '<*>'"],
  },
  {
    name: 'joins names sooner after a word that is named, and keeps the stop',
    skeletons: ['locked user alice.', 'locked user bob.', 'locked user carol.'],
    templates: ['locked user <*>.'],
  },
  {
    name: 'joins names in brackets sooner',
    skeletons: ['saving level [nether] now', 'saving level [lobby] now', 'saving level [end] now'],
    templates: ['saving level [<*>] now'],
  },
  {
    name: 'keeps apart what somebody does',
    skeletons: ['task started', 'task failed', 'task retried', 'host up [ready]', 'host up [lost]'],
    templates: ['task started', 'task failed', 'task retried', 'host up [ready]', 'host up [lost]'],
  },
  {
    name: 'keeps what escapes a quote',
    skeletons: ['ab', 'cd', 'ef'].map((name) => `to \\"${name}\\" at`),
    templates: ['to \\"<*>\\" at'],
  },
  {
    name: 'joins two values that look variable',
    skeletons: ['loaded org.example.app.Main now', 'loaded org.example.app.Tool now'],
    templates: ['loaded <*> now'],
  },
  {
    name: 'keeps exceptions apart',
    skeletons: ['java.net.SocketException: closed', 'java.lang.io.EOFException: closed'],
    templates: ['java.net.SocketException: closed', 'java.lang.io.EOFException: closed'],
  },
  {
    name: 'keeps classes of HTTP statuses apart',
    skeletons: ['"GET <*>" 2xx <*>', '"GET <*>" 4xx <*>', '"GET <*>" 5xx <*>'],
    templates: ['"GET <*>" 2xx <*>', '"GET <*>" 4xx <*>', '"GET <*>" 5xx <*>'],
  },
  {
    name: 'joins a truth value with its opposite',
    skeletons: ['cache enabled true today', 'cache enabled false today'],
    templates: ['cache enabled <*> today'],
  },
  {
    name: 'joins messages that differ in two words at once',
    skeletons: people.map((who, i) => `Moved home of ${who} to disk ${people.at(-1 - i)} today`),
    templates: ['Moved home of <*> to disk <*> today'],
  },
  {
    name: 'joins a message with its like that has an optional value',
    skeletons: [
      'close, <*> bytes (<*> KB) sent, <*> bytes received',
      'close, <*> bytes (<*>) sent, <*> bytes (<*>) received',
    ],
    templates: ['close, <*> bytes sent, <*> bytes received'],
  },
  {
    name: 'joins lists of different length',
    skeletons: [
      'ask <*> to delete <*> <*> <*>',
      'ask <*> to delete <*>',
      'ask <*> to delete <*>, <*>',
    ],
    templates: ['ask <*> to delete <*>'],
  },
  {
    name: 'does not join messages of nothing but values',
    skeletons: ['<*>', '<*> <*>', 'a', 'b', 'c', 'd', 'e', 'f', 'g'],
    templates: ['<*>', '<*> <*>', 'a', 'b', 'c', 'd', 'e', 'f', 'g'],
  },
];

suite('clusterSkeletons', () => {
  for (const { name, skeletons, templates } of cases) {
    test(name, async () => {
      const texts = await clusterSkeletons(skeletons, unpaced);
      assert.equal(texts.length, skeletons.length);
      assert.deepEqual([...new Set(texts)], templates);
    });
  }

  test('takes seconds at most for as many as there can be', async () => {
    const skeletons = Array.from({ length: 20_000 }, (_, i) =>
      Array.from({ length: 12 }, (_, k) => `w${(i * 7919 + k * 104_729) % 4999}x`).join(' '),
    );
    const start = performance.now();
    await clusterSkeletons(skeletons, unpaced);
    assert.ok(performance.now() - start < 5000);
  });
});

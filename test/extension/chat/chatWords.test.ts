import assert from 'node:assert/strict';
import type { ChatSubject } from '../../../src/core/model/chat.ts';
import type { Diagnosis } from '../../../src/core/model/diagnosis.ts';
import { historyTokens, subjectTokens } from '../../../src/extension/chat/budget.ts';
import { candidatesFor, isCandidate } from '../../../src/extension/chat/candidates.ts';
import { parseChatMessage, parseSubject } from '../../../src/extension/chat/chatMessage.ts';
import { commandsOfChat, placesOfChat } from '../../../src/extension/chat/chatPlaces.ts';
import { newConversation, withTurn } from '../../../src/extension/chat/conversationTree.ts';
import { conversationMarkdown } from '../../../src/extension/chat/markdown.ts';
import { startersFor } from '../../../src/extension/chat/starters.ts';
import { commandsFor, parseQuestion, questionText } from '../../../src/protocol/chatQuestion.ts';
import { subjectKey, subjectPlace, subjectWords } from '../../../src/protocol/chatSubject.ts';
import { answerBlocks, talk, working } from '../../webview/chatFixture.ts';
import { diagnosed as diagnosis, hostile } from '../../webview/fixture.ts';

const uri = 'file:///shop/redis.log';
const log: ChatSubject = { kind: 'log', uri, name: 'redis.log' };
const place = { uri, file: 'redis.log', startLine: 870, endLine: 990 };
const lines: ChatSubject = { kind: 'lines', ...place };

suite('words of the chat', () => {
  const subjects: readonly (readonly [ChatSubject, string, string])[] = [
    [log, 'log', 'redis.log'],
    [lines, 'lines', 'redis.log:870–990'],
    [{ ...lines, endLine: 870 }, 'line', 'redis.log:870'],
    [{ kind: 'diagnosis', title: 'Redis is full' }, 'diagnosis', 'Redis is full'],
    [{ kind: 'evidence', evidence: 'E3', place }, 'evidence', 'E3 redis.log:870–990'],
    [{ kind: 'evidence', evidence: 'E3' }, 'evidence', 'E3'],
    [
      { kind: 'hypothesis', hypothesis: 1, title: 'x'.repeat(90) },
      'explanation',
      `2: ${'x'.repeat(59)}…`,
    ],
    [
      { kind: 'claim', hypothesis: 0, list: 'against', claim: 2, text: 'It was down.' },
      'fact against',
      '“It was down.”',
    ],
    [{ kind: 'suggestion', about: 'Staged changes' }, 'suggestion', 'Staged changes'],
  ];
  for (const [subject, detail, label] of subjects) {
    test(`a chip for ${detail} reads ${label}`, () => {
      assert.deepEqual(subjectWords(subject), { label, detail });
      assert.deepEqual(parseSubject(subject), subject);
    });
  }

  test('what has lines can be opened, and the same thing is known again', () => {
    assert.deepEqual(subjectPlace(lines), place);
    assert.equal(subjectPlace({ kind: 'diagnosis', title: '' }), undefined);
    const keys = subjects.map(([subject]) => subjectKey(subject));
    assert.equal(
      new Set(keys).size,
      keys.length - 1,
      'evidence is the same with its place and without',
    );
  });

  const questions: readonly (readonly [string, object])[] = [
    ['Why?', { question: 'Why?' }],
    ['/map', { command: 'map', question: '' }],
    ['  /Map   who depends on cart?', { command: 'map', question: 'who depends on cart?' }],
    ['/explain line 3\nand why', { command: 'explain', question: 'line 3\nand why' }],
    ['/nothing we know', { question: '/nothing we know' }],
    ['/var/log/syslog says what?', { question: '/var/log/syslog says what?' }],
    ['a /map', { question: 'a /map' }],
  ];
  for (const [text, expected] of questions) {
    test(`${JSON.stringify(text)} is asked as ${JSON.stringify(expected)}`, () => {
      const question = parseQuestion(text);
      assert.deepEqual(question, expected);
      assert.deepEqual(parseQuestion(questionText(question)), question);
    });
  }

  test('commands are offered by their first letters', () => {
    const names = (prefix: string): readonly string[] =>
      commandsFor(prefix).map(({ command }) => command);
    assert.deepEqual(names('e'), ['explain', 'evidence']);
    assert.equal(names('').length, 8);
    assert.deepEqual(names('q'), []);
  });

  const given = { lines: [lines], logs: [log], diagnosis };
  test('# offers what is open: lines, logs, and the diagnosis with its parts', () => {
    const kinds = new Set(candidatesFor(given, '').map(({ subject }) => subject.kind));
    assert.deepEqual([...kinds], ['lines', 'log', 'diagnosis', 'hypothesis', 'claim', 'evidence']);
    assert.equal(candidatesFor(given, 'redis.log:870')[0]?.label, 'redis.log:870–990');
    assert.deepEqual(candidatesFor(given, 'nowhere'), []);
    assert.ok(candidatesFor(given, '').length <= 50);
  });

  test('the view may add what it was offered, and nothing else', () => {
    assert.ok(isCandidate(given, log));
    assert.equal(isCandidate(given, { ...log, uri: 'file:///etc/passwd' }), false);
  });

  const starters: readonly (readonly [
    string,
    Parameters<typeof startersFor>[0],
    RegExp,
    number,
  ])[] = [
    ['nothing is open', { logs: [], diagnosis: undefined }, /^$/, 0],
    [
      'one log is open',
      { logs: ['redis.log'], diagnosis: undefined },
      /errors are in redis\.log/,
      3,
    ],
    ['several logs are open', { logs: ['a.log', 'b.log'], diagnosis: undefined }, /by service/, 3],
    [
      'a diagnosis is open',
      { logs: ['a.log'], diagnosis },
      /Which services does this hit\?.*Why not “/,
      4,
    ],
    [
      'no incident was found',
      { logs: ['a.log'], diagnosis: { ...diagnosis, outcome: 'noIncident' } as Diagnosis },
      /errors are in a\.log/,
      3,
    ],
  ];
  for (const [name, open, expected, count] of starters) {
    test(`first questions where ${name}`, () => {
      const questions = startersFor(open);
      assert.match(questions.join(' '), expected);
      assert.equal(questions.length, count);
    });
  }

  test('tokens are estimated: more lines are more, and a log is no more than its budget', () => {
    const tokens = (subject: ChatSubject): number => subjectTokens(subject, 24_000, diagnosis);
    assert.ok(tokens({ ...lines, endLine: 871 }) < tokens(lines));
    assert.equal(tokens({ ...lines, endLine: 99_999_999 }), tokens(log));
    const turn = { id: 't', parent: null, question: 'Why?', subjects: [], at: 1 };
    assert.ok(historyTokens([turn]) < historyTokens([turn, turn]));
    assert.equal(
      historyTokens(Array.from({ length: 99 }, () => turn)),
      historyTokens(Array.from({ length: 20 }, () => turn)),
    );
  });

  test('places that an answer, a question or a chip names can be opened, and commands of answers inserted', () => {
    const places = [...placesOfChat(talk)].sort();
    assert.deepEqual(places, ['file:///shop/db.log', uri]);
    assert.deepEqual([...commandsOfChat(working)], ['redis-cli INFO memory', 'redis-cli FLUSHALL']);
  });

  const messages: readonly (readonly [string, unknown, boolean])[] = [
    ['a question', { method: 'chat/ask', params: { question: 'Why?' } }, true],
    ['a command', { method: 'chat/ask', params: { question: '', command: 'map' } }, true],
    [
      'a command that is none of ours',
      { method: 'chat/ask', params: { question: '', command: 'rm' } },
      false,
    ],
    [
      'a question without an end',
      { method: 'chat/ask', params: { question: 'x'.repeat(8001) } },
      false,
    ],
    [
      'a line before the first',
      { method: 'source/reveal', params: { ...lines, startLine: 0 } },
      false,
    ],
    [
      'an action of another kind',
      { method: 'action/run', params: { action: 'workbench.action.quit' } },
      false,
    ],
    [
      'a version that is no number',
      { method: 'chat/version', params: { turn: 't', index: '1' } },
      false,
    ],
    ['a method that is none of ours', { method: 'chat/nothing', params: null }, false],
  ];
  for (const [name, message, isTaken] of messages) {
    test(`${name} is ${isTaken ? 'taken' : 'dropped'}`, () => {
      const parsed = parseChatMessage({ kind: 'request', id: 1, ...(message as object) });
      assert.equal(parsed !== undefined, isTaken);
    });
  }

  test('a conversation as Markdown names lines, marks what is not supported, and warns of commands', () => {
    const turn = { id: 't', parent: null, question: 'Why?', subjects: [lines], at: 1 };
    const by = { kind: 'embedded', name: 'Embedded engine' } as const;
    const answer = { blocks: answerBlocks, by, details: [], problems: [], partial: false };
    const told = withTurn(newConversation('k'), {
      ...turn,
      outcome: { kind: 'answered', answer, notice: '' },
    });
    const text = conversationMarkdown(told);
    for (const expected of [
      /^# Why\?\n\n## Why\?\n\nAbout `redis\.log:870–990`\n/,
      /Redis refused 412 writes between 14:03:12 and 14:22:05\. `redis\.log:881` `redis\.log:2040`/,
      /A rollback of 7f31c would end it at once\. \*\*\(not supported\)\*\*/,
      /\| Service \| Errors \| First \| Kind \|\n\| --- \| --: \| --- \| --- \|\n\| checkout-api \| 1,204 \|/,
      /```\nredis-cli FLUSHALL\n```\n\n\*\*Dangerous: /,
      /_Embedded engine, nothing left this machine_/,
    ]) {
      assert.match(text, expected);
    }
  });

  test('hostile text becomes no markup of the Markdown', () => {
    const turn = { id: 't', parent: null, question: hostile, subjects: [], at: 1 };
    const text = conversationMarkdown(withTurn(newConversation('k'), turn));
    assert.doesNotMatch(text, /(?<!\\)<(?:img|script|a)\b|(?<!\\)\[[^\]\\]*\]\(/);
  });
});

import assert from 'node:assert/strict';
import type { ChatState, ShownTurn } from '../../src/protocol/chat.ts';
import { complete, completingAt } from '../../src/webview/chat/completion.ts';
import { parseUriList } from '../../src/webview/chat/drops.ts';
import { recall } from '../../src/webview/chat/questionHistory.ts';
import { isChatEvent, isChatState } from '../../src/webview/chat/state.ts';
import { noKeptState, parseKeptState } from '../../src/webview/chat/ui.ts';
import { answerSummary, turnAnnouncement } from '../../src/webview/chat/words.ts';
import * as fixture from './chatFixture.ts';
import { preview } from './previewFixture.ts';

suite('what is written in the chat', () => {
  /** `|` is the caret. */
  const completions: readonly (readonly [string, string | undefined])[] = [
    ['|', undefined],
    ['/|', 'command '],
    ['/ma|', 'command ma'],
    ['/ma| cart', 'command ma'],
    ['/map cart|', undefined],
    ['why /ma|', undefined],
    ['#|', 'context '],
    ['why not #redis.l|', 'context redis.l'],
    ['line one\n#re|', 'context re'],
    ['issue#12|', undefined],
    ['# two|', undefined],
  ];
  for (const [text, expected] of completions) {
    test(`at ${JSON.stringify(text)} ${expected ?? 'nothing'} is completed`, () => {
      const found = completingAt(text.replace('|', ''), text.indexOf('|'));
      assert.equal(found && `${found.kind} ${found.query}`, expected);
    });
  }

  const completed: readonly (readonly [string, string, string])[] = [
    ['/ma|', '/map', '/map |'],
    ['/ma| cart', '/map', '/map |cart'],
    ['why #re| now', '', 'why |now'],
    ['why #re|', '', 'why |'],
  ];
  for (const [text, words, expected] of completed) {
    test(`${JSON.stringify(text)} becomes ${JSON.stringify(expected)}`, () => {
      const caret = text.indexOf('|');
      const plain = text.replace('|', '');
      const completing = completingAt(plain, caret);
      assert.ok(completing);
      const after = complete(plain, completing, words);
      assert.equal(
        `${after.text.slice(0, after.caret)}|${after.text.slice(after.caret)}`,
        expected,
      );
    });
  }

  /** Keys pressed one after the other, and what then stands in the box. */
  const recalls: readonly (readonly [readonly string[], string, string])[] = [
    [['one', 'two'], 'up', 'two'],
    [['one', 'two'], 'up up', 'one'],
    [['one', 'two'], 'up up up', 'one'],
    [['one', 'two'], 'up up down', 'two'],
    [['one', 'two'], 'up down', 'draft'],
    [['one', 'two', 'two'], 'up up', 'one'],
    [['one'], 'down', 'draft'],
    [[], 'up', 'draft'],
  ];
  for (const [asked, pressed, expected] of recalls) {
    test(`after ${asked.join(', ') || 'nothing'}, ${pressed} shows ${expected}`, () => {
      let state: Parameters<typeof recall>[1] = { text: 'draft', recall: undefined };
      for (const key of pressed.split(' ')) {
        state = recall(asked, state, key === 'up' ? -1 : 1) ?? state;
      }
      assert.equal(state.text, expected);
    });
  }

  test('files that are dropped come as URIs, one a line, without remarks', () => {
    const text = '# two files\r\nfile:///a.log\r\n\r\nfile:///b%20c.log\n';
    assert.deepEqual(parseUriList(text), ['file:///a.log', 'file:///b%20c.log']);
    assert.deepEqual(parseUriList(''), []);
  });
});

suite('what the chat says', () => {
  test('an answer is summed up by what of it holds', () => {
    assert.equal(
      answerSummary(fixture.answerBlocks),
      '4 statements: 2 checked, 1 partly supported, 1 not supported',
    );
    const [whole] = fixture.answerBlocks;
    assert.ok(whole);
    assert.equal(answerSummary([whole]), '1 statement, checked');
    assert.equal(answerSummary([whole, whole]), '2 statements, all checked');
    assert.equal(answerSummary([{ kind: 'note', text: 'Nothing.' }]), 'How this was answered');
  });

  const { full, running } = fixture;
  const with_ = (state: Partial<ShownTurn['state']>): ShownTurn =>
    ({ ...running, state: { ...running.state, ...state } }) as ShownTurn;
  const done: ShownTurn = { ...running, state: full.state };
  const told: readonly (readonly [string, ShownTurn, ShownTurn | undefined, RegExp])[] = [
    ['a step when it begins', with_({ blocks: [] }), undefined, /^reads checkout\.log, 41%\.$/],
    ['each sentence once', with_({}), with_({ blocks: [] }), /^Redis refused 31 writes\.$/],
    ['no number that runs', with_({ status: 'reads checkout.log, 42%' }), with_({}), /^$/],
    ['the end, and how much holds', done, with_({}), /Done\. 4 statements: 2 checked/],
    [
      'what does not hold, as such',
      done,
      with_({}),
      /7f31c would end it at once\. \(not fully supported\)/,
    ],
    [
      'that it waits for the user',
      with_({ preview }),
      with_({}),
      /^Waiting for you: .*Nothing has been sent yet\.$/,
    ],
    ['that once', with_({ preview: { ...preview } }), with_({ preview }), /^$/],
    [
      'a failure with what to do',
      { ...running, state: { kind: 'failed', message: 'Gone.' } },
      with_({}),
      /^Failed\. Gone\.$/,
    ],
    [
      'the end of a stopped answer',
      { ...running, state: { kind: 'cancelled', blocks: [] } },
      with_({}),
      /^Stopped\.$/,
    ],
    ['nothing of an answer that stays', done, done, /^$/],
  ];
  for (const [name, next, last, expected] of told) {
    test(`a screen reader is told ${name}`, () => {
      assert.match(turnAnnouncement(next, last), expected);
    });
  }
});

suite('what the chat takes', () => {
  const states: readonly ChatState[] = [
    fixture.empty,
    fixture.nothingOpen,
    fixture.talk,
    fixture.working,
    fixture.ended,
  ];
  test('every state the host may send is known', () => {
    for (const state of states) assert.ok(isChatState(state));
    assert.equal(isChatState({ ...fixture.talk, turns: [{}] }), false);
    assert.equal(isChatState({ ...fixture.talk, budget: 3 }), false);
  });

  const events: readonly (readonly [string, unknown, boolean])[] = [
    ['a state', { name: 'chat/state', data: fixture.talk }, true],
    ['a turn', { name: 'chat/turn', data: fixture.running }, true],
    ['a wish for the focus', { name: 'chat/focus', data: { text: '' } }, true],
    ['what stands around', { name: 'chat/around', data: fixture.empty }, true],
    ['half a turn', { name: 'chat/turn', data: { id: 't' } }, false],
    ['an event of another view', { name: 'audit/state', data: {} }, false],
  ];
  for (const [name, event, isTaken] of events) {
    test(`${name} is ${isTaken ? 'taken' : 'dropped'}`, () => {
      assert.equal(isChatEvent({ kind: 'event', ...(event as object) }), isTaken);
    });
  }

  test('what was kept is read again, whatever version of the view wrote it', () => {
    const kept = { open: ['t1.how'], draft: 'why', at: 't1', conversation: 'c1' };
    assert.deepEqual(parseKeptState(kept), kept);
    assert.deepEqual(parseKeptState({ ...kept, draft: 3, open: 'all' }), {
      ...kept,
      draft: '',
      open: [],
    });
    assert.deepEqual(parseKeptState(undefined), noKeptState);
    assert.deepEqual(parseKeptState('x'), noKeptState);
  });
});

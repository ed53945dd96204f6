import assert from 'node:assert/strict';
import type { ChatAnswer, ChatBlock, ChatOutcome } from '../../../src/core/model/chat.ts';
import {
  type AnswerStream,
  offeredQuestions,
  tellAnswer,
} from '../../../src/extension/chat/tellAnswer.ts';

const place = { uri: 'file:///w/redis.log', file: 'redis.log', startLine: 3, endLine: 3 };
const citation = { evidence: 'E1', ...place, quote: 'OOM', strength: 1 } as const;
const unsupported = { kind: 'unsupported', checks: [] } as const;

function answered(...blocks: readonly ChatBlock[]): ChatOutcome {
  const by = { kind: 'embedded', name: 'Embedded engine' } as const;
  const answer: ChatAnswer = { blocks, by, details: [], problems: [], partial: false };
  return { kind: 'answered', answer, notice: '' };
}

function told(outcome: ChatOutcome): readonly string[] {
  const said: string[] = [];
  const stream: AnswerStream = {
    markdown: (text) => said.push(text),
    anchor: ({ file, startLine }) => said.push(`-> ${file}:${startLine}`),
    reference: ({ file, startLine }) => said.push(`* ${file}:${startLine}`),
    action: (action, label) => said.push(`[${label}] ${action}`),
  };
  tellAnswer(outcome, stream);
  return said.map((text) => text.trim()).filter((text) => text !== '');
}

const end = '_Embedded engine, nothing left this machine_';

suite('an answer in the chat of the editor', () => {
  const cases: readonly (readonly [string, readonly ChatBlock[], readonly string[]])[] = [
    [
      'a verified sentence is followed by links to its lines, which are listed too',
      [
        {
          kind: 'statement',
          text: 'Redis is full.',
          verdict: { kind: 'supported', checks: [] },
          citations: [citation],
        },
      ],
      ['Redis is full.', '-> redis.log:3', '* redis.log:3'],
    ],
    [
      'what was not found is said and marked',
      [{ kind: 'statement', text: 'A disk broke.', verdict: unsupported, citations: [] }],
      ['A disk broke. **(not supported)**'],
    ],
    [
      'text of a log is no markup, link or command',
      [{ kind: 'note', text: '[x](command:evil) <img src=x> `y`' }],
      ['_\\[x\\](command:evil) \\<img src=x\\> \\`y\\`_'],
    ],
    [
      'lines of a file stand in a block below a link to them',
      [{ kind: 'excerpt', text: 'a ``` b', ...place }],
      ['-> redis.log:3', '````\na ``` b\n````'],
    ],
    [
      'places of a table are listed',
      [
        {
          kind: 'table',
          title: 'Errors',
          columns: [{ title: 'Line', kind: 'code' }],
          rows: [[{ text: 'OOM', place }]],
          more: 0,
        },
      ],
      ['**Errors**\n\n| Line |\n| --- |\n| `OOM` |', '* redis.log:3'],
    ],
  ];
  for (const [name, blocks, expected] of cases) {
    test(name, () => assert.deepEqual(told(answered(...blocks)), [...expected, end]));
  }

  test('a button comes after everything else, which the editor would fold away before it', () => {
    const action = {
      kind: 'action',
      label: 'Open the diagnosis',
      action: 'openDiagnosis',
    } as const;
    assert.deepEqual(told(answered(action, { kind: 'note', text: 'Done' })), [
      ...['_Done_', end],
      '[Open the diagnosis] openDiagnosis',
    ]);
  });

  test('what can be asked next is offered below, a good run by its command', () => {
    const outcome = answered(
      { kind: 'offer', text: 'For example', questions: ['How many errors are there?'] },
      { kind: 'action', label: 'Choose a good run', action: 'chooseGoodRun' },
    );
    assert.deepEqual(offeredQuestions(outcome), ['How many errors are there?', '/compare']);
    assert.deepEqual(told(outcome), [end]);
  });
});

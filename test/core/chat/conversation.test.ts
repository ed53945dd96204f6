import assert from 'node:assert/strict';
import { createClock } from '../../../src/core/chat/logs/clock.ts';
import { type ChatInput, chat } from '../../../src/core/chat.ts';
import { checkedBlocks } from '../../../src/core/chatFacts.ts';
import { collectText } from '../../../src/core/collect/collect.ts';
import { neverCancelled } from '../../../src/core/model/cancellation.ts';
import type { ChatBlock } from '../../../src/core/model/chat.ts';
import { ask, inputOf, notes, ports, rows, shop, statements, told } from './asking.ts';

const after = (...questions: readonly string[]): Partial<ChatInput> => ({
  history: questions.map((question) => ({ question, answer: [] })),
});

suite('a conversation with the engine', () => {
  const followUps: readonly (readonly [string, readonly string[], string, string])[] = [
    [
      'another time',
      ['how many timeouts between 14:00 and 14:10?'],
      'and between 14:10 and 14:15?',
      'There are 20 records that hold “timeouts” from 14:10:00 until before 14:15:00. [checkout.log:324, checkout.log:438]',
    ],
    [
      'another event',
      ['how many timeouts are there?'],
      'what about warnings?',
      'There are 67 records at level warning. [checkout.log:165, checkout.log:561]',
    ],
    [
      'another log',
      ['how many errors are there?'],
      'and in gateway.log?',
      'There are 50 records at level error or worse in gateway.log. [gateway.log:81, gateway.log:179]',
    ],
    [
      'the same by a pronoun',
      ['how many 503s after 14:05?'],
      'when did it start?',
      'The first record with status 503 from 14:05:00 on is line 91 of gateway.log at 14:05:00. [gateway.log:91]',
    ],
    [
      'over a question in between',
      ['how many errors are there?', 'and in checkout.log?'],
      'and after 14:15?',
      'There are 20 records at level error or worse in checkout.log from 14:15:00 on. [checkout.log:444, checkout.log:558]',
    ],
  ];
  for (const [name, before, question, first] of followUps) {
    test(`a follow-up asks for ${name}`, async () => {
      const [fact] = statements(await ask(question, shop, after(...before)));
      assert.equal(fact && told(fact), first);
    });
  }

  test('a log among the chips is the one that is asked about', async () => {
    const subjects = [{ kind: 'log', uri: 'file:///gateway.log', name: 'gateway.log' }] as const;
    const [fact] = statements(await ask('how many errors are there?', shop, { subjects }));
    assert.equal(fact?.text, 'There are 50 records at level error or worse in gateway.log.');
  });

  test('lines among the chips bound what is counted', async () => {
    const subjects = [
      {
        kind: 'lines',
        uri: 'file:///checkout.log',
        file: 'checkout.log',
        startLine: 162,
        endLine: 179,
      },
    ] as const;
    const [fact] = statements(await ask('how many errors are there?', shop, { subjects }));
    assert.equal(
      fact?.text,
      'There are 3 records at level error or worse in checkout.log in lines 162 to 179.',
    );
  });

  test('a line among the chips is explained', async () => {
    const subjects = [
      {
        kind: 'lines',
        uri: 'file:///database.log',
        file: 'database.log',
        startLine: 14,
        endLine: 14,
      },
    ] as const;
    const { blocks } = await ask('what does this mean?', shop, { subjects });
    assert.deepEqual(
      blocks.find(
        (block): block is Extract<ChatBlock, { kind: 'excerpt' }> => block.kind === 'excerpt',
      )?.startLine,
      14,
    );
  });

  for (const question of ['tell me a joke', 'banana', 'what is the airspeed of a swallow']) {
    test(`“${question}” is not understood, and that is said`, async () => {
      const answer = await ask(question);
      assert.match(notes(answer), /I did not understand that question/);
      assert.ok(answer.blocks.some(({ kind }) => kind === 'offer'));
    });
  }

  test('without a log it says so and offers to choose one', async () => {
    const answer = await ask('how many errors?', {});
    assert.match(notes(answer), /No log is open/);
    assert.deepEqual(answer.blocks.at(-1), {
      kind: 'action',
      label: 'Choose a log',
      action: 'chooseLog',
    });
  });

  test('no time is invented where a log has none', async () => {
    const answer = await ask('how many failures between 14:00 and 15:00?', {
      'plain.log': 'it failed\nit works\nit failed again\n',
    });
    assert.match(notes(answer), /state no times/);
  });

  test('of several days the last that fits is taken, and that is said', async () => {
    const day = (date: number) =>
      `2026-03-0${date}T14:05:00Z ERROR broken ${date}\n2026-03-0${date}T18:00:00Z INFO fine ${date}\n`;
    const answer = await ask('how many errors at 14:05?', { 'days.log': day(1) + day(2) + day(3) });
    assert.match(
      statements(answer)[0]?.text ?? '',
      /^There is 1 record at level error or worse from 2026-03-03 14:05:00/,
    );
    assert.match(notes(answer), /go over 3 days; “at 14:05” was read as of 2026-03-03/);
  });

  test('a log without levels is asked for the word, and that is said', async () => {
    const answer = await ask('how many errors are there?', {
      'make.out': 'opened\nit met an error here\nclosed\n',
    });
    assert.equal(statements(answer)[0]?.text, 'There is 1 record that holds “error”.');
    assert.match(notes(answer), /state no level, so I looked for the word “error”/);
  });

  test('records without a level are told beside those that have one', async () => {
    const text = '2026-03-01T14:00:00Z ERROR broken\n2026-03-01T14:00:01Z something else\n';
    const answer = await ask('how many errors are there?', { 'a.log': text });
    assert.match(notes(answer), /1 record more of that time and file states no level/);
  });

  test('a size that stands nowhere is not told as a time', async () => {
    const answer = await ask('largest size', { 'a.log': '2026-03-01T14:00:00Z INFO took 12 ms\n' });
    assert.deepEqual(statements(answer).map(told), ['There are 0 records that hold “size”.']);
  });

  test('a sentence whose number was not counted is marked', async () => {
    const text = '2026-03-01T14:00:00Z ERROR one\n2026-03-01T14:00:01Z ERROR two\n';
    const pace = { step: () => undefined };
    const files = [await collectText({ uri: 'file:///a.log', name: 'a.log' }, text, pace)];
    const fact = (text: string) => ({
      kind: 'fact' as const,
      text,
      at: [{ file: 0, record: 0 }],
      counted: '2 records',
    });
    const run = {
      files,
      clock: createClock(files),
      pace,
      subjects: [],
      open: undefined,
      services: [],
    } as never;
    const blocks = checkedBlocks(
      [fact('There are 2 records.'), fact('There are 31 records.')],
      run,
    );
    assert.deepEqual(
      blocks.map((block) => block.kind === 'statement' && block.verdict.kind),
      ['supported', 'partly'],
    );
  });
});

suite('questions about a diagnosis', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['why did it fail?', /HikariPool-1 - Connection is not available/],
    ['how sure are you, and why?', /is \d+%, (?:very )?likely.*\n\d of \d claims hold in full/s],
    ['what would change your mind?', /would fall to \d+%/],
    ['what should I check first?', /To settle whether it is/],
    ['why not the gateway?', /No explanation blames “gateway”: .* explains the failure better/],
    ['why not the pool?', /It is an explanation too, at/],
    ['why not redis?', /No explanation blames “redis”.*That is no proof/s],
    ['which services does this hit?', /No services are known here/],
  ];
  for (const [question, expected] of cases) {
    test(question, async () => {
      const answer = await ask(question);
      assert.match(
        answer.blocks.map((block) => ('text' in block ? block.text : '')).join('\n'),
        expected,
      );
    });
  }

  test('the checks are shown with what they would tell, and nothing is run', async () => {
    const { blocks } = await ask('/probe');
    const checks = blocks.filter((block) => block.kind === 'check');
    assert.ok(checks.length > 0);
    assert.ok(checks.every(({ confirms }) => confirms !== ''));
  });
});

suite('chips of a diagnosis', () => {
  test('an explanation among the chips is the one that is explained', async () => {
    const { findings } = await chat(ports, inputOf('why did it fail?'), () => {}, neverCancelled);
    const { diagnosis = assert.fail() } = findings;
    const [, second = assert.fail()] = diagnosis.hypotheses;
    const subjects = [{ kind: 'hypothesis', hypothesis: 1, title: second.title }] as const;
    const { blocks } = await ask('/explain', shop, { diagnosis, subjects });
    assert.deepEqual(blocks[0], { kind: 'heading', text: second.title });
  });

  test('a claim among the chips is told with its verdict and its lines', async () => {
    const { findings } = await chat(ports, inputOf('why did it fail?'), () => {}, neverCancelled);
    const { diagnosis = assert.fail() } = findings;
    const claim = diagnosis.hypotheses[0]?.claims[0] ?? assert.fail();
    const subjects = [
      { kind: 'claim', hypothesis: 0, list: 'claims', claim: 0, text: claim.text },
    ] as const;
    const [first] = (await ask('what does this mean?', shop, { diagnosis, subjects })).blocks;
    assert.deepEqual(first, {
      kind: 'statement',
      text: claim.text,
      verdict: claim.verdict,
      citations: claim.citations,
    });
  });
});

suite('commands of the chat', () => {
  test('/evidence finds lines by words', async () => {
    const answer = await ask('/evidence connection slots');
    assert.deepEqual(rows(answer), [
      '14:03:05 | database.log:14 | remaining connection slots are reserved',
      '14:10:00 | database.log:15 | remaining connection slots are reserved',
    ]);
  });

  test('/evidence alone shows that of the diagnosis', async () => {
    const { blocks } = await ask('/evidence');
    assert.equal(blocks[0]?.kind === 'table' && blocks[0].title, 'Evidence');
  });

  test('/compare tells what differs from a good run', async () => {
    const good = (shop['checkout.log'] ?? '').split('\n').slice(0, 150).join('\n');
    const baselines = [{ uri: 'file:///good.log', name: 'good.log', text: good }];
    const answer = await ask(
      '/compare',
      { 'checkout.log': shop['checkout.log'] ?? '' },
      { baselines },
    );
    assert.match(notes(answer), /are new/);
  });

  const folder = {
    topology: async () => {
      throw new Error('not asked for');
    },
    audit: async () => undefined,
    uriOf: (path: string) => `file:///work/${path}`,
    read: async () =>
      'tried:\n  - action: restart\n    target: checkout\n    result: no change\n    when: 2026-03-01\n  - action: scale\n    target: gateway\n    result: worse\n',
  };

  test('/tried lists what was tried, by words', async () => {
    const answer = await ask('/tried gateway', shop, {}, { ...ports, folder });
    assert.deepEqual(rows(answer), [' | scale | gateway | worse | ']);
  });

  test('/audit without a suggestion says what to do', async () => {
    const answer = await ask('/audit', {}, {}, { ...ports, folder });
    assert.match(notes(answer), /Nothing is suggested/);
  });

  test('a change among the chips is audited without the command', async () => {
    const subjects = [{ kind: 'suggestion', about: 'Uncommitted changes' }] as const;
    const answer = await ask('is this safe?', shop, { subjects }, { ...ports, folder });
    assert.match(notes(answer), /Nothing is suggested/);
  });

  const context = {
    items: [],
    topology: {
      services: ['web', 'checkout', 'database'],
      edges: [
        { from: 'web', to: 'checkout', status: 'called' },
        { from: 'checkout', to: 'database', status: 'addressed' },
      ],
    },
  } as const;

  test('/map tells whom a service hits, and by which way', async () => {
    const answer = await ask('/map database', shop, { context });
    assert.match(
      notes(answer),
      /can hit 2 services that call it, directly or through others: checkout and web/,
    );
    assert.deepEqual(rows(answer), [
      'checkout | checkout → database | addressed',
      'web | web → checkout → database | called',
    ]);
  });

  test('a question about dependencies goes by the system map', async () => {
    assert.match(
      notes(await ask('who depends on checkout?', shop, { context })),
      /can hit 1 service that calls it, directly or through others: web/,
    );
  });
});

suite('an answer that other assistants read', () => {
  const secret = 'ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8';
  const logs = {
    'app.log': [
      `2026-03-14T14:00:00Z INFO app - started with token=${secret}`,
      '2026-03-14T14:00:01Z ERROR app - mail to ada@example.org failed',
      '',
    ].join('\n'),
  };
  const texts = async (isShared: boolean): Promise<string> => {
    const one = await ask('show lines with token', logs, { isShared });
    const two = await ask('show errors', logs, { isShared });
    return JSON.stringify([one.blocks, two.blocks]);
  };

  test('shows no secret and nobody’s address, which the side panel does', async () => {
    const [open, shared] = [await texts(false), await texts(true)];
    assert.ok(open.includes(secret) && open.includes('ada@example.org'));
    assert.ok(!shared.includes(secret) && !shared.includes('ada@example.org'));
    assert.match(shared, /⟦\w+_1⟧/);
    assert.match(shared, /file:\/\/\/app\.log/, 'places stay what they are');
  });

  test('leaves out a log that an AI-ignore file names, and says so', async () => {
    const { sources, ...input } = inputOf('how many errors are there?');
    const named = sources.map((log) =>
      log.name === 'gateway.log' ? { ...log, keptBy: '.aiignore' } : log,
    );
    const given = { ...input, sources: named, isShared: true };
    const { answer } = await chat(ports, given, () => {}, neverCancelled);
    assert.doesNotMatch(JSON.stringify(answer.blocks), /gateway\.log/);
    assert.match(
      answer.problems[0]?.message ?? '',
      /^gateway\.log is kept from assistants by \.aiignore/,
    );
  });
});

import assert from 'node:assert/strict';
import { type HoverCard, hoverCard } from '../../src/core/hover.ts';
import { escapeMarkdown, type HoverLinks, hoverMarkdown } from '../../src/core/hoverMarkdown.ts';
import type { LogFile } from '../../src/core/model/logFile.ts';
import type { LogRecord } from '../../src/core/model/logRecord.ts';
import type { MissingDate } from '../../src/core/model/missingDate.ts';
import type { MinedLogs, Signal, SignalKind, Template } from '../../src/core/model/template.ts';
import { tableOf } from './recordTable.ts';

const noon = Date.UTC(2026, 2, 14, 12);

function record(startLine: number, body: string, more: Partial<LogRecord> = {}): LogRecord {
  return {
    startLine,
    endLine: startLine,
    timestamp: noon + startLine * 1000,
    severityNumber: 9,
    severityText: 'INFO',
    body,
    attributes: {},
    service: undefined,
    host: undefined,
    traceId: undefined,
    spanId: undefined,
    ...more,
  };
}

/** A file of records that stand in `startLine..endLine`; lines between them are blank. */
function logFile(records: readonly LogRecord[]): LogFile {
  return {
    uri: 'file:///app.log',
    name: 'app.log',
    bytes: 0,
    lineCount: records.at(-1)?.endLine ?? 0,
    format: 'text',
    ...tableOf(records),
    lineAt: () => '',
    recordAt: (line) =>
      records.findIndex(({ startLine, endLine }) => startLine <= line && line <= endLine),
    problems: [],
  };
}

function template(id: number, text: string, records: readonly number[]): Template {
  const refs = records.map((index) => ({ file: 0, record: index }));
  const [first = { file: 0, record: 0 }] = refs;
  return {
    id,
    text,
    count: records.length,
    first,
    last: refs.at(-1) ?? first,
    firstSeen: undefined,
    lastSeen: undefined,
    severityNumber: 0,
    exemplars: refs,
  };
}

const records = [
  record(1, 'GET /a took 3 ms'),
  record(2, 'could not save', { endLine: 4, severityNumber: 17, severityText: 'E' }),
  record(6, 'GET /b took 9 ms', {
    severityNumber: 0,
    severityText: undefined,
    timestamp: undefined,
  }),
];
const mined: MinedLogs = {
  templates: [template(0, 'GET <*> took <*> ms', [0, 2]), template(1, 'could not save', [1])],
  templateIds: [Uint32Array.of(0, 1, 0)],
  signals: [],
};

suite('hoverCard', () => {
  const file = logFile(records);
  const cases: readonly { line: number; name: string; card: Partial<HoverCard> | undefined }[] = [
    {
      line: 1,
      name: 'counts the messages of the same kind and tells the first and the last',
      card: {
        template: 'GET <*> took <*> ms',
        count: 2,
        level: 'info',
        written: 'INFO',
        first: { line: 1, timestamp: noon + 1000 },
        last: { line: 6, timestamp: undefined },
        before: undefined,
      },
    },
    {
      line: 3,
      name: 'belongs to the record on a continuation line, and tells the level as it was written',
      card: {
        template: 'could not save',
        level: 'error',
        written: 'E',
        before: { line: 1, text: 'GET /a took 3 ms', within: '' },
        record: { startLine: 2, endLine: 4 },
      },
    },
    { line: 6, name: 'has no level where none was written', card: { level: 'unspecified' } },
    { line: 5, name: 'is absent on a blank line', card: undefined },
    { line: 99, name: 'is absent beyond the end', card: undefined },
  ];
  for (const { line, name, card } of cases) {
    test(name, () => {
      const found = hoverCard(file, mined, line);
      assert.deepEqual(found && card ? { ...found, ...card } : undefined, found);
      assert.equal(found === undefined, card === undefined);
    });
  }

  test('says what a known failure means', () => {
    const body = "OOM command not allowed when used memory > 'maxmemory'.";
    const known = hoverCard(
      logFile([record(1, body)]),
      { ...mined, templates: [template(0, body, [0])], templateIds: [Uint32Array.of(0)] },
      1,
    )?.known;
    assert.match(known?.title ?? '', /redis/i);
    assert.ok(known?.meaning);
  });

  suite('what came just before', () => {
    const lines: readonly (readonly [string, Partial<LogRecord>])[] = [
      ['begin', { traceId: 'aa' }],
      ['load', { attributes: { 'thread.name': 'w-1' } }],
      ['poll', { attributes: { 'thread.name': 'w-2' } }],
      ['failed', { attributes: { 'thread.name': 'w-1' } }],
      ['failed', { attributes: { 'thread.name': 'w-1' } }],
      ['lost', { traceId: 'aa' }],
      ['alone', { traceId: 'bb' }],
    ];
    const log = logFile(lines.map(([body, more], i) => record(i + 1, body, more)));
    const kinds = [...new Set(lines.map(([body]) => body))];
    const known: MinedLogs = {
      templates: kinds.map((kind, id) =>
        template(
          id,
          kind,
          lines.flatMap(([body], i) => (body === kind ? [i] : [])),
        ),
      ),
      templateIds: [Uint32Array.from(lines, ([body]) => kinds.indexOf(body))],
      signals: [],
    };
    const cases: readonly (readonly [string, number, HoverCard['before']])[] = [
      ['is the last other message of the same thread', 5, { line: 2, text: 'load', within: 'w-1' }],
      ['is that of the same trace', 6, { line: 1, text: 'begin', within: 'trace' }],
      ['is unknown where the trace has nothing else', 7, undefined],
    ];
    for (const [name, line, before] of cases) {
      test(name, () => assert.deepEqual(hoverCard(log, known, line)?.before, before));
    }
  });

  suite('how often it comes', () => {
    const kind = {
      ...template(0, 'slow', [0, 1, 2]),
      count: 412,
      firstSeen: noon,
      lastSeen: noon + 600_000,
    };
    const signal = (name: SignalKind, reason: string): Signal => ({
      kind: name,
      template: 0,
      onset: { file: 0, record: 0 },
      strength: 1,
      reason,
    });
    const cases: readonly (readonly [string, readonly Signal[], string])[] = [
      ['is a rate over its time', [], '41/min'],
      [
        'is the rate now against the one before, in a burst',
        [signal('burst', '38 a minute from 10:31:07, 0.2 a minute before')],
        '38/min from 10:31:07, 0.2/min before',
      ],
      [
        'says since when, for a new message',
        [signal('novel', 'new at 10:31:07, not once in the 900 records before, 412 times since')],
        'new at 10:31:07, 41/min since',
      ],
      ['says nothing of rare ones', [signal('rare', 'once in 900 records')], '41/min'],
    ];
    for (const [name, signals, expected] of cases) {
      test(name, () => {
        const logs = { ...mined, templates: [kind], signals };
        assert.equal(hoverCard(file, logs, 1)?.rate, expected);
      });
    }
  });
});

const card: HoverCard = {
  known: {
    title: 'Redis refuses writes: memory limit reached',
    meaning: 'The server is at maxmemory. It may not evict.',
    documentation: 'https://redis.io/docs/latest/develop/reference/eviction/',
  },
  template: 'OOM command not allowed <*>',
  count: 1412,
  rate: '38/min from 12:00:00, 0.2/min before',
  level: 'error',
  written: 'ERR',
  first: { line: 681, timestamp: noon },
  last: { line: 48000, timestamp: undefined },
  before: { line: 680, text: 'BGSAVE started', within: 'worker-3' },
  record: { startLine: 681, endLine: 681 },
};
const links: HoverLinks = { line: (line) => `#${line}` };

suite('hoverMarkdown', () => {
  test('has the meaning first, then the facts, and fits into twelve lines', () => {
    const frame = { name: 'cart.ts:48', address: 'file:///cart.ts#L48', text: 'await save(`a`)' };
    const place = { name: 'store.ts:9', address: 'file:///store.ts#L9', more: ' and 1 more' };
    const text = "log.error('full', n);";
    const statement = { ...place, how: 'printed at', text } as const;
    assert.equal(
      hoverMarkdown(card, links, { frame, statement }),
      [
        '**Redis refuses writes\\: memory limit reached**',
        '',
        'The server is at maxmemory\\. It may not evict\\. [Documentation](https://redis.io/docs/latest/develop/reference/eviction/)',
        '',
        '---',
        '',
        '<span style="color:var(--vscode-editorError-foreground);">$(error)</span> error (ERR) · **1,412×** · 38\\/min from 12\\:00\\:00, 0\\.2\\/min before  ',
        'first [line 681](#681) 12:00:00 UTC · last [line 48,000](#48000)  ',
        'just before in `worker-3` [line 680](#680) `BGSAVE started`  ',
        'at [cart\\.ts\\:48](file:///cart.ts#L48) `` await save(`a`) ``  ',
        "printed at [store\\.ts\\:9](file:///store.ts#L9) and 1 more `log.error('full', n);`",
      ].join('\n'),
    );
  });

  const levels: readonly (readonly [HoverCard['level'], string, RegExp])[] = [
    ['error', 'ERROR', /> error · /],
    ['error', 'E', /> error \(E\) · /],
    ['warn', 'WARNING', /> warning · /],
    ['warn', '<b>4', /> warning \(b4\) · /],
    ['debug', '', /\n\ndebug · /],
  ];
  for (const [level, written, expected] of levels) {
    test(`tells the level ${level}, written ${JSON.stringify(written)}`, () => {
      assert.match(hoverMarkdown({ ...card, level, written }, links), expected);
    });
  }

  test('is short where little is known', () => {
    const little = {
      ...card,
      known: undefined,
      count: 1,
      level: 'unspecified',
      written: '',
      rate: '',
      before: undefined,
    } as const;
    assert.equal(
      hoverMarkdown(little, links),
      ['```log', 'OOM command not allowed <*>', '```', '', '---', '', 'no level · only once'].join(
        '\n',
      ),
    );
  });

  test('tells what the numbers of the message are like, as text', () => {
    const numbers = 'took: median 12 ms, <b> max 4.2 s';
    assert.ok(
      hoverMarkdown({ ...card, numbers }, links).includes(
        '\n' + 'took\\: median 12 ms, \\<b\\> max 4\\.2 s  \nfirst [line 681]',
      ),
    );
  });

  const partial: readonly (readonly [MissingDate, string])[] = [
    ['year', '12:00:00 · '],
    ['day', '12:00:00 · '],
    ['start', `${noon / 1000}.000 s · `],
  ];
  for (const [missingDate, expected] of partial) {
    test(`names no zone and invents no date where the log leaves out the ${missingDate}`, () => {
      const first = { ...card.first, missingDate };
      const text = hoverMarkdown({ ...card, first }, links);
      assert.ok(text.includes(`first [line 681](#681) ${expected}`), text);
    });
  }

  const hostile: readonly (readonly [string, string, RegExp])[] = [
    ['keeps a log that closes the fence inside it', '``` [x](command:rm)\n```', /^````log\n/],
    ['drops characters that reorder text', 'a\u202eb\u0007c', /\na b c\n/],
    ['cuts a message of a hundred lines', 'x\n'.repeat(100), /\nx\nx\nx …\n/],
    ['cuts a line of a megabyte', 'y'.repeat(1_000_000), /\ny{400} …\n/],
  ];
  for (const [name, text, expected] of hostile) {
    test(name, () => {
      const markdown = hoverMarkdown({ ...card, known: undefined, template: text }, links);
      assert.match(markdown, expected);
      assert.ok(markdown.split('\n').filter((line) => line !== '').length <= 12);
    });
  }

  const befores: readonly (readonly [string, string, string])[] = [
    ['a link', '[x](command:rm)', '`[x](command:rm)`'],
    ['backticks', '`a` ``[x](command:rm)', '``` `a` ``[x](command:rm) ```'],
    ['several lines', 'one\n[x](command:rm)', '`one`'],
    ['markup and icons', '<b>$(bug)</b>', '`<b>$\u2060(bug)</b>`'],
    ['a long text', 'z'.repeat(500), `\`${'z'.repeat(72)}…\``],
  ];
  for (const [name, text, expected] of befores) {
    test(`shows what came before as code: ${name}`, () => {
      const before = { line: 1, text, within: '' };
      const shown = hoverMarkdown({ ...card, before }, links)
        .split('\n')
        .at(-1);
      assert.equal(shown, `just before [line 1](#1) ${expected}`);
    });
  }

  test('makes no link of an address that is not plain https', () => {
    const known = { title: 't', meaning: 'm', documentation: 'command:x) [y](https://evil' };
    const text = hoverMarkdown({ ...card, known, before: undefined }, links);
    assert.doesNotMatch(text, /command|evil/);
  });
});

suite('escapeMarkdown', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['plain words stay', 'plain words stay'],
    ['[a](b) <c> `d` *e* $(f)', '\\[a\\]\\(b\\) \\<c\\> \\`d\\` \\*e\\* \\$\\(f\\)'],
    ['https://x.y', 'https\\:\\/\\/x\\.y'],
    ['one\n\n# two', 'one \\# two'],
  ];
  for (const [text, escaped] of cases) {
    test(`writes ${JSON.stringify(text)} as ${JSON.stringify(escaped)}`, () => {
      assert.equal(escapeMarkdown(text), escaped);
    });
  }
});

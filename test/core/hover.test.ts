import assert from 'node:assert/strict';
import { escapeMarkdown, type HoverCard, hoverCard, hoverMarkdown } from '../../src/core/hover.ts';
import type { LogFile } from '../../src/core/model/logFile.ts';
import type { LogRecord } from '../../src/core/model/logRecord.ts';
import type { MissingDate } from '../../src/core/model/missingDate.ts';
import type { MinedLogs, Template } from '../../src/core/model/template.ts';
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
        total: 3,
        level: 'info',
        first: { line: 1, timestamp: noon + 1000 },
        last: { line: 6, timestamp: undefined },
      },
    },
    {
      line: 3,
      name: 'belongs to the record on a continuation line, and tells the level as it was written',
      card: {
        template: 'could not save',
        level: 'error (E)',
        record: { startLine: 2, endLine: 4 },
      },
    },
    { line: 6, name: 'has no level where none was written', card: { level: '' } },
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
});

const card: HoverCard = {
  known: {
    title: 'Redis refuses writes: memory limit reached',
    meaning: 'The server is at maxmemory. It may not evict.',
    documentation: 'https://redis.io/docs/latest/develop/reference/eviction/',
  },
  template: 'OOM command not allowed <*>',
  count: 1412,
  total: 48213,
  level: 'error (ERR)',
  first: { line: 681, timestamp: noon },
  last: { line: 48000, timestamp: undefined },
  record: { startLine: 681, endLine: 681 },
};

suite('hoverMarkdown', () => {
  test('has the meaning first and fits into twelve lines', () => {
    const text = hoverMarkdown(card);
    assert.equal(
      text,
      [
        '**Redis refuses writes\\: memory limit reached**',
        '',
        'The server is at maxmemory\\. It may not evict\\. [Documentation](https://redis.io/docs/latest/develop/reference/eviction/)',
        '',
        '```text',
        'OOM command not allowed <*>',
        '```',
        '',
        '`error (ERR)` · 1,412 times among 48,213 entries',
        '',
        'First seen in line 681 at 2026-03-14 12:00:00, last in line 48,000',
      ].join('\n'),
    );
    assert.ok(text.split('\n').length <= 12);
  });

  test('is short where little is known', () => {
    const { known: _known, ...rest } = card;
    const text = hoverMarkdown({ ...rest, known: undefined, count: 1, level: '' });
    assert.equal(
      text,
      [
        '```text',
        'OOM command not allowed <*>',
        '```',
        '',
        'No level · once among 48,213 entries',
        '',
        'Seen in line 681 at 2026-03-14 12:00:00',
      ].join('\n'),
    );
  });

  const partial: readonly (readonly [MissingDate, string])[] = [
    ['year', 'line 681 at 03-14 12:00:00'],
    ['day', 'line 681 at 12:00:00'],
    ['start', `line 681 at ${noon / 1000}.000 s`],
  ];
  for (const [missingDate, expected] of partial) {
    test(`invents no date where the log leaves out the ${missingDate}`, () => {
      const first = { ...card.first, missingDate };
      assert.ok(hoverMarkdown({ ...card, count: 1, first }).endsWith(`Seen in ${expected}`));
    });
  }

  const hostile: readonly (readonly [string, string, RegExp])[] = [
    ['keeps a log that closes the fence inside it', '``` [x](command:rm)\n```', /^````text\n/],
    ['drops characters that reorder text', 'a\u202eb\u0007c', /\na b c\n/],
    ['cuts a message of a hundred lines', 'x\n'.repeat(100), /\nx\nx\nx …\n/],
    ['cuts a line of a megabyte', 'y'.repeat(1_000_000), /\ny{400} …\n/],
  ];
  for (const [name, text, expected] of hostile) {
    test(name, () => {
      const markdown = hoverMarkdown({ ...card, known: undefined, template: text });
      assert.match(markdown, expected);
      assert.ok(markdown.split('\n').length <= 12);
    });
  }

  test('makes no link of an address that is not plain https', () => {
    const known = { title: 't', meaning: 'm', documentation: 'command:x) [y](https://evil' };
    assert.doesNotMatch(hoverMarkdown({ ...card, known }), /\]\(/);
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

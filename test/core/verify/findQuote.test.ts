import assert from 'node:assert/strict';
import { findQuote } from '../../../src/core/verify/findQuote.ts';
import { maskDigits } from '../../../src/core/verify/similar.ts';
import { createSources } from '../../../src/core/verify/sources.ts';
import {
  fixtureEvidence,
  fixtureLog,
  fixtureMined,
  fixturePack,
  fixtureText,
} from '../fixtureLog.ts';

const log = fixtureLog('app.log', [
  '14:00:00 INFO  Service   started on port 8080',
  '14:00:01 INFO  heartbeat ok from worker alpha',
  '14:00:02 WARN  pool exhausted: 50 of 50 connections in use',
  '14:00:03 ERROR Connection to redis-0 refused after 3 attempts',
  '    at Client.connect (client.js:42)',
  '14:00:04 INFO  heartbeat ok from worker alpha',
  '14:00:05 INFO  the request for the user was not accepted by any upstream host',
  'Killed',
  '14:00:07 INFO  shutting down gracefully',
]);
const evidence = [
  fixtureEvidence('E1', log, 3, 8, {
    focus: [
      { startLine: 4, endLine: 5 },
      { startLine: 8, endLine: 8 },
    ],
  }),
  fixtureText('E2', 'config', 'redis.yaml', 'redis:\n  maxmemory: 64mb\n  policy: noeviction'),
];
const sources = createSources({
  files: [log],
  pack: fixturePack(evidence),
  mined: fixtureMined([log]),
  restore: (text) => text,
});

interface Row {
  readonly name: string;
  readonly quote: string;
  readonly line?: number;
  readonly id?: string;
  readonly code: string;
  readonly at?: string;
  readonly strength?: number;
}

const table: readonly Row[] = [
  {
    name: 'words as they stand',
    quote: 'Connection to redis-0 refused',
    code: 'exact',
    at: '4-4',
    strength: 1,
  },
  {
    name: 'words at the line that was named',
    quote: 'pool exhausted: 50 of 50',
    line: 3,
    code: 'exact',
    at: '3-3',
    strength: 1,
  },
  {
    name: 'other case and spaces',
    quote: 'connection  to REDIS-0 refused',
    code: 'normalised',
    at: '4-4',
    strength: 0.9,
  },
  {
    name: 'a quote over two lines, with gutters',
    quote: 'L4| after 3 attempts\nL5|     at Client.connect',
    code: 'normalised',
    at: '4-5',
    strength: 0.9,
  },
  {
    name: 'a line number that slipped',
    quote: 'pool exhausted: 50 of 50',
    line: 5,
    code: 'lineRepaired',
    at: '3-3',
    strength: 0.9,
  },
  {
    name: 'a line number far off',
    quote: 'pool exhausted: 50 of 50',
    line: 40,
    code: 'lineRepaired',
    at: '3-3',
    strength: 0.7,
  },
  {
    name: 'a line of the log outside the excerpt',
    quote: 'Service started on port 8080',
    code: 'lineRepaired',
    at: '1-1',
    strength: 0.7,
  },
  {
    name: 'the nearest of equal lines',
    quote: 'heartbeat ok from worker',
    line: 6,
    code: 'exact',
    at: '6-6',
  },
  {
    name: 'the only one inside the excerpt',
    quote: 'heartbeat ok from worker',
    code: 'exact',
    at: '6-6',
  },
  {
    name: 'parts joined by an ellipsis',
    quote: 'pool exhausted … Connection to redis-0',
    code: 'ellipsis',
    at: '3-4',
    strength: 0.9,
  },
  {
    name: 'a cut start and end',
    quote: '... to redis-0 refused after ...',
    code: 'normalised',
    at: '4-4',
  },
  {
    name: 'parts in the wrong order',
    quote: 'Connection to redis-0 … pool exhausted',
    code: 'notFound',
  },
  {
    name: 'another number',
    quote: 'Connection to redis-0 refused after 7 attempts',
    code: 'templateOnly',
    at: '4-4',
    strength: 0.5,
  },
  { name: 'a cut number', quote: 'Service started on port 80', code: 'notFound' },
  {
    name: 'nearly the same words',
    quote: 'request for the user not accepted by any upstream host',
    code: 'paraphrase',
    at: '7-7',
    strength: 0.5,
  },
  {
    name: 'the opposite in nearly the same words',
    quote: 'the request for user was accepted by any upstream host',
    code: 'notFound',
  },
  { name: 'invented words', quote: 'disk quota exceeded on /var/lib', code: 'notFound' },
  { name: 'a short line quoted whole', quote: 'Killed', code: 'exact', at: '8-8' },
  { name: 'words that stand anywhere', quote: '14:00:03 ERROR', code: 'tooGeneric' },
  { name: 'configuration', quote: 'maxmemory: 64mb', id: 'E2', code: 'exact', at: '2-2' },
  {
    name: 'a log line looked for in configuration',
    quote: 'Connection to redis-0 refused',
    id: 'E2',
    code: 'notFound',
  },
];

suite('findQuote', () => {
  for (const row of table) {
    test(`${row.name}: ${row.code}`, () => {
      const source = sources.get(row.id ?? 'E1');
      assert.ok(source);
      const match = findQuote({ text: row.quote, line: row.line }, source, maskDigits);
      assert.equal(match.code, row.code, match.reason);
      if (match.kind === 'found') {
        const { startLine, endLine } = match.lines;
        assert.equal(`${startLine}-${endLine}`, row.at ?? `${startLine}-${endLine}`);
        assert.equal(match.strength, row.strength ?? match.strength);
      }
    });
  }

  test('says where a repaired quote stands', () => {
    const source = sources.get('E1');
    assert.ok(source);
    const match = findQuote({ text: 'pool exhausted: 50 of 50', line: 5 }, source, maskDigits);
    assert.equal(match.reason, 'The quote stands in line 3 of app.log, not in line 5; repaired.');
  });

  test('several equal lines outside the excerpt are ambiguous unless one is near the named line', () => {
    const lines = [
      'start of it all',
      ...Array.from({ length: 200 }, () => 'retry of the upload'),
      'end',
    ];
    const other = fixtureLog('retries.log', lines);
    const source = createSources({
      files: [other],
      pack: fixturePack([fixtureEvidence('E1', other, 202, 202)]),
      mined: fixtureMined([other]),
      restore: (text) => text,
    }).get('E1');
    assert.ok(source);
    const quote = 'retry of the upload';
    assert.equal(findQuote({ text: quote, line: undefined }, source, maskDigits).code, 'ambiguous');
    assert.equal(findQuote({ text: quote, line: 9999 }, source, maskDigits).code, 'ambiguous');
    assert.equal(findQuote({ text: quote, line: 100 }, source, maskDigits).code, 'lineRepaired');
  });

  test('a big log is searched around the excerpt only, and says so', () => {
    const big = {
      ...fixtureLog('big.log', []),
      bytes: 6_000_000,
      lineCount: 250_000,
      lineAt: (line: number) => `line of the day ${line}`,
    };
    const source = createSources({
      files: [big],
      pack: fixturePack([fixtureEvidence('E1', big, 200_000, 200_001)]),
      mined: { templates: [], templateIds: [], signals: [] },
      restore: (text) => text,
    }).get('E1');
    assert.ok(source);
    const near = findQuote({ text: 'line of the day 190000', line: undefined }, source, maskDigits);
    assert.equal(near.code, 'lineRepaired');
    const far = findQuote({ text: 'something else entirely', line: undefined }, source, maskDigits);
    assert.match(far.reason, /^The quote stands neither in E1 nor in lines \d+–\d+ of big\.log\.$/);
  });
});

import assert from 'node:assert/strict';
import { parseStatements, readTime, type Statement } from '../../../src/core/verify/statements.ts';

function inShort(statement: Statement): string {
  const { kind } = statement;
  switch (kind) {
    case 'count':
      return `count ${statement.value} ${statement.bound}`;
    case 'share':
      return `share ${statement.part}/${statement.whole}`;
    case 'percentage':
      return `percentage ${statement.value}`;
    case 'quantile':
      return `quantile ${statement.of} ${statement.quantity.text}`;
    case 'rate':
      return `rate ${statement.value}/${statement.milliseconds}`;
    case 'firstAt':
    case 'lastAt':
      return `${kind} ${statement.time.ofDay}`;
    case 'between':
      return `between ${statement.from.ofDay} ${statement.to.ofDay}`;
  }
}

suite('parseStatements', () => {
  const table: readonly [text: string, expected: readonly string[]][] = [
    ['It failed 412 times.', ['count 412 exact']],
    ['about 1,200 errors', ['count 1200 about']],
    ['more than 30 connection failures', ['count 30 atLeast']],
    ['seen 3× in a row', ['count 3 exact']],
    ['twice, then three times', ['count 2 exact', 'count 3 exact']],
    ['3 of 5 pods are down', ['share 3/5']],
    ['38 per minute, 0.2 a minute before', ['rate 38/60000', 'rate 0.2/60000']],
    ['12 errors per second', ['rate 12/1000']],
    ['with a p95 of 812 ms', ['quantile 0.95 812 ms']],
    ['the 99th percentile rose to 3.2 s', ['quantile 0.99 3.2 s']],
    ['a median of 40 connections', ['quantile 0.5 40']],
    ['on average it took 250 ms', ['quantile mean 250 ms']],
    ['p50 is better than ever', []],
    ['12.5 % of all requests', ['percentage 12.5']],
    ['first seen at 14:03:12', ['firstAt 50592000']],
    ['the last failure at 14:05', ['lastAt 50700000']],
    ['between 14:03 and 14:05:30', ['between 50580000 50730000']],
    ['exit code 137 in line 412', []],
    ['version 1.2.3 at 10.0.0.1:80', []],
  ];
  for (const [text, expected] of table) {
    test(`“${text}” says ${expected.join(', ') || 'nothing to compute'}`, () => {
      const { statements, rest } = parseStatements(text);
      assert.equal(rest.length, text.length);
      assert.deepEqual(statements.map(inShort), expected);
    });
  }

  test('reads a zone', () => {
    assert.equal(readTime('2026-03-01T16:03:12+02:00')?.instant, Date.UTC(2026, 2, 1, 14, 3, 12));
    assert.equal(readTime('25:00'), undefined);
  });

  test('takes linear time on hostile text', () => {
    const text = '1,111,111 of first at '.repeat(5000);
    const start = performance.now();
    parseStatements(text);
    assert.ok(performance.now() - start < 1000);
  });
});

import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver/node';
import { documentSymbols } from '../../../src/server/features/symbols.ts';
import { unpaced } from '../../core/mine/fixtures.ts';
import { timed, viewOf } from '../view.ts';

/** `Errors > Redis refuses writes (40×) 601` for each symbol: path, detail and first line. */
function written(symbols: readonly DocumentSymbol[], above = ''): readonly string[] {
  return symbols.flatMap(({ name, detail, range, children }) => {
    const path = `${above}${name}`;
    const own = `${path}${detail ? ` (${detail})` : ''} ${range.start.line + 1}`;
    return [own, ...written(children ?? [], `${path} > `)];
  });
}

async function outline(lines: readonly string[]): Promise<readonly string[]> {
  return written(await documentSymbols(await viewOf(lines), unpaced));
}

const requests = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `INFO GET /cart/${i} took ${i % 7} ms`);
const refusals = (count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, i) =>
      `ERROR could not save cart ${i}: OOM command not allowed when used memory > 'maxmemory'.`,
  );

suite('the outline of a log', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'sums up the levels',
      timed(['INFO up', 'WARN slow disk', 'ERROR no disk', 'FATAL bye', 'ERROR no disk']),
      ['1 fatal, 2 errors, 1 warning (of 5 entries) 1'],
    ],
    [
      'says that there are none',
      timed(['INFO a', 'INFO b']),
      ['No errors or warnings (of 2 entries) 1'],
    ],
    [
      'has an error once, by the name of the known failure, with its count and first line',
      timed([...requests(3), ...refusals(4)]),
      ['Errors 4', 'Errors > Redis refuses writes: memory limit reached (4×) 4'],
    ],
    [
      'has an unknown error by its template',
      timed(['ERROR flux 17 inverted', 'INFO ok', 'ERROR flux 20 inverted']),
      ['Errors > flux <*> inverted (2×) 1'],
    ],
    [
      'has what is new, where it first appears',
      timed([...requests(100), ...refusals(3)]),
      ['New messages 101'],
    ],
    [
      'has each start of a program',
      timed(
        [
          'INFO Server started on port 80',
          'INFO Listening on 0.0.0.0:80',
          ...requests(20),
          'INFO Server started on port 80',
          'INFO Listening on 0.0.0.0:80',
        ],
        5,
      ),
      [
        'Starts (2) 1',
        'Starts > Start (Server started on port 80) 1',
        'Starts > Restart 1 (Server started on port 80) 23',
      ],
    ],
    [
      'has the steps of a build',
      [
        '##[group]Run npm ci',
        'added 3',
        '##[endgroup]',
        '##[group]Run npm test',
        'ok',
        '##[endgroup]',
      ],
      ['Run npm ci 1', 'Run npm test 4'],
    ],
  ];
  for (const [name, lines, expected] of cases) {
    test(name, async () => {
      const found = await outline(lines);
      assert.deepEqual(
        expected.filter((each) => !found.includes(each)),
        [],
        found.join('\n'),
      );
    });
  }

  test('takes a command of a build for no start', async () => {
    const found = await outline([
      '##[group]Run serve',
      'Server started on port 80',
      '##[endgroup]',
      'Server started on port 80',
    ]);
    assert.deepEqual(found, ['No errors or warnings (of 4 entries) 1', 'Run serve 1']);
  });

  test('is empty for an empty log', async () => assert.deepEqual(await outline(['']), []));

  test('has at most 500 symbols, each with a name', async () => {
    const words = Array.from(
      { length: 900 },
      (_, i) => `ERROR ${letters(i)} ${letters(i * 7)} broke`,
    );
    const symbols = await documentSymbols(await viewOf(timed(words)), unpaced);
    assert.ok(written(symbols).length <= 500);
    const all = symbols.flatMap((symbol) => [symbol, ...(symbol.children ?? [])]);
    assert.ok(all.every(({ name }) => name !== ''));
  });
});

/** A word of its own for each number. */
function letters(n: number): string {
  return [...String(n)].map((digit) => 'qwertzuiop'[Number(digit)]).join('');
}

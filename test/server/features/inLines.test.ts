import assert from 'node:assert/strict';
import { incidentProblems } from '../../../src/server/features/incidents.ts';
import { elapsedHints, elapsedText } from '../../../src/server/features/inlays.ts';
import { codeLenses } from '../../../src/server/features/lenses.ts';
import { linesLikeThis, nextLikeThis } from '../../../src/server/features/similar.ts';
import { unpaced } from '../../core/mine/fixtures.ts';
import { timed, viewOf } from '../view.ts';

const requests = Array.from({ length: 300 }, (_, i) => `INFO GET /cart/${i} took ${i % 7} ms`);
const refusal =
  "ERROR could not save cart 7: OOM command not allowed when used memory > 'maxmemory'.";

suite('lines of the same kind', () => {
  const log = timed([
    'INFO up',
    'ERROR flux 1 inverted',
    'INFO GET /a',
    'ERROR flux 2 inverted',
    'WARN alone',
    'ERROR flux 3 inverted',
    '',
  ]);

  test('are found by the template of the line', async () => {
    const found = await linesLikeThis(await viewOf(log), 4, unpaced);
    assert.deepEqual(
      found.map(({ range }) => range.start.line + 1),
      [2, 4, 6],
    );
  });

  test('are found where times are out of order', async () => {
    const found = await linesLikeThis(await viewOf([...log.slice(0, 6)].reverse()), 3, unpaced);
    assert.deepEqual(
      found.map(({ range }) => range.start.line + 1),
      [1, 3, 5],
    );
  });

  test('are at most 5,000', async () => {
    const many = Array.from({ length: 6000 }, (_, i) => `INFO GET /cart/${i}`);
    assert.equal((await linesLikeThis(await viewOf(timed(many)), 1, unpaced)).length, 5000);
  });

  test('are none for a blank line', async () => {
    const found = await linesLikeThis(await viewOf([...log.slice(0, 3), '', '']), 5, unpaced);
    assert.deepEqual(found, []);
  });

  const steps: readonly (readonly [
    string,
    number,
    'next' | 'previous',
    readonly [number, number, boolean],
  ])[] = [
    ['the next one', 2, 'next', [4, 2, false]],
    ['the one before', 6, 'previous', [4, 2, false]],
    ['the first one again after the last', 6, 'next', [2, 1, true]],
    ['the last one before the first', 2, 'previous', [6, 3, true]],
  ];
  for (const [name, line, direction, expected] of steps) {
    test(`are gone through: ${name}`, async () => {
      const found = await nextLikeThis(await viewOf(log), line, direction, unpaced);
      assert.deepEqual(found && [found.line, found.place, found.wrapped], expected);
      assert.equal(found?.count, 3);
    });
  }

  test('of a line that is alone are itself', async () => {
    const found = await nextLikeThis(await viewOf(log), 5, 'next', unpaced);
    assert.deepEqual(found, { line: 5, place: 1, count: 1, wrapped: true });
  });

  test('of a line beyond the end are none', async () => {
    assert.equal(await nextLikeThis(await viewOf(log), 99, 'next', unpaced), null);
  });
});

suite('code lenses', () => {
  test('stand over the first line of a new error', async () => {
    const lenses = codeLenses(await viewOf(timed([...requests, refusal, refusal])));
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line + 1, command?.title]),
      [[301, 'New error, first of 2']],
    );
    assert.ok(lenses[0]?.command?.arguments?.every((each) => Number.isInteger(each)));
  });

  test('stand where an error begins to come in a burst', async () => {
    const lines = requests.map((line, i) => (i % 60 === 0 ? refusal : line));
    const burst = Array.from({ length: 90 }, () => refusal);
    const lenses = codeLenses(await viewOf(timed([...lines, ...burst])));
    assert.equal(lenses.length, 1);
    assert.match(lenses[0]?.command?.title ?? '', /^Burst starts here: \d+ a minute from/);
    assert.ok((lenses[0]?.range.start.line ?? 0) >= 290);
  });

  test('are none in ordinary traffic', async () => {
    assert.deepEqual(codeLenses(await viewOf(timed(requests))), []);
  });
});

suite('elapsed time', () => {
  const log = [
    '2026-03-14 10:00:00.000 INFO a',
    '2026-03-14 10:00:00.012 ERROR b',
    '\tat a.B.c(D.java:1)',
    '2026-03-14 10:00:00.012 INFO c',
    'no time at all, and no header',
    '2026-03-14 10:04:10.012 INFO d',
  ];

  test('stands before each entry that came later than the one above it', async () => {
    const hints = elapsedHints(await viewOf(log), range(1, 6));
    const shown = hints.map(({ position, label }) => [position.line + 1, label]);
    assert.deepEqual(shown[0], [2, '+12 ms']);
    assert.ok(!shown.some(([line]) => line === 3 || line === 4));
  });

  test('is given for the lines that are asked for', async () => {
    assert.deepEqual(elapsedHints(await viewOf(log), range(3, 4)), []);
  });

  const texts: readonly (readonly [number, string])[] = [
    [0.25, '+0.25 ms'],
    [12, '+12 ms'],
    [3240, '+3.2 s'],
    [42_000, '+42 s'],
    [250_000, '+4 min 10 s'],
    [7_500_000, '+2 h 5 min'],
    [90_000_000, '+1 d 1 h'],
    [-1500, '−1.5 s'],
  ];
  for (const [ms, text] of texts) {
    test(`of ${ms} ms is written ${text}`, () => assert.equal(elapsedText(ms), text));
  }
});

suite('problems of a log', () => {
  test('are the first lines of its incidents, with their counts', async () => {
    const problems = await incidentProblems(
      await viewOf(timed([...requests, refusal, refusal])),
      unpaced,
    );
    assert.deepEqual(
      problems.map(({ range: { start }, message }) => [
        start.line + 1,
        String(message).split('\n')[0],
      ]),
      [[301, 'Redis refuses writes: memory limit reached (2 times, first here)']],
    );
  });

  test('are none of a healthy log', async () => {
    assert.deepEqual(await incidentProblems(await viewOf(timed(requests)), unpaced), []);
  });

  test('are at most twenty', async () => {
    const errors = [...'abcdefghijklmnopqrstuvwxyz'].map(
      (word) => `ERROR ${word.repeat(9)} broke ${word}`,
    );
    const problems = await incidentProblems(await viewOf(timed(errors)), unpaced);
    assert.equal(problems.length, 20);
  });
});

function range(from: number, to: number) {
  return { start: { line: from - 1, character: 0 }, end: { line: to - 1, character: 0 } };
}

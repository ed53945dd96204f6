import assert from 'node:assert/strict';
import { foldingRanges } from '../../../src/server/features/folding.ts';
import { unpaced } from '../../core/mine/fixtures.ts';
import { timed, viewOf } from '../view.ts';

/** `2-4` for each folding, 1-based and inclusive, in the order of their lines. */
async function folded(lines: readonly string[]): Promise<readonly string[]> {
  const ranges = await foldingRanges(await viewOf(lines), unpaced);
  return ranges
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
    .map(({ startLine, endLine }) => `${startLine + 1}-${endLine + 1}`);
}

suite('folding of a log', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'folds a stack trace up to its last line',
      [
        '2026-03-14 10:00:00 INFO up',
        '2026-03-14 10:00:01 ERROR boom',
        'java.lang.IllegalStateException: no cart',
        '\tat com.shop.Cart.save(Cart.java:48)',
        '',
        '2026-03-14 10:00:02 INFO on',
      ],
      ['2-4'],
    ],
    [
      'folds five messages of one kind in a row, not four',
      timed([
        ...['INFO GET /a1', 'INFO GET /a2', 'INFO GET /a3', 'INFO GET /a4', 'INFO GET /a5'],
        'WARN slow',
        ...['INFO GET /b1', 'INFO GET /b2', 'INFO GET /b3', 'INFO GET /b4'],
      ]),
      ['1-5'],
    ],
    [
      'folds the steps of a build with what each printed',
      ['##[group]Run npm ci', 'added 3', '##[endgroup]', 'between', '##[group]Run npm test', 'ok'],
      ['1-4', '5-6'],
    ],
    [
      'folds the sections of Travis and GitLab',
      [
        'travis_fold:start:git',
        'git clone',
        'travis_fold:end:git',
        'section_start:1560896352:prepare',
        'pull',
        'section_end:1560896353:prepare',
      ],
      ['1-3', '4-6'],
    ],
    ['folds nothing of an empty log', [''], []],
  ];
  for (const [name, lines, expected] of cases) {
    test(name, async () => assert.deepEqual(await folded(lines), expected));
  }

  test('folds at most what the editor takes', async () => {
    const lines = Array.from({ length: 7000 }, (_, i) => [`ERROR e${i}`, '\tat a.B(C.java:1)']);
    const ranges = await foldingRanges(await viewOf(timed(lines.flat(), 0)), unpaced);
    assert.ok(ranges.length <= 5000);
  });
});

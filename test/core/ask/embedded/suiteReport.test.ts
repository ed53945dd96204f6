import assert from 'node:assert/strict';
import { failedInside } from '../../../../src/core/ask/embedded/suiteReport.ts';
import { fixtureLog } from '../../fixtureLog.ts';

suite('what failed inside of a test that is a suite', () => {
  const rows: readonly [string, readonly string[], string | undefined][] = [
    [
      'a check that says so at its end',
      ['FAIL: run-suites', '================', '', 'check-array... ok', 'check-exports... FAILED'],
      'check-exports at 5',
    ],
    [
      'a name between two rulers',
      ['FAIL: run-suites', '================', '...F...', '=======', 'flags/ascii', '======='],
      'flags/ascii at 5',
    ],
    [
      'in the report that follows the first word of it',
      ['FAIL: run-suites', 'make: Leaving directory', 'FAIL: run-suites', '====', 'walk: FAIL'],
      'walk at 5',
    ],
    [
      'below the times of a runner',
      [
        '2026-03-06T15:32:23.1235001Z FAIL: run-suites',
        '2026-03-06T15:32:23.1235011Z ================',
        '2026-03-06T15:32:23.1235021Z check-exports... FAILED',
      ],
      'check-exports at 3',
    ],
    ['nothing, where no report follows', ['FAIL: run-suites', 'make: *** Error 1'], undefined],
    ['nothing, where all of it passed', ['FAIL: a', '====', 'check-array... ok'], undefined],
    ['nothing of what is no test', ['ERROR', '=====', 'walk: FAIL'], undefined],
  ];
  for (const [name, lines, expected] of rows) {
    test(name, () => {
      const file = { ...fixtureLog('build.log', []), lineCount: lines.length };
      const found = failedInside({ ...file, lineAt: (at) => lines[at - 1] ?? '' }, 1);
      assert.equal(found && `${found.name} at ${found.line}`, expected);
    });
  }
});

import assert from 'node:assert/strict';
import { isOfPassedTest } from '../../../src/core/tells/passedTest.ts';
import { failedStep, isLastWord } from '../../../src/core/tells/steps.ts';
import { fixtureLog } from '../fixtureLog.ts';

const log = (lines: readonly string[]) => fixtureLog('build.log', lines);

suite('tells: the step at which a run failed', () => {
  const table: readonly (readonly [string, readonly string[], readonly [number, number]])[] = [
    [
      'is what stands between a command and the runner that names it again',
      ['$ make deps', 'ok', '$ make test', 'a', 'b', 'The command "make test" exited with 2.'],
      [4, 5],
    ],
    [
      'is the last group that GitHub began',
      [
        '2024-05-20T10:10:10.1234567Z ##[group]Run make',
        '2024-05-20T10:10:11.1234567Z ##[group]Run make test',
        '2024-05-20T10:10:12.1234567Z a',
        '2024-05-20T10:10:13.1234567Z ##[error]Process completed with exit code 1.',
      ],
      [3, 3],
    ],
    [
      "is GitLab's last command, colours or not",
      ['\u001b[32;1m$ make\u001b[0;m', 'a', 'ERROR: Job failed: exit code 1'],
      [2, 2],
    ],
    [
      'is the first of several that failed',
      [
        '$ lint',
        'a',
        'The command "lint" exited with 1.',
        '$ test',
        'b',
        'The command "test" exited with 1.',
      ],
      [2, 2],
    ],
  ];
  for (const [name, lines, [first, last]] of table) {
    test(name, () => assert.deepEqual(failedStep(log(lines)), { first, last }));
  }

  const none: readonly (readonly [string, readonly string[]])[] = [
    ['a command that worked', ['$ make', 'a', 'The command "make" exited with 0.']],
    ['a command that was never echoed', ['a', 'The command "make" exited with 1.']],
    ['a job that took too long', ['$ make', 'ERROR: Job failed: execution took longer than 1h']],
    ['a log without a runner', ['error: no such file']],
  ];
  for (const [name, lines] of none) {
    test(`is none for ${name}`, () => assert.equal(failedStep(log(lines)), undefined));
  }

  test('is looked for with work that does not grow with the number of verdicts', () => {
    const many = Array.from({ length: 5000 }, (_, i) => `worker ${i} is idle`);
    const verdicts = many.slice(0, 2000).map((_, i) => `The command "job ${i}" failed with 1.`);
    const file = log([...many, ...verdicts]);
    let read = 0;
    const counting = {
      ...file,
      lineAt(line: number) {
        read++;
        return file.lineAt(line);
      },
    };
    assert.equal(failedStep(counting), undefined);
    assert.ok(read < 10 * file.lineCount, `${read} lines were read`);
  });

  const words: readonly (readonly [string, readonly string[], readonly number[]])[] = [
    ['its last three lines', ['a 1', 'bb', 'cc', 'dd'], [3, 4, 5]],
    ['the head of a difference', ['aa', 'diff --git a/x b/x', '-old', '+new'], [3]],
    ['nothing where a line tells why', ['aa', 'x.c:1:2: error: expected ;', 'bb'], []],
  ];
  for (const [name, output, wanted] of words) {
    test(`has for its last words ${name}`, () => {
      const file = log(['$ check', ...output, 'The command "check" exited with 1.']);
      const lines = Array.from({ length: file.lineCount }, (_, at) => at + 1);
      assert.deepEqual(
        lines.filter((line) => isLastWord(file, line)),
        wanted,
      );
    });
  }
});

suite('tells: what a passed test wrote', () => {
  const table: readonly (readonly [string, readonly string[], boolean])[] = [
    ['stands above its verdict', ['=== RUN   A', 'dial failed', '--- PASS: A (0.00s)'], true],
    ['is a failure where the test failed', ['=== RUN   A', 'x', '--- FAIL: A (0.00s)'], false],
    ['may stand indented below it', ['--- PASS: A (0.00s)', '    x', '=== RUN   B'], true],
    [
      "is a class's of Surefire",
      ['Running a.BTest', 'x', 'Tests run: 2, Failures: 0, Errors: 0, Time elapsed: 1 s'],
      true,
    ],
    [
      'is none where errors were counted',
      ['Running a.BTest', 'x', 'Tests run: 2, Failures: 0, Errors: 1, Time elapsed: 1 s'],
      false,
    ],
    ['is nothing outside of tests', ['x', 'y', 'z'], false],
  ];
  for (const [name, lines, wanted] of table) {
    test(name, () => assert.equal(isOfPassedTest(log(lines), 2), wanted));
  }
});

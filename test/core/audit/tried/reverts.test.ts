import assert from 'node:assert/strict';
import { triedBefore } from '../../../../src/core/audit/tried/repeats.ts';
import { revertsIn } from '../../../../src/core/audit/tried/reverts.ts';

function log(...subjects: readonly string[]): string {
  return subjects
    .map(
      (subject, index) =>
        `commit ${String(index).repeat(40)}\nAuthor: A <a@example.com>\nDate:   Mon Nov ${9 - index} 10:00:00 2026 +0000\n\n    ${subject}\n\n    This says why.\n`,
    )
    .join('\n');
}

suite('reverted commits', () => {
  const rows: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
    [
      'a revert was tried, with what, on what and when',
      log('Fix a typo', 'Revert "Raise the memory limit of redis"'),
      [['Raise the memory limit of redis', 'redis', '2026-11-08']],
    ],
    [
      'the scope of a commit says what it is about',
      log('Revert "perf(catalog): raise the connection pool to 40"'),
      [['perf(catalog): raise the connection pool to 40', 'catalog', '2026-11-09']],
    ],
    [
      'what was brought in again did not fail',
      log('Reapply "Raise the memory limit of redis"', 'Revert "Raise the memory limit of redis"'),
      [],
    ],
    [
      'a reverted revert did not fail either',
      log(
        'Revert "Revert "Raise the memory limit of redis""',
        'Revert "Raise the memory limit of redis"',
      ),
      [],
    ],
    ['what names no thing could hide anything', log('Revert "Raise the memory limit"'), []],
    [
      'one line a commit is read too',
      '8c1f2ab (HEAD -> main) Revert "Scale up checkout"\n1234567 Other\n',
      [['Scale up checkout', 'checkout', '']],
    ],
    [
      'the head of a change of the editor is read',
      'Commit 8c1f2ab9 of 2026-11-02T10:00:00.000Z on branch main: Revert "Restart the gateway nightly"',
      [['Restart the gateway nightly', 'gateway nightly', '2026-11-02']],
    ],
    ['a word in a message is no revert', log('Explain how to revert "main" by hand'), []],
  ];
  for (const [name, text, expected] of rows) {
    test(name, () => {
      const found = revertsIn(text, 'history.txt');
      assert.deepEqual(
        found.map(({ action, target, when }) => [action, target, when ?? '']),
        expected,
      );
    });
  }

  test('an idea that was reverted is known again, and tells its line', () => {
    const entries = revertsIn(log('Revert "Raise the memory limit of redis"'), 'history.txt');
    const entry = triedBefore('Increase memory for redis to 2Gi', entries);
    assert.deepEqual([entry?.file, entry?.line, entry?.result], ['history.txt', 5, 'reverted']);
    assert.equal(triedBefore('Increase memory for postgres to 2Gi', entries), undefined);
  });
});

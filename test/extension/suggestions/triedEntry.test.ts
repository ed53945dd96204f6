import assert from 'node:assert/strict';
import { readTried } from '../../../src/core/audit/tried/readTried.ts';
import { withTried } from '../../../src/extension/suggestions/triedEntry.ts';

const idea = {
  action: 'raises memory limit: 256Mi → 1Gi',
  target: 'redis',
  result: 'came back "within an hour" #2',
  when: '2026-11-21',
};
const known =
  'version: 1\n# what we did\ntried:\n  - action: restart\n    target: api\n    result: none\n';

const cases: readonly (readonly [string, string, number])[] = [
  ['a new file', '', 1],
  ['a file with entries', known, 2],
  ['a file without a last line break', known.trimEnd(), 2],
  ['entries without indentation', 'version: 1\ntried:\n- { action: a, target: b, result: c }\n', 2],
  ['an empty list', 'version: 1\ntried: []\n', 1],
];

suite('what was tried is written down', () => {
  for (const [name, text, count] of cases) {
    test(`in ${name}`, () => {
      const { entries, problems } = readTried(withTried(text, idea));
      assert.deepEqual(problems, []);
      assert.equal(entries.length, count);
      const {
        line: _,
        note: __,
        file,
        ...last
      } = entries.at(-1) ?? { line: 0, note: '', file: '' };
      assert.equal(file, '.whytrace/tried.yaml');
      assert.deepEqual(last, idea);
    });
  }

  test('and what stands there stays as it is', () => {
    assert.ok(withTried(known, idea).startsWith(known));
  });
});

import assert from 'node:assert/strict';
import { audit } from '../../../src/core/audit.ts';
import { type EditedFile, readPairs } from '../../../src/extension/suggestions/filePairs.ts';
import { memoryWorkspace } from '../../audit/memoryWorkspace.ts';

const edited = (
  path: string | undefined,
  before: string | undefined,
  after: string | undefined,
  isThere = after !== undefined,
): EditedFile => ({
  path,
  before: async () => before,
  after: async () => after,
  isThere: async () => isThere,
});

suite('readPairs', () => {
  const table: readonly (readonly [string, EditedFile, boolean])[] = [
    ['a file that was changed', edited('a.ts', 'a', 'b'), true],
    ['a file that is new', edited('a.ts', undefined, 'b'), true],
    ['a file that was taken out of the index alone', edited('a.ts', 'a', undefined, false), true],
    ['a picture that was changed', edited('a.png', 'a\0', undefined, true), false],
    ['a picture that is new', edited('a.png', undefined, 'PNG\0'), false],
    ['what is too large to be read', edited('a.csv', 'a', undefined, true), false],
    ['a file of another folder', edited(undefined, 'a', 'b'), false],
  ];
  for (const [name, file, isRead] of table) {
    test(`${name} is ${isRead ? '' : 'not '}read`, async () => {
      const { files } = await readPairs([file]);
      assert.equal(files.length, isRead ? 1 : 0);
    });
  }

  test('files beyond the limit are counted, and the audit tells that they were not read', async () => {
    const all = Array.from({ length: 303 }, (_, index) => edited(`src/a${index}.txt`, 'a', 'b'));
    const { files, leftOut } = await readPairs(all);
    assert.deepEqual([files.length, leftOut], [300, 3]);
    const result = await audit(memoryWorkspace({}), { kind: 'files', files, leftOut });
    assert.equal(result.kind, 'audited');
    const problems = result.kind === 'audited' ? result.audit.problems : [];
    assert.deepEqual(problems, [
      {
        code: 'tooManyFiles',
        message:
          '3 more changed files were not audited: there are too many at once. Audit them by the menu of the file, or stage and audit fewer.',
      },
    ]);
  });
});

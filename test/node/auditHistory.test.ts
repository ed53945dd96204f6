import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { folderHistory } from '../../src/node/auditHistory.ts';
import { createGitRepository, type GitRepository } from './gitRepository.ts';

suite('the history of an audited folder', () => {
  let repository: GitRepository;
  const paths = new Set(['src/a.ts', 'src/b.ts', 'src/c.ts', 'docs/d.md']);

  suiteSetup(() => {
    repository = createGitRepository();
    repository.write({
      'src/a.ts': 'one\ntwo\n',
      'src/b.ts': 'b\n',
      'docs/d.md': 'd\n',
      'secret.env': 's\n',
    });
    repository.commit('2026-01-02T03:04:05Z', 'Ada', 'Begin');
    repository.write({ 'src/a.ts': 'one\nzwei\n' });
    repository.commit('2026-01-03T03:04:05Z', 'Ada', 'Say two in German');
    const old = new Date('2026-01-01T00:00:00Z');
    for (const path of ['src/a.ts', 'docs/d.md']) utimesSync(repository.path(path), old, old);
    repository.write({ 'src/b.ts': 'edited\n', 'src/c.ts': 'new\n' });
  });
  suiteTeardown(() => repository.remove());

  test('gives what was committed, which commit changed lines last, and what was written since', async () => {
    const history = folderHistory(repository.folder, paths, ['docs/d.md', 'gone.ts']);
    assert.equal(await history.committed('src/b.ts'), 'b\n');
    assert.equal(await history.committed('src/c.ts'), undefined);
    const [newest] = await history.changesOf('src/a.ts', 2, 2);
    assert.equal(newest?.subject, 'Say two in German');
    const edited = await history.edited(['src/a.ts']);
    assert.deepEqual([...edited].sort(), ['docs/d.md', 'src/b.ts', 'src/c.ts']);
  });

  test('files that may not be read are not looked up', async () => {
    const history = folderHistory(repository.folder, paths);
    assert.equal(await history.committed('secret.env'), undefined);
    assert.deepEqual(await history.changesOf('../x', 1, 2), []);
  });
});

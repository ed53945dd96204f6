import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineHistory } from '../../src/node/git.ts';
import { createGitRepository, type GitRepository } from './gitRepository.ts';

const store = 'package store\n\nfunc Save() {\n\tretry(3)\n\tlog.Print("saved")\n}\n';
const eager = store.replace('retry(3)', 'retry(1)');

suite('lineHistory', () => {
  let repository: GitRepository;
  const historyOf = (name: string, startLine: number, endLine = startLine) =>
    lineHistory(repository.path(name), { startLine, endLine }, new AbortController().signal);
  const told = async (name: string, line: number) =>
    (await historyOf(name, line))?.changes.map(({ author, subject }) => `${author}: ${subject}`);

  setup(() => {
    repository = createGitRepository();
    repository.write({ 'src/store.go': store, 'src/odd :name%.go': 'log.Print("odd")\n' });
    repository.commit('2026-03-01T10:00:00Z', 'Ann Lee', 'Store things');
    repository.write({ 'src/store.go': eager });
    repository.commit('2026-03-04T10:00:00Z', 'Bob Ray', 'Try once only');
  });
  teardown(() => repository.remove());

  test('tells the commits that changed a line, newest first, with what they did to it', async () => {
    const [last, first, ...more] = (await historyOf('src/store.go', 4))?.changes ?? [];
    assert.equal(last?.commit, repository.git('rev-parse', 'HEAD'));
    assert.equal(last?.author, 'Bob Ray');
    assert.equal(last?.subject, 'Try once only');
    assert.equal(last?.time, Date.parse('2026-03-04T10:00:00Z'));
    assert.match(last?.patch ?? '', /^-\tretry\(3\)\n\+\tretry\(1\)$/m);
    assert.equal(first?.subject, 'Store things');
    assert.deepEqual(more, []);
  });

  test('tells nothing of commits that changed other lines of the file', async () => {
    assert.deepEqual(await told('src/store.go', 5), ['Ann Lee: Store things']);
  });

  test('finds lines that moved since the last commit', async () => {
    repository.write({ 'src/store.go': `// a comment\n// and another\n${eager}` });
    assert.deepEqual(await told('src/store.go', 6), [
      'Bob Ray: Try once only',
      'Ann Lee: Store things',
    ]);
  });

  test('says of lines that they are not committed', async () => {
    repository.write({ 'src/store.go': eager.replace('retry(1)', 'retry(0)') });
    const history = await historyOf('src/store.go', 4);
    assert.deepEqual([history?.isUncommitted, history?.changes], [true, []]);
  });

  test('reads line ends of Windows as the ones that were committed', async () => {
    repository.write({ 'src/store.go': eager.replaceAll('\n', '\r\n') });
    assert.equal((await historyOf('src/store.go', 4))?.isUncommitted, false);
  });

  test('takes a name as a name, whatever signs it holds', async () => {
    assert.deepEqual(await told('src/odd :name%.go', 1), ['Ann Lee: Store things']);
  });

  test('knows nothing of files that are not committed, nor outside of a repository', async () => {
    repository.write({ 'src/new.go': 'log.Print("new")\n' });
    assert.equal(await historyOf('src/new.go', 1), undefined);
    const outside = join(tmpdir(), 'whytrace-no-repository.go');
    writeFileSync(outside, 'log.Print("outside")\n');
    const signal = new AbortController().signal;
    assert.equal(await lineHistory(outside, { startLine: 1, endLine: 1 }, signal), undefined);
  });

  test('runs none of the programs that a repository names in its settings', async () => {
    const mark = repository.path('ran');
    const program = `touch ${mark}; cat`;
    repository.write({ '.gitattributes': '*.go diff=odd filter=odd\n' });
    repository.commit('2026-03-05T10:00:00Z', 'Eve', 'Attributes');
    const settings = {
      'core.fsmonitor': program,
      'core.pager': program,
      'core.hooksPath': repository.folder,
      'diff.external': program,
      'diff.odd.command': program,
      'diff.odd.textconv': program,
      'filter.odd.clean': program,
      'filter.odd.smudge': program,
      'log.showSignature': 'true',
      'gpg.program': program,
    };
    for (const [key, value] of Object.entries(settings)) repository.git('config', key, value);
    assert.deepEqual(await told('src/store.go', 4), [
      'Bob Ray: Try once only',
      'Ann Lee: Store things',
    ]);
    assert.equal(existsSync(mark), false);
  });

  test('gives up when it is cancelled', async () => {
    const lines = { startLine: 4, endLine: 4 };
    assert.equal(
      await lineHistory(repository.path('src/store.go'), lines, AbortSignal.abort()),
      undefined,
    );
  });
});

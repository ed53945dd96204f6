import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSavedRunStore, type SavedRun } from '../../src/extension/savedRun.ts';

const run: SavedRun = {
  state: { kind: 'failed', message: 'gone', canRetry: true },
  request: { sources: [{ uri: 'file:///a.log', name: 'a.log' }] },
  changes: { 'whytrace-change:/a.diff': '+1' },
};

suite('createSavedRunStore', () => {
  let folder: string;
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-saved-'));
  });
  teardown(() => rm(folder, { recursive: true }));

  test('gives back what was saved, also to another window', async () => {
    await createSavedRunStore(join(folder, 'new')).save(run);
    assert.deepEqual(await createSavedRunStore(join(folder, 'new')).load(), run);
  });

  test('keeps the last of several saves and leaves no draft behind', async () => {
    const store = createSavedRunStore(folder);
    const saves = ['one', 'two', 'three'].map((message) =>
      store.save({ ...run, state: { kind: 'failed', message, canRetry: false } }),
    );
    await Promise.all(saves);
    const saved = await store.load();
    assert.equal(saved?.state.kind === 'failed' && saved.state.message, 'three');
    assert.deepEqual(await readdir(folder), ['lastRun.json']);
  });

  const broken: readonly (readonly [string, string])[] = [
    ['a file that was cut short', '{"version":1,"state":{"kind":"do'],
    ['what another version wrote', JSON.stringify({ ...run, version: 99 })],
    ['a state that is none of ours', JSON.stringify({ version: 1, state: { kind: 'x' } })],
    ['null', 'null'],
  ];
  for (const [name, text] of broken) {
    test(`has nothing for ${name}`, async () => {
      await writeFile(join(folder, 'lastRun.json'), text);
      assert.equal(await createSavedRunStore(folder).load(), undefined);
    });
  }

  test('has nothing where nothing was saved', async () => {
    assert.equal(await createSavedRunStore(join(folder, 'none')).load(), undefined);
  });

  test('says when it cannot save, and goes on with the next', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const store = createSavedRunStore(file);
    await assert.rejects(store.save(run));
    await rm(file);
    await store.save(run);
    assert.deepEqual(await store.load(), run);
  });
});

import assert from 'node:assert/strict';
import { createIgnoreFiles } from '../../../src/core/ignoreFiles.ts';
import type { ContextItem, ContextKind } from '../../../src/core/model/context.ts';
import { keeperOfPatch } from '../../../src/core/patchedFiles.ts';
import {
  type ResourceIgnores,
  withKeepers,
  withoutKept,
} from '../../../src/extension/context/keptItems.ts';

/** Of a folder `/shop` in which somebody keeps settings and keys from AI. */
const texts: Readonly<Record<string, string>> = {
  '/shop/.aiignore': 'secrets/\n*.key.ts',
  '/shop/.gitignore': 'generated/',
};
const files = createIgnoreFiles(async (folder, name) => texts[`${folder}${name}`]);
const pathOf = (uri: string): string => new URL(uri).pathname;
const ignores: ResourceIgnores = {
  keptBy: (uri) => files.keptBy(pathOf(uri)),
  patchKeptBy: (uri, patch) => keeperOfPatch(files, pathOf(uri), patch),
  isHidden: (uri) => files.isHidden(pathOf(uri)),
};

const item = (kind: ContextKind, path: string, text = 'text'): ContextItem => {
  return { kind, uri: `file://${path}`, name: path, startLine: 1, endLine: 1, text };
};
const patch = (path: string): string => `diff --git a/${path} b/${path}\n+++ b/${path}\n+x`;

suite('what the editor knows beside the logs', () => {
  const cases: readonly (readonly [string, ContextItem, boolean])[] = [
    ['code on the screen', item('code', '/shop/src/cart.ts'), true],
    ['code on the screen of a kept folder', item('code', '/shop/secrets/cart.ts'), false],
    ['code that git ignores, since it was opened', item('code', '/shop/generated/a.ts'), true],
    ['a problem in a kept file', item('diagnostic', '/shop/src/a.key.ts'), false],
    ['a problem in another', item('diagnostic', '/shop/src/a.ts'), true],
    ['settings in a kept folder', item('config', '/shop/deploy/secrets/a.yaml'), false],
    ['a stated version in a kept folder', item('version', '/shop/secrets/go.mod'), false],
    ['a patch of a kept file', item('change', '/shop/last.patch', patch('secrets/a.yaml')), false],
    ['a patch of another file', item('change', '/shop/last.patch', patch('src/a.yaml')), true],
    [
      'a patch of a kept file whose name git quotes',
      item('change', '/shop/x.diff', '--- "a/secrets/caf\\303\\251.yaml"\n+++ /dev/null\n-x'),
      false,
    ],
  ];
  for (const [name, one, stays] of cases) {
    test(`${name} ${stays ? 'goes along' : 'stays here'}`, async () => {
      const { items, keepers } = await withoutKept([one], ignores, ({ uri }) => uri);
      assert.deepEqual(items, stays ? [one] : []);
      assert.deepEqual([...keepers], stays ? [] : ['/shop/.aiignore']);
    });
  }

  test('a change counts as the file that changed', async () => {
    const change = { ...item('change', '/x'), uri: 'whytrace-change:/shop/secrets/a.yaml.diff' };
    const { items } = await withoutKept([change], ignores, () => 'file:///shop/secrets/a.yaml');
    assert.deepEqual(items, []);
  });

  test('each log says which file keeps it', async () => {
    const logs = [{ uri: 'file:///shop/secrets/app.log' }, { uri: 'file:///shop/app.log' }];
    const [kept, free] = await withKeepers(logs, ignores);
    assert.equal(kept?.keptBy, '/shop/.aiignore');
    assert.deepEqual(free, logs[1]);
  });
});

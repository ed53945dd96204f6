import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentLink } from 'vscode-languageserver/node';
import { documentLinks, resolvedLink, sourceTarget } from '../../../src/server/features/links.ts';
import { createWorkspaceFiles, type WorkspaceFiles } from '../../../src/server/workspaceFiles.ts';
import { unpaced } from '../../core/mine/fixtures.ts';
import { LOG_URI, viewOf } from '../view.ts';

suite('links in a log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-links-'));
  const workspace = join(folder, 'work');
  const outside = join(folder, 'outside');
  let files: WorkspaceFiles;

  function write(root: string, ...paths: readonly string[]): void {
    for (const path of paths) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), 'one\ntwo\n');
    }
  }

  suiteSetup(() => {
    write(
      workspace,
      ...['src/cart.ts', 'src/main/java/com/shop/Cart.java', 'lib/main/java/com/mail/Cart.java'],
      ...['a/index.js', 'b/index.js', 'server.js', 'node_modules/x/only.js', '.git/config.py'],
    );
    write(outside, 'secret.ts');
    symlinkSync(outside, join(workspace, 'linked'));
    symlinkSync(join(outside, 'secret.ts'), join(workspace, 'secret.ts'));
    files = createWorkspaceFiles(() => [pathToFileURL(workspace).href], { now: () => 0 });
  });
  suiteTeardown(() => rmSync(folder, { recursive: true }));

  async function linksOf(...lines: readonly string[]): Promise<readonly DocumentLink[]> {
    const links = await documentLinks(await viewOf(lines), files, unpaced);
    return Promise.all(links.map((link) => resolvedLink(link, files)));
  }

  const targets: readonly (readonly [string, string, string | undefined])[] = [
    ['a path of another machine', 'at save (/app/src/cart.ts:2:3)', 'src/cart.ts#L2,3'],
    ['a relative path', 'src/cart.ts:2: error: no', 'src/cart.ts#L2'],
    [
      'a class by its package, where another has the same name',
      '\tat com.shop.Cart.save(Cart.java:48)',
      'src/main/java/com/shop/Cart.java#L48',
    ],
    ['a file of the root by its name', 'at /opt/app/server.js:1:1', 'server.js#L1,1'],
    ['one of two by its folder', 'at /app/b/index.js:1:1', 'b/index.js#L1,1'],
    ['none of two that fit alike', 'at index.js:1:1', undefined],
    ['none where only the name is the same', 'at /app/other/cart.ts:1:1', undefined],
    ['none of a package', 'at /app/node_modules/y/server.js:1:1', undefined],
    ['none that is not listed', 'at only.js:1:1 and config.py:1', undefined],
    ['none that a symbolic link leads out to', 'at linked/secret.ts:1:1', undefined],
    ['none that is not there', 'at /etc/passwd.txt:1:1', undefined],
  ];
  for (const [name, line, expected] of targets) {
    test(`lead to ${name}`, async () => {
      const found = (await linksOf(line)).flatMap(({ target }) => target ?? []);
      const path = expected && `${pathToFileURL(workspace).href}/${expected}`;
      assert.deepEqual(found, path === undefined ? [] : [path]);
    });
  }

  test('have no bracket in their target, which would end a link in a card', () => {
    const target = sourceTarget('/work/a) [x](command:y)/cart.ts', { line: 2, column: 0 });
    assert.doesNotMatch(target, /[() ]/);
  });

  test('underline the place and its numbers', async () => {
    const [link] = await linksOf('at save (/app/src/cart.ts:2:3)');
    assert.deepEqual(link?.range, {
      start: { line: 0, character: 9 },
      end: { line: 0, character: 29 },
    });
  });

  test('are found out on the click: at first only the name is compared', async () => {
    const [link] = await documentLinks(await viewOf(['at /x/src/cart.ts:2:3']), files, unpaced);
    assert.equal(link?.target, undefined);
  });

  test('lead from a trace id to the next line with it, and the last one to nowhere', async () => {
    const links = await linksOf(
      'INFO a trace_id=4bf92f3577b34da6',
      'INFO b trace_id=00f067aa0ba902b7',
      'INFO c trace_id=4bf92f3577b34da6',
    );
    assert.deepEqual(
      links.map(({ range, target }) => [range.start, target]),
      [[{ line: 0, character: 16 }, `${LOG_URI}#L3`]],
    );
  });

  test('without a folder are none', async () => {
    const none = createWorkspaceFiles(() => [], { now: () => 0 });
    const view = await viewOf(['at /app/src/cart.ts:2:3']);
    assert.deepEqual(await documentLinks(view, none, unpaced), []);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { folderWorkspace } from '../../src/node/auditWorkspace.ts';

const files: Readonly<Record<string, string>> = {
  'outside.txt': 'outside',
  'shop/.git/HEAD': 'ref: refs/heads/main',
  'shop/.gitignore': 'local/\n',
  'shop/.aiignore': 'private.ts\n',
  'shop/src/a.ts': '\ufeffexport const a = 1;\n',
  'shop/local/b.ts': 'local',
  'shop/private.ts': 'private',
  'shop/picture.png': 'PNG\0\0',
  'shop/node_modules/x/package.json': '{}',
};

interface Case {
  readonly name: string;
  readonly path: string;
  readonly isListed: boolean;
  readonly text: string | undefined;
}

const cases: readonly Case[] = [
  {
    name: 'a file, without its byte order mark',
    path: 'src/a.ts',
    isListed: true,
    text: 'export const a = 1;\n',
  },
  {
    name: 'what .gitignore hides is read by its path only',
    path: 'local/b.ts',
    isListed: false,
    text: 'local',
  },
  {
    name: 'what is kept from an AI is not read',
    path: 'private.ts',
    isListed: false,
    text: undefined,
  },
  {
    name: 'what packages hold is read by its path only',
    path: 'node_modules/x/package.json',
    isListed: false,
    text: '{}',
  },
  { name: 'what is no text', path: 'picture.png', isListed: true, text: undefined },
  { name: 'what is not there', path: 'src/nothing.ts', isListed: false, text: undefined },
  { name: 'a path that leads out', path: '../outside.txt', isListed: false, text: undefined },
  { name: 'a link that leads out', path: 'link.txt', isListed: false, text: undefined },
  {
    name: 'a link to what is kept from an AI',
    path: 'public.ts',
    isListed: false,
    text: undefined,
  },
];

suite('folderWorkspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-workspace-'));
  suiteSetup(() => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync(join(folder, 'outside.txt'), join(folder, 'shop/link.txt'));
    symlinkSync(join(folder, 'shop/private.ts'), join(folder, 'shop/public.ts'));
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  for (const { name, path, isListed, text } of cases) {
    test(name, async () => {
      const workspace = await folderWorkspace(join(folder, 'shop'));
      assert.equal(workspace.paths.has(path), isListed);
      assert.equal(await workspace.read(path), text);
    });
  }
});

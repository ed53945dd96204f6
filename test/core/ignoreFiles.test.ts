import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createIgnoreFiles } from '../../src/core/ignoreFiles.ts';

/** Ignore files by their path, the paths asked about, and those of them that are ignored. */
interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly ignored: readonly string[];
  readonly read: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a name without a slash counts in every folder below',
    files: { '/shop/': '*.key\nnotes.md' },
    ignored: ['/shop/a.key', '/shop/src/deep/a.key', '/shop/src/notes.md'],
    read: ['/shop/a.keys', '/other/a.key', '/a.key'],
  },
  {
    name: 'a pattern with a slash is anchored in its folder',
    files: { '/shop/': '/top.yaml\nconf/*.yaml\nsrc/**/gen.ts' },
    ignored: ['/shop/top.yaml', '/shop/conf/a.yaml', '/shop/src/gen.ts', '/shop/src/a/b/gen.ts'],
    read: ['/shop/a/top.yaml', '/shop/a/conf/a.yaml', '/shop/conf/a/b.yaml', '/shop/gen.ts'],
  },
  {
    name: 'a slash at the end means folders, and all that is in them',
    files: { '/shop/': 'secrets/' },
    ignored: ['/shop/secrets/', '/shop/secrets/a/b.yaml', '/shop/src/secrets/a.yaml'],
    read: ['/shop/secrets', '/shop/src/secrets', '/shop/secrets.yaml'],
  },
  {
    name: 'what comes last counts, so a negation brings back',
    files: { '/shop/': '*.yaml\n!keep.yaml\n/a/keep.yaml' },
    ignored: ['/shop/x.yaml', '/shop/a/keep.yaml'],
    read: ['/shop/keep.yaml', '/shop/b/keep.yaml'],
  },
  {
    name: 'nothing in an ignored folder is brought back',
    files: { '/shop/': 'secrets/\n!secrets/keep.yaml', '/shop/secrets/': '!*' },
    ignored: ['/shop/secrets/keep.yaml'],
    read: [],
  },
  {
    name: 'a deeper file counts in its folder and goes before those around it',
    files: { '/shop/': '*.yaml\ndata/', '/shop/src/': '!*.yaml\n*.ts\n!data/' },
    ignored: ['/shop/a.yaml', '/shop/src/a.ts', '/shop/src/x/a.ts', '/shop/data/a'],
    read: ['/shop/src/a.yaml', '/shop/src/x/a.yaml', '/shop/a.ts', '/shop/src/data/a'],
  },
  {
    name: 'comments, blank lines, ends of lines of Windows and a byte order mark are no patterns',
    files: { '/shop/': '\uFEFFfirst\r\n# last\r\n\r\n   \r\n\\#sharp\r\n\\!loud  \r\n/\r\n!\r\n' },
    ignored: ['/shop/first', '/shop/#sharp', '/shop/!loud'],
    read: ['/shop/last', '/shop/# last', '/shop/x', '/shop/loud'],
  },
  {
    name: 'wildcards match within a name, classes of signs too',
    files: { '/shop/': 'a?.ts\n[bc]*.ts\n[!d]x.js' },
    ignored: ['/shop/ab.ts', '/shop/b.ts', '/shop/cart.ts', '/shop/ax.js'],
    read: ['/shop/a.ts', '/shop/d.ts', '/shop/dx.js'],
  },
  {
    name: 'a folder whose name looks like a pattern is only itself',
    files: { '/a[b]*/! #c/': '*.key' },
    ignored: ['/a[b]*/! #c/x.key', '/a[b]*/! #c/d/x.key'],
    read: ['/ab/! #c/x.key', '/a[b]x/! #c/x.key'],
  },
  {
    name: 'drives of Windows are folders, as the editor writes them and as Node does',
    files: { 'C:/shop/': '*.key', '/c:/cart/': '/*.key' },
    ignored: ['C:/shop/src/a.key', '/c:/cart/a.key'],
    read: ['C:/cart2/a.key', '/c:/cart/src/a.key'],
  },
  {
    name: 'a file at the root of all holds for everything, whatever its letters',
    files: { '/': 'Secrets/\n*.KEY' },
    ignored: ['/a/b/secrets/c', '/x.key'],
    read: ['/', '/a/b/c'],
  },
  {
    name: 'a pattern with very many stars names more than was written, and brings nothing back',
    files: { '/shop/': 'a*b*c*d*e*f\n*.yaml\n!x*x*x*x*x*.yaml' },
    ignored: ['/shop/aXbXcXdXeXf', '/shop/abcd', '/shop/xxxxx.yaml'],
    read: ['/shop/abc'],
  },
];

const aiNames = ['.aiignore', '.aiexclude', '.cursorignore', '.copilotignore'];

function ignoreFiles(texts: Readonly<Record<string, string>>) {
  return createIgnoreFiles(async (folder, name) => texts[`${folder}${name}`]);
}

suite('ignore files', () => {
  for (const { name, files, ignored, read } of cases) {
    const named = (file: string): Readonly<Record<string, string>> =>
      Object.fromEntries(Object.entries(files).map(([folder, text]) => [`${folder}${file}`, text]));
    const expected = [...ignored.map((path) => [path, true]), ...read.map((path) => [path, false])];
    test(`${name}: .gitignore`, async () => {
      const { isHidden } = ignoreFiles(named('.gitignore'));
      const found = await Promise.all(
        [...ignored, ...read].map(async (path) => [path, await isHidden(path)]),
      );
      assert.deepEqual(found, expected);
    });
    test(`${name}: .aiignore`, async () => {
      const { keptBy } = ignoreFiles(named('.aiignore'));
      const found = await Promise.all(
        [...ignored, ...read].map(async (path) => [path, (await keptBy(path)) !== undefined]),
      );
      assert.deepEqual(found, expected);
    });
  }

  for (const name of aiNames) {
    test(`${name} keeps files from models and hides none`, async () => {
      const { keptBy, isHidden } = ignoreFiles({ [`/shop/src/${name}`]: '*.key' });
      assert.equal(await keptBy('/shop/src/a/x.key'), `/shop/src/${name}`);
      assert.equal(await isHidden('/shop/src/a/x.key'), false);
    });
  }

  test('.gitignore hides files and keeps none from models', async () => {
    const { keptBy, isHidden } = ignoreFiles({ '/shop/.gitignore': '*.log' });
    assert.equal(await keptBy('/shop/app.log'), undefined);
    assert.equal(await isHidden('/shop/app.log'), true);
  });

  test('what one AI-ignore file keeps, another does not give away', async () => {
    const { keptBy } = ignoreFiles({
      '/shop/.aiignore': '*.key',
      '/shop/src/.cursorignore': '!*.key',
    });
    assert.equal(await keptBy('/shop/src/x.key'), '/shop/.aiignore');
  });

  test('the file that is named is the one whose pattern counts', async () => {
    const { keptBy } = ignoreFiles({
      '/shop/.aiignore': '*.yaml',
      '/shop/src/.aiignore': '!*.yaml\nx.yaml',
    });
    assert.equal(await keptBy('/shop/src/x.yaml'), '/shop/src/.aiignore');
    assert.equal(await keptBy('/shop/src/a.yaml'), undefined);
    assert.equal(await keptBy('/shop/a.yaml'), '/shop/.aiignore');
  });

  test('each file is read once, however much is asked', async () => {
    const read: string[] = [];
    const { isHidden } = createIgnoreFiles(async (folder, name) => {
      read.push(`${folder}${name}`);
      return undefined;
    });
    await Promise.all(['/a/b/c', '/a/b/d', '/a/b/', '/a/x'].map(isHidden));
    assert.deepEqual(read.sort(), ['/.gitignore', '/a/.gitignore', '/a/b/.gitignore']);
  });

  test('no text of an ignore file and no path makes the question fail', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab/*?[]!#\\- .^{}()|$\n'), maxLength: 40 });
    const path = fc.string({ unit: fc.constantFrom(...'ab/.*[\\ !'), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(text, path, async (patterns, name) => {
        const { keptBy } = ignoreFiles({ '/a/.aiignore': patterns, '/.aiignore': patterns });
        const kept = await keptBy(`/a/${name}`);
        assert.ok(kept === undefined || kept.endsWith('.aiignore'));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

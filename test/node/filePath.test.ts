import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { pathOf, undecodedPath } from '../../src/node/filePath.ts';
import { nodeFiles } from '../../src/node/files.ts';

/** A URI, and its path on Windows and elsewhere. */
const uris: readonly (readonly [string, string | undefined, string | undefined])[] = [
  ['file:///c%3A/logs/app.log', 'c:\\logs\\app.log', '/c:/logs/app.log'],
  ['file:///C:/logs/app.log', 'C:\\logs\\app.log', '/C:/logs/app.log'],
  ['file:///d%3A/a%20b/50%25%23%3F.log', 'd:\\a b\\50%#?.log', '/d:/a b/50%#?.log'],
  ['file://server/share/app.log', '\\\\server\\share\\app.log', undefined],
  ['file:///var/log/app.log', undefined, '/var/log/app.log'],
  ['file:///c%3A/caf%C3%A9.log', 'c:\\café.log', '/c:/café.log'],
  ['file:///c%3A/caf%E9.log', undefined, undefined],
  ['file:///c%3A/a%2Fb.log', undefined, undefined],
  ['file:', undefined, '/'],
  ['untitled:Untitled-1', undefined, undefined],
  ['vscode-remote://ssh-remote%2Bhost/var/log/app.log', undefined, undefined],
  ['no URI at all', undefined, undefined],
];

suite('the path of a URI', () => {
  for (const [uri, onWindows, elsewhere] of uris) {
    test(`${uri} is ${onWindows} on Windows, ${elsewhere} elsewhere`, () => {
      assert.equal(pathOf(uri, true), onWindows);
      assert.equal(pathOf(uri, false), elsewhere);
    });
  }
});

suite('names of files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-names-'));
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  const names = [
    'with space.log',
    'a#b.log',
    'a?b.log',
    '100%.log',
    '%41.log',
    'back\\slash.log',
    'new\nline.log',
    'é and ß and 日本.log',
    'quote\'".log',
    '-dash.log',
    `${'l'.repeat(250)}.log`,
  ];
  for (const name of names) {
    test(`may be ${JSON.stringify(name.slice(0, 40))}`, async () => {
      writeFileSync(join(folder, name), name);
      const { href } = pathToFileURL(join(folder, name));
      const opened = await nodeFiles.open(href, neverCancelled);
      assert.ok(opened.kind === 'opened');
      assert.equal(Buffer.from(opened.bytes.read(0, opened.bytes.size)).toString(), name);
      opened.close();
    });
  }

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['a name that is too long', `${folder}/${'l'.repeat(300)}`, /^l{80} has too long a name/],
    [
      'a path that is too long',
      `${folder}${'/folder'.repeat(1000)}/a.log`,
      /^a\.log has too long a/,
    ],
    ['a name with NUL', `${folder}/a%00b.log`, /can't be read \(ERR_INVALID_ARG_VALUE\)/],
  ];
  for (const [what, path, message] of refused) {
    test(`${what} is a failure that is told`, async () => {
      const opened = await nodeFiles.open(`file://${path}`, neverCancelled);
      assert.ok(opened.kind === 'failure');
      assert.match(opened.failure.message, message);
    });
  }

  suite('that are not UTF-8', () => {
    suiteSetup(function () {
      // Other systems store names as text.
      if (platform() !== 'linux') this.skip();
      const raw = (text: string): Buffer => Buffer.from(join(folder, text), 'latin1');
      mkdirSync(raw('d\xe9p\xf4t'));
      writeFileSync(raw('d\xe9p\xf4t/caf\xe9.log'), 'found');
      writeFileSync(raw('d\xe9p\xf4t/na\xefve.log'), 'one');
      writeFileSync(raw('d\xe9p\xf4t/na\xeeve.log'), 'two');
    });

    const paths: readonly (readonly [string, string | undefined])[] = [
      ['d\ufffdp\ufffdt/caf\ufffd.log', 'found'],
      ['d\ufffdp\ufffdt/na\ufffdve.log', undefined],
      ['d\ufffdp\ufffdt/gone\ufffd.log', undefined],
      ['gone\ufffd/caf\ufffd.log', undefined],
    ];
    for (const [path, text] of paths) {
      test(`${path} is ${text ?? 'not there'}`, async () => {
        const { href } = pathToFileURL(join(folder, path));
        const opened = await nodeFiles.open(href, neverCancelled);
        const found =
          opened.kind === 'opened'
            ? Buffer.from(opened.bytes.read(0, opened.bytes.size)).toString()
            : opened.failure.code;
        assert.equal(found, text ?? 'notFound');
      });
    }

    test('are looked for only where a name has such a character', () => {
      assert.equal(undecodedPath(join(folder, 'plain.log')), undefined);
    });
  });
});

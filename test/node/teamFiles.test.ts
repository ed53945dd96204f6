import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { readTeamFiles } from '../../src/node/teamFiles.ts';

suite('readTeamFiles', () => {
  let root: string;
  setup(() => {
    root = mkdtempSync(join(tmpdir(), 'whytrace-team-'));
  });
  teardown(() => rmSync(root, { recursive: true, force: true }));

  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  const read = async (...folders: readonly string[]) => {
    const { files, problems } = await readTeamFiles(
      folders.map((folder) => join(root, folder)),
      (path) => relative(root, path),
    );
    return {
      files: files.map(({ name, text }) => [name, text]),
      problems: problems.map(({ message }) => message),
    };
  };

  test('gives the files of the nearest folder at or above each place, each once', async () => {
    write('.whytrace/signatures/a.yaml', 'A');
    write('.whytrace/signatures/b.yml', 'B');
    write('.whytrace/signatures/notes.md', 'no');
    write('web/.whytrace/signatures/w.yaml', 'W');
    write('web/logs/app.log', '');
    assert.deepEqual(await read('jobs/deep', '.', 'web/logs'), {
      files: [
        ['.whytrace/signatures/a.yaml', 'A'],
        ['.whytrace/signatures/b.yml', 'B'],
        ['web/.whytrace/signatures/w.yaml', 'W'],
      ],
      problems: [],
    });
  });

  test('does not trust what lies in a folder that everybody may write to', async () => {
    write('open/.whytrace/signatures/a.yaml', 'A');
    chmodSync(join(root, 'open'), 0o777);
    assert.deepEqual(await read('open'), {
      files: [],
      problems: [
        'open/.whytrace/signatures was not used: everybody may write to the folder above it.',
      ],
    });
  });

  test('tells of what is no file, too large or gone, and reads the others', async () => {
    write('.whytrace/signatures/a.yaml', 'A');
    write('.whytrace/signatures/b.yaml', 'x'.repeat(1_000_001));
    mkdirSync(join(root, '.whytrace/signatures/c.yaml'));
    symlinkSync('nowhere', join(root, '.whytrace/signatures/d.yaml'));
    assert.deepEqual(await read('.'), {
      files: [['.whytrace/signatures/a.yaml', 'A']],
      problems: [
        '.whytrace/signatures/b.yaml was not used: it is larger than a megabyte.',
        '.whytrace/signatures/c.yaml was not used: it is no file.',
        ".whytrace/signatures/d.yaml was not used: it can't be read (ENOENT).",
      ],
    });
  });
});

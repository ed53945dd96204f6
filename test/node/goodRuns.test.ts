import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { goodRunFor } from '../../src/node/goodRuns.ts';
import { unpaced } from '../core/mine/fixtures.ts';

const build = (...end: readonly string[]): string =>
  [
    '$ ./gradlew build',
    'Starting a Gradle Daemon, subsequent builds will be faster',
    '> Task :compileJava',
    '> Task :processResources',
    '> Task :test',
    ...Array.from({ length: 30 }, (_, i) => `com.shop.CartTest > adds item ${i} PASSED`),
    ...end,
    '',
  ].join('\n');
const passed = build('BUILD SUCCESSFUL in 14s', 'Done. Your build exited with 0.');
const failed = build(
  'com.shop.CartTest > removes the last item FAILED',
  'BUILD FAILED in 14s',
  'Done. Your build exited with 1.',
);

/** A runner that says nothing of success. */
const job = (...middle: readonly string[]): string =>
  [
    ...Array.from({ length: 5 }, (_, i) => `2026-11-20T10:00:0${i}.1234567Z Download action ${i}`),
    '2026-11-20T10:00:06.1234567Z ##[group]Run npm test',
    ...middle.map((line) => `2026-11-20T10:00:07.1234567Z ${line}`),
    '2026-11-20T10:00:09.1234567Z Post job cleanup.',
    '2026-11-20T10:00:09.2234567Z Cleaning up orphan processes',
    '',
  ].join('\n');

const service = (...end: readonly string[]): string =>
  [
    ...Array.from(
      { length: 60 },
      (_, i) => `2026-11-20T10:00:${10 + (i % 50)}Z INFO  [http] GET /cart/${i} 200 in ${i} ms`,
    ),
    ...end,
    '',
  ].join('\n');
const broken = service('2026-11-20T10:01:10Z ERROR [db] connection refused by orders-db:5432');

/** Name, the files, the log, and the good run with why it is thought to be one. */
const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
  [
    'a build before it that ended well',
    { 'build-41.log': passed, 'build-42.log': failed },
    'build-42.log',
    'build-41.log: it ends with “Done. Your build exited with 0.”',
  ],
  [
    'not the nearest where that failed too',
    { 'build-40.log': passed, 'build-41.log': failed, 'build-42.log': failed },
    'build-42.log',
    'build-40.log: it ends with “Done. Your build exited with 0.”',
  ],
  [
    'a run of the same name in a folder beside its own',
    { 'runs/7/test.log': passed, 'runs/8/test.log': failed, 'runs/8/lint.log': passed },
    'runs/8/test.log',
    'runs/7/test.log: it ends with “Done. Your build exited with 0.”',
  ],
  [
    'one that ran to the same end without a failure',
    {
      'job_1.txt': job('12 things done'),
      'job_2.txt': job(
        'AssertionError: 3 is not 4',
        '##[error]Process completed with exit code 1.',
      ),
    },
    'job_2.txt',
    'job_1.txt: it ends like this run with “Cleaning up orphan processes”, without a failure',
  ],
  [
    'the rotation before it, if nothing failed there',
    { 'app.log': broken, 'app.log.1': service() },
    'app.log',
    'app.log.1: nothing in its beginning and its end tells of a failure',
  ],
  [
    'no rotation in which it fails already',
    { 'app.log': broken, 'app.log.1': broken },
    'app.log',
    '',
  ],
  [
    'nothing that has another thing to tell',
    {
      'log-1.txt': Array.from({ length: 40 }, (_, i) => `packet ${i} was routed`).join('\n'),
      'log-2.txt': failed,
    },
    'log-2.txt',
    '',
  ],
  [
    'no run that was cut off where others end with a verdict',
    { 'build-41.log': build(), 'build-42.log': failed },
    'build-42.log',
    '',
  ],
  [
    'nothing that an AI-ignore file keeps',
    { 'build-41.log': passed, 'build-42.log': failed, '.aiexclude': 'build-41.log\n' },
    'build-42.log',
    '',
  ],
  ['nothing for a run that ended well', { 'b-1.log': passed, 'b-2.log': passed }, 'b-2.log', ''],
  ['nothing that is too short to tell', { 'app.log': broken, 'app.log.1': 'up\n' }, 'app.log', ''],
  ['nothing empty', { 'app.log': broken, 'app.log.1': '' }, 'app.log', ''],
  [
    'the end of a log of which only head and tail are read',
    {
      'build-41.log': `${build()}${'> Task :again UP-TO-DATE\n'.repeat(20_000)}Done. Your build exited with 0.\n`,
      'build-42.log': failed,
    },
    'build-42.log',
    'build-41.log: it ends with “Done. Your build exited with 0.”',
  ],
];

suite('goodRunFor', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'whytrace-runs-'));
  });
  teardown(() => rmSync(folder, { recursive: true }));

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  const told = async (...names: readonly string[]): Promise<string> => {
    const found = await goodRunFor(
      names.map((name) => join(folder, name)),
      unpaced,
    );
    return found ? `${relative(folder, found.path)}: ${found.why}` : '';
  };

  for (const [name, files, log, expected] of cases) {
    test(`finds ${name}`, async () => {
      write(files);
      assert.equal(await told(log), expected);
    });
  }

  test('looks for one where a log is read with its rotations, and not among them', async () => {
    write({ 'app.log': broken, 'app.log.1': service(), 'app.log.2': service() });
    assert.match(await told('app.log', 'app.log.1'), /^app\.log\.2: /);
  });

  test('looks for none where a run has several logs', async () => {
    write({ 'web-2.log': failed, 'db-2.log': broken, 'web-1.log': passed });
    assert.equal(await told('web-2.log', 'db-2.log'), '');
  });

  test('finds nothing beside a log that is gone', async () => {
    write({ 'build-41.log': passed });
    assert.equal(await told('build-42.log'), '');
  });
});

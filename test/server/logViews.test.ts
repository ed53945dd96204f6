import assert from 'node:assert/strict';
import { appendFile, mkdtemp, open, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLogViews, type LogViews } from '../../src/server/logViews.ts';
import type { TaskKind } from '../../src/server/workers/tasks.ts';
import { createWorkers, type Workers, workerBeside } from '../../src/server/workers/workers.ts';
import { built } from '../built.ts';
import { eventually } from '../eventually.ts';

const lineOf = (i: number, what = 'order'): string =>
  `${new Date(Date.UTC(2026, 10, 20, 10) + i * 1000).toISOString()} INFO shop - ${what} ${i} shipped`;
const lines = (from: number, to: number, what?: string): string =>
  Array.from({ length: to - from }, (_, i) => `${lineOf(from + i, what)}\n`).join('');

suite('the views of logs', function () {
  this.timeout(60_000);
  let folder: string;
  let path: string;
  let uri: string;
  let workers: Workers;
  /** The tasks that were given, and what to do when one is. */
  let given: TaskKind[] = [];
  let onTask: () => void = () => {};
  let views: LogViews;
  let document: TextDocument | undefined;

  suiteSetup(() => {
    const real = createWorkers(workerBeside(built('server.cjs')));
    workers = {
      ...real,
      run(...task) {
        const result = real.run(...task);
        given.push(task[1]);
        onTask();
        return result;
      },
    };
  });
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-views-'));
    path = join(folder, 'app.log');
    uri = pathToFileURL(path).href;
    document = undefined;
    given = [];
    onTask = () => {};
    views = createLogViews(workers, () => document);
  });
  teardown(async () => {
    views.forget(uri);
    await rm(folder, { recursive: true });
  });
  suiteTeardown(() => workers.close());

  /** What the views say of the log now: its lines, and how often its first kind of message came. */
  async function seen(line?: number) {
    const view = await views.of(uri, line);
    const { lineCount = 0 } = view?.file ?? {};
    const [first] = view?.mined.templates ?? [];
    return { lineCount, last: view?.file.lineAt(lineCount - 1), count: first?.count };
  }

  const changes: readonly (readonly [string, () => Promise<unknown>, object])[] = [
    [
      'has lines appended',
      () => appendFile(path, lines(100, 130)),
      { lineCount: 131, last: lineOf(129), count: 130 },
    ],
    [
      'has the rest of its last line appended',
      async () => {
        await appendFile(path, lineOf(100).slice(0, 30));
        await seen();
        await appendFile(path, `${lineOf(100).slice(30)}\n`);
      },
      { lineCount: 102, last: lineOf(100), count: 101 },
    ],
    [
      'is rotated by renaming it',
      async () => {
        await rename(path, `${path}.1`);
        await writeFile(path, lines(200, 203, 'parcel'));
      },
      { lineCount: 4, last: lineOf(202, 'parcel'), count: 3 },
    ],
    [
      'is rotated by copying and truncating it',
      async () => {
        await truncate(path);
        await appendFile(path, lines(300, 302, 'parcel'));
      },
      { lineCount: 3, last: lineOf(301, 'parcel'), count: 2 },
    ],
    [
      'is truncated and grows beyond what it was',
      async () => {
        await truncate(path);
        await appendFile(path, lines(300, 500, 'parcel'));
      },
      { lineCount: 201, last: lineOf(499, 'parcel'), count: 200 },
    ],
    [
      'is replaced by another file',
      async () => {
        await writeFile(`${path}.new`, lines(0, 7, 'parcel'));
        await rename(`${path}.new`, path);
      },
      { lineCount: 8, last: lineOf(6, 'parcel'), count: 7 },
    ],
    [
      'is packed in place',
      () => writeFile(path, gzipSync(lines(0, 9, 'parcel'))),
      { lineCount: 10, last: lineOf(8, 'parcel'), count: 9 },
    ],
    ['is deleted', () => rm(path), { lineCount: 0, last: undefined, count: undefined }],
  ];
  for (const [what, change, expected] of changes) {
    test(`follow a log that ${what}`, async () => {
      await writeFile(path, lines(0, 100));
      assert.deepEqual(await seen(), { lineCount: 101, last: lineOf(99), count: 100 });
      await change();
      assert.deepEqual(await seen(), expected);
    });
  }

  test('say of a line what stands there now where a log was written anew and is longer', async () => {
    await writeFile(path, lines(0, 100));
    await seen(10);
    await writeFile(path, lines(0, 500, 'parcel'));
    assert.equal((await views.of(uri, 10))?.file.lineAt(10), lineOf(9, 'parcel'));
  });

  test('answer about an earlier line at once while a log grows, and follow it in time', async () => {
    await writeFile(path, lines(0, 1000));
    await seen(10);
    const writing = await open(path, 'a');
    for (let i = 1000; i < 1020; i++) {
      await writing.write(`${lineOf(i)}\n`);
      assert.ok(((await seen(10)).count ?? 0) >= 1000);
    }
    await writing.close();
    await eventually(async () => assert.equal((await seen(10)).count, 1020));
    assert.equal((await seen(1020)).last, lineOf(1019));
  });

  test('answer from the file of a long open log, and from the document where that says otherwise', async () => {
    const count = 90_000;
    await writeFile(path, lines(0, count));
    document = TextDocument.create(uri, 'log', 1, lines(0, count));
    await appendFile(path, lines(count, count + 5));
    assert.equal((await seen(10)).count, count + 5);
    const range = { start: { line: 9, character: 0 }, end: { line: 10, character: 0 } };
    TextDocument.update(document, [{ range, text: 'typed by hand\n' }], 2);
    const view = await views.of(uri, 10);
    assert.equal(view?.file.lineAt(10), 'typed by hand');
    assert.equal(view?.file.lineCount, count + 1);
  });

  test('go on after a worker has died', async () => {
    await writeFile(path, lines(0, 100));
    await seen();
    await workers.close();
    assert.equal((await views.overviewOf(uri))?.records, 100);
    await workers.close();
    await appendFile(path, lines(100, 101));
    assert.equal((await seen()).count, 101);
  });

  test('fail what a worker does when it dies, and answer when they are asked again', async () => {
    await writeFile(path, lines(0, 200_000));
    let closed: Promise<void> | undefined;
    onTask = () => {
      closed = workers.close();
      onTask = () => {};
    };
    await assert.rejects(views.of(uri), /worker ended/);
    await closed;
    assert.equal((await seen()).count, 200_000);
  });

  test('give one index of a large log from two workers, as one worker would', async () => {
    const text = lines(0, 900_000).trimEnd();
    await writeFile(path, text);
    assert.ok(text.length > 50_000_000 && text.length % 2 === 1, 'of odd size');
    const file = await views.fileOf(uri);
    assert.deepEqual(given, workers.count > 1 ? ['half', 'read'] : ['read']);
    assert.equal(file?.lineCount, 900_000);
    assert.equal(file?.records.length, 900_000);
    for (const line of [1, 449_999, 450_000, 450_001, 777_777, 900_000]) {
      assert.equal(file?.lineAt(line), lineOf(line - 1));
      assert.equal(file?.recordAt(line), line - 1);
    }
    assert.equal(file?.skeletons.length, 1);
  });
});

import assert from 'node:assert/strict';
import { mineLogs } from '../../../src/core/mine/mine.ts';
import type { MinedLogs } from '../../../src/core/model/template.ts';
import { createDice, logFile, MIDNIGHT, unpaced, untimed } from './fixtures.ts';

const textsOf = (mined: MinedLogs): readonly string[] => mined.templates.map(({ text }) => text);

suite('mineLogs', () => {
  test('finds the kinds of messages, in order of first appearance', async () => {
    const mined = await mineLogs(
      [untimed('a.log', ['Served 1 to 10.0.0.7', 'up', 'Served 22 to 10.0.0.8', 'up', 'down'])],
      unpaced,
    );
    assert.deepEqual(textsOf(mined), ['Served <*> to <*>', 'up', 'down']);
    assert.deepEqual([...(mined.templateIds[0] ?? [])], [0, 1, 0, 1, 2]);
    assert.deepEqual(
      mined.templates.map(({ count }) => count),
      [2, 2, 1],
    );
  });

  test('mines all files together', async () => {
    const mined = await mineLogs(
      [untimed('a.log', ['took 7 ms']), untimed('b.log', ['ready', 'took 9 ms'])],
      unpaced,
    );
    assert.deepEqual(textsOf(mined), ['took <*> ms', 'ready']);
    assert.deepEqual(mined.templates[0]?.last, { file: 1, record: 1 });
  });

  test('orders occurrences by time over files, and later ones of a file after it', async () => {
    const mined = await mineLogs(
      [
        logFile('a.log', [{ body: 'x 1', at: 10 }, { body: 'x 2' }, { body: 'x 3', at: 40 }]),
        logFile('b.log', [
          { body: 'x 4', at: 5 },
          { body: 'x 5', at: 30 },
        ]),
        untimed('c.log', ['x 6']),
      ],
      unpaced,
    );
    const [template] = mined.templates;
    assert.deepEqual(template?.first, { file: 1, record: 0 });
    assert.deepEqual(template?.last, { file: 2, record: 0 });
    assert.equal(template?.firstSeen, MIDNIGHT + 5000);
    assert.equal(template?.lastSeen, MIDNIGHT + 40_000);
    assert.deepEqual(template?.exemplars, [
      { file: 1, record: 0 },
      { file: 0, record: 1 },
      { file: 2, record: 0 },
    ]);
  });

  test('keeps the highest severity of a template', async () => {
    const mined = await mineLogs(
      [logFile('a.log', [{ body: 'x', severity: 9 }, { body: 'x', severity: 17 }, { body: 'x' }])],
      unpaced,
    );
    assert.equal(mined.templates[0]?.severityNumber, 17);
  });

  test('gives one exemplar for a message that came once', async () => {
    const mined = await mineLogs([untimed('a.log', ['once'])], unpaced);
    assert.deepEqual(mined.templates[0]?.exemplars, [{ file: 0, record: 0 }]);
  });

  test('finds nothing in nothing', async () => {
    assert.deepEqual(await mineLogs([], unpaced), {
      templates: [],
      templateIds: [],
      signals: [],
      slots: [],
      statuses: [],
      numbers: [],
    });
    const mined = await mineLogs([untimed('empty.log', [])], unpaced);
    assert.deepEqual(mined.templates, []);
    assert.deepEqual(
      mined.templateIds.map(({ length }) => length),
      [0],
    );
  });

  test('gives every record a template, whose counts sum to the records', async () => {
    const dice = createDice(42);
    const words = ['get', 'put', 'id=7', 'x', '<*>', '', '10.0.0.1', 'true', "'a'", '\n', '\u0000'];
    const bodies = Array.from({ length: 3000 }, () =>
      Array.from({ length: dice(8) }, () => words[dice(words.length)]).join(' '),
    );
    const files = [untimed('a.log', bodies.slice(0, 1000)), untimed('b.log', bodies.slice(1000))];
    const mined = await mineLogs(files, unpaced);
    const counts = new Array<number>(mined.templates.length).fill(0);
    for (const ids of mined.templateIds) {
      for (const id of ids) {
        counts[id] = (counts[id] ?? 0) + 1;
      }
    }
    assert.deepEqual(
      mined.templates.map(({ count }) => count),
      counts,
    );
    assert.ok(mined.templates.every(({ id, count }, i) => id === i && count > 0));
  });

  test('gives the same for the same', async () => {
    const dice = createDice(3);
    const bodies = Array.from({ length: 500 }, () => `user u${'abcdefgh'[dice(8)]} did ${dice(9)}`);
    const files = [untimed('a.log', bodies)];
    assert.deepEqual(await mineLogs(files, unpaced), await mineLogs(files, unpaced));
  });

  test('stops when it is cancelled, and waits when others are due a turn', async () => {
    const files = [untimed('a.log', ['x'])];
    const cancelled = {
      step(): undefined {
        throw new Error('cancelled');
      },
    };
    await assert.rejects(mineLogs(files, cancelled), /cancelled/);
    let waits = 0;
    const slow = {
      step: () =>
        new Promise<void>((resolve) => {
          waits++;
          setImmediate(resolve);
        }),
    };
    await mineLogs(files, slow);
    assert.ok(waits > 0);
  });
});

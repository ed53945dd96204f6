import assert from 'node:assert/strict';
import { mineLogs } from '../../src/core/mine/mine.ts';
import type { LogFile } from '../../src/core/model/logFile.ts';
import type { LogOverview, TemplateOverview } from '../../src/core/model/overview.ts';
import { overviewOf } from '../../src/core/overview.ts';
import { type Entry, logFile, MIDNIGHT, unpaced, untimed } from './mine/fixtures.ts';

async function overview(file: LogFile): Promise<LogOverview> {
  return overviewOf(file, await mineLogs([file], unpaced), unpaced);
}

/** The row whose text has these words. */
function row({ templates }: LogOverview, words: string): TemplateOverview {
  return templates.find(({ text }) => text.includes(words)) ?? assert.fail(`no row "${words}"`);
}

/** 20 minutes of one request a second; in the last two, a refusal every two seconds. */
const failing: readonly Entry[] = [
  ...Array.from({ length: 1200 }, (_, i) => ({
    body: `GET /cart/${i} took ${i % 9} ms`,
    at: i,
    severity: 9,
  })),
  ...Array.from({ length: 60 }, (_, i) => ({
    body: `connection ${i} refused by the cache`,
    at: 1080 + 2 * i,
    severity: 17,
  })),
].sort((a, b) => a.at - b.at);

suite('overviewOf', () => {
  test('names the size, the span and how many records each level has, the worst first', async () => {
    const { lines, records, span, levels } = await overview(logFile('app.log', failing));
    assert.deepEqual([lines, records], [1260, 1260]);
    assert.deepEqual(span, { from: MIDNIGHT, to: MIDNIGHT + 1_199_000 });
    assert.deepEqual(levels, [
      { level: 'error', count: 60 },
      { level: 'info', count: 1200 },
    ]);
  });

  test('lists kinds of messages by count, with their first and last line and time', async () => {
    const shown = await overview(logFile('app.log', failing));
    assert.deepEqual(
      shown.templates.map(({ text, count, level }) => [text, count, level]),
      [
        ['GET <*> took <*> ms', 1200, 'info'],
        ['connection <*> refused by the cache', 60, 'error'],
      ],
    );
    const { firstLine, lastLine, firstSeen, lastSeen } = row(shown, 'refused');
    assert.equal(failing[firstLine - 1]?.body, 'connection 0 refused by the cache');
    assert.equal(failing[lastLine - 1]?.body, 'connection 59 refused by the cache');
    assert.deepEqual([firstSeen, lastSeen], [MIDNIGHT + 1_080_000, MIDNIGHT + 1_198_000]);
  });

  test('tells the rate of the last tenth from that before', async () => {
    const shown = await overview(logFile('app.log', failing));
    assert.equal(shown.rates.per, 'minute');
    assert.equal(shown.rates.nowFrom, MIDNIGHT + 1_079_100);
    const refused = row(shown, 'refused');
    assert.ok(Math.abs(refused.now - 30) < 1, `${refused.now}`);
    assert.equal(refused.before, 0);
    const served = row(shown, 'GET');
    assert.ok(Math.abs(served.now - 60) < 1 && Math.abs(served.before - 60) < 1);
  });

  test('draws when each kind came, so that nothing that came is invisible', async () => {
    const shown = await overview(logFile('app.log', failing));
    assert.match(row(shown, 'refused').shape, /^0{21}[1-9]{3}$/);
    assert.match(row(shown, 'GET').shape, /^[89]{24}$/);
    const once = [...failing, { body: 'cache restarted', at: 600, severity: 9 }];
    const { shape } = row(await overview(logFile('app.log', once)), 'restarted');
    assert.match(shape, /^0+90+$/);
  });

  test('gives each kind the signals that were found for it, with their reasons', async () => {
    const shown = await overview(logFile('app.log', failing));
    const { signals } = row(shown, 'refused');
    assert.ok(signals.some(({ kind }) => kind === 'novel' || kind === 'burst'));
    assert.ok(signals.every(({ reason }) => reason.length > 0));
    assert.deepEqual(row(shown, 'GET').signals, []);
  });

  test('tells what the numbers of a kind are like, where it has any', async () => {
    const entries = Array.from({ length: 60 }, (_, i) => ({
      body: i % 2 === 0 ? 'queue polled' : `query took ${10 + i} ms`,
      at: i,
    }));
    const shown = await overview(logFile('app.log', entries));
    assert.equal(row(shown, 'query').numbers, 'took: median 39 ms, max 69 ms');
    assert.equal(row(shown, 'queue').numbers, undefined);
  });

  test('counts in a hundred records where the log has no times', async () => {
    const bodies = Array.from({ length: 200 }, (_, i) =>
      i >= 180 && i % 2 === 0 ? `retry ${i}` : `compiling unit ${i}`,
    );
    const shown = await overview(untimed('build.log', bodies));
    assert.deepEqual(shown.rates, { per: 'hundredRecords', nowFrom: 181 });
    assert.equal(shown.timeline, undefined);
    assert.deepEqual([row(shown, 'retry').now, row(shown, 'retry').before], [50, 0]);
  });

  test('draws the volume by level over the usual span, whatever a wrong clock says', async () => {
    const strayed = [{ body: 'boot', at: -MIDNIGHT / 1000 }, ...failing];
    const { timeline } = await overview(logFile('app.log', strayed));
    assert.ok(timeline && timeline.start >= MIDNIGHT);
    const sum = (level: 'info' | 'warn' | 'error'): number =>
      timeline?.buckets.reduce((all, bucket) => all + bucket[level], 0) ?? 0;
    assert.deepEqual([sum('error'), sum('warn'), sum('info')], [60, 0, 1200]);
  });

  test('of very many kinds keeps what is severe or remarkable and the most frequent', async () => {
    const words = Array.from({ length: 5600 }, (_, i) =>
      [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join(''),
    );
    const entries = words.flatMap((word, i) =>
      Array.from({ length: i % 50 === 0 ? 1 : 2 }, (_, again) => ({
        body: `${word}${word} ${word}x ${word}y ${word}z`,
        at: 2 * i + again,
        severity: i === 50 ? 17 : 9,
      })),
    );
    const shown = await overview(logFile('app.log', entries));
    assert.ok(shown.templateCount > 5000, `${shown.templateCount}`);
    assert.equal(shown.templates.length, 5000);
    assert.ok(shown.templates.some(({ level }) => level === 'error'));
    const counts = shown.templates.map(({ count }) => count);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
  });

  test('cuts a text of a megabyte', async () => {
    const shown = await overview(untimed('app.log', [`start ${'x'.repeat(1_000_000)}`]));
    assert.ok((shown.templates[0]?.text.length ?? 0) <= 402);
  });

  test('of an empty log says that there is nothing', async () => {
    const shown = await overview(untimed('empty.log', []));
    assert.deepEqual(
      [shown.records, shown.levels, shown.templates, shown.timeline],
      [0, [], [], undefined],
    );
  });
});

import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnosis } from '../../../src/core/model/diagnosis.ts';
import { diagnosed } from '../../webview/fixture.ts';
import { another, begun, done, failed, openWindow, request, useFolder } from './setUp.ts';

suite('createCases', () => {
  const folder = useFolder();

  /** Does one run after the other in one window, as the user sees it. */
  async function afterRuns(...steps: readonly ReturnType<typeof begun>[]) {
    const window = openWindow(folder.path);
    for (const step of steps) await window.cases.keep(step);
    return window;
  }

  test('a run is there for another window as it was, with its request and texts', async () => {
    await afterRuns(begun('r1'), done('r1'));
    const restored = await openWindow(folder.path).cases.restore();
    assert.deepEqual(restored, JSON.parse(JSON.stringify(done('r1'))));
  });

  test('a run that never ended is shown as one that can be tried again', async () => {
    await afterRuns(begun('r1'));
    const restored = await openWindow(folder.path).cases.restore();
    assert.equal(restored?.state.kind === 'failed' && restored.state.canRetry, true);
    assert.deepEqual(restored?.request, request);
  });

  const stories: readonly (readonly [
    string,
    readonly ReturnType<typeof begun>[],
    readonly string[],
  ])[] = [
    [
      'two runs over the same logs are one case',
      [begun('a'), done('a'), begun('b'), done('b')],
      ['a b'],
    ],
    [
      'other logs are another case',
      [begun('a'), done('a'), begun('b', another), done('b', another)],
      ['b', 'a'],
    ],
    [
      'the same logs and one more are the same case',
      [
        begun('a', another),
        done('a', another),
        begun('b', { sources: [...request.sources, ...another.sources] }),
      ],
      ['a b'],
    ],
    [
      'the logs of an open case go on with it, whatever was looked at in between',
      [begun('a'), done('a'), begun('b', another), done('b', another), begun('c'), done('c')],
      ['a c', 'b'],
    ],
    [
      'a run that failed goes once another of its case begins',
      [begun('a'), done('a'), begun('b'), failed(), begun('c'), done('c')],
      ['a c'],
    ],
    [
      'a case that came to nothing goes once another begins',
      [begun('a'), failed(), begun('b', another), done('b', another)],
      ['b'],
    ],
    ['a failure that is the last word is kept', [begun('a'), failed()], ['a']],
  ];
  for (const [name, steps, expected] of stories) {
    test(name, async () => {
      await afterRuns(...steps);
      const known = await openWindow(folder.path).cases.refresh();
      assert.deepEqual(
        known.map(({ runs }) => runs.map(({ id }) => id).join(' ')),
        expected,
      );
    });
  }

  test('the same logs, grown, tell of another incident: its run is another case', async () => {
    const later: Diagnosis = {
      ...diagnosed,
      hypotheses: diagnosed.hypotheses.map((one) => ({
        ...one,
        claims: one.claims.map((claim) => ({ ...claim, timestamp: Date.parse('2026-03-09') })),
      })),
    };
    const { cases } = await afterRuns(begun('a'), done('a'), begun('b'), done('b', request, later));
    assert.deepEqual(
      cases.known.map(({ runs }) => runs.map(({ id }) => id)),
      [['b'], ['a']],
    );
    assert.deepEqual(await openWindow(folder.path).cases.refresh(), cases.known);
    const [moved, first] = cases.known;
    assert.equal(cases.current?.caseId, moved?.id);
    assert.equal((await cases.runs(first?.id ?? '')).length, 1);
  });

  test('a solved case is not gone on with', async () => {
    const { cases } = await afterRuns(begun('a'), done('a'));
    await cases.change(cases.known[0]?.id ?? '', { status: 'solved', solution: 'more memory' });
    await cases.keep(begun('b'));
    assert.deepEqual(
      cases.known.map(({ status }) => status),
      ['open', 'solved'],
    );
  });

  test('what is replayed is not written again', async () => {
    await afterRuns(begun('a'), done('a'));
    const { cases } = openWindow(folder.path);
    const [known] = await cases.refresh();
    const replay = await cases.open(known?.id ?? '');
    await cases.keep(replay);
    assert.deepEqual(await cases.refresh(), [known]);
  });

  test('a case that is opened can be gone on with, by a run of the same logs', async () => {
    await afterRuns(begun('a'), done('a'), begun('b', another), done('b', another));
    const { cases } = openWindow(folder.path);
    const old = (await cases.refresh())[1];
    await cases.open(old?.id ?? '');
    await cases.keep(begun('c'));
    assert.deepEqual(
      cases.known[0]?.runs.map(({ id }) => id),
      ['a', 'c'],
    );
  });

  test('words of people survive, and those of two windows stand side by side', async () => {
    const { cases } = await afterRuns(begun('a'), done('a'));
    const other = openWindow(folder.path).cases;
    const id = (await other.refresh())[0]?.id ?? '';
    await Promise.all([
      cases.change(id, { title: 'Carts lost' }),
      other.change(id, { note: 'see the ticket' }),
      cases.change(id, { solution: 'expiry' }),
      other.change(id, { status: 'solved' }),
    ]);
    const [known] = await openWindow(folder.path).cases.refresh();
    const { title, note, solution, status } = known ?? {};
    assert.deepEqual(
      { title, note, solution, status },
      { title: 'Carts lost', note: 'see the ticket', solution: 'expiry', status: 'solved' },
    );
  });

  test('a list that is read while a step is kept misses nothing of it', async () => {
    const { cases } = openWindow(folder.path);
    await Promise.all([cases.refresh(), cases.keep(begun('a')), cases.refresh()]);
    const id = cases.known[0]?.id ?? '';
    const end = cases.keep(done('a'));
    await Promise.all([cases.change(id, { title: 'Carts' }), cases.refresh(), end]);
    assert.deepEqual(
      cases.known.map(({ title, runs }) => [title, runs.map(({ end: how }) => how)]),
      [['Carts', ['done']]],
    );
  });

  test('two windows that diagnose at the same time keep both of their cases', async () => {
    const [a, b] = [openWindow(folder.path).cases, openWindow(folder.path).cases];
    await Promise.all([a.keep(begun('a')), b.keep(begun('b'))]);
    await Promise.all([a.keep(done('a')), b.keep(done('b'))]);
    const runs = (await openWindow(folder.path).cases.refresh()).flatMap(({ runs }) => runs);
    assert.deepEqual(runs.map(({ id, end }) => `${id} ${end}`).sort(), ['a done', 'b done']);
  });

  test('what is attached belongs to the case that is shown, the last of one key counts', async () => {
    const nothing = openWindow(folder.path).cases;
    assert.equal(await nothing.attach('chat', 'c1', {}), undefined);
    const { cases } = await afterRuns(begun('a'), done('a'));
    const id = await cases.attach('chat', 'c1', { turns: 1 });
    await cases.attach('chat', 'c1', { turns: 2 });
    await cases.attach('audit', 'c1', { findings: 0 });
    const attached = await openWindow(folder.path).cases.attachments(id ?? '');
    assert.deepEqual(
      attached.map(({ kind, key, data }) => [kind, key, data]),
      [
        ['chat', 'c1', { turns: 2 }],
        ['audit', 'c1', { findings: 0 }],
      ],
    );
  });

  test('an older case like the present one is found, with what solved it', async () => {
    const { cases } = await afterRuns(begun('a'), done('a'));
    await cases.change(cases.known[0]?.id ?? '', { status: 'solved', solution: 'set an expiry' });
    await cases.keep(begun('b', another));
    await cases.keep(done('b', another));
    const [similar, ...others] = cases.similar();
    assert.deepEqual(others, []);
    assert.equal(similar?.solution, 'set an expiry');
    assert.match(similar?.why ?? '', /^the same known failure, redis\.maxmemory; \d of \d cited/);
    assert.deepEqual(
      cases.similar(cases.known[1]?.id).map(({ id }) => id),
      [cases.known[0]?.id],
    );
  });

  test('cases beyond the limit go, the oldest first, never the one that is shown', async () => {
    const { cases } = openWindow(folder.path, { count: 2 });
    for (const id of ['a', 'b', 'c', 'd']) {
      const asked = { sources: [{ uri: `file:///${id}.log`, name: `${id}.log` }] };
      await cases.keep(begun(id, asked));
      await cases.keep(done(id, asked));
    }
    assert.deepEqual(
      cases.known.map(({ logs }) => logs[0]),
      ['d.log', 'c.log', 'b.log'],
    );
    assert.equal((await readdir(join(folder.path, 'cases'))).length, 3);
  });

  test('a case that is removed is gone, and so is all of them', async () => {
    const { cases } = await afterRuns(
      begun('a'),
      done('a'),
      begun('b', another),
      done('b', another),
    );
    await cases.remove(cases.known[1]?.id ?? '');
    assert.equal(cases.known.length, 1);
    assert.equal(await cases.removeAll(), 1);
    assert.deepEqual(await readdir(folder.path), []);
    assert.equal(await openWindow(folder.path).cases.restore(), undefined);
    await cases.keep(begun('c'));
    assert.equal(cases.known.length, 1);
  });

  test('what a version without cases wrote becomes a case, once', async () => {
    const old = { version: 1, ...{ state: done('old').state, request, changes: { x: '+1' } } };
    await writeFile(join(folder.path, 'lastRun.json'), JSON.stringify(old));
    const restored = await openWindow(folder.path).cases.restore();
    assert.deepEqual(restored, JSON.parse(JSON.stringify({ ...done('old'), texts: { x: '+1' } })));
    const next = openWindow(folder.path).cases;
    assert.deepEqual((await next.restore())?.state, restored?.state);
    assert.equal(next.known.length, 1);
    assert.ok(!(await readdir(folder.path)).includes('lastRun.json'));
  });

  const unusable: readonly (readonly [string, string])[] = [
    ['was cut short', '{"version":1,"state":{"kind":"do'],
    ['another version wrote', JSON.stringify({ version: 99, state: { kind: 'empty' } })],
    ['holds no answer', JSON.stringify({ version: 1, state: { kind: 'cancelled', stages: [] } })],
  ];
  for (const [name, text] of unusable) {
    test(`a last run that ${name} is set aside`, async () => {
      await writeFile(join(folder.path, 'lastRun.json'), text);
      assert.equal(await openWindow(folder.path).cases.restore(), undefined);
      assert.deepEqual(
        (await readdir(folder.path)).filter((file) => file.startsWith('lastRun')),
        ['lastRun.json.unreadable'],
      );
    });
  }
});

import assert from 'node:assert/strict';
import {
  createOverviews,
  type OverviewSubject,
  type Overviews,
} from '../../src/extension/overviews.ts';
import type { OverviewResult } from '../../src/protocol/languageServer.ts';
import type { OverviewState } from '../../src/protocol/overview.ts';

const log: OverviewSubject = { uri: 'file:///a.log', name: 'a.log', path: 'a.log', isLog: true };
const other: OverviewSubject = { ...log, uri: 'file:///b.log', name: 'b.log' };
const notes: OverviewSubject = { ...log, uri: 'file:///n.txt', name: 'n.txt', isLog: false };

const overview = {
  bytes: 10,
  lines: 1,
  records: 1,
  format: 'text',
  span: undefined,
  levels: [],
  timeline: undefined,
  rates: { per: 'hundredRecords', nowFrom: 1 },
  templates: [],
  templateCount: 0,
  problems: [],
} as const;
const result: OverviewResult = { kind: 'overview', overview };

interface Setup {
  readonly overviews: Overviews;
  readonly states: OverviewState[];
  readonly asked: { uri: string; cancelled: AbortSignal; end: (r: OverviewResult) => void }[];
  readonly timers: { task: () => void; milliseconds: number }[];
  /** Ends the last reading, and waits for what comes of it. */
  end(how?: OverviewResult): Promise<void>;
}

function setUp(): Setup {
  const states: OverviewState[] = [];
  const asked: Setup['asked'] = [];
  const timers: Setup['timers'] = [];
  let time = 0;
  const overviews = createOverviews({
    read: ({ uri }, cancelled) =>
      new Promise((end) => {
        asked.push({ uri, cancelled, end });
      }),
    onDidChange: (state) => states.push(state),
    now: () => {
      time += 300;
      return time;
    },
    later(task, milliseconds) {
      const timer = { task, milliseconds };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  return {
    overviews,
    states,
    asked,
    timers,
    async end(how = result) {
      asked.at(-1)?.end(how);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const kinds = (states: readonly OverviewState[]): readonly string[] =>
  states.map(({ kind }) => kind);

suite('createOverviews', () => {
  test('reads the log that the user looks at, and shows it', async () => {
    const { overviews, states, asked, end } = setUp();
    overviews.follow(log);
    await end();
    assert.deepEqual(kinds(states), ['reading', 'shown']);
    assert.deepEqual(
      asked.map(({ uri }) => uri),
      [log.uri],
    );
  });

  test('does not read again what is shown or being read', async () => {
    const { overviews, asked, end } = setUp();
    overviews.follow(log);
    overviews.follow({ ...log });
    await end();
    overviews.follow({ ...log });
    assert.equal(asked.length, 1);
  });

  test('drops the answer for a log that the user has left, and stops reading it', async () => {
    const { overviews, states, asked, end } = setUp();
    overviews.follow(log);
    overviews.follow(other);
    assert.equal(asked[0]?.cancelled.aborted, true);
    asked[0]?.end(result);
    await end();
    assert.deepEqual(
      states.map((state) => ('name' in state ? `${state.kind} ${state.name}` : state.kind)),
      ['reading a.log', 'reading b.log', 'shown b.log'],
    );
  });

  test('asks before it takes a text for a log', async () => {
    const { overviews, states, asked, end } = setUp();
    overviews.follow(notes);
    assert.deepEqual(states, [{ kind: 'noLog', candidate: 'n.txt' }]);
    assert.equal(asked.length, 0);
    overviews.read();
    await end();
    assert.equal(overviews.state.kind, 'shown');
  });

  test('says how far it has read, until it is cancelled, and reads again when told', async () => {
    const { overviews, states, asked, end } = setUp();
    overviews.follow(log);
    overviews.report({ uri: log.uri, bytes: 1000, share: 0.5 });
    overviews.report({ uri: other.uri, bytes: 7, share: 0.1 });
    overviews.cancel();
    overviews.report({ uri: log.uri, bytes: 1000, share: 0.6 });
    asked[0]?.end({ kind: 'cancelled' });
    await end();
    assert.deepEqual(states.slice(1), [
      { kind: 'reading', name: 'a.log', bytes: 1000, share: 0.5 },
      { kind: 'cancelled', name: 'a.log' },
    ]);
    overviews.read();
    await end();
    assert.equal(overviews.state.kind, 'shown');
  });

  test('reads a log that grows again after ten times what reading took, and shows it meanwhile', async () => {
    const { overviews, states, asked, timers, end } = setUp();
    overviews.follow(log);
    await end();
    overviews.changed(other.uri);
    overviews.changed(log.uri);
    overviews.changed(log.uri);
    assert.deepEqual(
      timers.map(({ milliseconds }) => milliseconds),
      [3000],
    );
    timers[0]?.task();
    assert.equal(asked.length, 2);
    await end();
    assert.deepEqual(kinds(states), ['reading', 'shown', 'shown']);
  });

  test('says why a log cannot be read, and what went wrong', async () => {
    const { overviews, end } = setUp();
    overviews.follow(log);
    await end({ kind: 'unreadable', message: 'a.log is a folder.' });
    assert.deepEqual(overviews.state, {
      kind: 'failed',
      name: 'a.log',
      message: 'a.log is a folder.',
    });
  });

  test('shows that no log is open any more', async () => {
    const { overviews, end } = setUp();
    overviews.follow(log);
    await end();
    overviews.follow(undefined);
    assert.deepEqual(overviews.state, { kind: 'noLog', candidate: '' });
  });

  test('stops when nobody looks, and reads anew when somebody does', async () => {
    const { overviews, asked, end } = setUp();
    overviews.follow(log);
    overviews.rest();
    assert.equal(asked[0]?.cancelled.aborted, true);
    overviews.follow(log);
    await end();
    assert.equal(asked.length, 2);
    assert.equal(overviews.state.kind, 'shown');
  });
});

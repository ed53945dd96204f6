import assert from 'node:assert/strict';
import { mineLogs } from '../../src/core/mine/mine.ts';
import type { Evidence } from '../../src/core/model/evidence.ts';
import { timelineMarks } from '../../src/core/timelineMarks.ts';
import { type Entry, logFile, MIDNIGHT, unpaced } from './mine/fixtures.ts';

const ERROR = 17;
const usual: readonly Entry[] = Array.from({ length: 900 }, (_, index) => ({
  body: `served request ${index} in ${index % 7} ms`,
  at: index * 4,
  severity: 9,
}));
const failing: readonly Entry[] = Array.from({ length: 40 }, (_, index) => ({
  body: `write refused for key ${index}`,
  at: 3000 + index * 10,
  severity: ERROR,
}));

const excerpt = (over: Partial<Evidence>): Evidence => ({
  id: 'E1',
  kind: 'log',
  uri: 'file:///app.log',
  file: 'app.log',
  startLine: 1,
  endLine: 10_000,
  focus: [],
  text: '',
  timestamp: undefined,
  severityNumber: 0,
  service: undefined,
  template: undefined,
  reason: '',
  rank: 0,
  ...over,
});

/** `kind seconds what | reason` of each mark. */
async function marksOf(extra: readonly Entry[], evidence: readonly Evidence[]) {
  const entries = [...usual, ...extra].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const files = [logFile('app.log', entries)];
  const mined = await mineLogs(files, unpaced);
  const shown =
    evidence.length > 0 ? evidence : mined.templates.map(({ id }) => excerpt({ template: id }));
  return timelineMarks({ files, mined, evidence: shown }).map(
    ({ kind, time, what, reason }) => `${kind} ${(time - MIDNIGHT) / 1000} ${what} | ${reason}`,
  );
}

suite('timelineMarks', () => {
  const scaled = 'Scaled up   replica set api-5f6d8 from 3 to 12';

  test('a change that the reasoner was shown is marked where it was told', async () => {
    const marks = await marksOf([{ body: scaled, at: 2990, severity: 9 }], [excerpt({})]);
    assert.deepEqual(marks, [
      'change 2990 Scaled up replica set api-5f6d8 from 3 to 12 | the number of instances changed',
    ]);
  });

  test('a change outside of the evidence is not', async () => {
    const marks = await marksOf(
      [{ body: scaled, at: 2990, severity: 9 }],
      [excerpt({ endLine: 2 })],
    );
    assert.deepEqual(marks, []);
  });

  test('what fails and is new is marked, in the order of time, and the ordinary is not', async () => {
    const marks = await marksOf([{ body: scaled, at: 2990, severity: 9 }, ...failing], []);
    assert.match(marks[0] ?? '', /^change 2990 /);
    assert.match(marks[1] ?? '', /^(?:novel|burst) 30\d\d write refused for key <\*> \| /);
    assert.ok(
      marks.every((mark) => !mark.includes('served request')),
      marks.join('\n'),
    );
  });

  test('a change of the code that states its time is marked', async () => {
    const change = excerpt({
      kind: 'change',
      text: '7f31c drop the expiry\n-a',
      timestamp: MIDNIGHT,
    });
    assert.deepEqual(await marksOf([], [change]), [
      'change 0 7f31c drop the expiry | a change of the code',
    ]);
  });
});

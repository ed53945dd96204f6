import assert from 'node:assert/strict';
import { newCase, withRun } from '../../../src/core/cases/summary.ts';
import type { CaseSummary, RunSummary } from '../../../src/core/model/case.ts';
import {
  aboutCase,
  aboutRun,
  caseInWords,
  fileNameOf,
  runTitle,
} from '../../../src/extension/cases/caseWords.ts';
import { namedBy } from '../../../src/extension/cases/chosen.ts';
import { caseOf, run } from '../../core/cases/fixture.ts';

const { summary } = caseOf(run('r1', 2000), run('r2', 3000));

suite('how cases are told', () => {
  test('a case is told by its confidence, its logs, its runs and its time', () => {
    assert.match(aboutCase(summary), /^70% · checkout\.log and 2 more · 2 runs · .*1970/);
  });

  test('to a screen reader all of it is said in words', () => {
    const words = caseInWords({ ...summary, title: 'Carts', status: 'solved' }, true);
    assert.match(
      words,
      /^Solved case: Carts\.\nCart keys lost .*\.\nDiagnosed, by Embedded analyst\.\nLogs: checkout\.log, redis\.log, payments\.log\.\nSolved by: set an expiry\.\nNote: .*\.\nLast changed .*\.\nShown in the panel$/,
    );
    assert.match(caseInWords(newCase('c', 0), false), /^Open case: .*\.\nNo answer yet\./);
  });

  const runs: readonly (readonly [RunSummary, string, RegExp])[] = [
    [
      withRun(newCase('c', 0), run('r', 1)).runs[0] as RunSummary,
      'Embedded analyst',
      /^70% · .*1970 · Cart keys/,
    ],
    [{ id: 'r', began: 1, end: 'failed' }, 'Failed', /1970$/],
    [{ id: 'r', began: 1, end: 'cancelled' }, 'Cancelled', /1970$/],
    [
      { id: 'r', began: 1, end: 'running' },
      'No answer: running, or its window was closed',
      /1970$/,
    ],
  ];
  for (const [given, title, about] of runs) {
    test(`a run is told as ${title}`, () => {
      assert.equal(runTitle(given), title);
      assert.match(aboutRun(given), about);
    });
  }

  const names: readonly (readonly [string, string])[] = [
    ['Redis refuses writes: memory limit reached', 'redis-refuses-writes-memory-limit-reached'],
    ['../../etc/passwd', 'etc-passwd'],
    ['Größe überschritten', 'größe-überschritten'],
    ['内存不足', '内存不足'],
    ['!?', 'case'],
    ['x '.repeat(80), `${'x-'.repeat(30)}`.slice(0, -1)],
  ];
  for (const [title, expected] of names) {
    test(`a file for “${title.slice(0, 30)}” is named ${expected.slice(0, 30)}`, () => {
      assert.equal(fileNameOf({ ...summary, title }), expected);
    });
  }
});

suite('which case a command is given', () => {
  const node = { id: 'c1' } as CaseSummary;
  const given: readonly (readonly [string, unknown, object])[] = [
    ['an id', 'c1', { caseId: 'c1' }],
    ['a case of the tree', { kind: 'case', summary: node }, { caseId: 'c1' }],
    [
      'a run of the tree',
      { kind: 'run', summary: node, run: { id: 'r1' } },
      { caseId: 'c1', runId: 'r1' },
    ],
    ['a similar case', { kind: 'similar', of: 'c2', similar: { id: 'c1' } }, { caseId: 'c1' }],
    ['a group', { kind: 'group', status: 'open' }, {}],
    ['nothing', undefined, {}],
    ['something of another extension', { summary: { id: 7 } }, {}],
  ];
  for (const [name, argument, expected] of given) {
    test(`is told by ${name}`, () => {
      assert.deepEqual(namedBy(argument), expected);
    });
  }
});

import assert from 'node:assert/strict';
import { homeOf, isLaterIncident } from '../../../src/core/cases/belongs.ts';
import { conclusionText } from '../../../src/core/cases/conclusionText.ts';
import { describeSimilar } from '../../../src/core/cases/describeSimilar.ts';
import { conclusionOf } from '../../../src/core/cases/fingerprint.ts';
import { incidentNote } from '../../../src/core/cases/incidentNote.ts';
import { expired } from '../../../src/core/cases/retention.ts';
import { similarTo } from '../../../src/core/cases/similar.ts';
import {
  dispensable,
  MOST_RUNS,
  newCase,
  titleOf,
  withRun,
} from '../../../src/core/cases/summary.ts';
import type { CaseSummary, Fingerprint } from '../../../src/core/model/case.ts';
import type { Diagnosis } from '../../../src/core/model/diagnosis.ts';
import { diagnosed } from '../../webview/fixture.ts';
import { caseOf, run, verdict } from './fixture.ts';

/** A diagnosis whose leading explanation cites these lines. */
function citing(signature: string | undefined, ...quotes: readonly string[]): Diagnosis {
  const [leading] = diagnosed.hypotheses;
  const [claim] = leading?.claims ?? [];
  const [citation] = claim?.citations ?? [];
  assert.ok(leading && claim && citation);
  const claims = quotes.map((quote) => ({ ...claim, citations: [{ ...citation, quote }] }));
  return { ...diagnosed, hypotheses: [{ ...leading, signature, claims }] };
}

suite('what belongs to one investigation', () => {
  const known = (id: string, status: CaseSummary['status'], ...uris: string[]): CaseSummary => ({
    ...newCase(id, 1),
    ...{ status, uris },
  });
  const shown = known('shown', 'open', 'a', 'b');
  const other = known('other', 'open', 'x', 'y');
  const solved = known('solved', 'solved', 's');
  const all = [shown, other, solved];
  const homes: readonly (readonly [
    string,
    readonly string[],
    CaseSummary | undefined,
    string | undefined,
  ])[] = [
    ['the logs of the shown case', ['b', 'a'], shown, 'shown'],
    ['these and more', ['a', 'b', 'c'], shown, 'shown'],
    ['some of them', ['b'], shown, 'shown'],
    ['the logs of another open case', ['y', 'x'], shown, 'other'],
    ['some logs of another case', ['x'], shown, undefined],
    ['logs that only overlap', ['b', 'c'], shown, undefined],
    ['the logs of a solved case', ['s'], shown, undefined],
    ['the logs of the solved case that is shown', ['s'], solved, undefined],
    ['just these logs, while nothing is shown', ['a', 'b'], undefined, 'shown'],
    ['nothing that is known', [], shown, undefined],
  ];
  for (const [name, uris, present, expected] of homes) {
    test(`a run of ${name} ${expected ? 'goes on with it' : 'is another case'}`, () => {
      assert.equal(homeOf(uris, present, all)?.id, expected);
    });
  }

  const at = (time: number | undefined): Diagnosis => ({
    ...diagnosed,
    hypotheses: diagnosed.hypotheses.map((one) => ({
      ...one,
      claims: one.claims.map((claim) => ({ ...claim, timestamp: time })),
    })),
  });
  const end = Math.max(...diagnosed.sources.map(({ lastTimestamp }) => lastTimestamp ?? 0));
  const incidents: readonly (readonly [string, Diagnosis, boolean])[] = [
    ['one that began after all that was read', at(end + 1), true],
    ['one that began before', at(end - 1), false],
    ['one of which no time is known', at(undefined), false],
    ['none at all', { ...at(end + 1), outcome: 'noIncident' }, false],
  ];
  for (const [name, next, expected] of incidents) {
    test(`a later incident ${expected ? 'is' : 'is not'} ${name}`, () => {
      assert.equal(isLaterIncident(conclusionOf('r', diagnosed), next), expected);
    });
  }
});

suite('what can be met again of a diagnosis', () => {
  const print = (diagnosis: Diagnosis): Fingerprint => conclusionOf('r', diagnosis).fingerprint;
  const lines: readonly (readonly [string, string, string])[] = [
    [
      'a line without its time and numbers',
      '2026-03-02 14:03:12,118 ERROR [http-nio-17] Cart - took 812 ms',
      '<*> ERROR [http-nio-<*>] Cart - took <*> ms',
    ],
    [
      'of a record of fields what it says',
      '{"level":50,"time":1794233892024,"name":"cart","msg":"cart not saved","err":{"message":"OOM command not allowed","stack":"at x\\n at y"}}',
      'cart not saved OOM command not allowed at x',
    ],
    [
      'a stack trace’s first line',
      'Error: no space left\n    at write (a.js:1:2)',
      'Error: no space left',
    ],
  ];
  for (const [name, quote, expected] of lines) {
    test(`is ${name}`, () => {
      assert.deepEqual(print(citing('x', quote)).templates, [expected]);
    });
  }
  test('is nothing of a healthy run', () => {
    const healthy = { ...diagnosed, outcome: 'noIncident' as const };
    assert.deepEqual(print(healthy), { signatures: [], templates: [] });
  });
});

suite('similar cases', () => {
  const oom = "ReplyError: OOM command not allowed when used memory > 'maxmemory'.";
  const saving = 'cart not saved for session';
  const refused = 'connect ECONNREFUSED to postgres';
  const print = (signatures: readonly string[], ...templates: readonly string[]): Fingerprint => ({
    signatures,
    templates,
  });
  const subject = print(['redis.maxmemory'], oom, saving);
  const others: readonly (readonly [string, Fingerprint, 'like' | 'unlike'])[] = [
    ['the same failure and the same messages', print(['redis.maxmemory'], oom, saving), 'like'],
    [
      'the same failure, worded a little differently',
      print(
        ['redis.maxmemory'],
        'session: OOM command not allowed when used memory is above maxmemory',
      ),
      'like',
    ],
    [
      'the same failure in other messages alone',
      print(['redis.maxmemory'], 'order lost'),
      'unlike',
    ],
    ['another failure with the same messages', print(['node.crash'], oom, saving), 'like'],
    ['the same messages without a known failure', print([], oom, saving), 'like'],
    ['messages that differ in a word', print([], oom, 'cart not saved for user'), 'like'],
    ['the failure as a rival only', print(['a', 'redis.maxmemory'], 'order lost'), 'unlike'],
    ['another failure in other messages', print(['postgres.refused'], refused), 'unlike'],
    ['nothing in common', print([], refused, 'retrying'), 'unlike'],
    ['nothing at all', print([]), 'unlike'],
  ];
  for (const [name, fingerprint, expected] of others) {
    test(`are ${expected}: ${name}`, () => {
      const found = similarTo(subject, [{ fingerprint }, { fingerprint: print([], refused) }]);
      assert.equal(
        found.some((one) => one.fingerprint === fingerprint),
        expected === 'like',
      );
    });
  }

  test('are as like to each other as the other way round', () => {
    for (const [, fingerprint] of others) {
      const score = (a: Fingerprint, b: Fingerprint): number =>
        similarTo(a, [{ fingerprint: b }])[0]?.likeness.score ?? 0;
      assert.equal(score(subject, fingerprint), score(fingerprint, subject));
    }
  });

  test('come best first, three at most, with what solved them', () => {
    const known = (id: string, diagnosis: Diagnosis, more: Partial<CaseSummary>): CaseSummary => ({
      ...withRun(newCase(id, 1), run(`run-${id}`, 1, diagnosis)),
      ...more,
    });
    const same = citing('redis.maxmemory', oom, saving);
    const cases = [
      known('a', citing('postgres.refused', refused), { solution: 'restart' }),
      known('b', citing('redis.maxmemory', oom, 'order lost', 'stock lost'), {}),
      known('c', same, { note: 'see ticket 7', status: 'solved' }),
      known('d', citing('redis.maxmemory', oom), { solution: 'expiry', note: 'n' }),
      known('e', citing('redis.maxmemory', 'x y z lost'), {}),
    ];
    const judged = { ...verdict, runId: 'run-b', title: 'Redis is full' };
    const found = describeSimilar(conclusionOf('r', same), cases, [judged]);
    assert.deepEqual(
      found.map(({ id, solution, solutionBy, why }) => [id, solutionBy, solution, why]),
      [
        [
          'c',
          'words',
          'see ticket 7',
          'the same known failure, redis.maxmemory; 2 of 2 cited messages alike',
        ],
        [
          'd',
          'words',
          'expiry',
          'the same known failure, redis.maxmemory; 1 of 2 cited messages alike',
        ],
        [
          'b',
          'verdict',
          'Redis is full',
          'the same known failure, redis.maxmemory; 1 of 2 cited messages alike',
        ],
      ],
    );
  });
});

suite('how long cases are kept', () => {
  const day = 86_400_000;
  const cases = [5, 1, 9, 3].map((days) => ({ ...newCase(`d${days}`, 0), changed: -days * day }));
  const limits: readonly (readonly [string, Parameters<typeof expired>[1], readonly string[]])[] = [
    ['for ever without a limit', {}, []],
    ['for some days', { days: 4 }, ['d9', 'd5']],
    ['as many as are wanted', { count: 3 }, ['d9']],
    ['by whichever limit comes first', { days: 8, count: 1 }, ['d9', 'd5', 'd3']],
  ];
  for (const [name, limit, expected] of limits) {
    test(name, () => {
      assert.deepEqual(
        expired(cases, limit, 0).map(({ id }) => id),
        expected,
      );
    });
  }

  test('of one case only so many runs', () => {
    const runs = Array.from({ length: MOST_RUNS + 2 }, (_, n) => run(`r${n}`, n));
    const { summary } = caseOf(...runs);
    assert.deepEqual(dispensable(summary, 'next'), ['r0', 'r1', 'r2']);
  });
});

suite('titles', () => {
  const conclusion = conclusionOf('r', diagnosed);
  const titles: readonly (readonly [string, Partial<CaseSummary>, string])[] = [
    ['the user’s own word', { title: 'Carts', conclusion }, 'Carts'],
    ['the headline', { conclusion }, conclusion.headline],
    ['the logs, before there is an answer', { logs: ['a', 'b', 'c', 'd'] }, 'Diagnosis of a, b, c'],
    ['nothing but what it is', {}, 'Diagnosis of logs'],
  ];
  for (const [name, given, expected] of titles) {
    test(`a case goes by ${name}`, () => {
      assert.equal(titleOf({ ...newCase('c', 0), ...given }), expected);
    });
  }
});

suite('incidentNote', () => {
  const note = incidentNote(caseOf(run('run-1', 2000)));

  test('tells status, onset, what solved it, the chain with citations, and who said what when', () => {
    for (const part of [
      '- **Status:** open',
      '- **Since:** 2026-03-02 13:56:00 UTC',
      '## What solved it\n\nset an expiry',
      'asked \\*twice\\* why',
      '## Why we think so',
      '## Evidence',
      '**Cause**: Since 7f31c cart keys are written without an expiry, so memory only grows: 201 MB at 13:56, 255 MB at 14:03. \\[1\\] \\[2\\] (✓ supported)',
      '5. `checkout.log:20117–20134`',
      '## History',
      '- 1970-01-01 00:00:02 UTC: Embedded analyst answered: ',
      'verdict on “Redis is full”: this was it (the expiry was missing)',
      '- 1970-01-01 00:00:05 UTC: chat\n- 1970-01-01 00:00:06 UTC: audit of “Uncommitted changes”',
    ]) {
      assert.ok(note.includes(part), `${part}\n\n${note}`);
    }
  });

  test('has each citation it names, and cites all that it lists', () => {
    const cited = new Set([...note.matchAll(/\\\[(\d+)\\\]/g)].map(([, n]) => Number(n)));
    const listed = [...note.matchAll(/^(\d+)\. `/gm)].map(([, n]) => Number(n));
    assert.ok(listed.length > 2);
    assert.deepEqual(
      [...cited].sort((a, b) => a - b),
      listed,
    );
  });

  test('lets no log become markup', () => {
    const hostile = '![x](http://evil) <b>**bold**</b> ``` # h';
    const given = caseOf(run('run-1', 2000, citing('x', hostile)));
    const text = incidentNote({ ...given, summary: { ...given.summary, note: hostile } });
    const [before = '', after = ''] = text.split(`   ${hostile}`);
    assert.match(before, /\n {3}````\n$/);
    assert.match(after, /^\n {3}````\n/);
    assert.ok(text.includes('\\!\\[x\\](http://evil) \\<b\\>'));
  });

  test('tells of a case without an answer what there is', () => {
    const failed = {
      ...run('r', 2000),
      end: { kind: 'failed', message: 'gone', canRetry: true },
    } as const;
    assert.match(incidentNote(caseOf(failed)), /a run failed: gone/);
  });
});

suite('conclusionText', () => {
  test('is the same for runs that concluded the same, whatever time they took', () => {
    const slower = {
      ...diagnosed,
      stages: diagnosed.stages.map((stage) => ({ ...stage, milliseconds: 9 })),
      evidence: diagnosed.evidence.toReversed(),
    };
    assert.equal(conclusionText(run('a', 1)), conclusionText(run('b', 2, slower)));
  });

  test('differs where the confidence, a claim or who answered does, and nowhere else', () => {
    const model = { ...diagnosed, reasoner: { kind: 'openai', name: 'gpt' } } as const;
    const [a, b] = [conclusionText(run('a', 1)), conclusionText(run('b', 2, model))].map((text) =>
      text.split('\n'),
    );
    assert.deepEqual(
      a?.filter((line) => !b?.includes(line)),
      ['Answered by: Embedded analyst'],
    );
    assert.deepEqual(
      b?.filter((line) => !a?.includes(line)),
      ['Answered by: gpt'],
    );
  });

  test('has lines that fit beside each other', () => {
    const longest = Math.max(
      ...conclusionText(run('a', 1))
        .split('\n')
        .map(({ length }) => length),
    );
    assert.ok(longest > 60 && longest <= 100, String(longest));
  });
});

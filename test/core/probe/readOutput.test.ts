import assert from 'node:assert/strict';
import type { Claim } from '../../../src/core/model/claim.ts';
import type { Probe, ProposedHypothesis } from '../../../src/core/model/hypothesis.ts';
import type { ProbeOutput } from '../../../src/core/model/probeOutput.ts';
import { findingsIn, type SignatureLine } from '../../../src/core/probe/readOutput.ts';

const role: Probe = {
  title: 'Ask for the role',
  command: 'redis-cli role',
  confirms: 'slave.',
  refutes: 'master. That speaks for “The disk of redis is full”.',
};
const limit: Probe = {
  title: 'Read the limit',
  command: 'psql -c "show max_connections"',
  confirms: 'max_connections is `20`',
  refutes: 'max_connections is above 100',
};

function hypothesis(
  title: string,
  probes: readonly Probe[],
  more: Partial<ProposedHypothesis> = {},
): ProposedHypothesis {
  const texts = { title, summary: '', service: undefined, missing: [] };
  return { ...texts, claims: [], against: [], probes, ...more };
}

const replica = hypothesis('Writes go to a replica', [role]);
const disk = hypothesis('The disk of redis is full: no writes', []);
const pool = hypothesis('The pool is exhausted', [limit]);

const claim = (text: string, quote?: string): Claim => ({
  role: 'cause',
  text,
  cites: [{ evidence: 'E1', ...(quote !== undefined && { quote }) }],
});

function read(
  text: string,
  hypotheses: readonly ProposedHypothesis[],
  given: { readonly of?: ProbeOutput['of']; readonly signatures?: readonly SignatureLine[] } = {},
): readonly string[] {
  const { of, signatures = [] } = given;
  const output = { uri: 'output:1', name: 'output', text, ...(of && { of }) };
  return findingsIn({ output, signatures, isSteering: () => false }, hypotheses).map(
    ({ hypothesis: title, stance, by, startLine, said }) =>
      `${title}: ${stance} by ${by} in line ${startLine} “${said}”`,
  );
}

suite('what an output says of the explanations', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'the expected outcome confirms',
      read('$ redis-cli role\nslave\n10.0.0.7', [replica, disk]),
      ['Writes go to a replica: confirms by outcome in line 2 “slave”'],
    ],
    [
      'the other one refutes, and speaks for the rival it names',
      read('master\n3129659', [replica, disk]),
      [
        'Writes go to a replica: refutes by outcome in line 1 “master”',
        'The disk of redis is full: no writes: confirms by outcome in line 1 “master”',
      ],
    ],
    ['both at once decide nothing', read('master\nslave', [replica]), []],
    [
      'a check that was named counts for those that proposed it only',
      read('slave', [replica, pool], { of: { probe: limit, hypothesis: pool.title } }),
      [],
    ],
    [
      'the first line tells which check it was',
      read('$ psql -c "show max_connections"\n max_connections\n---\n 20', [replica, pool]),
      ['The pool is exhausted: confirms by outcome in line 2 “max_connections --- 20”'],
    ],
    [
      'a check of an explanation that is gone is tried with those that are there',
      read('slave', [replica], { of: { probe: limit, hypothesis: 'gone' } }),
      ['Writes go to a replica: confirms by outcome in line 1 “slave”'],
    ],
    [
      'a setting that a claim names, and is so',
      read('max_pool_size = 10', [
        hypothesis('pool', [], { claims: [claim('It is small.', 'max-pool-size: 10')] }),
      ]),
      ['pool: confirms by value in line 1 “max_pool_size = 10”'],
    ],
    [
      'a setting that is not as claimed',
      read('max_pool_size = 50', [
        hypothesis('pool', [], { claims: [claim('The max_pool_size = 10 is too small.')] }),
      ]),
      ['pool: refutes by value in line 1 “max_pool_size = 50”'],
    ],
    [
      'a bound that is lower than was thought fits its being reached',
      read('max_pool_size = 5', [
        hypothesis('pool', [], { claims: [claim('The max_pool_size = 10 is reached.')] }),
      ]),
      ['pool: confirms by value in line 1 “max_pool_size = 5”'],
    ],
    [
      'another mode is another mode',
      read('sync_mode: off', [hypothesis('x', [], { claims: [claim('It has sync-mode = on.')] })]),
      ['x: refutes by value in line 1 “sync_mode: off”'],
    ],
    [
      'a table of counts is held against a limit that a claim names',
      read(
        ' state | application | count\n-------+------+----\n idle | catalog | 92\n active | payments | 5\n(2 rows)',
        [
          hypothesis('slots', [{ ...limit, confirms: 'The sum is near max_connections.' }], {
            claims: [claim('It is full.', 'max_connections = 100')],
          }),
        ],
      ),
      ['slots: confirms by outcome in line 3 “idle | catalog | 92 active | payments | 5”'],
    ],
    [
      'what changes all the time is no setting',
      read('used_memory_limit_time = 3', [
        hypothesis('x', [], { claims: [claim('used_memory_limit_time = 4')] }),
      ]),
      [],
    ],
    [
      'the same known failure',
      read('ok\nOOM command not allowed', [hypothesis('x', [], { signature: 'redis.maxmemory' })], {
        signatures: [{ signature: 'redis.maxmemory', line: 2 }],
      }),
      ['x: confirms by signature in line 2 “OOM command not allowed”'],
    ],
    ['an empty output says nothing', read(' \n', [replica, pool]), []],
  ];
  for (const [name, found, expected] of cases) {
    test(name, () => assert.deepEqual(found, expected));
  }
});

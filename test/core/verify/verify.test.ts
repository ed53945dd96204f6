import assert from 'node:assert/strict';
import type { Cite, Claim, ClaimRole, VerifiedClaim } from '../../../src/core/model/claim.ts';
import type { ProposedHypothesis } from '../../../src/core/model/hypothesis.ts';
import { verifyProposal } from '../../../src/core/verify/verify.ts';
import {
  fixtureEvidence,
  fixtureLog,
  fixtureMined,
  fixturePack,
  fixtureText,
} from '../fixtureLog.ts';

const app = fixtureLog('app.log', [
  '14:00:00 INFO started on port 8080',
  '14:03:12 ERROR Connection to redis-0:6379 refused (ECONNREFUSED)',
  '14:03:14 ERROR Connection to redis-0:6379 refused (ECONNREFUSED)',
  '14:03:50 ERROR Connection to redis-0:6379 refused (ECONNREFUSED)',
  '14:04:00 ERROR checkout of order 7741 failed with status 503 after 30000 ms',
]);
const redis = fixtureLog('redis.log', [
  '14:03:05 WARN used memory 512mb of maxmemory 512mb',
  '14:03:08 ERROR OOM command not allowed, exiting with code 137',
  '14:03:40 INFO snapshot saved',
]);
const build = fixtureLog('build.log', [
  'compile of main.c failed',
  'main.c:7: expected a semicolon',
]);
const other = fixtureLog('other.log', ['a line that states no time']);
const files = [app, redis, build, other];
const pack = fixturePack([
  fixtureEvidence('E1', app, 2, 4, { focus: [{ startLine: 2, endLine: 2 }], service: 'checkout' }),
  fixtureEvidence('E2', redis, 1, 2, { focus: [{ startLine: 2, endLine: 2 }] }),
  fixtureEvidence('E3', app, 5, 5),
  fixtureText('E4', 'config', 'redis.yaml', 'maxmemory: 512mb\npolicy: noeviction'),
  fixtureEvidence('E5', build, 1, 1),
  fixtureEvidence('E6', build, 2, 2),
  fixtureEvidence('E7', other, 1, 1),
  fixtureEvidence('E8', redis, 3, 3),
]);
const facts = {
  files,
  pack,
  mined: fixtureMined(files),
  restore: (text: string) => text.replaceAll('⟦HOST_1⟧', 'redis-0'),
};

function claim(role: ClaimRole, text: string, ...cites: Cite[]): Claim {
  return { role, text, cites };
}

function hypothesis(claims: readonly Claim[], against: readonly Claim[] = []): ProposedHypothesis {
  return { title: 't', summary: 's', service: undefined, claims, against, missing: [], probes: [] };
}

function verifyClaims(...claims: Claim[]): readonly VerifiedClaim[] {
  const proposal = { outcome: 'diagnosed' as const, reason: '', hypotheses: [hypothesis(claims)] };
  return verifyProposal(proposal, facts)[0]?.claims ?? [];
}

interface Row {
  readonly text: string;
  readonly cites: readonly Cite[];
  /** `verdict: codes`. */
  readonly expected: string;
}

const table: readonly Row[] = [
  { text: 'Redis refuses connections.', cites: [{ evidence: 'E1' }], expected: 'supported: exact' },
  { text: 'Redis is down.', cites: [], expected: 'unsupported: noCitation' },
  {
    text: 'Redis is down.',
    cites: [{ evidence: 'E99' }],
    expected: 'unsupported: unknownEvidence',
  },
  {
    text: 'Redis is down.',
    cites: [{ evidence: 'E1', quote: 'DNS lookup of redis failed' }],
    expected: 'unsupported: notFound',
  },
  {
    text: 'Redis is down.',
    cites: [{ evidence: 'E1' }, { evidence: 'E1', quote: 'DNS lookup of redis failed' }],
    expected: 'partly: exact notFound',
  },
  {
    text: 'The host ⟦HOST_1⟧ refuses connections.',
    cites: [{ evidence: 'E1', quote: 'Connection to ⟦HOST_1⟧:6379 refused' }],
    expected: 'supported: exact',
  },
  {
    text: 'Order 7741 failed with status 503 after 30 s.',
    cites: [{ evidence: 'E3' }],
    expected: 'supported: exact',
  },
  {
    text: 'Order 7741 failed with status 504.',
    cites: [{ evidence: 'E3' }],
    expected: 'partly: exact valueMissing',
  },
  {
    text: 'It threw NullPointerException in payment-7f9c.',
    cites: [{ evidence: 'E3' }],
    expected: 'unsupported: exact unknownName unknownName',
  },
  {
    text: 'app.log shows checkout failing with ECONNREFUSED.',
    cites: [{ evidence: 'E3' }],
    expected: 'partly: exact valueMissing',
  },
  {
    text: 'It was refused 3 times, first at 14:03:12, last at 14:03:50.',
    cites: [{ evidence: 'E1' }],
    expected: 'supported: exact',
  },
  {
    text: 'It was refused 2 times between 14:03:12 and 14:03:14.',
    cites: [{ evidence: 'E1' }],
    expected: 'supported: exact',
  },
  {
    text: 'It was refused 3 times between 14:03:12 and 14:03:14.',
    cites: [{ evidence: 'E1' }],
    expected: 'partly: exact countWrong',
  },
  {
    text: 'It was refused 639 times.',
    cites: [{ evidence: 'E1' }],
    expected: 'partly: exact countWrong',
  },
  {
    text: 'It was first refused at 14:01:00.',
    cites: [{ evidence: 'E1' }],
    expected: 'partly: exact timeWrong',
  },
  {
    text: 'Between 14:03 and 14:04 it was refused about 2 times per minute.',
    cites: [{ evidence: 'E1' }],
    expected: 'supported: exact',
  },
  {
    text: 'It was refused 900 times per minute.',
    cites: [{ evidence: 'E1' }],
    expected: 'partly: exact countWrong',
  },
  {
    text: 'The refusals are 60 % of app.log.',
    cites: [{ evidence: 'E1' }],
    expected: 'supported: exact',
  },
  {
    text: 'The limit is “maxmemory: 512mb”.',
    cites: [{ evidence: 'E4', quote: 'maxmemory: 512mb' }],
    expected: 'supported: exact',
  },
  {
    text: 'Redis used memory 512mb of 768mb.',
    cites: [{ evidence: 'E2', quote: 'used memory 512mb of maxmemory 768mb' }],
    expected: 'partly: templateOnly valueMissing',
  },
];

suite('what was counted for a question', () => {
  const counted = fixtureText(
    'E1',
    'count',
    'app.log',
    '27 records: 27 records; records that hold “timeout”\nfirst: line 162 of app.log at 14:03:15; last: line 318 of app.log at 14:09:45',
  );
  const rows: readonly (readonly [text: string, expected: string])[] = [
    ['There are 27 records.', 'supported'],
    ['There are 31 records.', 'partly'],
    ['The first at 14:03:15 is in line 162.', 'supported'],
    ['The last at 14:09:45 is in line 318.', 'supported'],
  ];
  for (const [text, expected] of rows) {
    test(`${text} ${expected}`, () => {
      const claims = [claim('mechanism', text, { evidence: 'E1' })];
      const hypotheses = [hypothesis(claims)];
      const given = { ...facts, pack: fixturePack([counted]) };
      const [one] = verifyProposal({ outcome: 'diagnosed', reason: '', hypotheses }, given);
      assert.equal(one?.claims[0]?.verdict.kind, expected, JSON.stringify(one?.claims[0]?.verdict));
    });
  }
});

suite('verifyProposal', () => {
  for (const { text, cites, expected } of table) {
    test(`“${text}” citing ${JSON.stringify(cites)} is ${expected}`, () => {
      const [result] = verifyClaims(claim('mechanism', text, ...cites));
      const codes = result?.verdict.checks.map(({ code }) => code).join(' ');
      assert.equal(`${result?.verdict.kind}: ${codes}`, expected, JSON.stringify(result, null, 1));
    });
  }

  test('a found citation shows the lines as they stand', () => {
    const [result] = verifyClaims(
      claim('cause', 'x', { evidence: 'E1', quote: 'connection to REDIS-0:6379' }),
    );
    assert.deepEqual(result?.citations, [
      {
        evidence: 'E1',
        uri: 'file:///app.log',
        file: 'app.log',
        startLine: 2,
        endLine: 2,
        quote: '14:03:12 ERROR Connection to redis-0:6379 refused (ECONNREFUSED)',
        strength: 0.9,
      },
    ]);
    assert.equal(result.timestamp, Date.UTC(2026, 2, 1, 14, 3, 12));
  });

  test('a wrong count is told with both numbers', () => {
    const [result] = verifyClaims(
      claim('symptom', 'It was refused 639 times.', { evidence: 'E1' }),
    );
    const reasons = result?.verdict.checks.map(({ reason }) => reason);
    assert.ok(
      reasons?.includes('“639 times”: the cited kind of line occurs 3 times.'),
      `${reasons}`,
    );
    assert.deepEqual(result?.numbers, { checked: 1, right: 0 });
  });

  test('a number in a claim whose citation is gone is not right', () => {
    const [result] = verifyClaims(claim('symptom', 'It was refused 3 times.', { evidence: 'E99' }));
    assert.deepEqual(result?.numbers, { checked: 1, right: 0 });
  });
});

suite('verifyProposal on time order', () => {
  const missingDate = 'start' as const;
  const order: readonly [name: string, cause: string, effect: string, expected: string][] = [
    ['a cause before its effect', 'E2', 'E3', 'supported: exact'],
    ['a cause after its effect in one file', 'E3', 'E1', 'refuted: exact orderWrong'],
    ['a later cause in another file, within the skew of clocks', 'E1', 'E2', 'supported: exact'],
    ['a much later cause in another file', 'E3', 'E2', 'refuted: exact orderWrong'],
    ['a cause above its effect in a log without times', 'E5', 'E6', 'supported: exact'],
    ['a cause below its effect in a log without times', 'E6', 'E5', 'partly: exact orderWrong'],
    ['logs without a common clock', 'E7', 'E5', 'supported: exact orderUnknown'],
    ['configuration, which has no time', 'E4', 'E3', 'supported: exact orderUnknown'],
  ];
  test('a file that counts from its own start is not compared: supported: exact orderUnknown', () => {
    const counting = { ...facts, files: files.map((file) => ({ ...file, missingDate })) };
    const claims = [
      claim('cause', 'x', { evidence: 'E3' }),
      claim('symptom', 'y', { evidence: 'E2' }),
    ];
    const proposal = {
      outcome: 'diagnosed' as const,
      reason: '',
      hypotheses: [hypothesis(claims)],
    };
    const [result] = verifyProposal(proposal, counting)[0]?.claims ?? [];
    const codes = result?.verdict.checks.map(({ code }) => code).join(' ');
    assert.equal(`${result?.verdict.kind}: ${codes}`, 'supported: exact orderUnknown');
  });

  for (const [name, cause, effect, expected] of order) {
    test(`${name}: ${expected}`, () => {
      const [result] = verifyClaims(
        claim('cause', 'x', { evidence: cause }),
        claim('symptom', 'y', { evidence: effect }),
      );
      const codes = result?.verdict.checks.map(({ code }) => code).join(' ');
      assert.equal(`${result?.verdict.kind}: ${codes}`, expected, JSON.stringify(result?.verdict));
    });
  }

  const log = ({ name, uri }: { name: string; uri: string }) => ({ name, uris: [uri] });
  const apart = (milliseconds: number) => ({ milliseconds, uncertainty: 500, pairs: 41 });
  const skewed: readonly [name: string, cause: string, effect: string, seconds: number, string][] =
    [
      [
        'a cause later by less than the clocks are apart',
        'E3',
        'E2',
        120,
        'supported orderUnknown',
      ],
      ['a cause earlier by less than that', 'E2', 'E3', 120, 'supported orderUnknown'],
      ['a cause later by more than that', 'E3', 'E2', 5, 'refuted orderWrong'],
      ['a cause earlier by more than that', 'E2', 'E3', 5, 'supported'],
      ['lines of one file', 'E3', 'E1', 120, 'refuted orderWrong'],
    ];
  for (const [name, cause, effect, seconds, expected] of skewed) {
    test(`with clocks that are ${seconds} s apart, ${name}: ${expected}`, () => {
      const skew = { ahead: log(redis), behind: log(app), ...apart(seconds * 1000) };
      const claims = [
        claim('cause', 'x', { evidence: cause }),
        claim('symptom', 'y', { evidence: effect }),
      ];
      const proposal = {
        outcome: 'diagnosed' as const,
        reason: '',
        hypotheses: [hypothesis(claims)],
      };
      const [result] = verifyProposal(proposal, { ...facts, skews: [skew] })[0]?.claims ?? [];
      const [, ...checks] = result?.verdict.checks ?? [];
      assert.equal([result?.verdict.kind, ...checks.map(({ code }) => code)].join(' '), expected);
    });
  }
});

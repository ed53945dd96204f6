import assert from 'node:assert/strict';
import type { ClaimRole, VerdictKind, VerifiedClaim } from '../../src/core/model/claim.ts';
import type { VerifiedHypothesis } from '../../src/core/model/hypothesis.ts';
import { type CheckedAnswer, isBetter, weakClaims } from '../../src/core/repair.ts';

/** `cause supported` is a claim of that role with that verdict. */
function hypothesis(...claims: readonly `${ClaimRole} ${VerdictKind}`[]): VerifiedHypothesis {
  const proposed = {
    title: 't',
    summary: 's',
    service: undefined,
    claims: [],
    against: [],
    missing: [],
    probes: [],
  };
  return { proposed, claims: claims.map(toClaim), against: [] };
}

function toClaim(words: string): VerifiedClaim {
  const [role, kind] = words.split(' ') as [ClaimRole, VerdictKind];
  const numbers = { checked: 0, right: 0 };
  return {
    role,
    text: words,
    verdict: { kind, checks: [] },
    citations: [],
    numbers,
    timestamp: undefined,
  };
}

function answer(...verified: readonly VerifiedHypothesis[]): CheckedAnswer {
  const outcome = verified.length > 0 ? 'diagnosed' : 'notEnoughEvidence';
  return { proposal: { outcome, reason: '', hypotheses: [] }, verified };
}

suite('root claims that do not hold', () => {
  const table: readonly (readonly [
    name: string,
    VerifiedHypothesis,
    expected: readonly string[],
  ])[] = [
    ['a cause that holds is none', hypothesis('symptom unsupported', 'cause supported'), []],
    ['nor is one that holds in part', hypothesis('cause partly'), []],
    [
      'an unsupported cause',
      hypothesis('symptom supported', 'cause unsupported'),
      ['cause unsupported'],
    ],
    ['a refuted cause', hypothesis('cause refuted', 'impact supported'), ['cause refuted']],
    [
      'without a cause, the last link',
      hypothesis('symptom supported', 'mechanism refuted'),
      ['mechanism refuted'],
    ],
    ['without claims there is none', hypothesis(), []],
  ];
  for (const [name, verified, expected] of table) {
    test(name, () =>
      assert.deepEqual(
        weakClaims([verified]).map(({ text }) => text),
        expected,
      ),
    );
  }
});

suite('which of two answers holds better', () => {
  const bad = answer(hypothesis('symptom supported', 'cause unsupported'));
  const good = answer(hypothesis('symptom supported', 'cause supported'));
  const table: readonly (readonly [name: string, CheckedAnswer, CheckedAnswer, boolean])[] = [
    ['one whose cause holds', good, bad, true],
    ['not one whose cause does not', bad, good, false],
    ['not an equal one', bad, answer(hypothesis('symptom supported', 'cause unsupported')), false],
    [
      'one with the same cause and a better chain',
      good,
      answer(hypothesis('symptom unsupported', 'cause supported')),
      true,
    ],
    [
      'one that drops the rival that did not hold',
      good,
      answer(...good.verified, hypothesis('cause refuted')),
      true,
    ],
    ['a withdrawal of what held is not', answer(), bad, false],
    [
      'a withdrawal of what did not hold is',
      answer(),
      answer(hypothesis('cause unsupported')),
      true,
    ],
  ];
  for (const [name, second, first, expected] of table) {
    test(name, () => assert.equal(isBetter(second, first), expected));
  }
});

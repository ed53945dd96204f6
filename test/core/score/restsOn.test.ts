import assert from 'node:assert/strict';
import type { Hypothesis, VerifiedHypothesis } from '../../../src/core/model/hypothesis.ts';
import { restsOn } from '../../../src/core/score/restsOn.ts';
import { scoreHypotheses } from '../../../src/core/score/score.ts';
import { chain, cited, claim, facts, good, hypothesis, rival } from './fixture.ts';

const strong = { structure: 1, signature: 'redis.maxmemory', signaturePrecision: 0.95 };
const [symptom, mechanism] = chain;
assert.ok(symptom && mechanism);
/** The two lines of one excerpt, which say the same. */
const refusals = [3, 4].map((line) => ({ ...cited('E2'), startLine: line, endLine: line }));

function scored(first: VerifiedHypothesis, others: readonly VerifiedHypothesis[]): Hypothesis {
  const { hypotheses } = scoreHypotheses([first, ...others], facts);
  const found = hypotheses.find(({ title }) => title === first.proposed.title);
  assert.ok(found);
  return found;
}

const placesOf = ({ restsOn = [] }: Hypothesis): readonly string[] =>
  restsOn.map(
    ({ evidence, file, startLine, endLine }) => `${evidence} ${file}:${startLine}-${endLine}`,
  );

suite('what a hypothesis rests on', () => {
  const table: readonly [
    name: string,
    first: VerifiedHypothesis,
    others: readonly VerifiedHypothesis[],
    places: readonly string[],
  ][] = [
    [
      'the line of the cause carries more than that of the symptom, and a mechanism least',
      good,
      [rival],
      ['E1 app.log:2-2', 'E3 app.log:5-5', 'E2 app.log:3-4'],
    ],
    [
      'of two lines that say the same neither carries it',
      hypothesis('twice', [claim('symptom', refusals), claim('cause', refusals)]),
      [],
      [],
    ],
    [
      'a line cited for two claims takes both with it',
      hypothesis('echo', [claim('symptom', [cited('E1')]), claim('cause', [cited('E1')])], strong),
      [rival],
      ['E1 app.log:2-2'],
    ],
    [
      'what is cited inside other cited lines falls with them, but not the other way round',
      hypothesis('inside', [
        claim('symptom', [{ ...cited('E2'), evidence: 'E9', startLine: 4 }]),
        claim('cause', [cited('E2')]),
      ]),
      [],
      ['E2 app.log:3-4', 'E9 app.log:4-4'],
    ],
    [
      'evidence of another kind carries it beside what the chain rests on',
      hypothesis('kinds', [symptom, mechanism, claim('cause', [cited('E1'), cited('E5')])]),
      [rival],
      ['E3 app.log:5-5', 'E1 app.log:2-2', 'E2 app.log:3-4', 'E5 cache.yaml:1-1'],
    ],
    ['nothing that was found carries nothing', hypothesis('bare', [claim('cause', [])]), [], []],
    [
      'what refutes its own cause does not carry it',
      hypothesis('refuted', [claim('cause', [cited('E1')], { kind: 'refuted' })]),
      [],
      [],
    ],
    [
      'what is cited against it alone does not carry it',
      hypothesis('accused', [claim('cause', [cited('E1')])], {}, [
        claim('ruledOut', [cited('E4')]),
      ]),
      [],
      ['E1 app.log:2-2'],
    ],
  ];
  for (const [name, first, others, places] of table) {
    test(name, () => {
      assert.deepEqual(placesOf(scored(first, others)), places);
    });
  }

  test('each value is what the same list would score with the lines cited nowhere', () => {
    const shared = hypothesis('rests on the same line', [
      claim('symptom', [cited('E4')]),
      claim('cause', [cited('E1')]),
    ]);
    const { restsOn = [] } = scored(good, [shared]);
    assert.ok(restsOn.length > 0);
    const uncited = (one: VerifiedHypothesis, evidence: string): VerifiedHypothesis => ({
      ...one,
      claims: one.claims.map((each) =>
        each.citations.some((citation) => citation.evidence === evidence)
          ? claim(each.role, [])
          : each,
      ),
    });
    for (const { evidence, value } of restsOn) {
      const again = scored(uncited(good, evidence), [uncited(shared, evidence)]);
      assert.equal(value, again.confidence.value, evidence);
    }
  });

  test('is sorted by how far it falls, and says nothing of falls below .02', () => {
    for (const one of scoreHypotheses([good, rival], facts).hypotheses) {
      const values = (one.restsOn ?? []).map(({ value }) => value);
      assert.deepEqual(
        values,
        values.toSorted((a, b) => a - b),
      );
      assert.ok(values.every((value) => one.confidence.value - value >= 0.02));
    }
  });

  test('of many citations twelve are tried, those of the cause first, and each for all hypotheses at once', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ ...cited('E3'), startLine: index }));
    const mechanisms = many.map((citation) => claim('mechanism', [citation]));
    const long = hypothesis('many', [...mechanisms, ...chain.slice(2)]);
    let runs = 0;
    const supports = restsOn([long, long], (given) => given.map(() => (runs++ < 2 ? 1 : 0)));
    assert.deepEqual(
      supports.map((list) => [list.length, list[0]?.evidence]),
      [
        [12, 'E1'],
        [12, 'E1'],
      ],
    );
    assert.equal(runs, 2 * (1 + 12));
  });
});

suite('what would lift a hypothesis', () => {
  const table: readonly [
    name: string,
    first: VerifiedHypothesis,
    others: readonly VerifiedHypothesis[],
    lift: { readonly factor: string; readonly what: RegExp; readonly band: string } | undefined,
  ][] = [
    [
      'of one kind of evidence, a second kind, and which there are',
      good,
      [rival],
      {
        factor: 'evidenceKinds',
        what: /^A second kind of evidence, such as the code .*, the configuration .* or a change .*,$/,
        band: 'veryLikely',
      },
    ],
    [
      'of an unsupported root cause, lines that show it',
      hypothesis('open', [symptom, mechanism, claim('cause', [])], strong),
      [rival],
      { factor: 'citations', what: /^Lines that show its root cause/, band: 'likely' },
    ],
    [
      'of what nothing was found for, lines that show it',
      hypothesis('bare', [claim('symptom', []), claim('cause', [])], { structure: 0.5 }),
      [],
      { factor: 'citations', what: /^Lines that show/, band: 'weak' },
    ],
    [
      'of a part of the symptoms, a link to the others',
      hypothesis('part', [
        claim('symptom', [cited('E4')]),
        claim('cause', [cited('E4'), cited('E5')]),
      ]),
      [],
      {
        factor: 'coverage',
        what: /^A link from it to the other failing kinds/,
        band: 'veryLikely',
      },
    ],
    [
      'of an order that is not known, times',
      hypothesis('order', [
        claim('symptom', [cited('E3'), cited('E4'), cited('E2')]),
        claim('cause', [cited('E1'), cited('E5')], {
          checks: [{ code: 'orderUnknown', reason: '' }],
        }),
        claim('ruledOut', [cited('E5')]),
      ]),
      [],
      { factor: 'timeOrder', what: /^Times that show/, band: 'veryLikely' },
    ],
    [
      'of one that has all but a rival, a rival that was ruled out',
      hypothesis(
        'alone',
        [...chain, claim('mechanism', [cited('E5')]), claim('impact', [cited('E4')])],
        strong,
      ),
      [],
      { factor: 'rivals', what: /examined and ruled out$/, band: 'veryLikely' },
    ],
    [
      'nothing, where the root cause is refuted',
      hypothesis(
        'refuted',
        [symptom, mechanism, claim('cause', [cited('E1')], { kind: 'refuted' })],
        strong,
      ),
      [rival],
      undefined,
    ],
  ];
  for (const [name, first, others, lift] of table) {
    test(name, () => {
      const { wouldLift, confidence } = scored(first, others);
      if (!lift || !wouldLift) {
        assert.equal(wouldLift, lift);
        return;
      }
      assert.equal(wouldLift.factor, lift.factor);
      assert.match(wouldLift.what, lift.what);
      assert.equal(wouldLift.band, lift.band);
      assert.ok(wouldLift.value - confidence.value > 0.0199 && wouldLift.value <= 0.95);
    });
  }
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { diagnoseCase, predictionOf, readCases, selectCase } from './cases.ts';
import type { Expected, Prediction } from './expected.ts';
import { calibrationError, figuresOf, reliability } from './report.ts';
import { judge } from './score.ts';

const folders = ['cases', 'incidents'].map((name) => join(import.meta.dirname, name));

suite('evaluation: written incidents', () => {
  const cases = folders.flatMap(readCases);

  test('there are cases', () => {
    assert.ok(cases.length >= 180);
  });

  for (const one of cases) {
    const { negative } = one.expected;
    test(`${one.id} ${negative ? 'is no incident' : 'is explained by its first hypothesis'}`, async () => {
      const diagnosis = await diagnoseCase(one);
      const row = judge(one.id, one.expected, predictionOf(diagnosis));
      const shown = diagnosis.hypotheses[0]?.title ?? diagnosis.reason;
      if (negative) {
        assert.ok(row.confidence < 0.5, shown);
      } else {
        assert.deepEqual(
          { ...row.judgements[0], shown },
          { ...row.judgements[0], ...right, shown },
        );
      }
    });
  }

  const right = { words: true, keyLine: true, strict: true };

  test('a key line of every incident fits into 4,000 characters', async () => {
    for (const one of cases.filter(({ expected }) => !expected.negative)) {
      const pack = await selectCase(one, 4000);
      const isHeld = one.expected.evidence.some(({ file, key_lines }) =>
        key_lines.some((line) =>
          pack.evidence.some(
            (excerpt) =>
              excerpt.file === file && excerpt.startLine <= line && line <= excerpt.endLine,
          ),
        ),
      );
      assert.ok(isHeld, one.id);
      assert.ok(pack.characters <= 4000, one.id);
    }
  });
});

suite('evaluation: the scorer', () => {
  const expected: Expected = {
    source: 'services (written)',
    negative: false,
    keywords_any: [['ledger'], ['tls', 'handshake']],
    evidence: [{ file: 'shop.log', key_lines: [50], label_ranges: [[60, 70]] }],
    culprit_service: 'ledger-service',
  };
  const answer = (
    change: Partial<Prediction['diagnoses'][number]>,
    noIncident = false,
  ): Prediction => ({
    noIncident,
    diagnoses: [
      {
        text: 'The ledger fails: TLS handshake',
        confidence: 0.7,
        service: 'ledger',
        evidence: [{ file: 'input/shop.log', line: 51 }],
        ...change,
      },
    ],
  });

  const rows: readonly [string, Prediction, object][] = [
    [
      'every group and a key line make it strict',
      answer({}),
      { strict: true, citationPrecision: 1, service: true },
    ],
    [
      'a missing group does not',
      answer({ text: 'ledger fails' }),
      { strict: false, wordShare: 0.5 },
    ],
    [
      'words after 1,500 characters do not count',
      answer({ text: `${' '.repeat(1500)}ledger tls` }),
      { words: false },
    ],
    [
      'a label range counts for precision only',
      answer({ evidence: [{ file: 'shop.log', line: 65 }] }),
      { keyLine: false, citationPrecision: 1, strict: false },
    ],
    [
      'three lines off is off',
      answer({ evidence: [{ file: 'shop.log', line: 53 }] }),
      { keyLine: false, citationPrecision: 0 },
    ],
    [
      'another file is off',
      answer({ evidence: [{ file: 'b.log', line: 50 }] }),
      { keyLine: false },
    ],
  ];
  for (const [name, prediction, wanted] of rows) {
    test(name, () => {
      const [judgement] = judge('x', expected, prediction).judgements;
      assert.deepEqual({ ...judgement, ...wanted }, judgement);
    });
  }

  test('"no incident" is a confidence of nothing', () => {
    assert.equal(judge('x', { ...expected, negative: true }, answer({}, true)).confidence, 0);
  });

  test('a table of figures, bins and calibration', () => {
    const rows = [
      judge('a', expected, answer({ confidence: 0.75 })),
      judge('b', expected, answer({ confidence: 0.75, text: '' })),
      judge('c', { ...expected, negative: true }, answer({ confidence: 0.55 })),
    ];
    const { strictTop1, falseAlarms } = figuresOf(rows);
    assert.deepEqual([strictTop1, falseAlarms], [0.5, 1]);
    assert.deepEqual(
      reliability(rows).map(({ from, count, accuracy }) => [from, count, accuracy]),
      [
        [0.5, 1, 0],
        [0.7, 2, 0.5],
      ],
    );
    assert.ok(Math.abs(calibrationError(rows) - (0.55 + 2 * 0.25) / 3) < 1e-9);
  });
});

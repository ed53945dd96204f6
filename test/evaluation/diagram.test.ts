import assert from 'node:assert/strict';
import { reliabilityDiagram } from './diagram.ts';
import { auroc, type Believed, brierOf, calibrationError } from './report.ts';

const answers: readonly Believed[] = [
  { confidence: 0.92, correct: true },
  { confidence: 0.9, correct: true },
  { confidence: 0.75, correct: false },
  { confidence: 0.71, correct: true },
  { confidence: 0.1, correct: false },
];

suite('evaluation: the reliability diagram', () => {
  const drawn = reliabilityDiagram('Cases & <samples>', answers);
  const count = (text: string): number => drawn.split(text).length - 1;

  const table: readonly [name: string, found: unknown, wanted: unknown][] = [
    [
      'has a bar, a gap and a point for each bin, and one of each in the legend',
      [count('<rect class="right"'), count('<rect class="gap"'), count('<circle')],
      [4, 4, 4],
    ],
    [
      'tells how many answers a bin holds',
      drawn.match(/class="count"[^>]*>(\d+)/g)?.map((text) => text.slice(-1)),
      ['1', '2', '2'],
    ],
    [
      'tells the calibration error and the number of answers',
      [/ECE (0\.\d{3})</.exec(drawn)?.[1], count('>5 answers<')],
      [calibrationError(answers).toFixed(3), 1],
    ],
    ['lets no title become markup', count('Cases &#38; &#60;samples&#62;'), 2],
    ['has colours for a dark scheme too', count('prefers-color-scheme: dark'), 1],
    [
      'draws the bar of a bin as high as it was right',
      /<rect class="right" x="[\d.]+" y="[\d.]+" width="26" height="150"/.test(drawn),
      true,
    ],
    [
      'reads nothing but numbers where there is no answer',
      /NaN|undefined/.test(reliabilityDiagram('', [])),
      false,
    ],
  ];
  for (const [name, found, wanted] of table) {
    test(name, () => assert.deepEqual(found, wanted));
  }
});

suite('evaluation: figures of a confidence', () => {
  test('a weight of two counts like two answers', () => {
    const [first, ...others] = answers;
    assert.ok(first);
    const twice = [{ ...first, weight: 2 }, ...others];
    const both = [first, first, ...others];
    assert.ok(Math.abs(calibrationError(twice) - calibrationError(both)) < 1e-12);
    assert.ok(Math.abs(brierOf(twice) - brierOf(both)) < 1e-12);
  });

  const ranked: readonly [string, readonly Believed[], number | undefined][] = [
    ['right above wrong is 1', answers.filter(({ confidence }) => confidence !== 0.71), 1],
    ['one of six pairs in the wrong order', answers, 5 / 6],
    [
      'a tie is half',
      [
        { confidence: 0.5, correct: true },
        { confidence: 0.5, correct: false },
      ],
      0.5,
    ],
    ['nothing where all are right', answers.filter(({ correct }) => correct), undefined],
  ];
  for (const [name, given, wanted] of ranked) {
    test(`AUROC: ${name}`, () => assert.equal(auroc(given), wanted));
  }
});

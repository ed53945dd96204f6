import assert from 'node:assert/strict';
import { join } from 'node:path';
import { auroc, weighted } from './report.ts';
import { kinds } from './simulated/answers.ts';
import {
  incidentsIn,
  LEAST_AUROC,
  measureSimulated,
  type Simulated,
  tableOf,
} from './simulated/measure.ts';

/** `npm run bench:simulated -- CASES_DIR...` takes other cases and seeds. */
const SEED = 20_261_121;

suite('evaluation: a model that is right, or wrong in known ways', () => {
  let answers: readonly Simulated[];

  suiteSetup(async function () {
    this.timeout(120_000);
    answers = await measureSimulated(incidentsIn(join(import.meta.dirname, 'cases')), SEED);
  });

  test(`right and rightly cited answers are ranked above the others: AUROC ${LEAST_AUROC}`, () => {
    assert.ok((auroc(answers) ?? 0) >= LEAST_AUROC, tableOf(answers));
  });

  /** What is believed of each kind on average, at least and at most. */
  const bounds: Readonly<Record<(typeof kinds)[number], readonly [number, number]>> = {
    'right, and rightly cited': [0.7, 0.95],
    'right, and wrongly cited': [0, 0.3],
    'another cause, refuted by time': [0, 0.3],
    'another cause, rightly cited': [0, 0.65],
    invented: [0, 0.2],
  };
  for (const kind of kinds) {
    const [least, most] = bounds[kind];
    test(`${kind}: believed by ${least} to ${most} on average`, () => {
      const own = answers.filter((answer) => answer.kind === kind);
      assert.ok(own.length >= 15, `${own.length}`);
      const mean = weighted(own, ({ confidence }) => confidence);
      assert.ok(mean >= least && mean <= most, tableOf(answers));
    });
  }
});

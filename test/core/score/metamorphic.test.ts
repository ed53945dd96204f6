import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { changes } from './metamorphic/changes.ts';
import { incidentsIn, measure, type Tally, violationsOf } from './metamorphic/measure.ts';

/**
 * What must not move a confidence, and what must lower it, over whole incidents. Those of another
 * folder, or with another seed: `npm run bench:metamorphic -- CASES_DIR... [--seed N]`
 */
const SEED = 1;

const root = fileURLToPath(new URL('../../evaluation/cases', import.meta.url));

suite('a confidence', () => {
  let tallies: readonly Tally[] = [];

  suiteSetup(async function () {
    this.timeout(60_000);
    tallies = await measure(incidentsIn(root), SEED);
  });

  const says = {
    same: 'is the same',
    alike: 'stays within .02',
    notHigher: 'does not rise',
    lower: 'falls',
  };
  for (const { name, effect } of changes) {
    test(`${says[effect]} when ${name}`, () => {
      const own = tallies.filter(({ change }) => change.name === name);
      assert.ok(own.some(({ outcomes }) => outcomes.length > 0));
      assert.deepEqual(violationsOf(own), []);
    });
  }
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { diagnoseCase, predictionOf, readCases } from './cases.ts';
import { type Figures, figuresOf } from './report.ts';
import { judge, type Row } from './score.ts';

/**
 * Incidents and healthy logs that were written by somebody who did not know the analyst's rules; the
 * later rules were made from their misses, so they hold what was reached. A figure may fall this far
 * before a test fails; `npm run evaluate -- test/evaluation/holdout` prints where they stand.
 */
const floors = {
  strictTop1: 0.72,
  evidenceTop1: 0.8,
  citationPrecision: 0.78,
} satisfies Partial<Figures>;
const mostFalseAlarms = 0.1;

suite('evaluation: incidents by another hand', () => {
  let figures: Figures;

  suiteSetup(async () => {
    const rows: Row[] = [];
    for (const one of readCases(join(import.meta.dirname, 'holdout'))) {
      rows.push(judge(one.id, one.expected, predictionOf(await diagnoseCase(one))));
    }
    figures = figuresOf(rows);
  });

  test('there are enough cases to measure', () => {
    assert.ok(figures.cases >= 60);
  });

  for (const [name, floor] of Object.entries(floors)) {
    test(`${name} is at least ${floor}`, () => {
      const measured = figures[name as keyof typeof floors] ?? 0;
      assert.ok(measured >= floor, `${name} is ${measured}`);
    });
  }

  test(`at most ${mostFalseAlarms} of the healthy logs raise an alarm`, () => {
    assert.ok((figures.falseAlarms ?? 1) <= mostFalseAlarms, `it is ${figures.falseAlarms}`);
  });
});

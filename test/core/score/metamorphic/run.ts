import { parseArgs } from 'node:util';
import { incidentsIn, measure, tableOf, violationsOf } from './measure.ts';

/** `npm run bench:metamorphic -- CASES_DIR... [--seed N] [--only PREFIX]` */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, only: { type: 'string', default: '' } },
});
const cases = positionals
  .flatMap((root) => incidentsIn(root))
  .filter(({ id }) => id.startsWith(values.only));
const tallies = await measure(cases, Number(values.seed));
process.stdout.write(`${[tableOf(tallies), '', ...violationsOf(tallies)].join('\n')}\n`);

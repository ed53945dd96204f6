import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { auroc } from '../report.ts';
import { incidentsIn, LEAST_AUROC, measureSimulated, tableOf } from './measure.ts';

/** `npm run bench:simulated -- CASES_DIR... [--seed N]`; fails where the score ranks too badly. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' } },
});
const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory();
if (positionals.length === 0 || !positionals.every(isFolder)) {
  process.stderr.write('usage: npm run bench:simulated -- CASES_DIR... [--seed N]\n');
  process.exitCode = 2;
} else {
  const answers = await measureSimulated(positionals.flatMap(incidentsIn), Number(values.seed));
  process.stdout.write(`${tableOf(answers)}\n`);
  process.exitCode = (auroc(answers) ?? 0) >= LEAST_AUROC ? 0 : 1;
}

import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCases } from '../cases.ts';
import { measureTrust } from './measure.ts';
import { floors, reportOf, shareCaught, shareRejected } from './report.ts';
import { openCase, type World } from './world.ts';

/** `npm run bench:trust -- CASES_DIR... [--seed N] [--rounds N] [--missed] [--only PREFIX]` */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      missed: { type: 'boolean', default: false },
    },
  });
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (positionals.length === 0 || !positionals.every(isFolder)) {
    process.stderr.write('usage: npm run bench:trust -- CASES_DIR... [--seed N] [--missed]\n');
    process.exitCode = 2;
    return;
  }
  const cases = positionals.flatMap(readCases).filter(({ id }) => id.startsWith(values.only));
  const worlds: World[] = [];
  for (const one of cases) worlds.push(await openCase(one));
  const trust = measureTrust(worlds, Number(values.seed), Number(values.rounds));
  for (const world of worlds) world.close();
  process.stdout.write(`${worlds.length} cases, seed ${values.seed}\n\n${reportOf(trust)}\n`);
  if (values.missed) {
    for (const { name, missed } of [...trust.mutations, ...trust.truths]) {
      process.stdout.write(missed.map((text) => `\n${name}: ${text}\n`).join(''));
    }
  }
  const isHeld = shareCaught(trust) >= floors.caught && shareRejected(trust) <= floors.rejected;
  process.exitCode = isHeld ? 0 : 1;
}

await main();

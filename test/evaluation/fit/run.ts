import { statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import shipped from '../../../src/core/score/weights.json' with { type: 'json' };
import { readCases } from '../cases.ts';
import { reliabilityDiagram } from '../diagram.ts';
import { type Example, examplesOf } from './examples.ts';
import { fitted, fitWeights } from './fit.ts';
import { prior } from './prior.ts';
import { by, figuresOf, outOfFold, tableOf, weigh } from './validate.ts';
import { fileOf, rounded } from './weightsFile.ts';

/**
 * How strongly the fit holds to its start values; the best out of fold is taken. It is never let go
 * altogether: how a model goes wrong is an idea of ours.
 */
const strengths = [2, 4, 8, 16, 32];

/** `npm run fit -- CASES_DIR... [--seed N] [--write]` */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, write: { type: 'boolean', default: false } },
  });
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (positionals.length === 0 || !positionals.every(isFolder)) {
    process.stderr.write('usage: npm run fit -- CASES_DIR... [--seed N] [--write]\n');
    process.exitCode = 2;
    return;
  }
  const cases = positionals.flatMap(readCases);
  const examples: Example[] = [];
  for (const one of cases) examples.push(...(await examplesOf(one, Number(values.seed))));
  const answers = weigh(examples);
  const tried = strengths.map((strength) => {
    const validated = outOfFold(answers, prior, strength);
    return { strength, validated, loss: figuresOf(validated).logLoss };
  });
  const [best] = tried.toSorted((a, b) => a.loss - b.loss);
  if (!best) return;
  const weights = rounded(fitWeights(answers, prior, best.strength));
  const before = by(prior, answers);
  print(`${cases.length} cases, ${examples.length} answers\n`);
  print(tried.map(({ strength, loss }) => `${strength}: ${loss.toFixed(4)}`).join(', '));
  print(
    `\n${tableOf([
      ['start values', before],
      ['as shipped', by(shipped, answers)],
      ['fitted, out of fold', best.validated],
      ['fitted, in sample', by(weights, answers)],
    ])}\n`,
  );
  print(fitted.map(({ name }) => `${name} ${weights.factors[name].weight}`).join(', '));
  print(`start ${weights.start}, ${JSON.stringify(weights.gates)}`);
  if (figuresOf(before).logLoss <= best.loss) {
    print('\nOut of fold the fit is worse than its start values: nothing is written.');
    process.exitCode = 1;
  } else if (values.write) {
    const isOwn = new Set(cases.filter(({ folder }) => isInside(folder)).map(({ id }) => id));
    const own = best.validated.filter(({ example }) => isOwn.has(example.id));
    writeFileSync(weightsFile, fileOf(weights, cases, { ...best, own }));
    writeFileSync(
      picture,
      reliabilityDiagram('How often it is right, against its confidence', own),
    );
  }
}

/** Of the project's own cases alone are figures and pictures kept. */
const isInside = (folder: string): boolean =>
  !relative(join(import.meta.dirname, '..'), folder).startsWith('..');

const picture = fileURLToPath(new URL('../../../media/pictures/calibration.svg', import.meta.url));
const weightsFile = fileURLToPath(new URL('../../../src/core/score/weights.json', import.meta.url));

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

await main();

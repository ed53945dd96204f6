import { statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Case, diagnoseCase, predictionOf, readCases } from './cases.ts';
import { packShares, packsOf } from './packs.ts';
import { reportOf } from './report.ts';
import { judge, type Row } from './score.ts';

/** `npm run evaluate -- CASES_DIR [--write FILE] [--only PREFIX]` */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'string' }, only: { type: 'string', default: '' } },
  });
  const [root] = positionals;
  if (root === undefined) {
    return complain('usage: npm run evaluate -- CASES_DIR [--write FILE] [--only PREFIX]');
  }
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    return complain(`${root} is not a folder of cases.`);
  }
  const results = [];
  const cases = readCases(root).filter(({ id }) => id.startsWith(values.only));
  if (cases.length === 0) {
    return complain(`${root} holds no case: each is a folder with expected.json and input/.`);
  }
  for (const one of cases) {
    results.push(await evaluateCase(one));
  }
  const rows = results.map(({ row }) => row);
  print(reportOf(rows));
  const shares = packShares(results.map(({ packs }) => packs)).map(
    ({ budget, incidents, share }) => `${share.toFixed(3)} of ${incidents} at ${budget} characters`,
  );
  print(`\nA key line in the evidence: ${shares.join(', ')}`);
  const times = results.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)] ?? 0;
  print(`Time a case: median ${middle.toFixed(0)} ms, longest ${times.at(-1)?.toFixed(0)} ms`);
  if (values.write !== undefined) {
    writeFileSync(values.write, `${JSON.stringify(results, null, 1)}\n`);
  }
}

function complain(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

async function evaluateCase(one: Case) {
  const start = performance.now();
  const diagnosis = await diagnoseCase(one);
  const milliseconds = performance.now() - start;
  const prediction = predictionOf(diagnosis);
  const row: Row = judge(one.id, one.expected, prediction);
  const packs = await packsOf(one);
  const { outcome, reason } = diagnosis;
  return { row, outcome, reason, prediction, packs, milliseconds };
}

await main();

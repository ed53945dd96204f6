import { statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { EvidencePack } from '../../src/core/model/evidence.ts';
import { type Case, diagnoseCase, predictionOf, readCases, selectCase } from './cases.ts';
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
  print(`\nA key line in the evidence: ${packFigures(results)}`);
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

const packBudgets = [4000, 8000];

async function evaluateCase(one: Case) {
  const start = performance.now();
  const diagnosis = await diagnoseCase(one);
  const milliseconds = performance.now() - start;
  const prediction = predictionOf(diagnosis);
  const row: Row = judge(one.id, one.expected, prediction);
  const packs: boolean[] = [];
  for (const budget of one.expected.negative ? [] : packBudgets) {
    packs.push(holdsKeyLine(one, await selectCase(one, budget)));
  }
  const { outcome, reason } = diagnosis;
  return { row, outcome, reason, prediction, packs, milliseconds };
}

function holdsKeyLine({ expected }: Case, pack: EvidencePack): boolean {
  return expected.evidence.some(({ file, key_lines }) =>
    pack.evidence.some(
      (excerpt) =>
        basename(excerpt.file) === file &&
        key_lines.some((line) => excerpt.startLine <= line && line <= excerpt.endLine),
    ),
  );
}

function packFigures(results: readonly { readonly packs: readonly boolean[] }[]): string {
  const incidents = results.filter(({ packs }) => packs.length > 0);
  return packBudgets
    .map((budget, index) => {
      const held = incidents.filter(({ packs }) => packs[index]).length;
      return `${(held / Math.max(1, incidents.length)).toFixed(3)} of ${incidents.length} at ${budget} characters`;
    })
    .join(', ');
}

await main();

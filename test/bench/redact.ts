// `npm run bench:redact`: what of the secrets of a generated corpus is hidden, what of the look-alikes
// is spared, and how long it takes. The table is Markdown.
import { cpus } from 'node:os';
import { createRedactor } from '../../src/core/redact/redact.ts';
import type { Half } from '../core/redact/corpus/build.ts';
import { measureFalseAlarms, measureLeaks, type Tally } from '../core/redact/corpus/measure.ts';
import { hostileTexts } from '../core/redact/hostile.ts';
import { generateLog } from './generate.ts';
import { MB } from './workbench.ts';

const SEEDS = [21, 22, 23];
const LINE = 'a line of 1 MB of';
const rows: (readonly [what: string, target: string, measured: string])[] = [];

for (const half of ['first', 'second', 'later', 'fresh'] as const satisfies readonly Half[]) {
  const leaks = measureLeaks(SEEDS, (one) => one.half === half);
  const alarms = measureFalseAlarms(SEEDS, (one) => one.half === half);
  rows.push([`secrets hidden whole, ${half} kinds`, '≥ 98 %', share(leaks, true)]);
  rows.push([`look-alikes changed, ${half} kinds`, '≤ 1 %', share(alarms, false)]);
  for (const { one } of [...leaks.missed.slice(0, 20), ...alarms.missed]) {
    process.stderr.write(`${one.kind}: ${JSON.stringify(one.text.slice(0, 160))}\n`);
  }
}

for (const kind of ['app', 'mixed', 'diverse'] as const) {
  const log = logOf(kind, 10 * MB);
  const rate = log.length / 1000 / Math.min(...[1, 2, 3].map(() => cpuMilliseconds(log)));
  rows.push([`${kind} log of 10 MB`, '≥ 5 MB/s', `${rate.toFixed(1)} MB/s`]);
}

const times = Object.entries(hostileTexts())
  .map(
    ([name, text]) =>
      [nameOf(name, text), Math.min(...[1, 2, 3].map(() => cpuMilliseconds(text)))] as const,
  )
  .toSorted(([, one], [, other]) => other - one);
for (const [name, milliseconds] of times) {
  rows.push([name, name.startsWith(LINE) ? '≤ 50 ms' : '', `${milliseconds.toFixed(0)} ms`]);
}

process.stdout.write(
  [
    `Node ${process.versions.node}, ${cpus()[0]?.model.trim()}; times are of the processor.`,
    '',
    '| what | target | measured |',
    '|---|---|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n'),
);

function nameOf(what: string, text: string): string {
  return `${text.includes('\n') ? 'lines, 1 MB in all, of' : LINE} ${what}`;
}

function share({ tried, missed }: Tally<unknown>, isHidden: boolean): string {
  const part = isHidden ? tried - missed.length : missed.length;
  return `${((100 * part) / tried).toFixed(2)} % of ${tried}`;
}

function cpuMilliseconds(text: string): number {
  const start = process.cpuUsage();
  createRedactor().redact(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function logOf(kind: 'app' | 'mixed' | 'diverse', size: number): string {
  const parts: Uint8Array[] = [];
  // The pen writes into one buffer again and again.
  generateLog({ kind, size, seed: 7 }, (bytes) => parts.push(bytes.slice()));
  return Buffer.concat(parts).toString('utf8');
}

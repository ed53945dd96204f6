import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One run of a program, as the system saw it. */
export interface Run {
  readonly seconds: number;
  /** Seconds of all cores together; nothing where GNU time isn't installed. */
  readonly cpu: number | undefined;
  /** Most bytes held at once. */
  readonly peak: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** -1 where the program could not be started. */
  readonly status: number;
}

/** `/usr/bin/time` tells what a program used, if it is the GNU one. */
const GNU_TIME = '/usr/bin/time';
const hasTime = spawnSync(GNU_TIME, ['--version'], { encoding: 'utf8' }).status === 0;

export const measuresMemory = hasTime;

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Run {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-time-'));
  const report = join(folder, 'used');
  const timed = hasTime
    ? ([GNU_TIME, ['-q', '-f', '%U %S %M', '-o', report, command, ...args]] as const)
    : ([command, args] as const);
  try {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(timed[0], timed[1], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      env: { ...process.env, ...env },
    });
    const seconds = (performance.now() - start) / 1000;
    const used = hasTime ? readFileSync(report, 'utf8').trim().split(' ').map(Number) : [];
    const [user, system, kilobytes] = used;
    return {
      seconds,
      cpu: user === undefined || system === undefined ? undefined : user + system,
      peak: kilobytes === undefined ? undefined : kilobytes * 1024,
      stdout: stdout ?? '',
      stderr: stderr ?? '',
      status: status ?? -1,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The JSON that a script prints with this Node; one that fails ends the benchmark. */
export function runJson<T>(script: string, args: readonly string[]): { used: Run; told: T } {
  const used = run(process.execPath, [script, ...args]);
  if (used.status !== 0) {
    throw new Error(`${script} ${args.join(' ')} ended with ${used.status}:\n${used.stderr}`);
  }
  return { used, told: JSON.parse(used.stdout) as T };
}

export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { encoding: 'utf8' }).error === undefined;
}

/** The middle of the numbers that are known, e.g. the times of several rounds. */
export function median(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined).sort((a, b) => a - b);
  const middle = known.length >> 1;
  const upper = known[middle];
  const lower = known[middle - 1];
  return known.length % 2 === 1 || lower === undefined || upper === undefined
    ? upper
    : (lower + upper) / 2;
}

/** The value below which a share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

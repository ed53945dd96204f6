import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type LogRequest, writeLog } from './generate.ts';
import type { LogTruth } from './logs/truth.ts';
import type { ScriptName } from './scripts.ts';
import { sizeName } from './sizeName.ts';

/** A log on disk, and what is true of it. */
export interface WrittenLog {
  readonly path: string;
  readonly request: LogRequest;
  readonly truth: LogTruth;
}

/** Where the logs of a run lie. */
export interface Workbench {
  /** A folder for what the tools leave behind. */
  readonly scratch: string;
  /** The path of a bundled script. */
  script(name: ScriptName): string;
  /** Writes a log, hands it over, and deletes it unless logs are kept. */
  withLog<T>(request: LogRequest, use: (log: WrittenLog) => T): T;
  dispose(): void;
}

export const SEED = 7;
export const MB = 1e6;

/** @param keep a folder for logs that are kept, and used again by the next run. */
export function createWorkbench(keep: string | undefined): Workbench {
  const scratch = mkdtempSync(join(tmpdir(), 'whytrace-bench-'));
  const folder = keep === undefined ? scratch : resolve(keep);
  mkdirSync(folder, { recursive: true });
  const remove = (path: string): void => rmSync(path, { recursive: true, force: true });
  const dispose = (): void => remove(scratch);
  process.once('exit', dispose);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(1));
  }
  return {
    scratch,
    script: (name) => join(scratch, `${name}.mjs`),
    withLog(request, use) {
      process.stderr.write(`${request.kind} ${sizeName(request.size)} …\n`);
      const log = keep === undefined ? written(folder, request) : kept(folder, request);
      try {
        return use(log);
      } finally {
        if (keep === undefined) remove(log.path);
      }
    },
    dispose,
  };
}

function pathOf(folder: string, { kind, size, seed, incident }: LogRequest): string {
  return join(folder, `${kind}-${size / MB}mb-${seed}${incident ? '-incident' : ''}.log`);
}

function written(folder: string, request: LogRequest): WrittenLog {
  const path = pathOf(folder, request);
  return { path, request, truth: writeLog(request, path) };
}

/** Only a log whose truth was written, which comes last, is whole. */
function kept(folder: string, request: LogRequest): WrittenLog {
  const path = pathOf(folder, request);
  const beside = `${path}.truth.json`;
  if (existsSync(path) && existsSync(beside)) {
    return { path, request, truth: JSON.parse(readFileSync(beside, 'utf8')) as LogTruth };
  }
  const log = written(folder, request);
  writeFileSync(beside, `${JSON.stringify(log.truth, undefined, 1)}\n`);
  return log;
}

// Writes a log of any size: `node test/bench/generate.ts KIND MB FILE [--seed N] [--incident]`.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type KindName, kindNames, kinds } from './logs/kinds.ts';
import { Pen } from './logs/pen.ts';
import { createWallClock, DAY, START } from './logs/times.ts';
import type { Incident, LogTruth } from './logs/truth.ts';

export interface LogRequest {
  readonly kind: KindName;
  /** Bytes; the log ends with the record that reaches it. */
  readonly size: number;
  readonly seed: number;
  /** Whether something goes wrong in it; only in the kind `app`. */
  readonly incident?: boolean;
}

/** Records after which the pace of the clock is set anew, so that the log spans about a day. */
const PACED = 64;
/** A guess at the bytes of a record, until there are some. */
const TYPICAL = 150;

/** Gives the bytes of a log piece by piece, the same for the same request, and what is true of them. */
export function generateLog(request: LogRequest, sink: (bytes: Uint8Array) => void): LogTruth {
  const { kind, size, seed } = request;
  const pen = new Pen(seed, sink);
  const clock = createWallClock();
  let incident: Incident | undefined;
  const write = kinds[kind].create({
    size,
    ...(request.incident && {
      onIncident: (found: Incident) => {
        incident = found;
      },
    }),
  });
  let mean = (DAY * TYPICAL) / size;
  while (pen.bytes < size) {
    if (pen.records % PACED === PACED - 1) {
      const left = (size - pen.bytes) / (pen.bytes / pen.records);
      mean = Math.max(0, START + DAY - clock.now) / Math.max(1, left);
    }
    clock.tick(pen, mean);
    write(pen, clock.now);
  }
  pen.flush();
  const { levels, ...counts } = pen.truth();
  return {
    ...counts,
    ...(kinds[kind].statesLevels && { levels }),
    ...(incident && { incident }),
  };
}

export function writeLog(request: LogRequest, path: string): LogTruth {
  const file = openSync(path, 'w');
  try {
    return generateLog(request, (bytes) => {
      for (let at = 0; at < bytes.length; ) {
        at += writeSync(file, bytes, at);
      }
    });
  } finally {
    closeSync(file);
  }
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '7' },
      incident: { type: 'boolean', default: false },
    },
  });
  const [name, megabytes, path] = positionals;
  const kind = kindNames.find((known) => known === name);
  if (kind === undefined || !(Number(megabytes) > 0) || path === undefined) {
    process.stderr.write(
      `usage: node test/bench/generate.ts ${kindNames.join('|')} MB FILE [--seed N] [--incident]\n`,
    );
    process.exitCode = 2;
    return;
  }
  const start = performance.now();
  const request = { kind, size: Number(megabytes) * 1e6, seed: Number(values.seed) };
  const truth = writeLog({ ...request, incident: values.incident }, path);
  const seconds = (performance.now() - start) / 1000;
  writeFileSync(
    `${path}.truth.json`,
    `${JSON.stringify({ ...request, ...truth }, undefined, 1)}\n`,
  );
  process.stdout.write(
    `${path}: ${truth.bytes} bytes, ${truth.lines} lines, ${(truth.bytes / 1e6 / seconds).toFixed(0)} MB/s\n`,
  );
}

if (import.meta.main) main();

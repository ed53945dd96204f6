// Our engine on one file, in a process of its own: `node --import ./test/yamlModules.mjs
// test/bench/engine.ts FILE [--mine] [--workers]` prints an `EngineRun` as JSON. This is the one
// place in which the benchmark calls the engine that it measures for speed and memory.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { collectLog } from '../../src/core/collect/collect.ts';
import { mineLogs } from '../../src/core/mine/mine.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { LogFile } from '../../src/core/model/logFile.ts';
import type { Pace } from '../../src/core/model/pace.ts';
import { severityName } from '../../src/core/model/severity.ts';
import { createPace } from '../../src/core/pace.ts';
import { clock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { createLogViews } from '../../src/server/logViews.ts';
import { createWorkers, workerBeside } from '../../src/server/workers/workers.ts';
import { built } from '../built.ts';
import type { LevelName } from './logs/truth.ts';

export interface EngineRun {
  /** Milliseconds from opening the file until its index stood, and for mining it then. */
  readonly index: number;
  readonly mine: number;
  /** Milliseconds of all cores for the index, which others on the machine change little. */
  readonly cpu: number;
  /** As the editor counts: what follows the last break is a line too. */
  readonly lines: number;
  readonly records: number;
  readonly levels: Readonly<Record<LevelName, number>>;
  readonly format: string;
  readonly skeletons: number;
  /** Found by mining; 0 without it. */
  readonly templates: number;
  /** Bytes the process held before it opened the file, and the most it held until the end. */
  readonly baseline: number;
  readonly peak: number;
}

async function runEngine(path: string, mines: boolean, inWorkers: boolean): Promise<EngineRun> {
  const uri = pathToFileURL(resolve(path)).href;
  const pace = createPace(clock, neverCancelled);
  const reader = inWorkers ? await workersReader(uri) : threadReader(uri, pace);
  const baseline = process.memoryUsage.rss();
  const start = performance.now();
  const before = process.cpuUsage();
  const file = await reader.read();
  const indexed = performance.now();
  const { user, system } = process.cpuUsage(before);
  const mined = mines ? await mineLogs([file], pace) : undefined;
  const ready = performance.now();
  const peak = process.resourceUsage().maxRSS * 1024;
  await reader.close();
  return {
    index: indexed - start,
    mine: ready - indexed,
    cpu: (user + system) / 1000,
    lines: file.lineCount,
    records: file.records.length,
    levels: countLevels(file),
    format: file.format,
    skeletons: file.skeletons.length,
    templates: mined?.templates.length ?? 0,
    baseline,
    peak,
  };
}

interface Reader {
  read(): Promise<LogFile>;
  close(): Promise<unknown>;
}

/** Reads in this thread. */
function threadReader(uri: string, pace: Pace): Reader {
  return {
    async read() {
      const opened = await nodeFiles.open(uri, neverCancelled);
      if (opened.kind === 'failure') {
        throw new Error(opened.failure.message);
      }
      return collectLog({ uri, name: uri }, opened.bytes, pace);
    },
    close: async () => {},
  };
}

/** Reads as the language server does, in workers that have started before. */
async function workersReader(uri: string): Promise<Reader> {
  const workers = createWorkers(workerBeside(built('server.cjs')));
  const views = createLogViews(workers, () => undefined);
  for (let worker = 0; worker < workers.count; worker++) {
    await workers.run(worker, 'forget', { log: -1 }, { cancelled: new AbortController().signal });
  }
  return {
    async read() {
      const file = await views.fileOf(uri);
      if (!file) throw new Error(`${uri} can't be read.`);
      return file;
    },
    close: () => workers.close(),
  };
}

function countLevels({ records }: LogFile): Readonly<Record<LevelName, number>> {
  const counts = { unspecified: 0, trace: 0, debug: 0, info: 0, warn: 0, error: 0, fatal: 0 };
  for (let i = 0; i < records.length; i++) {
    counts[severityName(records.severityNumber(i))]++;
  }
  return counts;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mine: { type: 'boolean', default: false },
      workers: { type: 'boolean', default: false },
    },
  });
  const run = await runEngine(positionals[0] ?? '', values.mine, values.workers);
  process.stdout.write(`${JSON.stringify(run)}\n`);
}

// The first answer to a log that was just opened, in a process of its own: prints milliseconds as
// JSON. A placeholder until the engine has an entry for it: head and tail are read as a text.
import { pathToFileURL } from 'node:url';
import { collectText } from '../../src/core/collect/collect.ts';
import { mineLogs } from '../../src/core/mine/mine.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { createPace } from '../../src/core/pace.ts';
import { clock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';

/** Bytes of the head and of the tail. */
const SAMPLE = 64 << 10;

export interface FirstAnswer {
  readonly milliseconds: number;
  readonly records: number;
  readonly templates: number;
  readonly span: boolean;
}

async function firstAnswer(path: string): Promise<FirstAnswer> {
  const uri = pathToFileURL(path).href;
  const start = performance.now();
  const opened = await nodeFiles.open(uri, neverCancelled);
  if (opened.kind === 'failure') {
    throw new Error(opened.failure.message);
  }
  const { bytes } = opened;
  const decoder = new TextDecoder();
  const text = [
    decoder.decode(bytes.read(0, Math.min(SAMPLE, bytes.size))),
    decoder.decode(bytes.read(Math.max(SAMPLE, bytes.size - SAMPLE), bytes.size)),
  ].join('\n');
  const pace = createPace(clock, neverCancelled);
  const file = await collectText({ uri, name: path }, text, pace);
  const mined = await mineLogs([file], pace);
  const milliseconds = performance.now() - start;
  opened.close();
  return {
    milliseconds,
    records: file.records.length,
    templates: mined.templates.length,
    span: file.span !== undefined,
  };
}

process.stdout.write(`${JSON.stringify(await firstAnswer(process.argv[2] ?? ''))}\n`);

// The first answer to a log that was just opened, in a process of its own: prints milliseconds as
// JSON.
import { pathToFileURL } from 'node:url';
import { firstLook } from '../../src/core/firstLook.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { createPace } from '../../src/core/pace.ts';
import { clock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';

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
  const look = await firstLook(opened.bytes, createPace(clock, neverCancelled));
  const milliseconds = performance.now() - start;
  opened.close();
  const { records, templates, span } = look;
  return { milliseconds, records, templates: templates.length, span: span !== undefined };
}

process.stdout.write(`${JSON.stringify(await firstAnswer(process.argv[2] ?? ''))}\n`);

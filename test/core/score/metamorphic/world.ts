import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { collectText } from '../../../../src/core/collect/collect.ts';
import { diagnose } from '../../../../src/core/diagnose.ts';
import { neverCancelled } from '../../../../src/core/model/cancellation.ts';
import { noContext, type RunContext } from '../../../../src/core/model/context.ts';
import type { Diagnosis } from '../../../../src/core/model/diagnosis.ts';
import type { Hypothesis } from '../../../../src/core/model/hypothesis.ts';
import type { LogFile } from '../../../../src/core/model/logFile.ts';
import type { LogRecord } from '../../../../src/core/model/logRecord.ts';
import { createPace } from '../../../../src/core/pace.ts';
import { clock } from '../../../../src/node/clock.ts';
import { readContextFolder } from '../../../../src/node/contextFolder.ts';
import { nodeFiles } from '../../../../src/node/files.ts';
import { type Case, defaultBudget } from '../../../evaluation/cases.ts';

/** An incident in memory, so that it can be changed. */
export interface World {
  readonly logs: readonly Log[];
  readonly context: RunContext;
}

interface Log {
  readonly name: string;
  readonly lines: readonly string[];
}

/** A log with its lines and how they are read. */
export interface ReadLog extends Log {
  readonly file: LogFile;
  readonly records: readonly LogRecord[];
}

export async function worldOf({ folder, inputs }: Case): Promise<World> {
  const context = join(folder, 'context');
  return {
    logs: inputs.map((path) => ({
      name: relative(join(folder, 'input'), path),
      lines: readFileSync(path, 'utf8').split(/\r\n|\n|\r/),
    })),
    context: existsSync(context) ? (await readContextFolder(context)).context : noContext,
  };
}

const uriOf = (name: string): string => `file:///logs/${encodeURI(name)}`;

/** The whole pipeline with the embedded analyst. */
export async function explain({ logs, context }: World): Promise<Diagnosis> {
  const sources = logs.map(({ name, lines }) => ({
    uri: uriOf(name),
    name,
    text: lines.join('\n'),
  }));
  const ports = { files: nodeFiles, clock, boundary: () => '0'.repeat(32) };
  const input = { sources, context, budget: defaultBudget };
  const run = await diagnose(ports, input, () => {}, neverCancelled);
  if (run.kind === 'unreadable') throw new Error(run.messages.join(' '));
  return run.diagnosis;
}

export async function readLogs({ logs }: World): Promise<readonly ReadLog[]> {
  const read: ReadLog[] = [];
  for (const log of logs) {
    const { name, lines } = log;
    const pace = createPace(clock, neverCancelled);
    const file = await collectText({ uri: uriOf(name), name }, lines.join('\n'), pace);
    read.push({ ...log, file, records: file.records.slice(0, file.records.length) });
  }
  return read;
}

/** The first line in a log that the cause of a hypothesis rests on, or else its deepest claim. */
export function rootLine(
  { claims }: Hypothesis,
  logs: readonly Log[],
): { readonly log: string; readonly line: number; readonly text: string } | undefined {
  const causes = claims.filter(({ role }) => role === 'cause');
  const cited = (causes.length > 0 ? causes : claims.slice(-1)).flatMap(
    ({ citations }) => citations,
  );
  const names = new Set(logs.map(({ name }) => name));
  const first = cited.find(({ file }) => names.has(file));
  return first && { log: first.file, line: first.startLine, text: first.quote };
}

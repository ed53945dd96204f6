import { type DiagnosePorts, diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext, type RunContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { Hypothesis } from '../../src/core/model/hypothesis.ts';
import { clock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { defaultBudget } from './cases.ts';

const ports: DiagnosePorts = { files: nodeFiles, clock, boundary: () => '0'.repeat(32) };

/** Logs given as text, by their names, through the whole pipeline. */
export async function diagnoseTexts(
  logs: Readonly<Record<string, string>>,
  context: RunContext = noContext,
  question?: string,
): Promise<Diagnosis> {
  const sources = Object.entries(logs).map(([name, text]) => ({
    uri: `file:///${name}`,
    name,
    text,
  }));
  const input = { sources, context, budget: defaultBudget, ...(question && { question }) };
  const run = await diagnose(ports, input, () => {}, neverCancelled);
  if (run.kind === 'unreadable') {
    throw new Error(run.messages.join(' '));
  }
  return run.diagnosis;
}

/** The messages of one service, a second apart. */
export function everySecond(...messages: readonly (string | readonly string[])[]): string {
  const start = Date.UTC(2026, 4, 4, 9);
  return messages
    .flat()
    .map((message, at) => `${new Date(start + at * 1000).toISOString()} ${message}`)
    .join('\n');
}

export const times = (count: number, tell: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => tell(at));

export const claimsOf = (hypothesis: Hypothesis | undefined): string =>
  hypothesis?.claims.map(({ text }) => text).join('\n') ?? '';

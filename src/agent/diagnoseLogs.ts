import { randomBytes } from 'node:crypto';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { diagnosisMarkdown } from '../cli/diagnosisMarkdown.ts';
import { diagnose, type LogSource } from '../core/diagnose.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import { noContext } from '../core/model/context.ts';
import { clock } from '../node/clock.ts';
import { nodeFiles } from '../node/files.ts';
import { readTeamFiles } from '../node/teamFiles.ts';
import { logsOf } from './places.ts';
import { type AgentRequest, failed, type Told, told } from './request.ts';

export const diagnoseInput = v.strictObject({
  files: v.optional(v.array(v.string()), []),
  question: v.optional(v.string()),
  good: v.optional(v.array(v.string()), []),
});

/** Characters of evidence, as for people. */
const BUDGET = 24_000;

/** Diagnoses logs with the embedded analyst: who asks is a model already. */
export async function diagnoseLogs(
  { files, question, good }: v.InferOutput<typeof diagnoseInput>,
  { roots, open }: AgentRequest,
  cancellation: Cancellation,
): Promise<Told> {
  const named = await logsOf(roots, files);
  const baselines = await logsOf(roots, good);
  if (typeof named === 'string' || typeof baselines === 'string') {
    return failed(typeof named === 'string' ? named : String(baselines));
  }
  const sources = named.length > 0 ? named : open;
  const kept = sources.find(({ keptBy }) => keptBy !== undefined);
  if (sources.length === 0 || kept) {
    return failed(
      kept
        ? `${kept.name} is kept from models by ${kept.keptBy}.`
        : 'Name the log files in "files": no log is open.',
    );
  }
  const team = await readTeamFiles([...roots, ...foldersOf(sources)], (path) =>
    relative(roots[0] ?? '.', path),
  );
  const input = {
    ...{ sources, baselines, context: noContext, budget: BUDGET, teamFiles: team.files },
    ...(question !== undefined && { question }),
  };
  const ports = { files: nodeFiles, clock, boundary: () => randomBytes(16).toString('hex') };
  const result = await diagnose(ports, input, () => {}, cancellation);
  return result.kind === 'unreadable'
    ? failed(result.messages.join(' '))
    : told(diagnosisMarkdown(result.diagnosis));
}

function foldersOf(sources: readonly LogSource[]): readonly string[] {
  return sources.flatMap(({ uri }) =>
    uri.startsWith('file:') ? [dirname(fileURLToPath(uri))] : [],
  );
}

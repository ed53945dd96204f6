import { collectGood } from './baseline.ts';
import type { DiagnoseInput, DiagnosePorts } from './diagnose.ts';
import { readTeam } from './knowledge/readTeam.ts';
import { type Cancellation, neverCancelled } from './model/cancellation.ts';
import type { EvidencePack } from './model/evidence.ts';
import type { Problem } from './model/problem.ts';
import { createPace } from './pace.ts';
import { prepare } from './run/prepare.ts';
import { allProblems, collect, createOpenFiles, lostLater } from './run/readSources.ts';
import { createStages } from './run/stages.ts';

/** The evidence alone, without asking anybody. */
export async function selectOnly(
  ports: Pick<DiagnosePorts, 'files' | 'clock'>,
  input: DiagnoseInput,
  cancellation: Cancellation = neverCancelled,
): Promise<
  | { readonly kind: 'pack'; readonly pack: EvidencePack; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreadable'; readonly messages: readonly string[] }
> {
  const pace = createPace(ports.clock, cancellation);
  const stages = createStages(ports.clock, () => {});
  const opened = createOpenFiles(ports.files);
  try {
    const collected = await collect(opened, input.sources, stages, pace, cancellation);
    const { files, problems } = collected;
    if (files.length === 0) {
      return { kind: 'unreadable', messages: problems.map((problem) => problem.message) };
    }
    const team = await readTeam(input.teamFiles);
    const good = await collectGood(opened, input.baselines ?? [], pace, cancellation);
    const given = { input, files, team, good };
    const { material, notes } = await prepare(given, input.budget, stages, pace);
    const told = [...notes, ...lostLater(collected)];
    const { pack } = material;
    return { kind: 'pack', pack, problems: [...allProblems(problems, files), ...told] };
  } finally {
    opened.close();
  }
}

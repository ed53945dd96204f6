import type { Material } from './ask/reasoner.ts';
import { collectGood } from './baseline.ts';
import { withTopology } from './contextTopology.ts';
import {
  type DiagnoseInput,
  type DiagnosePorts,
  type DiagnoseRun,
  explain,
  type LogSource,
  type StageEvent,
} from './diagnose.ts';
import { readTeam } from './knowledge/readTeam.ts';
import type { Cancellation } from './model/cancellation.ts';
import type { LogFile } from './model/logFile.ts';
import type { Pace } from './model/pace.ts';
import type { Problem } from './model/problem.ts';
import { createPace } from './pace.ts';
import { prepare } from './run/prepare.ts';
import {
  allProblems,
  type Collected,
  collect,
  createOpenFiles,
  lostLater,
} from './run/readSources.ts';
import { createStages, type Stages } from './run/stages.ts';

/** Logs that were read, for questions about them. */
export interface ReadLogs {
  readonly files: readonly LogFile[];
  readonly problems: readonly Problem[];
  readonly pace: Pace;
  /** What a reasoner may look at, selected for the input's question. */
  material(
    input: DiagnoseInput,
  ): Promise<{ readonly material: Material; readonly notes: readonly Problem[] }>;
  /** A run of the embedded analyst over them. */
  diagnose(input: DiagnoseInput): Promise<DiagnoseRun>;
  close(): void;
}

/** Reads logs and keeps them open; a diagnosis goes on from there and reads nothing twice. */
export async function readLogs(
  ports: Pick<DiagnosePorts, 'files' | 'clock' | 'boundary'>,
  sources: readonly LogSource[],
  onStage: (event: StageEvent) => void,
  cancellation: Cancellation,
): Promise<ReadLogs> {
  const pace = createPace(ports.clock, cancellation);
  const opened = createOpenFiles(ports.files);
  const stages = (): Stages => createStages(ports.clock, onStage);
  const compared = async (collected: Collected, { baselines = [] }: DiagnoseInput) => ({
    ...collected,
    good: await collectGood(opened, baselines, pace, cancellation),
  });
  try {
    const collected = await collect(opened, sources, stages(), pace, cancellation);
    const { files, problems } = collected;
    return {
      files,
      problems: [...allProblems(problems, files), ...lostLater(collected)],
      pace,
      async material(given) {
        const input = { ...given, context: await withTopology(given.context) };
        const { good } = await compared(collected, input);
        const team = await readTeam(input.teamFiles);
        return prepare({ input, files, team, good }, input.budget, stages(), pace);
      },
      async diagnose(given) {
        const input = { ...given, context: await withTopology(given.context) };
        const { files: access, clock, boundary } = ports;
        const asked = { files: access, clock, boundary };
        return explain(
          asked,
          input,
          await compared(collected, input),
          stages(),
          pace,
          cancellation,
        );
      },
      close: () => opened.close(),
    };
  } catch (error) {
    opened.close();
    throw error;
  }
}

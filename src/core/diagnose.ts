import { collectGood } from './baseline.ts';
import { withTopology } from './contextTopology.ts';
import { withoutKept } from './keptLogs.ts';
import { readTeam } from './knowledge/readTeam.ts';
import type { Cancellation } from './model/cancellation.ts';
import type { RunContext } from './model/context.ts';
import type { Diagnosis, StageReport } from './model/diagnosis.ts';
import type { Experience } from './model/judgement.ts';
import type { LineRange, LogFile } from './model/logFile.ts';
import type { Pace } from './model/pace.ts';
import type { ProbeOutput } from './model/probeOutput.ts';
import type { PersonalKind } from './model/redactedText.ts';
import type { TeamFile } from './model/signature.ts';
import type { TriedList } from './model/tried.ts';
import { visibleData } from './model/visibleText.ts';
import { tracedOrigins } from './origins.ts';
import { createPace } from './pace.ts';
import type { Clock, Consent, FileAccess, LanguageModel, SourceAccess } from './ports.ts';
import { charactersOf, openOutputs, withOutputs } from './probeOutputs.ts';
import { ask, firstBudget } from './run/askReasoner.ts';
import { conclude } from './run/conclude.ts';
import { judge } from './run/judge.ts';
import { prepare } from './run/prepare.ts';
import { type Compared, collect, createOpenFiles } from './run/readSources.ts';
import { createStages, type Stages } from './run/stages.ts';
import type { SelectInput } from './select/select.ts';

export interface DiagnosePorts {
  readonly files: FileAccess;
  readonly clock: Clock;
  /** Asked instead of the embedded analyst, which stands in when it fails. */
  readonly model?: LanguageModel;
  /** 128 random bits in hexadecimal, new for each call: fences untrusted text in a prompt. */
  readonly boundary: () => string;
  /** Asked before the first request leaves; what it allows holds for the rounds that follow. */
  readonly consent?: Consent;
  /** The source of the program that wrote the logs, where there is some. */
  readonly source?: SourceAccess;
}

export interface LogSource {
  readonly uri: string;
  /** Shown to people, unique within the run. */
  readonly name: string;
  /** Given where the log can't be read by URI or has unsaved changes. */
  readonly text?: string;
  /** Only these lines are asked about; the rest of the file is context. */
  readonly range?: LineRange;
  /** Names of the other files of its log that lie beside it and are not asked about, oldest first. */
  readonly beside?: readonly string[];
  /** The AI-ignore file that keeps it from the model that would be asked, for people. */
  readonly keptBy?: string;
  /** Of a log to compare with that nobody named: why it is thought to have gone well, for people. */
  readonly found?: string;
}

export interface DiagnoseInput {
  readonly sources: readonly LogSource[];
  readonly context: RunContext;
  readonly question?: string;
  /** Characters of log text that may go into the evidence. */
  readonly budget: number;
  /** Data of people that is hidden from a model; e-mail addresses if it isn't said. */
  readonly personalData?: readonly PersonalKind[];
  /** Files in which the team keeps signatures of its own. */
  readonly teamFiles?: readonly TeamFile[];
  /** Logs of runs that went well, to be compared with. */
  readonly baselines?: readonly LogSource[];
  /** Tokens that one request to a model may have, by estimate. */
  readonly tokenLimit?: number;
  /** What checks of an earlier diagnosis printed, in the order in which they were made. */
  readonly probeOutputs?: readonly ProbeOutput[];
  /** The user's verdicts on earlier diagnoses. */
  readonly experience?: Experience;
  /** What was tried already: checks that would repeat it are hidden, and counted. */
  readonly tried?: readonly TriedList[];
}

export type DiagnoseRun =
  | { readonly kind: 'diagnosis'; readonly diagnosis: Diagnosis }
  /** No source could be read; each message says why and what to do. */
  | { readonly kind: 'unreadable'; readonly messages: readonly string[] };

/** What a stage reports while it runs and when it has ended. */
export interface StageEvent extends StageReport {
  readonly state: 'running' | 'done';
}

/**
 * Runs the stages in order. Cancelled, it throws what
 * `cancellation.throwIfAborted` throws, except while a model is asked: the evidence stands by then,
 * so the embedded analyst's answer is given, marked as partial.
 */
export async function diagnose(
  ports: DiagnosePorts,
  input: DiagnoseInput,
  onStage: (event: StageEvent) => void,
  cancellation: Cancellation,
): Promise<DiagnoseRun> {
  const pace = createPace(ports.clock, cancellation);
  const stages = createStages(ports.clock, onStage);
  const opened = createOpenFiles(ports.files);
  const asked = withoutKept(ports, input.sources);
  try {
    const collected = await collect(opened, input.sources, stages, pace, cancellation);
    const good = await collectGood(opened, input.baselines ?? [], pace, cancellation);
    const known = { ...input, context: await withTopology(input.context) };
    return await explain(asked, known, { ...collected, good }, stages, pace, cancellation);
  } finally {
    opened.close();
  }
}

/** From logs that were read to a diagnosis of them. */
export async function explain(
  ports: DiagnosePorts,
  input: DiagnoseInput,
  collected: Compared,
  stages: Stages,
  pace: Pace,
  cancellation: Cancellation,
): Promise<DiagnoseRun> {
  const { files, problems, good } = collected;
  if (files.length === 0) {
    return { kind: 'unreadable', messages: problems.map((problem) => problem.message) };
  }
  const outputs = await openOutputs(input.probeOutputs ?? [], input.budget, pace);
  const budget = Math.max(1, firstBudget(ports, input) - charactersOf(outputs));
  const team = await readTeam(input.teamFiles);
  const trace = traceOf(ports.source, files, cancellation);
  const given = { input, files, team, good, trace };
  const { material: prepared, notes } = await prepare(given, budget, stages, pace);
  const material = { ...prepared, pack: withOutputs(prepared.pack, outputs) };
  const answer = await ask(ports, material, input, stages, pace, cancellation);
  const judged = await judge({ input, material, answer, outputs }, stages);
  const run = { input, collected, material, notes, answer, judged };
  return { kind: 'diagnosis', diagnosis: visibleData(await conclude(run, stages.reports)) };
}

/** How the pipeline finds the source that records come from; nothing where none is there. */
function traceOf(
  source: SourceAccess | undefined,
  files: readonly LogFile[],
  cancellation: Cancellation,
): SelectInput['trace'] {
  return source && ((leading) => tracedOrigins(leading, files, source, cancellation));
}

import type { Material } from '../ask/reasoner.ts';
import { comparisonOf } from '../baseline.ts';
import { isLoss } from '../collect/loss.ts';
import type { DiagnoseInput } from '../diagnose.ts';
import type { TriedFacts, WithoutRepeats } from '../hideTried.ts';
import { addressedProblems } from '../hostileText.ts';
import { inputCut } from '../inputCut.ts';
import { keptLogs } from '../keptLogs.ts';
import { FINE_BUCKETS, timelineOf } from '../mine/timeline.ts';
import type { Diagnosis, SourceSummary, StageReport } from '../model/diagnosis.ts';
import type { LineRange, LogFile } from '../model/logFile.ts';
import type { Problem } from '../model/problem.ts';
import { selectionReason } from '../selection.ts';
import { notAskedFor } from '../series.ts';
import { timelineMarks } from '../timelineMarks.ts';
import type { Answer } from './askReasoner.ts';
import type { Judged } from './judge.ts';
import { rangesOf } from './prepare.ts';
import { allProblems, type Compared, lostLater } from './readSources.ts';

interface EndedRun {
  readonly input: DiagnoseInput;
  readonly collected: Compared;
  readonly material: Material;
  /** What was met on the way to the evidence. */
  readonly notes: readonly Problem[];
  readonly answer: Answer;
  readonly judged: Judged;
}

/** All that a run found, as it is shown and kept. */
export async function conclude(run: EndedRun, stages: readonly StageReport[]): Promise<Diagnosis> {
  const { input, collected, material, answer, judged } = run;
  const { files } = collected;
  const { pack, scores, probed } = judged;
  const { mined, skews = [] } = material;
  const comparison = comparisonOf(mined);
  const hidden = answer.showable(JSON.stringify(judged.proposal));
  const { tried, context, probeOutputs } = input;
  const facts = { items: context.items, tried, outputs: probeOutputs };
  const fresh = await withoutTried(scores.hypotheses, facts);
  const ranges = rangesOf(files, input.sources);
  const lost = lostLater(collected);
  return {
    ...verdictOf(judged, selectionReason(files, ranges), unread(collected, lost)),
    hypotheses: fresh.hypotheses,
    ...(fresh.triedNote !== undefined && { triedNote: fresh.triedNote }),
    noneOfThese: scores.noneOfThese,
    evidence: pack.evidence,
    leftOut: pack.leftOut,
    characters: pack.characters,
    budget: input.budget,
    templates: mined.templates.length,
    sources: files.map((file, index) => summarise(file, ranges[index])),
    timeline: timelineWithMarks({ files, mined, evidence: pack.evidence }),
    reasoner: answer.reasoner,
    ...(answer.receipt && { receipt: answer.receipt }),
    ...(answer.replies && answer.replies.length > 0 && { replies: answer.replies }),
    ...(answer.inquiries.length > 0 && { inquiries: answer.inquiries }),
    stages,
    problems: problemsOf(run, fresh.problems, lost),
    ...(skews.length > 0 && { skews }),
    ...(probed.length > 0 && { probed }),
    ...(Object.keys(hidden).length > 0 && { hidden }),
    ...(comparison.length > 0 && { comparison }),
    partial:
      answer.isCut ||
      answer.reasoner.failure?.kind === 'cancelled' ||
      files.length < input.sources.length,
  };
}

/** What reads lists of what was tried is loaded where there is one. */
async function withoutTried(
  hypotheses: Diagnosis['hypotheses'],
  facts: TriedFacts,
): Promise<WithoutRepeats> {
  const { tried = [], items } = facts;
  if (tried.length === 0 && items.every(({ kind }) => kind !== 'change')) {
    return { hypotheses, problems: [] };
  }
  return (await import('../hideTried.ts')).hideTried(hypotheses, facts);
}

/** What keeps an all-clear from being one. */
function unread({ files, problems }: Compared, lost: readonly Problem[]): readonly Problem[] {
  return [...problems, ...files.flatMap((file) => file.problems.filter(isLoss)), ...lost];
}

function problemsOf(
  { input, collected, material, notes, answer, judged }: EndedRun,
  tried: readonly Problem[],
  lost: readonly Problem[],
): readonly Problem[] {
  const { files, problems } = collected;
  return [
    ...allProblems(problems, files),
    ...notes,
    ...tried,
    ...notAskedFor(input.sources, input.baselines),
    ...keptLogs(input.sources),
    ...addressedProblems(files, material.mined, judged.pack),
    ...inputCut(answer.receipt),
    ...lost,
  ];
}

/** What is given as the answer. An all-clear must not speak for what was not read or not selected. */
function verdictOf(
  { proposal, scores }: Judged,
  selection: string | undefined,
  unread: readonly Problem[],
): Pick<Diagnosis, 'outcome' | 'reason'> {
  const { outcome, reason } = proposal;
  if (outcome === 'diagnosed' && scores.abstain) {
    return { outcome: 'notEnoughEvidence', reason: scores.reason };
  }
  if (outcome !== 'noIncident') {
    return { outcome, reason };
  }
  const clear = selection ?? reason;
  if (unread.length === 0) {
    return { outcome, reason: clear };
  }
  const missing = unread.map(({ message }) => message).join(' ');
  return {
    outcome: 'notEnoughEvidence',
    reason: `${clear} But not everything could be read: ${missing}`,
  };
}

function timelineWithMarks(run: Parameters<typeof timelineMarks>[0]): Diagnosis['timeline'] {
  const timeline = timelineOf(run.files, FINE_BUCKETS);
  return timeline && { ...timeline, marks: timelineMarks(run) };
}

function summarise(file: LogFile, range: LineRange | undefined): SourceSummary {
  const { uri, name, series, format, bytes, lineCount } = file;
  const span = { firstTimestamp: file.span?.from, lastTimestamp: file.span?.to };
  return {
    uri,
    name,
    format,
    bytes,
    lines: lineCount,
    ...span,
    ...(series !== undefined && { series }),
    ...(range && { range }),
  };
}

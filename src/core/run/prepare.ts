import type { Material } from '../ask/reasoner.ts';
import { besideBeginning, besideGood, type GoodRun } from '../baseline.ts';
import type { DiagnoseInput, LogSource } from '../diagnose.ts';
import { matchSignatures } from '../knowledge/knowledge.ts';
import type { TeamKnowledge } from '../knowledge/readTeam.ts';
import { mineLogs } from '../mine/mine.ts';
import type { LineRange, LogFile } from '../model/logFile.ts';
import { count, number } from '../model/numberText.ts';
import type { Pace } from '../model/pace.ts';
import type { Problem } from '../model/problem.ts';
import { type SelectInput, selectEvidence } from '../select/select.ts';
import { measureSkews } from '../skew/measureSkews.ts';
import { skewNotes } from '../skew/skewNotes.ts';
import type { Stages } from './stages.ts';

export interface Given {
  readonly input: DiagnoseInput;
  readonly files: readonly LogFile[];
  readonly team: TeamKnowledge;
  readonly good: GoodRun;
  readonly trace?: SelectInput['trace'];
}

/** From records to evidence: everything that any reasoner needs, and what was met on the way. */
export async function prepare(
  { input, files, team, good, trace }: Given,
  budget: number,
  stages: Stages,
  pace: Pace,
): Promise<{ readonly material: Material; readonly notes: readonly Problem[] }> {
  const { mined, signatures, skews, problems } = await stages.run('mine', async () => {
    const alone = await mineLogs(files, pace);
    const { mined: result, problems: uncompared } = await besideGood(
      { files, mined: alone },
      good,
      pace,
    );
    const hits = await matchSignatures(files, result, pace, team.knowledge);
    const measured = await measureSkews(files, pace);
    const summary = `${count(result.templates.length, 'template')}, ${count(hits.length, 'known signature')}`;
    const found = { mined: result, signatures: hits, skews: measured, problems: uncompared };
    return [found, summary, [...miningDetails(result), ...besideBeginning(result, files)]];
  });
  const pack = await stages.run('select', async () => {
    const selected = await selectEvidence(
      {
        files,
        mined,
        signatures,
        context: input.context,
        budget,
        ranges: rangesOf(files, input.sources),
        ...(trace && { trace }),
      },
      pace,
    );
    const summary = `${count(selected.evidence.length, 'block')}, ${number(selected.characters)} of ${number(selected.budget)} characters`;
    return [selected, summary];
  });
  const { context, question } = input;
  return {
    material: { files, mined, signatures, pack, context, question, skews },
    notes: [...good.problems, ...problems, ...team.problems, ...skewNotes(skews)],
  };
}

export function rangesOf(
  files: readonly LogFile[],
  sources: readonly LogSource[],
): readonly (LineRange | undefined)[] {
  const ranges = new Map(sources.map((source) => [source.uri, source.range]));
  return files.map((file) => ranges.get(file.uri));
}

/** What was remarkable, in counts. */
function miningDetails({ signals, numbers = [] }: Material['mined']): readonly string[] {
  const of = (kind: string): number => signals.filter((signal) => signal.kind === kind).length;
  const found: readonly (readonly [number, string])[] = [
    [of('novel'), 'appear only late'],
    [of('burst'), 'come in bursts'],
    [of('silent'), 'fell silent'],
    [of('rare'), 'are among the rarest'],
  ];
  const kinds = found.flatMap(([n, what]) =>
    n === 0 ? [] : [`Of the kinds of messages ${number(n)} ${what}.`],
  );
  const changed = `${count(numbers.length, 'measurement')} in the messages changed over the run.`;
  return numbers.length === 0 ? kinds : [...kinds, changed];
}

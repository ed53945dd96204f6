import { basename } from 'node:path';
import { createEmbeddedAnalyst } from '../../../src/core/ask/embedded/analyst.ts';
import type { Material } from '../../../src/core/ask/reasoner.ts';
import { collectLog } from '../../../src/core/collect/collect.ts';
import { placeDates, type Undated } from '../../../src/core/collect/placeDates.ts';
import { withTopology } from '../../../src/core/contextTopology.ts';
import type { DiagnoseInput } from '../../../src/core/diagnose.ts';
import { isSteering } from '../../../src/core/hostileText.ts';
import { matchSignatures } from '../../../src/core/knowledge/knowledge.ts';
import { templateOf } from '../../../src/core/masking/masking.ts';
import { mineLogs } from '../../../src/core/mine/mine.ts';
import { neverCancelled } from '../../../src/core/model/cancellation.ts';
import type { Proposal } from '../../../src/core/model/hypothesis.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import { createPace } from '../../../src/core/pace.ts';
import type { ScoreFacts } from '../../../src/core/score/facts.ts';
import { selectEvidence } from '../../../src/core/select/select.ts';
import type { VerifyFacts } from '../../../src/core/verify/verify.ts';
import { clock } from '../../../src/node/clock.ts';
import { nodeFiles } from '../../../src/node/files.ts';
import { type Case, defaultBudget, inputOf } from '../cases.ts';

/** A case as the verifier sees it, with an answer to it and the lines that people labelled. */
export interface World {
  readonly id: string;
  readonly facts: VerifyFacts & ScoreFacts;
  /** What the analyst is given, to be asked once more. */
  readonly material: Material;
  readonly proposal: Proposal;
  readonly keyLines: readonly KeyLine[];
  close(): void;
}

interface KeyLine {
  readonly file: LogFile;
  readonly line: number;
}

export async function openCase(one: Case): Promise<World> {
  const world = await openWorld(one.id, await inputOf(one, defaultBudget));
  return { ...world, keyLines: keyLinesOf(one, world.facts.files) };
}

/** Logs that nobody labelled, e.g. those of a sample. */
export async function openWorld(id: string, input: DiagnoseInput): Promise<World> {
  const pace = createPace(clock, neverCancelled);
  const logs: Undated[] = [];
  const closers: (() => void)[] = [];
  for (const source of input.sources) {
    const opened = await nodeFiles.open(source.uri, neverCancelled);
    if (opened.kind === 'failure') throw new Error(opened.failure.message);
    closers.push(opened.close);
    const { modified } = opened;
    logs.push({ file: await collectLog(source, opened.bytes, pace), modified });
  }
  const files = placeDates(logs);
  const mined = await mineLogs(files, pace);
  const signatures = await matchSignatures(files, mined, pace);
  const { budget } = input;
  const context = await withTopology(input.context);
  const ranges = files.map(() => undefined);
  const pack = await selectEvidence({ files, mined, signatures, context, budget, ranges }, pace);
  const material = { files, mined, signatures, pack, context, question: undefined };
  const answer = await createEmbeddedAnalyst().propose(material, () => {}, neverCancelled);
  if (answer.kind === 'failure') throw new Error(`${id}: ${answer.failure.kind}`);
  return {
    id,
    facts: {
      files,
      pack,
      mined,
      templateOf,
      isSteering,
      topology: context.topology,
      restore: (text) => text,
    },
    material,
    proposal: answer.proposal,
    keyLines: [],
    close: () => closers.forEach((close) => void close()),
  };
}

function keyLinesOf({ expected }: Case, files: readonly LogFile[]): readonly KeyLine[] {
  return expected.evidence.flatMap(({ file: name, key_lines }) => {
    const file = files.find((log) => basename(log.name) === name);
    return file ? key_lines.map((line) => ({ file, line })) : [];
  });
}

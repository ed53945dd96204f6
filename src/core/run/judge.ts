import type { Material } from '../ask/reasoner.ts';
import type { DiagnoseInput } from '../diagnose.ts';
import { isSteering } from '../hostileText.ts';
import type { ReasonerInfo } from '../model/diagnosis.ts';
import type { EvidencePack } from '../model/evidence.ts';
import type { Proposal, VerifiedHypothesis } from '../model/hypothesis.ts';
import { reasonerKey } from '../model/judgement.ts';
import { count } from '../model/numberText.ts';
import type { ReadOutput } from '../model/probeOutput.ts';
import { holdAgainst, type OpenedOutput, readOutputs } from '../probeOutputs.ts';
import { recalibrationOf } from '../score/recalibrate.ts';
import { type ScoreFacts, type Scores, scoreHypotheses } from '../score/score.ts';
import { verifyProposal } from '../verify/verify.ts';
import { type Answer, factsOf, opinionOn } from './askReasoner.ts';
import type { Stages } from './stages.ts';

/** What was answered, held against the logs and scored. */
export interface Judged {
  /** As the outputs of checks leave it. */
  readonly proposal: Proposal;
  readonly pack: EvidencePack;
  readonly scores: Scores;
  readonly probed: readonly ReadOutput[];
}

interface Answered {
  readonly input: DiagnoseInput;
  readonly material: Material;
  readonly answer: Answer;
  readonly outputs: readonly OpenedOutput[];
}

/** Verifies each claim, and scores each hypothesis by what held. */
export async function judge(
  { input, material, answer, outputs }: Answered,
  stages: Stages,
): Promise<Judged> {
  const held = holdAgainst(answer.proposal, outputs, answer.pack);
  const { proposal, pack } = held;
  const verified = await stages.run('verify', async () => {
    const hypotheses = verifyProposal(proposal, factsOf({ ...material, pack }, answer.restore));
    return [hypotheses, verifySummary(hypotheses)];
  });
  const second = answer.reasoner.kind === 'embedded' ? undefined : await opinionOn(material);
  const facts: ScoreFacts = {
    ...scoreFactsOf({ ...material, pack }, input, answer.reasoner),
    ...(second && { secondOpinion: second }),
  };
  const scores = await stages.run('score', async () => {
    const scored = scoreHypotheses(verified, facts);
    return [scored, count(scored.hypotheses.length, 'hypothesis', 'hypotheses')];
  });
  const probed = readOutputs(outputs, held, verified, (given) => valuesOf(given, facts));
  return { proposal, pack, scores, probed };
}

function scoreFactsOf(
  { files, pack, mined }: Material,
  { context, experience }: DiagnoseInput,
  reasoner: ReasonerInfo,
): ScoreFacts {
  const recalibrate = experience && recalibrationOf(experience, reasonerKey(reasoner));
  return { files, pack, mined, topology: context.topology, isSteering, recalibrate };
}

function valuesOf(
  verified: readonly VerifiedHypothesis[],
  facts: ScoreFacts,
): ReadonlyMap<string, number> {
  const { hypotheses } = scoreHypotheses(verified, facts);
  return new Map(hypotheses.map(({ title, confidence }) => [title, confidence.value]));
}

function verifySummary(hypotheses: ReturnType<typeof verifyProposal>): string {
  const claims = hypotheses.flatMap((hypothesis) => hypothesis.claims);
  const supported = claims.filter((claim) => claim.verdict.kind === 'supported').length;
  return `${supported} of ${count(claims.length, 'claim')} supported`;
}

import type { Approved } from '../approval.ts';
import { createEmbeddedAnalyst } from '../ask/embedded/analyst.ts';
import type { Material } from '../ask/reasoner.ts';
import type { Conversation, Sent } from '../converse.ts';
import type { DiagnoseInput, DiagnosePorts } from '../diagnose.ts';
import { isSteering } from '../hostileText.ts';
import { templateOf } from '../masking/masking.ts';
import { type Cancellation, neverCancelled } from '../model/cancellation.ts';
import type { ReasonerInfo, Receipt } from '../model/diagnosis.ts';
import type { EvidencePack } from '../model/evidence.ts';
import type { Inquiry } from '../model/evidenceRequest.ts';
import type { Proposal, VerifiedHypothesis } from '../model/hypothesis.ts';
import type { ModelFailure } from '../model/modelFailure.ts';
import { count } from '../model/numberText.ts';
import type { Pace } from '../model/pace.ts';
import type { Redactor } from '../model/redactedText.ts';
import { verifyProposal } from '../verify/verify.ts';
import type * as WithModel from '../withModel.ts';
import type { Stages } from './stages.ts';

/** What a model is shown at first, so that there is room for what it asks for. */
const FIRST_SHARE = 0.85;

export function firstBudget({ model }: DiagnosePorts, { budget }: DiagnoseInput): number {
  return model ? Math.floor(budget * FIRST_SHARE) : budget;
}

export interface Answer {
  readonly proposal: Proposal;
  readonly reasoner: ReasonerInfo;
  readonly receipt?: Receipt;
  /** What the model said, as it came. */
  readonly replies?: readonly string[];
  /** The evidence, with what a model asked for. */
  readonly pack: EvidencePack;
  /** What a model asked for and was told, round by round. */
  readonly inquiries: readonly Inquiry[];
  /** Cancelled while an answer was being mended. */
  readonly isCut: boolean;
  /** Undoes the redaction of a quote, for finding it in the file. */
  readonly restore: (quote: string) => string;
  /** What a text's placeholders stand for, as far as that may be shown. */
  readonly showable: (text: string) => Readonly<Record<string, string>>;
}

export async function ask(
  ports: DiagnosePorts,
  material: Material,
  { budget, personalData, tokenLimit }: DiagnoseInput,
  stages: Stages,
  pace: Pace,
  cancellation: Cancellation,
): Promise<Answer> {
  const { model, boundary, consent } = ports;
  const { pack } = material;
  if (!model) {
    await stages.run('redact', async () => [undefined, 'nothing leaves this machine']);
    const restore = (quote: string): string => quote;
    const showable = (): Readonly<Record<string, string>> => ({});
    const given = { pack, inquiries: [], isCut: false, restore, showable };
    return askEmbedded(material, stages, given, cancellation);
  }
  const means = await import('../withModel.ts');
  const redactor = means.createRedactor(personalData);
  const write = (shown: Material): Promise<Sent> =>
    stages.run('redact', async () => {
      const written = means.writeRequest({ redactor, boundary, material: shown });
      const values = written.redactions.reduce((sum, redaction) => sum + redaction.count, 0);
      return [written, count(values, 'value')];
    });
  const asked = { consent, model, material, budget, tokenLimit, write };
  const approved = await means.approve(asked, cancellation);
  const limits = { budget, ...(tokenLimit !== undefined && { tokenLimit }) };
  const talk = { model, redactor, boundary, ...limits, pace, cancellation };
  return approved.kind === 'send'
    ? askModel(means, talk, approved, material, stages)
    : askInstead(approved, material, stages, redactor, cancellation);
}

/** Asks the model what was allowed; where it fails, the analyst answers. */
async function askModel(
  { approvalDetails, converse, unwithheld }: typeof WithModel,
  talk: Omit<Conversation, 'material' | 'verify' | 'progress'>,
  { request, shown, approval }: Extract<Approved, { readonly kind: 'send' }>,
  material: Material,
  stages: Stages,
): Promise<Answer> {
  const { model, redactor } = talk;
  const { restore, showable } = redactor;
  const { result, receipt, details, keptAt, ...said } = await stages.run(
    'ask',
    async (progress) => {
      const verify = (proposal: Proposal, seen: EvidencePack) =>
        verifyProposal(proposal, factsOf({ ...material, pack: seen }, restore));
      const conversed = await converse({ ...talk, material: shown, verify, progress }, request);
      const { result: end } = conversed;
      const summary = end.kind === 'failure' ? `failed: ${end.failure.kind}` : '';
      const told = [...approvalDetails(approval), ...conversed.details];
      return [{ ...conversed, details: told }, summary, told];
    },
  );
  const sent = receipt && { receipt: { ...receipt, ...(approval && { approval }) } };
  const given = { ...said, ...sent, restore, showable };
  if (result.kind === 'failure') {
    const { failure } = result;
    const pack = unwithheld(material.pack, shown.pack, said.pack);
    return askEmbedded(material, stages, { failure, ...given, pack }, neverCancelled, details);
  }
  const reasoner = { kind: model.kind, name: model.name, ...(keptAt !== undefined && { keptAt }) };
  return { proposal: result.proposal, reasoner, ...given };
}

/** Nothing may be sent: the analyst answers, and says why where that was not the user's own choice. */
function askInstead(
  approved: Exclude<Approved, { readonly kind: 'send' }>,
  material: Material,
  stages: Stages,
  { restore, showable }: Pick<Redactor, 'restore' | 'showable'>,
  cancellation: Cancellation,
): Promise<Answer> {
  const given = { pack: material.pack, inquiries: [], isCut: false, restore, showable };
  return approved.kind === 'refused'
    ? askEmbedded(material, stages, { ...given, failure: approved.failure }, cancellation)
    : askEmbedded(material, stages, given, cancellation, [
        'You chose the embedded analyst before anything was sent.',
      ]);
}

/** What the embedded analyst says by itself of what a model was asked, checked in the same way. */
export async function opinionOn(material: Material): Promise<readonly VerifiedHypothesis[]> {
  const answer = await createEmbeddedAnalyst().propose(material, () => {}, neverCancelled);
  const restore = (quote: string): string => quote;
  return answer.kind === 'proposal'
    ? verifyProposal(answer.proposal, factsOf(material, restore))
    : [];
}

export function factsOf({ context, ...material }: Material, restore: Answer['restore']) {
  const { files, pack, mined, skews = [] } = material;
  const { topology } = context;
  return { files, pack, mined, skews, templateOf, isSteering, topology, restore };
}

async function askEmbedded(
  material: Material,
  stages: Stages,
  given: Omit<Answer, 'proposal' | 'reasoner'> & { readonly failure?: ModelFailure },
  cancellation: Cancellation,
  details: readonly string[] = [],
): Promise<Answer> {
  const analyst = createEmbeddedAnalyst();
  const answer = await stages.run('ask', async (progress) => {
    const result = await analyst.propose(material, progress, cancellation);
    return [result, analyst.name, details];
  });
  if (answer.kind === 'failure') {
    throw new Error(`The embedded analyst can't fail, yet said ${answer.failure.kind}.`);
  }
  const { failure, ...rest } = given;
  const reasoner = { kind: analyst.kind, name: analyst.name, ...(failure && { failure }) };
  return { proposal: answer.proposal, reasoner, ...rest };
}

import { type Approved, approve } from './approval.ts';
import { explainPrompt } from './ask/explain/prompt.ts';
import { type ParsedExplanation, parseExplanation } from './ask/explain/reply.ts';
import type { Turn } from './ask/model/prompt.ts';
import type { Material } from './ask/reasoner.ts';
import { type WordedRule, wordedRules } from './audit/constraints/wordedRules.ts';
import { type AuditEvidence, auditEvidence } from './audit/explain/evidence.ts';
import { type Judged, judged } from './audit/explain/judged.ts';
import { orderFindings } from './audit/findings.ts';
import { scoreAudit } from './audit/score.ts';
import {
  type Asking,
  askForAnswer,
  type Checking,
  mendOnce,
  redactPrompt,
  restoredTurn,
  type Sent,
  type Talk,
} from './converse.ts';
import { findInAudit } from './explainLookUp.ts';
import { isSteering } from './hostileText.ts';
import { createJournal } from './journal.ts';
import { templateOf } from './masking/masking.ts';
import type { Audit, AuditWorkspace, ExplainedClaim, Explanation, Finding } from './model/audit.ts';
import type { Cancellation } from './model/cancellation.ts';
import { noContext } from './model/context.ts';
import type { Receipt } from './model/diagnosis.ts';
import type { EvidencePack } from './model/evidence.ts';
import type { ModelFailure } from './model/modelFailure.ts';
import type { Pace } from './model/pace.ts';
import type { Problem } from './model/problem.ts';
import type { PersonalKind, Redactor } from './model/redactedText.ts';
import { visibleData } from './model/visibleText.ts';
import type { Consent, LanguageModel } from './ports.ts';
import { createRedactor } from './redact/redact.ts';
import { verifyProposal } from './verify/verify.ts';

/** What asking a model needs, as for a diagnosis. */
export interface ExplainPorts {
  readonly model: LanguageModel;
  readonly boundary: () => string;
  readonly consent?: Consent;
}

export interface ExplainInput {
  readonly personalData?: readonly PersonalKind[];
  readonly tokenLimit?: number;
}

/** Characters of a suggestion and what surrounds it that go to a model. */
const BUDGET = 24_000;
/** Characters that it may ask for besides. */
const ROOM = 12_000;

/** Nothing here takes long enough to let others have a turn. */
const unhurried: Pace = { step: () => undefined };

/**
 * Has a model explain an audited suggestion. What it claims is checked like the claims of a diagnosis,
 * and shown with what the checks said; whatever fails, the audit stands as it was made without it.
 */
export async function explain(
  ports: ExplainPorts,
  audit: Audit,
  workspace: AuditWorkspace,
  { personalData, tokenLimit }: ExplainInput,
  cancellation: Cancellation,
): Promise<Audit> {
  const rules = await wordedRules(audit.suggestion, workspace);
  const given = await auditEvidence(audit, rules, workspace, BUDGET);
  const { pack, kept } = given;
  const named = rules.filter(({ place }) => !kept.includes(place.file)).map(({ id }) => id);
  const redactor = createRedactor(personalData);
  const write = (shown: Material, turn?: Turn): Sent => {
    const fence = ports.boundary();
    const seen = { pack: shown.pack, audit: seenBy(audit, given), rules: named };
    const told = turn && restoredTurn(turn, redactor);
    return redactPrompt(explainPrompt(seen, fence, told), fence, redactor);
  };
  const { model, consent } = ports;
  const means = { consent, model, tokenLimit, write: async (shown: Material) => write(shown) };
  const budget = pack.characters + ROOM;
  const approved =
    pack.evidence.length === 0
      ? ({ kind: 'embedded' } as const)
      : await approve({ ...means, material: materialOf(pack), budget }, cancellation);
  const problems = [...audit.problems, ...partlySeen(given)];
  if (approved.kind !== 'send') return { ...audit, ...unasked(approved), problems };
  const about = { audit, rules, redactor, model };
  const talk = {
    ...{ model, redactor, boundary: ports.boundary, budget, cancellation },
    ...(tokenLimit !== undefined && { tokenLimit }),
    ...{ pace: unhurried, progress: () => {}, find: findInAudit(audit, workspace) },
  };
  const asked = await ask(talk, approved, write, about);
  const told = explained(asked, about);
  return visibleData({ ...audit, ...told, problems });
}

/** What is kept from models is not told in other words either. */
function seenBy(audit: Audit, { kept }: AuditEvidence): Audit {
  const isSeen = ({ file }: { readonly file: string | undefined }): boolean =>
    file === undefined || !kept.includes(file);
  return {
    ...audit,
    effects: audit.effects.filter(isSeen),
    findings: audit.findings.filter((finding) => isSeen(finding) && isSeen(finding.source)),
    blastRadius: audit.blastRadius.filter(({ evidence }) => evidence.every(isSeen)),
  };
}

function materialOf(pack: EvidencePack): Material {
  const mined = { templates: [], templateIds: [], signals: [] };
  return { files: [], mined, signatures: [], pack, context: noContext, question: undefined };
}

/** Nothing was sent: by the user's choice, or as a limit forbids it. */
function unasked(approved: Exclude<Approved, { readonly kind: 'send' }>): Partial<Audit> {
  if (approved.kind === 'embedded') return {};
  return { explanation: standIn(approved.failure) };
}

function standIn(failure: ModelFailure, receipt?: Receipt): Explanation {
  return {
    reasoner: { kind: 'embedded', name: 'Checks by code', failure },
    summary: '',
    claims: [],
    evidence: [],
    ...(receipt && { receipt }),
  };
}

interface Asked {
  readonly reply: Answered | { readonly kind: 'failure'; readonly failure: ModelFailure };
  readonly receipt: Receipt | undefined;
  readonly keptAt: number | undefined;
  /** Every round after the first, in words. */
  readonly rounds: readonly string[];
  /** What it has seen. */
  readonly pack: EvidencePack;
}

type Answered = Extract<ParsedExplanation, { readonly kind: 'explanation' }>;

interface About {
  readonly audit: Audit;
  readonly rules: readonly WordedRule[];
  readonly redactor: Redactor;
  readonly model: LanguageModel;
}

/** As of a diagnosis: it may ask for more first, and mend once what did not hold. */
async function ask(
  means: Omit<Talk, 'material'>,
  { request, shown, approval }: Extract<Approved, { readonly kind: 'send' }>,
  write: Asking<Answered>['write'],
  about: About,
): Promise<Asked> {
  const journal = createJournal(means.model);
  const talk = { ...means, material: shown };
  const asking: Asking<Answered> = { parse: parseExplanation, write };
  const asked = await askForAnswer(talk, asking, request, journal);
  const { pack } = asked.material;
  const reply =
    asked.reply.kind === 'failure'
      ? asked.reply
      : (await mendOnce(talk, asked, asked.reply, asking, { ...checkingOf(about), journal }))
          .answer;
  const { receipt, keptAt, details } = journal.all();
  const sent = receipt && { ...receipt, ...(approval && { approval }) };
  return { reply, receipt: sent, keptAt, rounds: details, pack };
}

/** What is said of a suggestion, with what checks say of it. */
function checked(
  { explanation: { claims: proposed } }: Answered,
  pack: EvidencePack,
  { audit, rules, redactor }: About,
): Judged {
  const [verified] = verifyProposal(proposalOf(proposed.map(({ claim }) => claim)), {
    ...{ files: [], mined: materialOf(pack).mined, pack, templateOf, isSteering },
    topology: { services: servicesOf(audit), edges: [] },
    restore: (text) => redactor.restore(text),
  });
  return judged(proposed, verified?.claims ?? [], rules, pack);
}

const checkingOf = (about: About): Checking<Answered, Judged> => ({
  check: (answer, pack) => checked(answer, pack, about),
  weak: ({ claims }) => claims.filter(isWeak),
  claims: ({ claims }) =>
    claims.map(({ section, ...claim }) => ({
      hypothesis: section,
      claim: { ...claim, role: 'mechanism' },
    })),
  isBetter: (second, first) => worthOf(second) > worthOf(first),
  called: 'claim',
});

/** What it says to be taken for granted is not shown by anything: that is why it says it. */
function isWeak({ section, citations, verdict }: ExplainedClaim): boolean {
  const isFree = section === 'assumes' && citations.length === 0;
  return !isFree && (verdict.kind === 'unsupported' || verdict.kind === 'refuted');
}

function worthOf({ claims }: Judged): number {
  const held = claims.filter(({ verdict }) => verdict.kind === 'supported').length;
  const partly = claims.filter(({ verdict }) => verdict.kind === 'partly').length;
  return held + (partly - claims.filter(isWeak).length) / 2;
}

function explained({ reply, receipt, keptAt, rounds, pack }: Asked, about: About): Partial<Audit> {
  if (reply.kind === 'failure') return { explanation: standIn(reply.failure, receipt) };
  const { audit, redactor, model } = about;
  const { summary, claims: proposed } = reply.explanation;
  const { claims, findings, settled } = checked(reply, pack, about);
  const hidden = redactor.showable(JSON.stringify(proposed) + summary);
  const explanation: Explanation = {
    reasoner: { kind: model.kind, name: model.name, ...(keptAt !== undefined && { keptAt }) },
    ...{ summary, claims, evidence: pack.evidence },
    ...(rounds.length > 0 && { rounds }),
    ...(receipt && { receipt }),
    ...(Object.keys(hidden).length > 0 && { hidden }),
  };
  return { explanation, ...withFindings(audit, findings, settled) };
}

function proposalOf(claims: Parameters<typeof verifyProposal>[0]['hypotheses'][number]['claims']) {
  const hypothesis = { title: '', summary: '', service: undefined, claims };
  return {
    outcome: 'diagnosed',
    reason: '',
    hypotheses: [{ ...hypothesis, against: [], missing: [], probes: [] }],
  } as const;
}

function servicesOf({ blastRadius }: Audit): readonly string[] {
  return [...new Set(blastRadius.flatMap(({ service, path }) => [service, ...path]))];
}

/** A rule that a model found broken, and cited, is a finding like others; the score counts it. */
function withFindings(
  audit: Audit,
  more: readonly Finding[],
  settled: ReadonlySet<number>,
): Partial<Audit> {
  const omissions = audit.omissions.filter(
    ({ kind, source }) => kind !== 'constraint' || !settled.has(source?.line ?? 0),
  );
  if (more.length === 0) return { omissions };
  const findings = orderFindings([...audit.findings, ...more]);
  return { omissions, findings, confidence: scoreAudit({ ...audit, findings }) };
}

function partlySeen({ kept, pack: { leftOut } }: AuditEvidence): readonly Problem[] {
  const [left] = leftOut.groups;
  return [
    ...kept.map((file) => ({
      code: 'keptFromModels',
      message: `${file} is kept from models by an ignore file: the model was not shown it.`,
      file,
    })),
    ...(left
      ? [
          {
            code: 'evidenceCut',
            message: `The model was not shown ${left.count} ${left.count === 1 ? 'part' : 'parts'} of the change and what surrounds it, as there was no room.`,
          },
        ]
      : []),
  ];
}

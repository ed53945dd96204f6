import { type Find, lookUp } from './ask/model/lookUp.ts';
import { buildPrompt, type CheckedClaim, type Prompt, type Turn } from './ask/model/prompt.ts';
import { type ParsedReply, parseReply } from './ask/model/reply.ts';
import { limits } from './ask/model/schema.ts';
import type { Material } from './ask/reasoner.ts';
import { createJournal, type Journal } from './journal.ts';
import type { Cancellation } from './model/cancellation.ts';
import type { VerifiedClaim } from './model/claim.ts';
import type { Receipt } from './model/diagnosis.ts';
import type { EvidenceId, EvidencePack } from './model/evidence.ts';
import type { EvidenceRequest, Inquiry } from './model/evidenceRequest.ts';
import type { Proposal, VerifiedHypothesis } from './model/hypothesis.ts';
import type { ModelFailure } from './model/modelFailure.ts';
import { number } from './model/numberText.ts';
import type { Pace } from './model/pace.ts';
import type { Redaction, Redactor } from './model/redactedText.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from './ports.ts';
import { type CheckedAnswer, isBetter, weakClaims } from './repair.ts';
import { logCharacters, requestTokens } from './tokens.ts';

/** What a conversation with a model needs; nothing of it changes while it lasts. */
export interface Conversation {
  readonly model: LanguageModel;
  readonly redactor: Redactor;
  readonly boundary: () => string;
  readonly material: Material;
  /** Characters of evidence in all, with what the model asks for. */
  readonly budget: number;
  /** Tokens that one request may have, by estimate. */
  readonly tokenLimit?: number;
  readonly verify: (proposal: Proposal, pack: EvidencePack) => readonly VerifiedHypothesis[];
  readonly pace: Pace;
  readonly progress: (message: string) => void;
  readonly cancellation: Cancellation;
  /** Where what the model asks for is looked up; in the logs, where it is not said. */
  readonly find?: Find;
}

/** What any conversation needs, whatever is asked. */
export type Talk = Omit<Conversation, 'verify'>;

/** How a conversation ended, and all that was said in it. */
export interface Conversed {
  readonly result:
    | { readonly kind: 'proposal'; readonly proposal: Proposal }
    | { readonly kind: 'failure'; readonly failure: ModelFailure };
  /** The evidence with what the model asked for. */
  readonly pack: EvidencePack;
  readonly inquiries: readonly Inquiry[];
  /** Every round in words, for the trace. */
  readonly details: readonly string[];
  readonly receipt: Receipt | undefined;
  /** What the model said, round by round. */
  readonly replies: readonly string[];
  /** The time of the answer, where it was kept from asking the same before. */
  readonly keptAt: number | undefined;
  /** Cancelled after an answer stood that could have been mended. */
  readonly isCut: boolean;
}

/** A request with what was hidden in it. */
export interface Sent extends ModelRequest {
  readonly redactions: readonly Redaction[];
  /** Characters of each piece of evidence. */
  readonly lengths: ReadonlyMap<EvidenceId, number>;
}

/** Writes a turn's request. */
export function writeRequest(
  { redactor, boundary, material }: Pick<Conversation, 'redactor' | 'boundary' | 'material'>,
  turn?: Turn,
): Sent {
  const fence = boundary();
  return redactPrompt(
    buildPrompt(material, fence, turn && restoredTurn(turn, redactor)),
    fence,
    redactor,
  );
}

/** The only place where text becomes fit to leave. */
export function redactPrompt(prompt: Prompt, fence: string, redactor: Redactor): Sent {
  const system = redactor.redact(prompt.system);
  const user = redactor.redact(prompt.user);
  const redactions = [...system.redactions, ...user.redactions];
  const { schema, lengths } = prompt;
  return { system: system.text, user: user.text, schema, boundary: fence, redactions, lengths };
}

/** What the model said comes back to it with the placeholders that it knows, as redaction makes them. */
export function restoredTurn(turn: Turn, { restore }: Redactor): Turn {
  return {
    ...turn,
    inquiries: turn.inquiries.map((one) => ({ ...one, request: restore(one.request) })),
    checked: turn.checked.map(({ hypothesis, claim }) => ({
      hypothesis: restore(hypothesis),
      claim: { ...claim, text: restore(claim.text) },
    })),
  };
}

/**
 * Asks a model until it answers: up to three times it may ask for more evidence first, which is
 * looked up here. An answer whose root claims do not hold goes back once, with what was found wrong;
 * of the two answers the one that holds better is kept.
 */
export async function converse(talk: Conversation, first: Sent): Promise<Conversed> {
  const journal = createJournal(talk.model);
  const asked = await askForAnswer(talk, ofDiagnosis(talk), first, journal);
  const { pack } = asked.material;
  const end = { pack, inquiries: asked.inquiries };
  if (asked.reply.kind !== 'proposal') {
    return { result: asked.reply, ...end, ...journal.all(), isCut: false };
  }
  const mended = await mendOnce(talk, asked, asked.reply, ofDiagnosis(talk), {
    ...checkingOf(talk),
    journal,
  });
  return {
    result: { kind: 'proposal', proposal: mended.answer.proposal },
    ...end,
    ...journal.all(),
    isCut: mended.isCut,
  };
}

export type Failed = { readonly kind: 'failure'; readonly failure: ModelFailure };

type Requests = Extract<ParsedReply, { kind: 'requests' }>;

/** What is asked of a model: how its answer is read, and how a later turn is written. */
export interface Asking<A extends { readonly kind: string }> {
  parse(text: string): A | Requests | Failed;
  write(material: Material, turn: Turn): Sent;
  /** Is told all of an answer that has come so far. */
  onText?(text: string): void;
}

export interface Asked<A> {
  readonly reply: A | Failed;
  readonly material: Material;
  readonly inquiries: readonly Inquiry[];
}

type ProposalReply = Extract<ParsedReply, { kind: 'proposal' }>;

const ofDiagnosis = (talk: Conversation): Asking<ProposalReply> => ({
  parse: parseReply,
  write: (material, turn) => writeRequest({ ...talk, material }, turn),
});

const isRequests = (reply: { readonly kind: string }): reply is Requests =>
  reply.kind === 'requests';

/** Asks until there is an answer; what it wants to see before is looked up, three times at most. */
export async function askForAnswer<A extends { readonly kind: string }>(
  talk: Talk,
  asking: Asking<A>,
  first: Sent,
  journal: Journal,
): Promise<Asked<A>> {
  let { material } = talk;
  let request = first;
  let inquiries: readonly Inquiry[] = [];
  for (let round = 1; ; round++) {
    const reply = await askOnce(talk, asking, request, journal);
    if (!isRequests(reply)) return { reply, material, inquiries };
    const room = { ...talk, budget: roomFor(talk, request, material) };
    const found = round <= limits.rounds && (await answer(reply.requests, round, room, material));
    if (!found) return { reply: withoutEnd(talk.cancellation), material, inquiries };
    material = { ...material, pack: found.pack };
    inquiries = [...inquiries, ...found.inquiries];
    journal.tell(...found.inquiries.map(inquiryText));
    request = asking.write(material, { inquiries, roundsLeft: limits.rounds - round, checked: [] });
  }
}

/** A part of what fits, as headings and line numbers take room too. */
const USABLE = 0.7;

/** Characters of evidence in all that the next request may have. */
function roomFor({ budget, tokenLimit }: Talk, request: Sent, { pack }: Material): number {
  if (tokenLimit === undefined) return budget;
  const free = logCharacters((tokenLimit - requestTokens(request)) * USABLE);
  return Math.min(budget, pack.characters + free);
}

/** What was found; nothing where the run was cancelled meanwhile. */
async function answer(
  requests: readonly EvidenceRequest[],
  round: number,
  { budget, pace, redactor, progress, cancellation, find }: Talk,
  material: Material,
) {
  progress(`looks up what the model asked for, round ${round}`);
  try {
    const restore = (text: string): string => redactor.restore(text);
    const found = await lookUp(requests, round, material, {
      ...{ budget, pace, restore },
      ...(find && { find }),
    });
    cancellation.throwIfAborted();
    return found;
  } catch (error) {
    if (cancellation.aborted) return undefined;
    throw error;
  }
}

function withoutEnd({ aborted }: Cancellation): Failed {
  const detail = `It asked for more evidence after ${limits.rounds} rounds instead of answering`;
  const failure: ModelFailure = aborted ? { kind: 'cancelled' } : { kind: 'schema', detail };
  return { kind: 'failure', failure };
}

function inquiryText({ round, request, answer: told }: Inquiry): string {
  return `Round ${round}: the model asked for ${request}. ${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
}

/** What checks by code say of an answer. */
export interface Checking<A, C> {
  check(answer: A, pack: EvidencePack): C;
  /** Claims that matter and do not hold. */
  weak(checked: C): readonly Pick<VerifiedClaim, 'verdict'>[];
  /** All claims, as the model is told of them. */
  claims(checked: C): readonly CheckedClaim[];
  isBetter(second: C, first: C): boolean;
  /** What the claims are called that matter, e.g. `root claim`. */
  readonly called: string;
}

const checkingOf = ({
  verify,
}: Pick<Conversation, 'verify'>): Checking<ProposalReply, CheckedAnswer> => ({
  check: ({ proposal }, pack) => ({ proposal, verified: verify(proposal, pack) }),
  weak: ({ verified }) => weakClaims(verified),
  claims: ({ verified }) => checkedClaims(verified),
  isBetter,
  called: 'root claim',
});

/** One repair round for claims that did not hold; the better of both answers. */
export async function mendOnce<A extends { readonly kind: string }, C>(
  talk: Talk,
  { material, inquiries }: Asked<A>,
  answer: A,
  asking: Asking<A>,
  {
    check,
    weak: weakOf,
    claims,
    isBetter,
    called,
    journal,
  }: Checking<A, C> & {
    readonly journal: Journal;
  },
): Promise<{ readonly answer: A; readonly isCut: boolean }> {
  const first = check(answer, material.pack);
  const weak = weakOf(first);
  if (weak.length === 0) return { answer, isCut: false };
  if (talk.cancellation.aborted) return { answer, isCut: true };
  talk.progress('asks the model to mend claims that did not hold');
  const turn: Turn = { inquiries, roundsLeft: 0, checked: claims(first) };
  const reply = await askOnce(talk, asking, asking.write(material, turn), journal);
  const found = `Repair: ${weak.length} ${called}${weak.length === 1 ? '' : 's'} did not hold (${codesOf(weak)})`;
  if (isFailed(reply) || isRequests(reply)) {
    const isCut = isFailed(reply) && reply.failure.kind === 'cancelled';
    const why = isFailed(reply) ? reply.failure.kind : 'it asked for more evidence';
    journal.tell(`${found}; the second answer failed (${why}), so the first is kept.`);
    return { answer, isCut };
  }
  const takes = isBetter(check(reply, material.pack), first);
  journal.tell(
    `${found}; the ${takes ? 'second answer holds better and is kept' : 'first answer holds as well and is kept'}.`,
  );
  return { answer: takes ? reply : answer, isCut: false };
}

const isFailed = (reply: { readonly kind: string }): reply is Failed => reply.kind === 'failure';

function checkedClaims(verified: readonly VerifiedHypothesis[]): readonly CheckedClaim[] {
  return verified.flatMap(({ proposed: { title: hypothesis }, claims }) =>
    claims.map((claim) => ({ hypothesis, claim })),
  );
}

function codesOf(claims: readonly Pick<VerifiedClaim, 'verdict'>[]): string {
  const codes = claims.flatMap(({ verdict }) => verdict.checks.map(({ code }) => code));
  return [...new Set(codes)].join(', ');
}

async function askOnce<A extends { readonly kind: string }>(
  talk: Talk,
  { parse, onText }: Asking<A>,
  request: Sent,
  journal: Journal,
): Promise<A | Requests | Failed> {
  const reply = await send(talk, request, journal, onText);
  return reply.kind === 'text' ? parse(reply.text) : reply;
}

/** Sends a request if its size allows that, and writes down what left. */
async function send(
  {
    model,
    tokenLimit,
    progress,
    cancellation,
  }: Pick<Conversation, 'model' | 'tokenLimit' | 'progress' | 'cancellation'>,
  request: Sent,
  journal: Journal,
  onText?: (text: string) => void,
): Promise<ModelAnswer> {
  const { redactions, lengths, ...sent } = request;
  const excess = overLimit(request, tokenLimit);
  if (excess) return { kind: 'failure', failure: excess };
  const reply = await model.ask(
    sent,
    ({ characters, text }) => {
      progress(`${number(characters)} characters received`);
      onText?.(text);
    },
    cancellation,
  );
  journal.sent(request, reply);
  return reply;
}

/** Why a request may not be sent by its size; nothing where it may. */
export function overLimit(request: Sent, limit: number | undefined): ModelFailure | undefined {
  const needed = requestTokens(request);
  return limit !== undefined && needed > limit
    ? { kind: 'overBudget', setting: 'tokensPerRequest', limit, used: 0, needed }
    : undefined;
}

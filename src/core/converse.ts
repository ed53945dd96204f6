import { lookUp } from './ask/model/lookUp.ts';
import { buildPrompt, type CheckedClaim, type Prompt, type Turn } from './ask/model/prompt.ts';
import { type ParsedReply, parseReply } from './ask/model/reply.ts';
import { limits } from './ask/model/schema.ts';
import type { Material } from './ask/reasoner.ts';
import type { Cancellation } from './model/cancellation.ts';
import type { Receipt } from './model/diagnosis.ts';
import type { EvidenceId, EvidencePack } from './model/evidence.ts';
import type { EvidenceRequest, Inquiry } from './model/evidenceRequest.ts';
import type { Proposal, VerifiedHypothesis } from './model/hypothesis.ts';
import type { ModelFailure } from './model/modelFailure.ts';
import type { Pace } from './model/pace.ts';
import type { RedactedText, Redaction, Redactor } from './model/redactedText.ts';
import type { Tokens } from './model/tokens.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from './ports.ts';
import { isBetter, weakClaims } from './repair.ts';
import { costOf, logCharacters, noTokens, plus, requestTokens, tokensUsed } from './tokens.ts';

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
}

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
  const mended = await repair(talk, asked, asked.reply.proposal, journal);
  return {
    result: { kind: 'proposal', proposal: mended.proposal },
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
  talk: Omit<Conversation, 'verify'>,
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
function roomFor(
  { budget, tokenLimit }: Omit<Conversation, 'verify'>,
  request: Sent,
  { pack }: Material,
): number {
  if (tokenLimit === undefined) return budget;
  const free = logCharacters((tokenLimit - requestTokens(request)) * USABLE);
  return Math.min(budget, pack.characters + free);
}

/** What was found; nothing where the run was cancelled meanwhile. */
async function answer(
  requests: readonly EvidenceRequest[],
  round: number,
  { budget, pace, redactor, progress, cancellation }: Omit<Conversation, 'verify'>,
  material: Material,
) {
  progress(`looks up what the model asked for, round ${round}`);
  try {
    const restore = (text: string): string => redactor.restore(text);
    const found = await lookUp(requests, round, material, { budget, pace, restore });
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

/** One repair round for root claims that did not hold; the better of both answers. */
async function repair(
  talk: Conversation,
  { material, inquiries }: Asked<ProposalReply>,
  proposal: Proposal,
  journal: Journal,
): Promise<{ readonly proposal: Proposal; readonly isCut: boolean }> {
  const verified = talk.verify(proposal, material.pack);
  const weak = weakClaims(verified);
  if (weak.length === 0) return { proposal, isCut: false };
  if (talk.cancellation.aborted) return { proposal, isCut: true };
  talk.progress('asks the model to mend claims that did not hold');
  const checked = checkedClaims(verified);
  const turn: Turn = { inquiries, roundsLeft: 0, checked };
  const asking = ofDiagnosis(talk);
  const reply = await askOnce(talk, asking, asking.write(material, turn), journal);
  const found = `Repair: ${weak.length} root ${weak.length === 1 ? 'claim' : 'claims'} did not hold (${codesOf(weak)})`;
  if (reply.kind !== 'proposal') {
    const isCut = reply.kind === 'failure' && reply.failure.kind === 'cancelled';
    const why = reply.kind === 'failure' ? reply.failure.kind : 'it asked for more evidence';
    journal.tell(`${found}; the second answer failed (${why}), so the first is kept.`);
    return { proposal, isCut };
  }
  const second = talk.verify(reply.proposal, material.pack);
  const takes = isBetter({ proposal: reply.proposal, verified: second }, { proposal, verified });
  journal.tell(
    `${found}; the ${takes ? 'second answer holds better and is kept' : 'first answer holds as well and is kept'}.`,
  );
  return { proposal: takes ? reply.proposal : proposal, isCut: false };
}

function checkedClaims(verified: readonly VerifiedHypothesis[]): readonly CheckedClaim[] {
  return verified.flatMap(({ proposed: { title: hypothesis }, claims }) =>
    claims.map((claim) => ({ hypothesis, claim })),
  );
}

function codesOf(claims: ReturnType<typeof weakClaims>): string {
  const codes = claims.flatMap(({ verdict }) => verdict.checks.map(({ code }) => code));
  return [...new Set(codes)].join(', ');
}

async function askOnce<A extends { readonly kind: string }>(
  talk: Omit<Conversation, 'verify'>,
  { parse, onText }: Asking<A>,
  request: Sent,
  journal: Journal,
): Promise<A | Requests | Failed> {
  const reply = await send(talk, request, journal, onText);
  return reply.kind === 'text' ? parse(reply.text) : reply;
}

/** Sends a request if its size allows that, and writes down what left. */
export async function send(
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
      progress(`${String(characters).replace(/\B(?=(\d{3})+$)/g, ',')} characters received`);
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

/** All that was said with a model. */
export interface Journal {
  sent(request: Sent, reply: ModelAnswer): void;
  tell(...details: readonly string[]): void;
  all(): Pick<Conversed, 'details' | 'receipt' | 'replies' | 'keptAt'>;
}

/** Characters of an answer that are kept; one of usual length has a tenth of it. */
const LONGEST_REPLY = 100_000;

/** Keeps all that left the machine, byte for byte, and what was said in between. */
export function createJournal({ destination, price }: LanguageModel): Journal {
  const details: string[] = [];
  const texts: string[] = [];
  const replies: string[] = [];
  const counts = new Map<string, number>();
  const usages: Tokens[] = [];
  const used: Tokens[] = [];
  let keptAt: number | undefined;
  return {
    sent(request, reply) {
      const { redactions } = request;
      if (reply.kind === 'text') replies.push(reply.text.slice(0, LONGEST_REPLY));
      if (reply.kind === 'failure' && reply.nothingSent) return;
      if (reply.kind === 'text' && reply.keptAt !== undefined) {
        keptAt = Math.min(keptAt ?? reply.keptAt, reply.keptAt);
        details.push('A kept reply answered the same request as before; nothing was sent for it.');
        return;
      }
      used.push(tokensUsed(request, reply));
      texts.push(textOf(request));
      // Each request repeats the one before, so the values of the fullest are those of all.
      for (const { kind, count } of merged(redactions)) {
        counts.set(kind, Math.max(counts.get(kind) ?? 0, count));
      }
      if (reply.kind === 'text' && reply.usage) usages.push(reply.usage);
    },
    tell: (...more) => void details.push(...more),
    all() {
      const redactions = [...counts].map(([kind, count]) => ({ kind, count }));
      const text = texts.map(numbered).join('\n\n');
      // A sum that leaves one out would look as if a server had read less than it was sent.
      const usage =
        usages.length === texts.length && texts.length > 0
          ? { usage: usages.reduce((sum, one) => plus(sum, one)) }
          : {};
      const { inputTokens, outputTokens } = used.reduce((sum, one) => plus(sum, one), noTokens);
      const receipt = {
        ...{ destination, text, redactions, requests: texts.length, ...usage },
        tokens: inputTokens + outputTokens,
        ...(price && { cost: costOf(price, { inputTokens, outputTokens }) }),
      };
      return { details, receipt: texts.length === 0 ? undefined : receipt, replies, keptAt };
    },
  };
}

/** The text of a request as the receipt keeps it; both parts of it are redacted. */
export function textOf({ system, user }: ModelRequest): RedactedText {
  return `${system}\n\n${user}` as RedactedText;
}

function numbered(text: string, index: number, all: readonly string[]): string {
  return all.length === 1 ? text : `=== Request ${index + 1} of ${all.length} ===\n${text}`;
}

export function merged(redactions: readonly Redaction[]): readonly Redaction[] {
  const kinds = [...new Set(redactions.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    kind,
    count: redactions.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0),
  }));
}

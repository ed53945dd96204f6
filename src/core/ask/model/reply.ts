import { jsonrepair } from 'jsonrepair';
import * as v from 'valibot';
import type { Cite, Claim, ClaimRole } from '../../model/claim.ts';
import type { EvidenceRequest } from '../../model/evidenceRequest.ts';
import type { Outcome, Probe, Proposal, ProposedHypothesis } from '../../model/hypothesis.ts';
import type { ModelFailure } from '../../model/modelFailure.ts';
import { visibleText } from '../../model/visibleText.ts';
import { toRequests } from './requests.ts';
import { limits } from './schema.ts';

export type ParsedReply =
  | { readonly kind: 'proposal'; readonly proposal: Proposal }
  /** It wants to see more before it answers. */
  | { readonly kind: 'requests'; readonly requests: readonly EvidenceRequest[] }
  | {
      readonly kind: 'failure';
      readonly failure: Extract<ModelFailure, { kind: 'notJson' | 'schema' }>;
    };

/**
 * Reads a model's answer. Small defects are forgiven: fences and prose around the object, trailing
 * commas, numbers as text, other names for a role. What it says is clamped in length and number, and
 * not judged: citations of evidence that does not exist are kept, for `verify` to mark.
 */
export function parseReply(text: string): ParsedReply {
  const found = findObject(text);
  if (found === undefined) {
    const detail = text.trim() === '' ? 'The answer was empty' : `It begins with ${opening(text)}`;
    return { kind: 'failure', failure: { kind: 'notJson', detail } };
  }
  const reply = v.safeParse(replyShape, found);
  if (!reply.success) {
    return schemaFailure(describe(reply.issues[0]));
  }
  const { outcome, reason, hypotheses, requests } = reply.output;
  if (outcome === 'needEvidence') {
    return { kind: 'requests', requests: toRequests(requests) };
  }
  const usable = hypotheses
    .map(toHypothesis)
    .filter((one) => one.claims.length > 0 && one.title !== '');
  if (outcome === 'diagnosed' && usable.length === 0) {
    return schemaFailure('It holds no hypothesis with a title and at least one claim');
  }
  const proposal: Proposal = {
    outcome,
    reason: outcome === 'diagnosed' ? '' : reason,
    hypotheses: outcome === 'diagnosed' ? usable.slice(0, limits.hypotheses) : [],
  };
  return { kind: 'proposal', proposal };
}

/** A sentence of an answer in the chat, with what it cites. */
export interface Sentence {
  readonly text: string;
  readonly cites: readonly Cite[];
}

export interface ChatReply {
  readonly sentences: readonly Sentence[];
  /** What it can't tell from what it was shown. */
  readonly unknown: readonly string[];
  readonly checks: readonly Probe[];
}

export type ParsedChatReply =
  | { readonly kind: 'answer'; readonly answer: ChatReply }
  | Exclude<ParsedReply, { kind: 'proposal' }>;

/** Reads an answer in the chat as `parseReply` reads a diagnosis. */
export function parseChatReply(text: string): ParsedChatReply {
  const found = findObject(text);
  if (found === undefined) {
    const detail = text.trim() === '' ? 'The answer was empty' : `It begins with ${opening(text)}`;
    return { kind: 'failure', failure: { kind: 'notJson', detail } };
  }
  const reply = v.safeParse(chatShape, found);
  if (!reply.success) return schemaFailure(describe(reply.issues[0]));
  const { outcome, requests, sentences, unknown, checks } = reply.output;
  if (outcomeOf(outcome) === 'needEvidence') {
    return { kind: 'requests', requests: toRequests(requests) };
  }
  const answer: ChatReply = {
    sentences: sentences.filter(({ text: words }) => words !== '').map(toSentence),
    unknown: unknown.filter((words) => words !== ''),
    checks: checks.filter(({ title }) => title !== '').map(toProbe),
  };
  return answer.sentences.length + answer.unknown.length === 0
    ? schemaFailure('It holds no sentence')
    : { kind: 'answer', answer };
}

/** The sentences of an answer that is still being written, as far as each is whole. */
export function sentencesSoFar(text: string): readonly Sentence[] {
  const begin = /"sentences"\s{0,20}:\s{0,20}\[/.exec(text);
  if (!begin) return [];
  const sentences: Sentence[] = [];
  let at = begin.index + begin[0].length;
  for (;;) {
    const object = firstObject(text.slice(at));
    if (object === undefined || sentences.length >= limits.sentences) return sentences;
    const gap = text.slice(at, text.indexOf('{', at));
    const shape = gap.includes(']') ? undefined : v.safeParse(sentenceShape, parse(object));
    if (!shape?.success) return sentences;
    if (shape.output.text !== '') sentences.push(toSentence(shape.output));
    at = text.indexOf('{', at) + object.length;
  }
}

function schemaFailure(detail: string): Extract<ParsedReply, { kind: 'failure' }> {
  return { kind: 'failure', failure: { kind: 'schema', detail } };
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `"${path ?? 'The answer'}" should be ${issue.expected ?? 'something else'} and is ${issue.received}`;
}

/** Longer text is not repaired: the repair is for a comma or a quote, not for a book. */
const LONGEST_REPAIR = 400_000;

/** The first JSON object of an answer, repaired where it has to be. */
function findObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const answer = text.replace(/^\s*<think>[\s\S]*?<\/think>/i, '');
  const fenced = /```(?:json|JSON)?\s*\n([\s\S]*?)\n\s*```/.exec(answer)?.[1];
  const braces = answer.slice(Math.max(0, answer.indexOf('{')), answer.lastIndexOf('}') + 1);
  for (const candidate of [answer, fenced, braces, firstObject(answer)]) {
    const value = candidate === undefined ? undefined : parse(candidate);
    if (value !== undefined) {
      return value;
    }
  }
  const start = answer.indexOf('{');
  return start < 0 || answer.length > LONGEST_REPAIR
    ? undefined
    : repair(fenced ?? answer.slice(start, Math.max(answer.lastIndexOf('}') + 1, start + 1)));
}

/** Up to the brace that closes the first one; what follows may be the same object again. */
function firstObject(text: string): string | undefined {
  const start = text.indexOf('{');
  let depth = 0;
  let isQuoted = false;
  for (let at = Math.max(0, start); at < text.length; at++) {
    const character = text[at];
    if (isQuoted && character === '\\') at++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === '{') depth++;
    else if (!isQuoted && character === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return undefined;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function repair(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(jsonrepair(text)));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.keys(value).length > 0 ? (value as Record<string, unknown>) : undefined;
}

function opening(text: string): string {
  const start = visibleText(text.trim().slice(0, 60)).replace(/\s+/g, ' ');
  return `"${start}${text.trim().length > 60 ? '…' : ''}"`;
}

/** Text of a model is shown to people: on one line, without control characters, not too long. */
function clean(length: number) {
  return v.pipe(
    v.union([v.string(), v.number(), v.boolean(), v.null()]),
    v.transform((value) => {
      const line = visibleText(String(value ?? '').slice(0, length * 4))
        .replace(/\s+/g, ' ')
        .trim();
      return line.length > length ? `${line.slice(0, length - 1)}…` : line;
    }),
  );
}

/** A list that may be missing or null, and of which only the first `most` count. */
function list<const S extends v.GenericSchema>(item: S, most: number) {
  return v.pipe(
    v.nullish(v.array(v.unknown()), []),
    v.transform((items) => items.slice(0, most)),
    v.array(item),
  );
}

const citeShape = v.union([
  v.pipe(
    v.string(),
    v.transform((evidence) => ({ evidence, quote: '', line: undefined })),
  ),
  v.object({
    evidence: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
    quote: v.optional(v.pipe(v.nullable(v.string()), v.transform(quoteText)), ''),
    line: v.pipe(v.optional(v.unknown()), v.transform(lineNumber)),
  }),
]);

const claimShape = v.object({
  role: v.pipe(v.optional(v.string(), ''), v.transform(roleOf)),
  text: clean(limits.text),
  cites: list(citeShape, limits.cites),
});

const probeShape = v.object({
  title: clean(limits.title),
  command: v.optional(clean(limits.command), ''),
  confirms: v.optional(clean(limits.text), ''),
  refutes: v.optional(clean(limits.text), ''),
});

const hypothesisShape = v.object({
  title: clean(limits.title),
  summary: v.optional(clean(limits.summary), ''),
  service: v.optional(clean(limits.service), ''),
  confidence: v.pipe(v.optional(v.unknown()), v.transform(probability)),
  claims: list(claimShape, limits.claims),
  against: list(claimShape, limits.against),
  missing: list(clean(limits.text), limits.missing),
  probes: list(probeShape, limits.probes),
});

const replyShape = v.pipe(
  v.object({
    outcome: v.pipe(v.optional(v.string(), 'diagnosed'), v.transform(outcomeOf)),
    reason: v.optional(clean(limits.summary), ''),
    hypotheses: list(hypothesisShape, 2 * limits.hypotheses),
    requests: list(v.unknown(), limits.requests),
  }),
);

const sentenceShape = v.object({ text: clean(limits.text), cites: list(citeShape, limits.cites) });

const chatShape = v.object({
  outcome: v.optional(v.string(), 'answered'),
  requests: list(v.unknown(), limits.requests),
  sentences: list(sentenceShape, limits.sentences),
  unknown: list(clean(limits.text), limits.unknown),
  checks: list(probeShape, limits.probes),
});

function toSentence({ text, cites }: v.InferOutput<typeof sentenceShape>): Sentence {
  return { text, cites: cites.map(toCite) };
}

function toHypothesis(shape: v.InferOutput<typeof hypothesisShape>): ProposedHypothesis {
  const { title, summary, service, confidence, missing } = shape;
  return {
    title,
    summary: summary === '' ? title : summary,
    service: /^(?:null|none|unknown|n\/a)?$/i.test(service) ? undefined : service,
    claims: shape.claims.filter((claim) => claim.text !== '').map(toClaim),
    against: shape.against
      .filter((claim) => claim.text !== '')
      .map((claim) => ({ ...toClaim(claim), role: 'ruledOut' })),
    missing: missing.filter((text) => text !== ''),
    probes: shape.probes.filter(({ title: name }) => name !== '').map(toProbe),
    ...(confidence !== undefined && { statedConfidence: confidence }),
  };
}

function toClaim({ role, text, cites }: v.InferOutput<typeof claimShape>): Claim {
  return { role, text, cites: cites.map(toCite) };
}

function toCite({ evidence, quote, line }: v.InferOutput<typeof citeShape>): Cite {
  return {
    evidence: evidenceId(evidence),
    ...(quote !== '' && { quote }),
    ...(line !== undefined && { line }),
  };
}

function toProbe({ title, command, confirms, refutes }: v.InferOutput<typeof probeShape>): Probe {
  return { title, ...(command !== '' && { command }), confirms, refutes };
}

/** `[e3]` -> `E3`; what is no id at all stays, so that it can be shown as unknown. */
function evidenceId(text: string): string {
  const number = /^[^\p{L}\d]{0,4}E?(?:vidence)?[ _#-]?(\d{1,6})[^\p{L}\d]{0,4}$/iu.exec(
    text.slice(0, 40),
  );
  return number ? `E${Number(number[1])}` : visibleText(text.slice(0, 40)).trim();
}

/** Without the gutter the model may have copied along. */
function quoteText(text: string | null): string {
  return visibleText((text ?? '').slice(0, limits.quote))
    .replace(/^\s{0,8}L\d{1,9}\| ?/, '')
    .trim();
}

function lineNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value.replace(/^L/i, '')) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : undefined;
}

/** .8, "0.8", 80, "80%" -> .8 */
function probability(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim() : String(value);
  const number = Number(text.replace(/%$/, ''));
  if (
    (typeof value !== 'number' && typeof value !== 'string') ||
    text === '' ||
    Number.isNaN(number)
  ) {
    return undefined;
  }
  const scaled = text.endsWith('%') || number > 1 ? number / 100 : number;
  return Math.min(1, Math.max(0, scaled));
}

function roleOf(text: string): ClaimRole {
  const word = text.toLowerCase();
  if (/symptom|observ/.test(word)) return 'symptom';
  if (/cause|trigger|origin/.test(word)) return 'cause';
  if (/impact|effect|consequence/.test(word)) return 'impact';
  return /ruled|against|refut/.test(word) ? 'ruledOut' : 'mechanism';
}

function outcomeOf(text: string): Outcome | 'needEvidence' {
  const word = text.toLowerCase().replace(/[^a-z]/g, '');
  if (/^(?:need|request|ask)/.test(word)) return 'needEvidence';
  if (word === 'noincident' || word === 'healthy') return 'noIncident';
  return /notenough|insufficient/.test(word) ? 'notEnoughEvidence' : 'diagnosed';
}

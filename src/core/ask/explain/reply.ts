import * as v from 'valibot';
import type { ExplanationSection } from '../../model/audit.ts';
import type { Claim } from '../../model/claim.ts';
import type { EvidenceRequest } from '../../model/evidenceRequest.ts';
import type { ModelFailure } from '../../model/modelFailure.ts';
import { citeShape, clean, findObject, list, notAnObject, toCite } from '../model/reply.ts';
import { toRequests } from '../model/requests.ts';
import { limits } from '../model/schema.ts';
import { explainLimits } from './schema.ts';

/** A sentence of a model about a suggestion, before anything was checked. */
export interface ProposedExplanation {
  readonly summary: string;
  readonly claims: readonly SectionedClaim[];
}

export interface SectionedClaim {
  readonly section: ExplanationSection;
  readonly claim: Claim;
  readonly rule: string | undefined;
  readonly ruling: Ruling;
}

export type Ruling = 'keeps' | 'breaks' | 'unclear';

export type ParsedExplanation =
  | { readonly kind: 'requests'; readonly requests: readonly EvidenceRequest[] }
  | { readonly kind: 'explanation'; readonly explanation: ProposedExplanation }
  | {
      readonly kind: 'failure';
      readonly failure: Extract<ModelFailure, { kind: 'notJson' | 'schema' }>;
    };

/** Reads a model's explanation; small defects are forgiven as in a diagnosis. */
export function parseExplanation(text: string): ParsedExplanation {
  const found = findObject(text);
  if (found === undefined) return { kind: 'failure', failure: notAnObject(text) };
  const reply = v.safeParse(shape, found);
  if (reply.success && asksForMore(reply.output)) {
    return { kind: 'requests', requests: toRequests(reply.output.requests) };
  }
  const claims = reply.success
    ? reply.output.claims.filter((claim) => claim.text !== '').map(toClaim)
    : [];
  if (!reply.success || claims.length === 0) {
    const detail = 'It holds no list of claims';
    return { kind: 'failure', failure: { kind: 'schema', detail } };
  }
  return { kind: 'explanation', explanation: { summary: reply.output.summary, claims } };
}

/** A model that answers all the same has what it needs. */
function asksForMore({ outcome, requests, claims }: v.InferOutput<typeof shape>): boolean {
  return requests.length > 0 && (claims.length === 0 || /need|more/i.test(outcome));
}

const shape = v.object({
  outcome: v.optional(clean(explainLimits.id), ''),
  requests: list(v.unknown(), limits.requests),
  summary: v.optional(clean(explainLimits.summary), ''),
  claims: list(
    v.object({
      section: v.pipe(v.optional(v.string(), ''), v.transform(sectionOf)),
      text: v.optional(clean(explainLimits.text), ''),
      cites: list(citeShape, limits.cites),
      rule: v.optional(clean(explainLimits.id), ''),
      ruling: v.optional(v.unknown()),
    }),
    explainLimits.claims,
  ),
});

function toClaim({
  section,
  text,
  cites,
  rule,
  ruling,
}: v.InferOutput<typeof shape>['claims'][number]): SectionedClaim {
  const claim: Claim = { role: 'mechanism', text, cites: cites.map(toCite) };
  const isRule = section === 'rule';
  return {
    section,
    claim,
    ruling: rulingOf(ruling),
    rule: isRule && rule !== '' ? rule : undefined,
  };
}

function sectionOf(text: string): ExplanationSection {
  const word = text.toLowerCase();
  if (/rule|constraint/.test(word)) return 'rule';
  if (/why|reason|motiv/.test(word)) return 'why';
  if (/assum/.test(word)) return 'assumes';
  return /miss|account|risk|omit/.test(word) ? 'misses' : 'does';
}

function rulingOf(value: unknown): Ruling {
  const word = String(value ?? '').toLowerCase();
  if (/^(?:break|violat|breach)/.test(word)) return 'breaks';
  return /^(?:keep|hold|compl|satisf|respect)/.test(word) ? 'keeps' : 'unclear';
}

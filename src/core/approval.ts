import { limits } from './ask/model/schema.ts';
import type { Material } from './ask/reasoner.ts';
import { overLimit, type Sent } from './converse.ts';
import { merged, textOf } from './journal.ts';
import type { Cancellation } from './model/cancellation.ts';
import {
  type Approval,
  type Approver,
  type Choice,
  type Cost,
  everything,
  type ItemState,
  type NamedLines,
  type PreviewItem,
  type RequestPreview,
} from './model/consent.ts';
import type { Evidence, EvidenceId } from './model/evidence.ts';
import type { ModelFailure } from './model/modelFailure.ts';
import { visibleData } from './model/visibleText.ts';
import type { Consent, LanguageModel } from './ports.ts';
import { costOf, logTokens, requestTokens, USUAL_ANSWER } from './tokens.ts';
import { withhold } from './withheld.ts';

export interface ApprovalMeans {
  /** Nobody is asked where it is absent. */
  readonly consent?: Consent | undefined;
  readonly model: LanguageModel;
  readonly material: Material;
  /** Characters of evidence in all, with what the model may ask for. */
  readonly budget: number;
  readonly tokenLimit?: number | undefined;
  /** Writes the first request for what is shown. */
  readonly write: (shown: Material) => Promise<Sent>;
  /** How many requests it may become, where that is not what a diagnosis may take. */
  readonly mostRequests?: number;
}

export type Approved =
  | {
      readonly kind: 'send';
      /** The very request that was shown. */
      readonly request: Sent;
      readonly shown: Material;
      readonly approval: Approval | undefined;
    }
  | { readonly kind: 'embedded' }
  | { readonly kind: 'refused'; readonly failure: ModelFailure };

/**
 * Makes the first request fit the limit, and has it allowed. A change of what is to go makes another
 * request, which is shown again: what is allowed is what leaves, byte for byte.
 */
export async function approve(means: ApprovalMeans, cancellation: Cancellation): Promise<Approved> {
  let choice = everything;
  for (;;) {
    const draft = await draftWithin(means, choice);
    const failure = overLimit(draft.request, means.tokenLimit);
    if (failure && !(means.consent && choice !== everything)) return { kind: 'refused', failure };
    if (!means.consent) return { kind: 'send', ...draft, approval: approvalOf(draft) };
    const decision = await means.consent(previewOf(means, draft), cancellation);
    cancellation.throwIfAborted();
    switch (decision.kind) {
      case 'change':
        choice = decision.choice;
        break;
      case 'send':
        return failure
          ? { kind: 'refused', failure }
          : { kind: 'send', ...draft, approval: approvalOf(draft, decision.by) };
      case 'embedded':
      case 'refused':
        return decision;
    }
  }
}

interface Draft {
  readonly request: Sent;
  readonly shown: Material;
  readonly choice: Choice;
}

/** Writes the request without what was dropped, and without what has no room beside what is pinned. */
async function draftWithin(
  { material, tokenLimit, write }: ApprovalMeans,
  choice: Choice,
): Promise<Draft> {
  const { evidence } = material.pack;
  const dropped = evidence.filter(({ id }) => choice.dropped.includes(id));
  const spare = evidence
    .filter(({ id }) => !choice.dropped.includes(id) && !choice.pinned.includes(id))
    .toSorted((a, b) => b.rank - a.rank);
  const noRoom: Evidence[] = [];
  for (;;) {
    const shown = withhold(material, { dropped, noRoom });
    const request = await write(shown);
    let excess = overLimit(request, tokenLimit) ? requestTokens(request) - (tokenLimit ?? 0) : 0;
    if (excess <= 0 || spare.length === 0) return { request, shown, choice };
    while (excess > 0) {
      const last = spare.pop();
      if (!last) break;
      noRoom.push(last);
      excess -= logTokens(request.lengths.get(last.id) ?? last.text.length);
    }
  }
}

function previewOf(
  { model, material, budget, tokenLimit, mostRequests = MOST_REQUESTS }: ApprovalMeans,
  { request, shown, choice }: Draft,
): RequestPreview {
  const items = material.pack.evidence.map((one) =>
    itemOf(one, request, stateOf(one, shown, choice)),
  );
  const going = items.filter(({ state }) => state === 'kept' || state === 'pinned');
  const tokens = requestTokens(request);
  const free = logTokens(Math.max(0, budget - shown.pack.characters));
  const mayAdd = Math.min(free, Math.max(0, (tokenLimit ?? Infinity) - tokens));
  const cost = costAfter(model, tokens, 1);
  const most = mostRequests * tokens + (mostRequests - 1) * mayAdd;
  const mostCost = costAfter(model, most, mostRequests);
  return {
    model: model.name,
    destination: model.destination,
    text: textOf(request),
    boundary: request.boundary,
    items: visibleData(items),
    redactions: merged(request.redactions),
    leftOut: visibleData(shown.pack.leftOut),
    tokens,
    frameTokens: Math.max(0, tokens - going.reduce((sum, item) => sum + item.tokens, 0)),
    mayAdd,
    ...(tokenLimit !== undefined && { limit: tokenLimit }),
    ...(cost && { cost }),
    most: { requests: mostRequests, tokens: most, ...(mostCost && { cost: mostCost }) },
  };
}

/** The first request, one after each round in which the model asks for more, and the repair. */
const MOST_REQUESTS = limits.rounds + 2;

function costAfter({ price }: LanguageModel, tokens: number, answers: number): Cost | undefined {
  const usual = { inputTokens: tokens, outputTokens: USUAL_ANSWER * answers };
  return price && costOf(price, usual);
}

function itemOf(one: Evidence, { lengths }: Sent, state: ItemState): PreviewItem {
  const { id, kind, uri, file, startLine, endLine, reason, text } = one;
  const tokens = logTokens(lengths.get(id) ?? text.length);
  return { id, kind, uri, file, startLine, endLine, reason, tokens, state };
}

function stateOf({ id }: Evidence, { withheld }: Material, { dropped, pinned }: Choice): ItemState {
  if (dropped.includes(id)) return 'dropped';
  if (withheld?.noRoom.some((one) => one.id === id)) return 'noRoom';
  return pinned.includes(id) ? 'pinned' : 'kept';
}

/** For the receipt; nothing where nobody was asked and all went. */
function approvalOf({ shown, choice }: Draft, by?: Approver): Approval | undefined {
  const { dropped = [], noRoom = [] } = shown.withheld ?? {};
  if (by === undefined && noRoom.length === 0) return undefined;
  const isPinned = ({ id }: { readonly id: EvidenceId }): boolean => choice.pinned.includes(id);
  return {
    by: by ?? 'setting',
    dropped: dropped.map(linesOf),
    pinned: shown.pack.evidence.filter(isPinned).map(linesOf),
    noRoom: noRoom.map(linesOf),
  };
}

/** What was decided, a sentence each, for the trace. */
export function approvalDetails(approval: Approval | undefined): readonly string[] {
  if (!approval) return [];
  const { by, dropped, pinned, noRoom } = approval;
  const lists: readonly (readonly [string, readonly NamedLines[]])[] = [
    ['You took out', dropped],
    ['You pinned', pinned],
    ['The limit of tokens left no room for', noRoom],
  ];
  return [
    allowed[by],
    ...lists.flatMap(([what, lines]) => (lines.length === 0 ? [] : [`${what} ${named(lines)}.`])),
  ];
}

const allowed: Readonly<Record<Approver, string>> = {
  user: 'You allowed this request before it was sent.',
  workspace: 'It was sent without asking, as you chose for this workspace.',
  setting: 'It was sent without asking, as the settings say.',
};

function named(lines: readonly NamedLines[]): string {
  const names = lines.map(({ file, startLine, endLine }) =>
    startLine === endLine ? `${file}:${startLine}` : `${file}:${startLine}-${endLine}`,
  );
  return names.join(', ');
}

function linesOf({ file, startLine, endLine }: Evidence): NamedLines {
  return { file, startLine, endLine };
}

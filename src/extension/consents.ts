import * as vscode from 'vscode';
import {
  type Choice,
  type ConsentDecision,
  everything,
  type RequestPreview,
} from '../core/model/consent.ts';
import type { ConsentParams } from '../protocol/languageServer.ts';
import type { ItemWish, PreviewEnd, PreviewState } from '../protocol/preview.ts';
import type { Approvals } from './approvals.ts';
import type { ConsentSettings } from './settings.ts';

export interface ConsentPorts {
  readonly settings: () => ConsentSettings;
  readonly approvals: Approvals;
  /** Tokens of today. */
  readonly used: () => number;
  /** Whether nothing would be sent whatever is said. */
  readonly isBarred: (runId: string) => boolean;
  /** When the same was asked before, where its answer would be given again. */
  readonly keptAt: (runId: string, preview: RequestPreview) => Promise<number | undefined>;
  /** Draws what waits for the user; nothing takes it away. */
  readonly show: (runId: string, preview: PreviewState | undefined) => void;
}

/** Asks the user before a run's first request leaves, where that is wanted, and holds to the answer. */
export interface Consents {
  /** Answers the language server; asked again after each change. */
  ask(params: ConsentParams): Promise<ConsentDecision>;
  /**
   * Whether a request may leave: of a run that was allowed, and as its first one the very text that
   * was shown.
   */
  allows(runId: string, text: string): boolean;
  wish(runId: string, item: string, wish: ItemWish): void;
  end(runId: string, end: PreviewEnd): Promise<void>;
  release(runId: string): void;
}

/** A run whose user is being asked. */
interface Asking {
  readonly preview: PreviewState;
  readonly choice: Choice;
  /** Gives the server its answer; absent while it makes the preview of a change. */
  readonly answer: ((decision: ConsentDecision) => void) | undefined;
}

export function createConsents(ports: ConsentPorts): Consents {
  const asking = new Map<string, Asking>();
  const allowed = createAllowed();

  const decide = (runId: string, decision: ConsentDecision): void => {
    const { answer, preview } = asking.get(runId) ?? {};
    if (decision.kind === 'send' && preview) allowed.add(runId, preview.request.text);
    asking.delete(runId);
    ports.show(runId, undefined);
    answer?.(decision);
  };
  /** Hands a change to the server, which makes the preview anew. */
  const change = (runId: string, choice: Choice): void => {
    const known = asking.get(runId);
    if (!known) return;
    const preview = { ...known.preview, isChanging: true };
    asking.set(runId, { preview, choice, answer: undefined });
    ports.show(runId, preview);
    known.answer?.({ kind: 'change', choice });
  };

  return {
    async ask({ runId, preview: request }) {
      const known = asking.get(runId);
      const without = known ? undefined : withoutAsking(ports, runId, request);
      if (without) {
        if (without.kind === 'send') allowed.add(runId, request.text);
        return without;
      }
      const preview = await stateOf(ports, runId, request);
      const choice = asking.get(runId)?.choice ?? everything;
      if (!isSame(choice, choiceOf(request))) {
        // Something else was wished for meanwhile.
        return { kind: 'change', choice };
      }
      return new Promise((answer) => {
        asking.set(runId, { preview, choice, answer });
        ports.show(runId, preview);
      });
    },
    allows: allowed.has,
    wish(runId, item, wish) {
      const known = asking.get(runId);
      if (known?.preview.request.items.some(({ id }) => id === item)) {
        change(runId, wished(known.choice, item, wish));
      }
    },
    async end(runId, end) {
      const known = asking.get(runId);
      if (!known) return;
      if (end === 'embedded') {
        decide(runId, { kind: 'embedded' });
        return;
      }
      if (!known.answer || !maySend(known.preview.request)) {
        throw new Error(vscode.l10n.t('This can’t be sent as it is.'));
      }
      decide(runId, { kind: 'send', by: 'user' });
      if (end === 'sendAlways' && known.preview.mayRemember) {
        await ports.approvals.add(whither(known.preview.request));
      }
    },
    release(runId) {
      allowed.delete(runId);
      if (asking.has(runId)) decide(runId, { kind: 'embedded' });
    },
  };
}

/** The runs that were allowed; each may begin with one text only, and goes on with any. */
function createAllowed() {
  const texts = new Map<string, string | undefined>();
  return {
    add: (runId: string, text: string): void => void texts.set(runId, text),
    has(runId: string, text: string): boolean {
      const first = texts.get(runId);
      if (!texts.has(runId) || (first !== undefined && first !== text)) return false;
      texts.set(runId, undefined);
      return true;
    },
    delete: (runId: string): void => void texts.delete(runId),
  };
}

/** What is answered without the user: a limit of theirs, or what they said before. */
function withoutAsking(
  { settings, approvals, used, isBarred }: ConsentPorts,
  runId: string,
  request: RequestPreview,
): ConsentDecision | undefined {
  const { preview, tokensPerDay, confirmAbove } = settings();
  const { tokens } = request;
  if (isBarred(runId)) return { kind: 'send', by: 'setting' };
  if (tokensPerDay !== undefined && used() + tokens > tokensPerDay) {
    const counts = { limit: tokensPerDay, used: used(), needed: tokens };
    return {
      kind: 'refused',
      failure: { kind: 'overBudget', setting: 'tokensPerDay', ...counts },
    };
  }
  if (preview === 'always' || (confirmAbove !== undefined && tokens > confirmAbove)) {
    return undefined;
  }
  if (preview === 'never') return { kind: 'send', by: 'setting' };
  return approvals.has(whither(request)) ? { kind: 'send', by: 'workspace' } : undefined;
}

async function stateOf(
  { settings, approvals, used, keptAt }: ConsentPorts,
  runId: string,
  request: RequestPreview,
): Promise<PreviewState> {
  const { preview, tokensPerDay, confirmAbove } = settings();
  const kept = await keptAt(runId, request);
  const isKnown = approvals.has(whither(request));
  const isAbove = confirmAbove !== undefined && request.tokens > confirmAbove;
  return {
    request,
    isChanging: false,
    mayRemember: preview === 'firstTimeInWorkspace' && !isKnown,
    ...(isAbove && { above: confirmAbove }),
    today: { used: used(), ...(tokensPerDay !== undefined && { limit: tokensPerDay }) },
    ...(kept !== undefined && { keptAt: kept }),
  };
}

/** A model at a server: another one is asked about again. */
function whither({ model, destination }: RequestPreview): string {
  return `${model}, ${destination}`;
}

/** Something has to go, and not more than the limit allows. */
function maySend({ items, tokens, limit }: RequestPreview): boolean {
  const going = items.some(({ state }) => state === 'kept' || state === 'pinned');
  return going && (limit === undefined || tokens <= limit);
}

function wished({ dropped, pinned }: Choice, item: string, wish: ItemWish): Choice {
  const others = (list: readonly string[]): readonly string[] => list.filter((id) => id !== item);
  return {
    dropped: wish === 'drop' ? [...others(dropped), item] : others(dropped),
    pinned: wish === 'pin' ? [...others(pinned), item] : others(pinned),
  };
}

/** The choice that a preview was made for. */
function choiceOf({ items }: RequestPreview): Choice {
  const those = (wanted: string): readonly string[] =>
    items.flatMap(({ id, state }) => (state === wanted ? [id] : []));
  return { dropped: those('dropped'), pinned: those('pinned') };
}

function isSame(a: Choice, b: Choice): boolean {
  const text = ({ dropped, pinned }: Choice): string =>
    JSON.stringify([dropped.toSorted(), pinned.toSorted()]);
  return text(a) === text(b);
}

import * as vscode from 'vscode';
import type { ChatConversation, ChatOutcome, ChatTurn } from '../../core/model/chat.ts';

/** Letters of a conversation's title, which is its first question. */
const LONGEST_TITLE = 80;

export function newConversation(id: string): ChatConversation {
  return {
    schema: 'whytrace.chat/1',
    id,
    title: vscode.l10n.t('New conversation'),
    turns: [],
    leaf: null,
  };
}

/** From the first question to the one that is shown last. */
export function pathOf({ turns, leaf }: ChatConversation): readonly ChatTurn[] {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const path: ChatTurn[] = [];
  for (let at = leaf === null ? undefined : byId.get(leaf); at; ) {
    path.push(at);
    at = at.parent === null ? undefined : byId.get(at.parent);
  }
  return path.reverse();
}

/** It and the other versions of it, in the order in which they were asked. */
export function versionsOf(
  { turns }: ChatConversation,
  { parent }: Pick<ChatTurn, 'parent'>,
): readonly ChatTurn[] {
  return turns.filter((turn) => turn.parent === parent);
}

/** Asks: the turn stands after its parent, and is what is shown last. */
export function withTurn(conversation: ChatConversation, turn: ChatTurn): ChatConversation {
  const isFirst = conversation.turns.length === 0;
  return {
    ...conversation,
    ...(isFirst && { title: titleOf(turn) }),
    turns: [...conversation.turns, turn],
    leaf: turn.id,
  };
}

export function withOutcome(
  conversation: ChatConversation,
  id: string,
  outcome: ChatOutcome,
): ChatConversation {
  const turns = conversation.turns.map((turn) => (turn.id === id ? { ...turn, outcome } : turn));
  return { ...conversation, turns };
}

/** Shows another version of a turn, with what followed it last. */
export function showVersion(
  conversation: ChatConversation,
  id: string,
  index: number,
): ChatConversation {
  const turn = conversation.turns.find((one) => one.id === id);
  const version = turn && versionsOf(conversation, turn)[index];
  return version ? { ...conversation, leaf: lastBelow(conversation, version) } : conversation;
}

/** Goes on from a turn: what stood after it is another way to go on, as soon as something is asked. */
export function goOnFrom(conversation: ChatConversation, id: string): ChatConversation {
  return conversation.turns.some((turn) => turn.id === id)
    ? { ...conversation, leaf: id }
    : conversation;
}

/** What was being answered when the window went away is not answered any more. */
export function withoutRunning(conversation: ChatConversation): ChatConversation {
  const turns = conversation.turns.map((turn) =>
    turn.outcome ? turn : { ...turn, outcome: interrupted() },
  );
  return { ...conversation, turns };
}

const interrupted = (): ChatOutcome => ({
  kind: 'failed',
  message: vscode.l10n.t(
    'The window was closed or reloaded before the answer had ended. Ask again.',
  ),
});

function lastBelow({ turns }: ChatConversation, { id }: ChatTurn): string {
  let last = id;
  // Each turn stands after its parent, so that one pass goes down to the youngest.
  for (let found: ChatTurn | undefined; ; last = found.id) {
    const parent: string = last;
    found = turns.findLast((turn) => turn.parent === parent);
    if (!found) return last;
  }
}

function titleOf({ question, command }: ChatTurn): string {
  const [line = ''] = question.trim().split('\n');
  const text = command === undefined ? line : `/${command} ${line}`.trim();
  return text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE - 1)}…`;
}

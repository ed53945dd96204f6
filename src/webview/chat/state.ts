import type { ChatEvent, ChatState, ChipCandidate, ShownTurn } from '../../protocol/chat.ts';
import { isObject } from '../webviewClient.ts';

export type Turn = ShownTurn;
export type TurnState = Turn['state'];
export type Running = Extract<TurnState, { kind: 'running' }>;
export type Answered = Extract<TurnState, { kind: 'answered' }>;
type Block = Running['blocks'][number];
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;
export type { Block };
export type Citation = BlockOf<'statement'>['citations'][number];

/** Whether it is an event of the chat's host. */
export function isChatEvent(message: unknown): message is ChatEvent {
  if (!isObject(message) || message['kind'] !== 'event') {
    return false;
  }
  const data = message['data'];
  switch (message['name']) {
    case 'chat/state':
      return isChatState(data);
    case 'chat/turn':
      return isTurn(data);
    case 'chat/around':
      return isAround(data);
    case 'chat/focus':
      return isObject(data) && typeof data['text'] === 'string';
    default:
      return false;
  }
}

/** Whether it has the shape the views rely on; the host, which sends it, is checked by types. */
export function isChatState(state: unknown): state is ChatState {
  return (
    isAround(state) &&
    'turns' in state &&
    Array.isArray(state['turns']) &&
    state['turns'].every(isTurn)
  );
}

function isAround(state: unknown): state is Omit<ChatState, 'turns'> {
  return (
    isObject(state) &&
    ['conversation', 'title'].every((name) => typeof state[name] === 'string') &&
    ['chips', 'conversations', 'starters'].every((name) => Array.isArray(state[name])) &&
    isObject(state['budget'])
  );
}

function isTurn(turn: unknown): turn is ShownTurn {
  return (
    isObject(turn) &&
    ['id', 'question'].every((name) => typeof turn[name] === 'string') &&
    Array.isArray(turn['subjects']) &&
    isObject(turn['version']) &&
    isTurnState(turn['state'])
  );
}

function isTurnState(state: unknown): boolean {
  if (!isObject(state)) {
    return false;
  }
  switch (state['kind']) {
    case 'running':
      return typeof state['status'] === 'string' && Array.isArray(state['blocks']);
    case 'answered':
      return isObject(state['answer']) && Array.isArray(state['answer']['blocks']);
    case 'cancelled':
      return Array.isArray(state['blocks']);
    case 'failed':
      return typeof state['message'] === 'string';
    default:
      return false;
  }
}

export function isCandidates(value: unknown): value is readonly ChipCandidate[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one) => isObject(one) && typeof one['label'] === 'string' && isObject(one['subject']),
    )
  );
}

/** What stands of an answer. */
export function blocksOf(state: TurnState): readonly Block[] {
  switch (state.kind) {
    case 'running':
    case 'cancelled':
      return state.blocks;
    case 'answered':
      return state.answer.blocks;
    case 'failed':
      return [];
  }
}

/** The turn that is being answered; there is one at most. */
export function runningTurn({ turns }: ChatState): Turn | undefined {
  return turns.findLast(({ state }) => state.kind === 'running');
}

/** Whether a turn waits for the user's word on what a model would be sent. */
export function isAsking({ state }: Turn): boolean {
  return state.kind === 'running' && state.preview !== undefined;
}

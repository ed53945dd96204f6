import type { ChatBlock, ChatPlace } from '../../core/model/chat.ts';
import type { ChatState, ShownTurn } from '../../protocol/chat.ts';
import { subjectPlace } from '../../protocol/chatSubject.ts';

/** URIs that the view may open: of answers, of what was asked about, and of what would be sent. */
export function placesOfChat({ turns, chips }: ChatState): ReadonlySet<string> {
  const places = [
    ...turns.flatMap(placesOfTurn),
    ...chips.map(({ subject }) => subjectPlace(subject)),
  ];
  return new Set(places.flatMap((place) => place?.uri ?? []));
}

/** Commands of the answers: the view may put no others into a terminal. */
export function commandsOfChat({ turns }: ChatState): ReadonlySet<string> {
  const blocks = turns.flatMap(({ state }) => blocksOf(state));
  return new Set(blocks.flatMap((block) => (block.kind === 'check' ? (block.command ?? []) : [])));
}

function placesOfTurn({
  subjects,
  state,
}: ShownTurn): readonly (Pick<ChatPlace, 'uri'> | undefined)[] {
  const previewed = state.kind === 'running' ? (state.preview?.request.items ?? []) : [];
  return [...subjects.map(subjectPlace), ...previewed, ...blocksOf(state).flatMap(placesOfBlock)];
}

function placesOfBlock(block: ChatBlock): readonly (Pick<ChatPlace, 'uri'> | undefined)[] {
  switch (block.kind) {
    case 'statement':
      return block.citations;
    case 'excerpt':
      return [block];
    case 'table':
      return block.rows.flatMap((row) => row.map(({ place }) => place));
    default:
      return [];
  }
}

function blocksOf(state: ShownTurn['state']): readonly ChatBlock[] {
  switch (state.kind) {
    case 'answered':
      return state.answer.blocks;
    case 'failed':
      return [];
    default:
      return state.blocks;
  }
}

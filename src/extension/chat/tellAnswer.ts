import type { ChatAction, ChatBlock, ChatOutcome, ChatPlace } from '../../core/model/chat.ts';
import { code, escapeMarkup } from '../../core/model/markdownText.ts';
import { placeLabel } from '../../protocol/chatSubject.ts';
import { blockMarkdown, byMarkdown } from './markdown.ts';

/** The part of the editor's chat that an answer is written into. */
export interface AnswerStream {
  markdown(text: string): void;
  /** A link to lines within the text. */
  anchor(place: ChatPlace): void;
  /** Lines in the list of what an answer rests on. */
  reference(place: ChatPlace): void;
  /** A button. The editor folds away what stands before one, so that all come last. */
  action(action: ChatAction, label: string): void;
}

/** Links behind one sentence; the others are in the list. */
const MOST_ANCHORS = 4;
/** Places that one table adds to the list. */
const MOST_REFERENCES = 20;

/** Writes an answer block by block. Text of logs and models is escaped or stands in code. */
export function tellAnswer(outcome: ChatOutcome, stream: AnswerStream): void {
  switch (outcome.kind) {
    case 'answered': {
      const { answer, notice } = outcome;
      for (const block of answer.blocks) tellBlock(block, stream);
      for (const text of [...answer.problems.map(({ message }) => message), notice]) {
        if (text !== '') stream.markdown(`_${escapeMarkup(text)}_\n\n`);
      }
      stream.markdown(`${byMarkdown(answer)}\n\n`);
      for (const block of answer.blocks) {
        if (block.kind === 'action') tellAction(block, stream);
      }
      return;
    }
    case 'cancelled':
      for (const block of outcome.blocks) tellBlock(block, stream);
      return;
    case 'failed':
      // The editor draws what failed.
      return;
  }
}

/** Whole questions that the answer offers. */
export function offeredQuestions(outcome: ChatOutcome): readonly string[] {
  if (outcome.kind !== 'answered') return [];
  return outcome.answer.blocks.flatMap((block) => {
    if (block.kind === 'offer') return block.questions;
    return block.kind === 'action' && block.action === 'chooseGoodRun' ? ['/compare'] : [];
  });
}

function tellBlock(block: ChatBlock, stream: AnswerStream): void {
  switch (block.kind) {
    case 'statement': {
      const { citations, ...statement } = block;
      stream.markdown(blockMarkdown({ ...statement, citations: [] }));
      tellPlaces(citations, stream);
      return;
    }
    case 'table': {
      stream.markdown(`${blockMarkdown(block)}\n\n`);
      const places = block.rows.flatMap((row) => row.flatMap(({ place }) => place ?? []));
      for (const place of places.slice(0, MOST_REFERENCES)) stream.reference(place);
      return;
    }
    case 'excerpt': {
      const label = code(placeLabel(block));
      stream.anchor(block);
      stream.markdown(blockMarkdown(block).replace(label, '').concat('\n\n'));
      return;
    }
    case 'offer':
    case 'action':
      // They stand below the answer, to be chosen.
      return;
    default:
      stream.markdown(`${blockMarkdown(block)}\n\n`);
  }
}

/** A good run is chosen by asking for the comparison. */
function tellAction(
  { action, label }: Extract<ChatBlock, { kind: 'action' }>,
  stream: AnswerStream,
): void {
  if (action !== 'chooseGoodRun') stream.action(action, label);
}

function tellPlaces(places: readonly ChatPlace[], stream: AnswerStream): void {
  for (const place of places.slice(0, MOST_ANCHORS)) {
    stream.markdown(' ');
    stream.anchor(place);
  }
  const more = places.length - MOST_ANCHORS;
  stream.markdown(more > 0 ? ` +${more}\n\n` : '\n\n');
  for (const place of places) stream.reference(place);
}

import type { ChatBlock } from '../model/chat.ts';
import type { RecordRef } from '../model/template.ts';

/** A sentence of fact before it was checked. */
export interface Fact {
  readonly kind: 'fact';
  readonly text: string;
  /** The records that it speaks of, as far as it can point at some. */
  readonly at: readonly RecordRef[];
  /** What was counted for it, in the words of `counted.ts`: the check holds the sentence against this. */
  readonly counted: string;
}

/** A part of an answer of the engine. */
export type Draft = Fact | ChatBlock;

export const note = (text: string): Draft => ({ kind: 'note', text });
export const heading = (text: string): Draft => ({ kind: 'heading', text });

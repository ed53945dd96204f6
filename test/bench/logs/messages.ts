import { type Pattern, parsePattern } from './pattern.ts';
import { asBytes, type Pen } from './pen.ts';
import type { LevelName } from './truth.ts';

/** What a program says: its level, who says it, and the text with fresh values. */
export interface Message {
  readonly level: LevelName;
  readonly source: Uint8Array;
  readonly text: Pattern;
}

/** Draws messages as often as their weights say. */
export type Messages = (pen: Pen) => Message;

const PLACES = 1 << 14;

/**
 * Reads a table of messages. A line without indentation names who says the lines after it, which are
 * `LEVEL weight text`.
 */
export function readMessages(table: string): Messages {
  const messages: Message[] = [];
  const weights: number[] = [];
  let source = asBytes('');
  for (const line of table.split('\n').filter((one) => one.trim() !== '')) {
    const message = /^ +([A-Z]+) ([\d.]+) (.*)$/.exec(line);
    if (message) {
      const level = (message[1] ?? '').toLowerCase() as LevelName;
      messages.push({ level, source, text: parsePattern(message[3] ?? '') });
      weights.push(Number(message[2]));
    } else {
      source = asBytes(line.trim());
    }
  }
  return drawn(messages, weights);
}

/** Draws items by weight, each of them at least now and then. */
export function drawn<T>(
  items: readonly T[],
  weights: readonly number[],
): (pen: Pick<Pen, 'random'>) => T {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const places: number[] = [];
  for (const [i, weight] of weights.entries()) {
    const share = Math.max(1, Math.round((weight / total) * PLACES));
    for (let n = 0; n < share; n++) places.push(i);
  }
  const table = Uint16Array.from(places);
  return (pen) => items[table[pen.random.below(table.length)] as number] as T;
}

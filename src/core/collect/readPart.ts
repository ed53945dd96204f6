import type { ByteSource } from '../model/byteSource.ts';
import type { Pace } from '../model/pace.ts';
import { type IndexPart, isDivisible } from './indexPart.ts';
import { findBreak } from './lineTable.ts';
import { type IndexInput, LogIndex } from './logIndex.ts';

/**
 * Reads the part of a log that begins at about `middle`.
 * @param onCut is told as soon as the place is known where the part before it should end.
 * @returns nothing where the log can't be read in parts.
 */
export async function readPart(
  bytes: ByteSource,
  input: IndexInput,
  middle: number,
  onCut: (offset: number) => void,
  pace: Pace,
): Promise<IndexPart | undefined> {
  const from = findBreak(bytes, middle, bytes.size)?.next;
  if (from === undefined || !isDivisible(input.detected)) {
    return undefined;
  }
  const index = new LogIndex(bytes, input, from);
  await index.readTo(bytes.size, pace, onCut);
  return index.part();
}

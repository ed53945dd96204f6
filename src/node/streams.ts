import type { Readable } from 'node:stream';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { OpenedFile } from '../core/ports.ts';
import { failure, failureOf } from './fileFailure.ts';
import { gatherBytes } from './gatherBytes.ts';
import { LARGEST, LARGEST_TEXT, openBytes } from './openBytes.ts';

/** Reads a stream to its end; what came is treated as the bytes of a file are. */
export async function openStream(
  stream: Readable,
  name: string,
  cancellation: Cancellation,
): Promise<OpenedFile> {
  const gathered = gatherBytes();
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      cancellation.throwIfAborted();
      if (gathered.size + piece.length > LARGEST) {
        const message = `${name} gives more than ${LARGEST_TEXT}: write it to a file and name that.`;
        return failure('tooLarge', message);
      }
      gathered.add(piece);
    }
  } catch (error) {
    return failureOf(error, name);
  }
  const origin = { name, modified: undefined, close: () => {} };
  return openBytes(gathered.source(), origin, cancellation);
}

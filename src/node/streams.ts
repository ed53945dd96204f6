import type { Readable } from 'node:stream';
import { bytesSource } from '../core/model/byteSource.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { OpenedFile } from '../core/ports.ts';
import { failure, failureOf } from './fileFailure.ts';
import { LARGEST, LARGEST_TEXT, openBytes } from './openBytes.ts';

/** Reads a stream to its end; what came is treated as the bytes of a file are. */
export async function openStream(
  stream: Readable,
  name: string,
  cancellation: Cancellation,
): Promise<OpenedFile> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      cancellation.throwIfAborted();
      size += piece.length;
      if (size > LARGEST) {
        const message = `${name} gives more than ${LARGEST_TEXT}: write it to a file and name that.`;
        return failure('tooLarge', message);
      }
      pieces.push(piece);
    }
  } catch (error) {
    return failureOf(error, name);
  }
  const origin = { name, modified: undefined, close: () => {} };
  return openBytes(bytesSource(Buffer.concat(pieces)), origin, cancellation);
}

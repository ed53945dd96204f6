import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { constants, createGunzip, type ZlibOptions } from 'node:zlib';
import type { ByteSource } from '../core/model/byteSource.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import { codeOf } from './fileFailure.ts';

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** Why it ended before its end, as zlib or we call it; nothing where it is whole. */
  readonly code?: string;
}

/** The code of what was stopped at the limit. */
export const TOO_LARGE = 'tooLarge';

/** Packed bytes that are read at once. */
const PIECE = 64 * 1024;

/** Unpacked bytes that are given at once; of a damaged file, up to as many before the damage are lost. */
const OUTPUT = 8 * 1024;

/** Unpacks gzip piece by piece, as far as it goes and at most to the limit. */
export async function unpackGzip(
  packed: ByteSource,
  limit: number,
  cancellation: Cancellation,
): Promise<Unpacked> {
  const unpacked = await unpack(packed, limit, {}, cancellation);
  if (unpacked.code !== 'Z_BUF_ERROR') {
    return unpacked;
  }
  // It was cut. A strict reader drops the last piece then; a patient one does not, but can't tell.
  const patient = { finishFlush: constants.Z_SYNC_FLUSH };
  return { code: unpacked.code, ...(await unpack(packed, limit, patient, cancellation)) };
}

async function unpack(
  packed: ByteSource,
  limit: number,
  options: ZlibOptions,
  cancellation: Cancellation,
): Promise<Unpacked> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const gunzip = createGunzip({ chunkSize: OUTPUT, ...options });
  // Taken as events, because a stream that fails drops what nobody has asked for yet.
  gunzip.on('data', (piece: Uint8Array) => {
    size += piece.length;
    if (size > limit) gunzip.destroy(Object.assign(new Error(), { code: TOO_LARGE }));
    else pieces.push(piece);
  });
  try {
    const source = Readable.from(piecesOf(packed, cancellation));
    source.on('error', (error) => gunzip.destroy(error));
    await finished(source.pipe(gunzip));
    return { bytes: joined(pieces) };
  } catch (error) {
    const code = codeOf(error);
    if (code === '' || cancellation.aborted) throw error;
    return { bytes: joined(pieces), code };
  }
}

/** In memory that threads can share. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const bytes = new Uint8Array(new SharedArrayBuffer(length));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function* piecesOf(packed: ByteSource, cancellation: Cancellation): Iterable<Uint8Array> {
  for (let at = 0; at < packed.size; at += PIECE) {
    cancellation.throwIfAborted();
    yield packed.read(at, at + PIECE);
  }
}

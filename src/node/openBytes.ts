import type { ByteSource } from '../core/model/byteSource.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { FileProblem, OpenedFile } from '../core/ports.ts';
import { binaryKind, looksBinary } from './binary.ts';
import { failure } from './fileFailure.ts';
import { TOO_LARGE, unpackGzip } from './gunzip.ts';

/** Bytes that are held in memory: of a gzip file after decompression, or of a stream. */
export const LARGEST = 1024 * 1024 * 1024;

export const LARGEST_TEXT = `${LARGEST / 1024 / 1024} MB`;

export interface Origin {
  /** For people. */
  readonly name: string;
  /** Milliseconds since the Unix epoch. */
  readonly modified: number | undefined;
  close(): void;
}

/** What may be read of bytes, wherever they come from: gzip is unpacked, and what is no text refused. */
export async function openBytes(
  bytes: ByteSource,
  origin: Origin,
  cancellation: Cancellation,
): Promise<OpenedFile> {
  const opened = await textOf(bytes, origin, cancellation);
  const loss = bytes.loss();
  return loss?.kind === 'failed' ? failing(opened, origin.name, loss.code) : opened;
}

/** What could not be read may be neither what it looks like, nor empty. */
function failing(opened: OpenedFile, name: string, code: string): OpenedFile {
  if (opened.kind === 'opened' && opened.compressed) {
    const message = `${name} could not be read to its end (${code}); what is before that was read.`;
    return { ...opened, problem: { code: 'readFailed', message } };
  }
  return failure('unreadable', `${name} can't be read (${code}).`);
}

async function textOf(
  bytes: ByteSource,
  origin: Origin,
  cancellation: Cancellation,
): Promise<OpenedFile> {
  const head = bytes.read(0, 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    return textOnly(bytes, origin, false);
  }
  const { name } = origin;
  const unpacked = await unpackGzip(bytes, LARGEST, cancellation);
  if (unpacked.code === TOO_LARGE) {
    const message = `${name} unpacks to more than ${LARGEST_TEXT}: unpack it and name the file.`;
    return failure('tooLarge', message);
  }
  if (unpacked.code !== undefined && unpacked.bytes.size === 0) {
    const message = `${name} starts like a gzip file but can't be decompressed (${unpacked.code}).`;
    return failure('badGzip', message);
  }
  const modified = packedTime(bytes) || origin.modified;
  const inMemory = { name, modified, close: () => {} };
  return textOnly(unpacked.bytes, inMemory, true, damageOf(name, unpacked.code));
}

/** A gzip file says when what it packs was last written, or 0 (RFC 1952, section 2.3.1). */
function packedTime(bytes: ByteSource): number {
  const header = bytes.read(0, 8);
  return header.length < 8
    ? 0
    : new DataView(header.buffer, header.byteOffset).getUint32(4, true) * 1000;
}

function damageOf(name: string, code: string | undefined): FileProblem | undefined {
  switch (code) {
    case undefined:
      return undefined;
    case 'Z_BUF_ERROR':
      return {
        code: 'gzipCut',
        message: `${name} ends in the middle of its gzip data; what is there was read.`,
      };
    default:
      return {
        code: 'gzipDamaged',
        message: `${name} is damaged and was read as far as it can be decompressed (${code}).`,
      };
  }
}

/** Noise has no errors in it, and an all-clear for noise would be a lie. */
function textOnly(
  bytes: ByteSource,
  { name, modified, close }: Origin,
  compressed: boolean,
  problem?: FileProblem,
): OpenedFile {
  const kind = binaryKind(bytes);
  if (kind) {
    return failure('notText', `${name} is ${kind.what}, not text: ${kind.advice}.`);
  }
  if (looksBinary(bytes)) {
    const advice = 'if it is packed, unpack it first (gzip is read as it is)';
    return failure('notText', `${name} is not text: ${advice}.`);
  }
  return { kind: 'opened', bytes, compressed, modified, close, ...(problem && { problem }) };
}

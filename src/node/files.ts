import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { FileAccess, FileContent, FileFailure } from '../core/ports.ts';
import { looksBinary } from './looksBinary.ts';

/** Bytes, after decompression. A file above it would not fit into one string with its index. */
const LARGEST = 200 * 1024 * 1024;
const CHUNK = 4 * 1024 * 1024;

const unzip = promisify(gunzip);

/** Reads `file:` URIs from disk, gzip files decompressed. */
export const nodeFiles: FileAccess = {
  async read(uri, cancellation) {
    if (!uri.startsWith('file:')) {
      return failure('unreadable', `${uri} is not a file on this machine.`);
    }
    const path = fileURLToPath(uri);
    try {
      // Not blocking: opening a pipe that nobody writes to would wait for ever.
      const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        return await readOpen(file, basename(path), cancellation);
      } finally {
        await file.close();
      }
    } catch (error) {
      return openFailure(error, path);
    }
  },
};

async function readOpen(
  file: FileHandle,
  name: string,
  cancellation: Cancellation,
): Promise<FileContent> {
  const stat = await file.stat();
  if (!stat.isFile()) {
    const what = stat.isDirectory() ? 'a folder: name the log files in it' : 'not a regular file';
    return failure('notAFile', `${name} is ${what}.`);
  }
  if (stat.size > LARGEST) {
    return tooLarge(name, stat.size);
  }
  const bytes = await readBytes(file, stat.size, cancellation);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const modified = (isGzip && packedTime(bytes)) || stat.mtimeMs;
  return isGzip
    ? inflate(bytes, name, modified)
    : textOnly({ kind: 'bytes', bytes, compressed: false, modified }, name);
}

/** A gzip file says when what it packs was last written, or 0 (RFC 1952, section 2.3.1). */
function packedTime(bytes: Uint8Array): number {
  return bytes.length < 8
    ? 0
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) * 1000;
}

/** A log may grow or shrink while it is read: what was there when it was opened is what counts. */
async function readBytes(
  file: FileHandle,
  size: number,
  cancellation: Cancellation,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    cancellation.throwIfAborted();
    const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK, size - at), at);
    if (bytesRead === 0) {
      return bytes.subarray(0, at);
    }
    at += bytesRead;
  }
  return bytes;
}

async function inflate(bytes: Uint8Array, name: string, modified: number): Promise<FileContent> {
  try {
    const inflated = await unzip(bytes, { maxOutputLength: LARGEST });
    return textOnly({ kind: 'bytes', bytes: inflated, compressed: true, modified }, name);
  } catch (error) {
    const code = codeOf(error);
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge(name, undefined)
      : failure('badGzip', `${name} starts like a gzip file but can't be decompressed (${code}).`);
  }
}

/** Noise has no errors in it, and an all-clear for noise would be a lie. */
function textOnly(content: Extract<FileContent, { kind: 'bytes' }>, name: string): FileContent {
  return looksBinary(content.bytes)
    ? failure(
        'notText',
        `${name} is not text: if it is packed, unpack it first (gzip is read as it is).`,
      )
    : content;
}

function openFailure(error: unknown, path: string): FileContent {
  const name = basename(path);
  switch (codeOf(error)) {
    case 'ENOENT':
      return failure('notFound', `${name} is not there (${path}).`);
    case 'EACCES':
    case 'EPERM':
      return failure('noAccess', `${name} may not be read by this user: check its permissions.`);
    case 'EISDIR':
      return failure('notAFile', `${name} is a folder: name the log files in it.`);
    case 'ELOOP':
      return failure('unreadable', `${name} is a symbolic link that leads back to itself.`);
    case '':
      throw error;
    default:
      return failure('unreadable', `${name} can't be read (${codeOf(error)}).`);
  }
}

function tooLarge(name: string, size: number | undefined): FileContent {
  const is = size === undefined ? 'unpacks to more' : `is ${Math.round(size / 1024 / 1024)} MB`;
  const limit = `${LARGEST / 1024 / 1024} MB can be read at once`;
  return failure('tooLarge', `${name} ${is}; ${limit}: cut out the hours in question.`);
}

function failure(code: FileFailure['code'], message: string): FileContent {
  return { kind: 'failure', failure: { code, message } };
}

/** Node's error code, or an empty string where the error is none of the file system. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

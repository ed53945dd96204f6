import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type ByteSource, bytesSource } from '../core/model/byteSource.ts';
import type { FileAccess, FileFailure, OpenedFile } from '../core/ports.ts';
import { looksBinary } from './looksBinary.ts';

/** Bytes of a gzip file after decompression, which are held in memory. */
const LARGEST = 1024 * 1024 * 1024;

const unzip = promisify(gunzip);

/** Opens `file:` URIs of any size, gzip files decompressed. */
export const nodeFiles: FileAccess = {
  async open(uri, cancellation) {
    if (!uri.startsWith('file:')) {
      return failure('unreadable', `${uri} is not a file on this machine.`);
    }
    cancellation.throwIfAborted();
    const path = fileURLToPath(uri);
    try {
      // Not blocking: opening a pipe that nobody writes to would wait for ever.
      const handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const opened = await inspect(handle, basename(path));
      if (opened.kind === 'failure' || opened.compressed) closeSync(handle);
      return opened;
    } catch (error) {
      return openFailure(error, path);
    }
  },
};

async function inspect(handle: number, name: string): Promise<OpenedFile> {
  const stat = fstatSync(handle);
  if (!stat.isFile()) {
    const what = stat.isDirectory() ? 'a folder: name the log files in it' : 'not a regular file';
    return failure('notAFile', `${name} is ${what}.`);
  }
  const bytes = fileSource(handle, stat.size);
  const head = bytes.read(0, 2);
  return head[0] === 0x1f && head[1] === 0x8b
    ? inflate(bytes, stat, name)
    : textOnly(bytes, stat.mtimeMs, name, () => closeSync(handle), false);
}

/** A log may grow or shrink while it is read: what was there when it was opened is what counts. */
function fileSource(handle: number, size: number): ByteSource {
  const readInto = (start: number, target: Uint8Array): number => {
    const length = Math.min(target.length, size - start);
    let at = 0;
    while (at < length) {
      const read = readSync(handle, target, at, length - at, start + at);
      if (read === 0) break;
      at += read;
    }
    return at;
  };
  return {
    size,
    read(start, end) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      return bytes.subarray(0, readInto(start, bytes));
    },
    readInto,
  };
}

async function inflate(packed: ByteSource, stat: Stats, name: string): Promise<OpenedFile> {
  try {
    const all = packed.read(0, packed.size);
    const bytes = await unzip(all, { maxOutputLength: LARGEST });
    const modified = packedTime(all) || stat.mtimeMs;
    return textOnly(bytesSource(bytes), modified, name, () => {}, true);
  } catch (error) {
    const code = codeOf(error);
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge(name)
      : failure('badGzip', `${name} starts like a gzip file but can't be decompressed (${code}).`);
  }
}

/** A gzip file says when what it packs was last written, or 0 (RFC 1952, section 2.3.1). */
function packedTime(bytes: Uint8Array): number {
  return bytes.length < 8
    ? 0
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) * 1000;
}

/** Noise has no errors in it, and an all-clear for noise would be a lie. */
function textOnly(
  bytes: ByteSource,
  modified: number,
  name: string,
  close: () => void,
  compressed: boolean,
): OpenedFile {
  return looksBinary(bytes)
    ? failure(
        'notText',
        `${name} is not text: if it is packed, unpack it first (gzip is read as it is).`,
      )
    : { kind: 'opened', bytes, compressed, modified, close };
}

function openFailure(error: unknown, path: string): OpenedFile {
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

function tooLarge(name: string): OpenedFile {
  const limit = `${LARGEST / 1024 / 1024} MB`;
  return failure('tooLarge', `${name} unpacks to more than ${limit}: unpack it and name the file.`);
}

function failure(code: FileFailure['code'], message: string): OpenedFile {
  return { kind: 'failure', failure: { code, message } };
}

/** Node's error code, or an empty string where the error is none of the file system. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

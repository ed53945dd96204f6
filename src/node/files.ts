import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ByteSource } from '../core/model/byteSource.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { FileAccess, OpenedFile } from '../core/ports.ts';
import { failure, failureOf } from './fileFailure.ts';
import { openBytes } from './openBytes.ts';

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
      return await inspectOrClose(handle, basename(path), cancellation);
    } catch (error) {
      return failureOf(error, path);
    }
  },
};

/** What was refused, or is in memory by now, needs no open file. */
async function inspectOrClose(
  handle: number,
  name: string,
  cancellation: Cancellation,
): Promise<OpenedFile> {
  let isKept = false;
  try {
    const opened = await inspect(handle, name, cancellation);
    isKept = opened.kind === 'opened' && !opened.compressed;
    return opened;
  } finally {
    if (!isKept) closeSync(handle);
  }
}

async function inspect(
  handle: number,
  name: string,
  cancellation: Cancellation,
): Promise<OpenedFile> {
  const stat = fstatSync(handle);
  if (!stat.isFile()) {
    const what = stat.isDirectory() ? 'a folder: name the log files in it' : 'not a regular file';
    return failure('notAFile', `${name} is ${what}.`);
  }
  const close = (): void => closeSync(handle);
  const origin = { name, modified: stat.mtimeMs, close };
  return openBytes(fileSource(handle, stat.size), origin, cancellation);
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

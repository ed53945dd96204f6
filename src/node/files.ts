import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { ByteSource, Loss } from '../core/model/byteSource.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { FileAccess, OpenedFile } from '../core/ports.ts';
import { codeOf, failure, failureOf } from './fileFailure.ts';
import { pathOf, undecodedPath } from './filePath.ts';
import { openBytes } from './openBytes.ts';

/** Opens `file:` URIs of any size, gzip files decompressed. */
export const nodeFiles: FileAccess = {
  async open(uri, cancellation) {
    const path = pathOf(uri);
    if (path === undefined) {
      return failure('unreadable', `${uri} is not a file on this machine.`);
    }
    cancellation.throwIfAborted();
    try {
      return await inspectOrClose(openToRead(path), basename(path), cancellation);
    } catch (error) {
      return failureOf(error, path);
    }
  },
};

/** Not blocking: opening a pipe that nobody writes to would wait for ever. */
const TO_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function openToRead(path: string): number {
  try {
    return openSync(path, TO_READ);
  } catch (error) {
    const undecoded = codeOf(error) === 'ENOENT' ? undecodedPath(path) : undefined;
    if (!undecoded) throw error;
    return openSync(undecoded, TO_READ);
  }
}

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
  const { source, close } = fileSource(handle, stat.size);
  return openBytes(source, { name, modified: stat.mtimeMs, close }, cancellation);
}

/** Bytes by which it shows that a file was written anew. */
const HEAD = 256;

/**
 * A log may grow, shrink or go away while it is read: what was there when it was opened is what
 * counts, and what of it is lost is told by `loss`.
 */
function fileSource(handle: number, size: number): { source: ByteSource; close(): void } {
  let loss: Loss | undefined;
  let isClosed = false;
  const readInto = (start: number, target: Uint8Array): number => {
    // A closed handle may be that of another file by now.
    if (isClosed) return 0;
    const read = fill(handle, start, target.subarray(0, Math.max(0, size - start)));
    loss ??= read.loss;
    return read.length;
  };
  const read = (start: number, end: number): Uint8Array => {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
    return bytes.subarray(0, readInto(start, bytes));
  };
  const head = Buffer.from(read(0, HEAD));
  const source: ByteSource = {
    size,
    read,
    readInto,
    loss() {
      if (!loss && !isClosed && !head.equals(read(0, HEAD))) loss = { kind: 'rewritten' };
      return loss;
    },
  };
  const close = (): void => {
    if (!isClosed) closeSync(handle);
    isClosed = true;
  };
  return { source, close };
}

function fill(
  handle: number,
  start: number,
  target: Uint8Array,
): { readonly length: number; readonly loss?: Loss } {
  let at = 0;
  try {
    while (at < target.length) {
      const read = readSync(handle, target, at, target.length - at, start + at);
      if (read === 0) return { length: at, loss: { kind: 'shorter' } };
      at += read;
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === '') throw error;
    return { length: at, loss: { kind: 'failed', code } };
  }
  return { length: at };
}

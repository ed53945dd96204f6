import { close, constants, fstat, open, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import type { ByteSource, Loss } from '../core/model/byteSource.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { FileAccess, OpenedFile } from '../core/ports.ts';
import { codeOf, failure, failureOf, type NotOpened } from './fileFailure.ts';
import { pathOf, undecodedPath } from './filePath.ts';
import { openBytes } from './openBytes.ts';

// The numbers themselves: an object of Node's closes its file when nobody holds it any more, while
// another thread may still read.
const openFile = promisify(open);
const statFile = promisify(fstat);
const closeFile = promisify(close);

/** A regular file that is open. */
export interface OpenHandle extends FileState {
  readonly kind: 'handle';
  /** Works in all threads of the process until it is closed. */
  readonly fd: number;
  readonly name: string;
  close(): Promise<void>;
}

/** What tells a file from another at the same path, and from itself at another time. */
export interface FileState {
  /** Device and number of the file: stays when it is renamed. */
  readonly identity: string;
  readonly size: number;
  /** Milliseconds since the Unix epoch. */
  readonly modified: number;
}

/** Opens `file:` URIs of any size, gzip files decompressed. */
export const nodeFiles: FileAccess = {
  async open(uri, cancellation) {
    cancellation.throwIfAborted();
    const handle = await openHandle(uri);
    return handle.kind === 'failure' ? handle : openedFile(handle, cancellation);
  },
};

/** Opens a `file:` URI for reading at any place. */
export async function openHandle(uri: string): Promise<OpenHandle | NotOpened> {
  const path = pathOf(uri);
  if (path === undefined) {
    return failure('unreadable', `${uri} is not a file on this machine.`);
  }
  let fd: number | undefined;
  try {
    fd = await openToRead(path);
    const stats = await statFile(fd);
    const name = basename(path);
    if (!stats.isFile()) {
      await closeFile(fd);
      const what = stats.isDirectory()
        ? 'a folder: name the log files in it'
        : 'not a regular file';
      return failure('notAFile', `${name} is ${what}.`);
    }
    const opened = fd;
    return { kind: 'handle', fd: opened, name, ...stateOf(stats), close: () => closeFile(opened) };
  } catch (error) {
    if (fd !== undefined) await closeFile(fd);
    return failureOf(error, path);
  }
}

/** Not blocking: opening a pipe that nobody writes to would wait for ever. */
const TO_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

async function openToRead(path: string): Promise<number> {
  try {
    return await openFile(path, TO_READ);
  } catch (error) {
    const undecoded = codeOf(error) === 'ENOENT' ? undecodedPath(path) : undefined;
    if (!undecoded) throw error;
    return openFile(undecoded, TO_READ);
  }
}

/** The file at a `file:` URI as it is now; nothing where there is none that can be seen. */
export async function fileState(uri: string): Promise<FileState | undefined> {
  const path = pathOf(uri);
  try {
    return path === undefined ? undefined : stateOf(await stat(undecodedPath(path) ?? path));
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return undefined;
  }
}

function stateOf(stats: {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}): FileState {
  return { identity: `${stats.dev} ${stats.ino}`, size: stats.size, modified: stats.mtimeMs };
}

/** Of an open file what may be read. What was refused, or is in memory by now, needs no open file. */
export async function openedFile(
  handle: OpenHandle,
  cancellation: Cancellation,
): Promise<OpenedFile> {
  let isKept = false;
  let isClosed = false;
  const { fd, size, name, modified } = handle;
  const closeOnce = async (): Promise<void> => {
    if (!isClosed) {
      isClosed = true;
      await handle.close();
    }
  };
  try {
    const source = fileSource(fd, size, () => isClosed);
    const origin = { name, modified, close: () => void closeOnce() };
    const opened = await openBytes(source, origin, cancellation);
    isKept = opened.kind === 'opened' && !opened.compressed;
    return opened;
  } finally {
    if (!isKept) await closeOnce();
  }
}

/** Bytes by which it shows that a file was written anew. */
const HEAD = 256;

/**
 * A log may grow, shrink or go away while it is read: what was there when it was opened is what
 * counts, and what of it is lost is told by `loss`.
 * @param isClosed a closed number may be that of another file by now.
 */
export function fileSource(fd: number, size: number, isClosed = (): boolean => false): ByteSource {
  let loss: Loss | undefined;
  const readInto = (start: number, target: Uint8Array): number => {
    if (isClosed()) return 0;
    const read = fill(fd, start, target.subarray(0, Math.max(0, size - start)));
    loss ??= read.loss;
    return read.length;
  };
  const read = (start: number, end: number): Uint8Array => {
    // From Node's pool: a log is read again by the line, and memory for each costs more than its bytes.
    const { buffer, byteOffset, length } = Buffer.allocUnsafe(
      Math.max(0, Math.min(end, size) - start),
    );
    const bytes = new Uint8Array(buffer, byteOffset, length);
    const count = readInto(start, bytes);
    return count === length ? bytes : bytes.subarray(0, count);
  };
  const head = Buffer.from(read(0, HEAD));
  return {
    size,
    read,
    readInto,
    loss() {
      if (!loss && !isClosed() && !head.equals(read(0, HEAD))) loss = { kind: 'rewritten' };
      return loss;
    },
  };
}

function fill(
  fd: number,
  start: number,
  target: Uint8Array,
): { readonly length: number; readonly loss?: Loss } {
  let at = 0;
  try {
    while (at < target.length) {
      const read = readSync(fd, target, at, target.length - at, start + at);
      if (read === 0) return { length: at, loss: { kind: 'shorter' } };
      at += read;
    }
  } catch (error) {
    const code = codeOf(error);
    // Node's own codes tell of a wrong argument, which is a bug of ours.
    if (code === '' || code.startsWith('ERR_')) throw error;
    return { length: at, loss: { kind: 'failed', code } };
  }
  return { length: at };
}

import { close, constants, fstat, open, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ByteSource } from '../core/model/byteSource.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { FileAccess, OpenedFile } from '../core/ports.ts';
import { codeOf, failure, failureOf, type NotOpened } from './fileFailure.ts';
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
    return handle.kind === 'failure' ? handle : inspect(handle, cancellation);
  },
};

/** Opens a `file:` URI for reading at any place. */
export async function openHandle(uri: string): Promise<OpenHandle | NotOpened> {
  if (!uri.startsWith('file:')) {
    return failure('unreadable', `${uri} is not a file on this machine.`);
  }
  const path = fileURLToPath(uri);
  let fd: number | undefined;
  try {
    // Not blocking: opening a pipe that nobody writes to would wait for ever.
    fd = await openFile(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
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

/** The file at a `file:` URI as it is now; nothing where there is none that can be seen. */
export async function fileState(uri: string): Promise<FileState | undefined> {
  try {
    return stateOf(await stat(fileURLToPath(uri)));
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

/** What was refused, or is in memory by now, needs no open file. */
async function inspect(handle: OpenHandle, cancellation: Cancellation): Promise<OpenedFile> {
  let isKept = false;
  const { fd, size, name, modified } = handle;
  try {
    const origin = { name, modified, close: () => void handle.close() };
    const opened = await openBytes(fileSource(fd, size), origin, cancellation);
    isKept = opened.kind === 'opened' && !opened.compressed;
    return opened;
  } catch (error) {
    return failureOf(error, name);
  } finally {
    if (!isKept) await handle.close();
  }
}

/** A log may grow or shrink while it is read: what was there when it was opened is what counts. */
export function fileSource(fd: number, size: number): ByteSource {
  const readInto = (start: number, target: Uint8Array): number => {
    const length = Math.min(target.length, size - start);
    let at = 0;
    while (at < length) {
      const read = readSync(fd, target, at, length - at, start + at);
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

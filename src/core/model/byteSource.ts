/** Bytes that can be read again at any place, as a file's or a buffer's. */
export interface ByteSource {
  /** Bytes there are now; those of a log that grows become more. */
  readonly size: number;
  /** Bytes `start` to `end`, exclusive; fewer where the source ends before. Not to be changed. */
  read(start: number, end: number): Uint8Array;
  /** Fills `target` with the bytes from `start` on; gives how many there were. */
  readInto(start: number, target: Uint8Array): number;
  /** Why bytes that were there at first can't be read any more; nothing while all could. */
  loss(): Loss | undefined;
}

/** It became shorter, or was written anew; else the code of the system's error, e.g. `EIO`. */
export type Loss =
  | { readonly kind: 'shorter' | 'rewritten' }
  | { readonly kind: 'failed'; readonly code: string };

/** Bytes in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (start, end) => bytes.subarray(start, end),
    readInto(start, target) {
      const part = bytes.subarray(start, start + target.length);
      target.set(part);
      return part.length;
    },
    loss: () => undefined,
  };
}

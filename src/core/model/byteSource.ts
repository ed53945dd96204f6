/** Bytes that can be read again at any place, as a file's or a buffer's. */
export interface ByteSource {
  /** Bytes there are now; those of a log that grows become more. */
  readonly size: number;
  /**
   * Bytes `start` to `end`, exclusive; fewer where the source ends before. Not to be changed.
   * @param into where they may be written to, of at least that length, to save an allocation.
   */
  read(start: number, end: number, into?: Uint8Array): Uint8Array;
}

/** Bytes in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

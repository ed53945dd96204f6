import type { ByteSource } from '../core/model/byteSource.ts';

/** Bytes that come piece by piece, to be read when all are there. */
export interface GatheredBytes {
  readonly size: number;
  add(piece: Uint8Array): void;
  source(): ByteSource;
}

const BLOCK = 4 << 20;

/** They are copied into blocks: small pieces cost more than they hold, and one array a second copy. */
export function gatherBytes(): GatheredBytes {
  const blocks: Uint8Array[] = [];
  let size = 0;
  const readInto = (start: number, target: Uint8Array): number => {
    const end = Math.min(size, start + target.length);
    for (let at = start; at < end; ) {
      const part = partOf(blocks, at, end);
      target.set(part, at - start);
      at += part.length;
    }
    return Math.max(0, end - start);
  };
  return {
    get size() {
      return size;
    },
    add(piece) {
      for (let at = 0; at < piece.length; ) {
        if (size === blocks.length * BLOCK) blocks.push(new Uint8Array(BLOCK));
        const room = BLOCK - (size % BLOCK);
        const part = piece.subarray(at, at + room);
        blocks.at(-1)?.set(part, size % BLOCK);
        size += part.length;
        at += part.length;
      }
    },
    source: () => ({
      size,
      read(start, end) {
        const last = Math.min(end, size);
        const part = partOf(blocks, start, last);
        if (start + part.length >= last) return part;
        const bytes = new Uint8Array(last - start);
        readInto(start, bytes);
        return bytes;
      },
      readInto,
      loss: () => undefined,
    }),
  };
}

/** Bytes from `from` on, as far as they lie in one block. */
function partOf(blocks: readonly Uint8Array[], from: number, to: number): Uint8Array {
  const block = blocks[Math.floor(from / BLOCK)] ?? new Uint8Array(0);
  const start = from % BLOCK;
  return block.subarray(start, Math.max(start, Math.min(BLOCK, start + to - from)));
}

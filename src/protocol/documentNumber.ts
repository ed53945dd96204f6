/**
 * A number for a document that both sides of the protocol work out from its URI: links in a hover
 * carry it, so that nothing a log or a file's name can shape stands in a command.
 */
export function documentNumber(uri: string): number {
  // FNV-1a, 32 bits, over two halves: collisions among the open documents of a window do not matter
  // below a few million of them.
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let i = 0; i < uri.length; i++) {
    low = Math.imul(low ^ uri.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ uri.charCodeAt(i), 0x5bd1e995);
  }
  return (high & 0xfffff) * 0x1_0000_0000 + (low >>> 0);
}

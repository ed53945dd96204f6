// The two encoders exist in every JavaScript runtime but belong to no ECMAScript library, and the
// core is compiled without the DOM's and Node's types.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

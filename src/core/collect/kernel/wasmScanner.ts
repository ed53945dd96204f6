import { LINE_FIELDS, type LineScanner, MOST_LINES } from './lineScanner.ts';
import { wasmKernel } from './wasmKernel.ts';

/** What is used of WebAssembly, which the language's own library does not describe. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface Wasm {
  readonly Memory: new (descriptor: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: unknown };
}

/** As `lineScanner.as.ts` exports them. */
interface Kernel {
  scan(from: number, to: number, isEnd: number, lines: number, most: number, base: number): number;
  end(): number;
  inspect(from: number, to: number): number;
}

const PAGE = 65_536;
/** The memory: what the kernel itself needs, the lines it finds, then the bytes it reads. */
const LINES = PAGE;
const INPUT = LINES + MOST_LINES * LINE_FIELDS * 4;
/** Bytes that may be read behind the input, by 16 at a time. */
const SLACK = 64;
const LF = 10;

/** The scanner in WebAssembly with SIMD; nothing where the engine has neither. */
export function createWasmScanner(): LineScanner | undefined {
  const wasm = (globalThis as { readonly WebAssembly?: Wasm }).WebAssembly;
  if (!wasm) {
    return undefined;
  }
  const memory = new wasm.Memory({ initial: INPUT / PAGE + 1 });
  let kernel: Kernel;
  try {
    const module = new wasm.Module(bytesOf(wasmKernel));
    kernel = new wasm.Instance(module, { env: { memory } }).exports as Kernel;
  } catch {
    // An engine without SIMD refuses the module.
    return undefined;
  }
  let views = viewsOf(memory);
  return {
    get lines() {
      return views.lines;
    },
    input(size) {
      const missing = INPUT + size + SLACK - memory.buffer.byteLength;
      if (missing > 0) {
        memory.grow(Math.ceil(missing / PAGE));
        views = viewsOf(memory);
      }
      return views.bytes.subarray(INPUT, INPUT + size);
    },
    scan(from, to, isEnd) {
      const { bytes } = views;
      const behind = bytes[INPUT + to] as number;
      bytes[INPUT + to] = LF;
      const count = kernel.scan(
        ...([INPUT + from, INPUT + to, Number(isEnd), LINES, MOST_LINES, INPUT] as const),
      );
      bytes[INPUT + to] = behind;
      return { count, end: kernel.end() };
    },
    inspect(from, to) {
      const bits = kernel.inspect(INPUT + from, INPUT + to);
      return { isHigh: (bits & 1) !== 0, hasNul: (bits & 2) !== 0 };
    },
  };
}

function viewsOf({ buffer }: WasmMemory): {
  readonly bytes: Uint8Array;
  readonly lines: Int32Array;
} {
  return {
    bytes: new Uint8Array(buffer),
    lines: new Int32Array(buffer, LINES, MOST_LINES * LINE_FIELDS),
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of a text in base 64: neither Node's nor the browser's function is known here. */
function bytesOf(base64: string): Uint8Array {
  const text = base64.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let value = 0;
  let at = 0;
  for (const character of text) {
    value = ((value << 6) | ALPHABET.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (value >> bits) & 0xff;
    }
  }
  return bytes;
}

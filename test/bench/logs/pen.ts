import type { LevelName, LogTruth } from './truth.ts';

/** Throws the same numbers for the same seed (mulberry32, public domain, by Tommy Ettinger). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  isOneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

/** Bytes after which what was written is handed on; no record is longer than the rest of the buffer. */
const CHUNK = 4 << 20;
const SLACK = 1 << 20;
const ZERO = 48;
const BREAK = 10;
const HEX = new TextEncoder().encode('0123456789abcdef');

/**
 * Writes log text as bytes, and counts what is true of it. A string a line would take most of the
 * time of writing a log of gigabytes, so nothing here makes one.
 */
export class Pen {
  readonly random: Random;
  readonly #sink: (bytes: Uint8Array) => void;
  readonly #buffer = new Uint8Array(CHUNK + SLACK);
  readonly #levels: Record<LevelName, number> = {
    unspecified: 0,
    trace: 0,
    debug: 0,
    info: 0,
    warn: 0,
    error: 0,
    fatal: 0,
  };
  #at = 0;
  #handedOn = 0;
  #lines = 0;
  #records = 0;

  constructor(seed: number, sink: (bytes: Uint8Array) => void) {
    this.random = new Random(seed);
    this.#sink = sink;
  }

  get bytes(): number {
    return this.#handedOn + this.#at;
  }

  get records(): number {
    return this.#records;
  }

  /** Number of the line that is being written. */
  get line(): number {
    return this.#lines + 1;
  }

  raw(bytes: Uint8Array): void {
    const buffer = this.#buffer;
    let at = this.#at;
    for (let i = 0; i < bytes.length; i++) {
      buffer[at++] = bytes[i] as number;
    }
    this.#at = at;
  }

  number(value: number): void {
    let width = 1;
    for (let limit = 10; limit <= value; limit *= 10) width++;
    this.digits(value, width);
  }

  /** With leading zeros. */
  digits(value: number, width: number): void {
    const buffer = this.#buffer;
    let rest = value;
    for (let at = this.#at + width - 1; at >= this.#at; at--) {
      const next = Math.floor(rest / 10);
      buffer[at] = ZERO + rest - next * 10;
      rest = next;
    }
    this.#at += width;
  }

  /** Random hexadecimal digits. */
  hex(width: number): void {
    for (let left = width; left > 0; left -= 6) {
      let bits = this.random.below(1 << 24);
      for (let i = Math.min(6, left); i > 0; i--) {
        this.#buffer[this.#at++] = HEX[bits & 15] as number;
        bits >>= 4;
      }
    }
  }

  endLine(): void {
    this.#buffer[this.#at++] = BREAK;
    this.#lines++;
  }

  /** A record was written, with all its lines. */
  endRecord(level: LevelName): void {
    this.#levels[level]++;
    this.#records++;
    if (this.#at >= CHUNK) this.flush();
  }

  flush(): void {
    this.#sink(this.#buffer.subarray(0, this.#at));
    this.#handedOn += this.#at;
    this.#at = 0;
  }

  truth(): LogTruth {
    const { bytes } = this;
    return { bytes, lines: this.#lines, records: this.#records, levels: { ...this.#levels } };
  }
}

const encoder = new TextEncoder();

export const asBytes = (text: string): Uint8Array => encoder.encode(text);

import { asBytes, type Pen } from './pen.ts';

/** Writes one message with fresh values. */
export type Pattern = (pen: Pen) => void;

/**
 * Reads a message in which `{name:argument}` stands for a value that is drawn anew each time, e.g.
 * `Processed order {d:8} in {n:900} ms`.
 */
export function parsePattern(text: string): Pattern {
  const parts = text.split(/(\{[a-z]+(?::[^}]*)?\})/).filter((part) => part !== '');
  const writers = parts.map((part) => {
    const slot = /^\{([a-z]+)(?::([^}]*))?\}$/.exec(part);
    return slot ? slotOf(slot[1] ?? '', slot[2] ?? '') : fixed(part);
  });
  return (pen) => {
    for (let i = 0; i < writers.length; i++) {
      (writers[i] as Pattern)(pen);
    }
  };
}

function fixed(text: string): Pattern {
  const bytes = asBytes(text);
  return (pen) => pen.raw(bytes);
}

const slots: Readonly<Record<string, (argument: string) => Pattern>> = {
  /** A number from 1 to the argument. */
  n: (most) => {
    const limit = Number(most);
    return (pen) => pen.number(1 + pen.random.below(limit));
  },
  /** So many digits, the first of them no zero. */
  d: (width) => {
    const least = 10 ** (Number(width) - 1);
    return (pen) => pen.number(least + pen.random.below(9 * least));
  },
  /** So many hexadecimal digits. */
  x: (width) => {
    const count = Number(width);
    return (pen) => pen.hex(count);
  },
  /** A number below the argument with two decimals. */
  f: (most) => {
    const limit = Number(most);
    return (pen) => {
      pen.number(pen.random.below(limit));
      pen.raw(DOT);
      pen.digits(pen.random.below(100), 2);
    };
  },
  ip: () => (pen) => {
    pen.raw(TEN);
    for (let i = 0; i < 3; i++) {
      if (i > 0) pen.raw(DOT);
      pen.number(pen.random.below(255));
    }
  },
  uuid: () => (pen) => {
    for (const [i, width] of UUID.entries()) {
      if (i > 0) pen.raw(DASH);
      pen.hex(width);
    }
  },
  /** One of several words: `{of:a|b|c}`. */
  of: (words) => {
    const choices = words.split('|').map(asBytes);
    return (pen) => pen.raw(pen.random.pick(choices));
  },
};

const DOT = asBytes('.');
const TEN = asBytes('10.');
const DASH = asBytes('-');
const UUID = [8, 4, 4, 4, 12];

function slotOf(name: string, argument: string): Pattern {
  const make = slots[name];
  if (!make) throw new Error(`No slot is called ${name}.`);
  return make(argument);
}

import { createRandom } from '../corpus.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const capitals = letters.toUpperCase();
const digits = '0123456789';

/** Makes random text of the alphabets that issuers use; the same seed gives the same text. */
export interface Dice {
  below(limit: number): number;
  oneOf<T>(values: readonly T[]): T;
  of(alphabet: string, length: number): string;
  lower(length: number): string;
  upper(length: number): string;
  digits(length: number): string;
  hex(length: number): string;
  /** Letters of both cases and digits, at least one of each. */
  word(length: number): string;
  lowerWord(length: number): string;
  upperWord(length: number): string;
  base64(length: number): string;
  /** The alphabet of base64url, with no mark at either end. */
  url(length: number): string;
  uuid(): string;
  /** What a person or a password manager chose. */
  password(): string;
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const of = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  const mixed = (alphabet: string, parts: readonly string[]) => (length: number) => {
    const ends = parts.map((part) => of(part, 1)).join('');
    return length <= ends.length ? of(alphabet, length) : of(alphabet, length - ends.length) + ends;
  };
  const hex = (length: number): string => of(`${digits}abcdef`, length);
  const word = mixed(letters + capitals + digits, [letters, digits, capitals]);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const passwords: readonly (() => string)[] = [
    () => `${oneOf(nouns)}${oneOf(['!', '#', '@', '$', '_', '-'])}${of(digits, 4)}`,
    () => mixed(`${letters}${capitals}${digits}!%^*_-+=?`, [letters, digits, capitals])(16),
    () => word(20),
    () => `${oneOf(nouns)}-${oneOf(nouns)}-${oneOf(nouns)}-${of(digits, 2)}`,
    () => `${of(letters, 3)}$${word(8)}~${of(digits, 2)}`,
  ];
  return {
    below,
    oneOf,
    of,
    lower: (length) => of(letters, length),
    upper: (length) => of(capitals, length),
    digits: (length) => of(digits, length),
    hex,
    word,
    lowerWord: mixed(letters + digits, [letters, digits]),
    upperWord: mixed(capitals + digits, [capitals, digits]),
    base64: (length) => word(4) + of(`${letters}${capitals}${digits}+/`, length - 5) + word(1),
    url: (length) => word(3) + of(`${letters}${capitals}${digits}-_`, length - 5) + word(2),
    uuid: () => [8, 4, 4, 4, 12].map(hex).join('-'),
    password: () => oneOf(passwords)(),
  };
}

const nouns = 'Walnut Harbor Falcon Copper Meadow Violet Summit Lantern Pepper Glacier'.split(' ');

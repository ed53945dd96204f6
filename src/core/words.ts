import type { VerdictKind } from './model/claim.ts';
import type { Band } from './model/hypothesis.ts';
import type { Problem } from './model/problem.ts';

/** Words for people that the command line and the editor share. */

export const BAND_WORDS: Readonly<Record<Band, string>> = {
  veryLikely: 'Very likely',
  likely: 'Likely',
  possible: 'Possible',
  weak: 'Weak',
};

export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  supported: '✓ supported',
  partly: '◐ partly supported',
  unsupported: '✗ unsupported',
  refuted: '✗ refuted',
};

/** `.724` -> `70 %`: rounded to five, as more digits would claim more than is known. */
export function percent(probability: number): string {
  return `${Math.round(probability * 20) * 5} %`;
}

/** A problem with the file's name, which messages about a whole file have already. */
export function problemText({ file, line, message }: Problem): string {
  const names = file === undefined ? [''] : [file, file.split(/[\\/]/).at(-1) ?? file];
  if (names.some((name) => message.startsWith(name))) {
    return message;
  }
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

import type { VerdictCode } from '../model/claim.ts';
import type { Lines } from './lineText.ts';

/** How a quote was found, or why it was not. */
export type Match =
  | {
      readonly kind: 'found';
      readonly code: VerdictCode;
      readonly lines: Lines;
      /** 1 exact, .9 normalised or three lines off, .7 line repaired, .5 template or paraphrase. */
      readonly strength: number;
      readonly reason: string;
    }
  | { readonly kind: 'missing'; readonly code: VerdictCode; readonly reason: string };

export function found(code: VerdictCode, strength: number, lines: Lines, reason: string): Match {
  return { kind: 'found', code, strength, lines, reason };
}

export function missing(code: VerdictCode, reason: string): Match {
  return { kind: 'missing', code, reason };
}

/** `line 12` or `lines 12–15`. */
export function inWords(lines: Lines): string {
  return lines.startLine === lines.endLine
    ? `line ${lines.startLine}`
    : `lines ${lines.startLine}–${lines.endLine}`;
}

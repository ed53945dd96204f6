import { normalise } from './normalise.ts';

/** Characters, after normalisation, below which a quote stands anywhere and proves nothing. */
const SHORTEST_QUOTE = 8;

/**
 * Why a quote cannot point at anything, or undefined if it can. Levels, times, numbers and the
 * words that most lines of most logs share do not make a quote specific.
 */
export function genericReason(quote: string): string | undefined {
  const words = normalise(quote);
  if (words.length < SHORTEST_QUOTE) {
    return `The quote “${quote.trim()}” is too short to point at a line.`;
  }
  const isBoilerplate = (words.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? []).every((word) =>
    boilerplate.has(word),
  );
  return isBoilerplate
    ? `The quote “${quote.trim()}” holds only words that any line may hold.`
    : undefined;
}

const boilerplate: ReadonlySet<string> = new Set(
  (
    'a an and are as at be by for from in is it of on or that the this to was with ' +
    'trace debug info information notice warn warning error errors err fatal critical severe panic ' +
    'fail failed failure failures exception exceptions log logs level msg message time timestamp ts ' +
    'main t z utc gmt am pm mon tue wed thu fri sat sun ' +
    'jan feb mar apr may jun jul aug sep oct nov dec e w i d f n'
  ).split(' '),
);

import type { Claim } from '../../../src/core/model/claim.ts';
import type { Dice } from '../../samples/writer.ts';
import type { Truth } from './truths.ts';

/** Ways in which models copy a quote without changing what it says. */
export const truthForms: readonly {
  readonly name: string;
  readonly of: (truth: Truth, dice: Dice) => Claim | undefined;
}[] = [
  { name: 'as it is', of: ({ claim }) => claim },
  { name: 'without a line', of: withQuote((quote) => quote, false) },
  { name: 'in other case', of: withQuote((quote) => quote.toUpperCase()) },
  { name: 'with other spaces', of: withQuote((quote) => quote.replaceAll(' ', '  ')) },
  { name: 'with the gutter', of: withQuote((quote) => `L12| ${quote}`) },
  { name: 'with curly quotation marks', of: withQuote(curly) },
  { name: 'escaped as in JSON', of: withQuote((quote) => JSON.stringify(quote).slice(1, -1)) },
  { name: 'shortened in the middle', of: withQuote(shortened) },
  { name: 'shortened at both ends', of: withQuote((quote) => `…${quote}…`) },
];

function withQuote(
  change: (quote: string, dice: Dice) => string | undefined,
  hasLine = true,
): (truth: Truth, dice: Dice) => Claim | undefined {
  return ({ claim }, dice) => {
    const [cite, ...others] = claim.cites;
    const quote = cite?.quote === undefined ? undefined : change(cite.quote, dice);
    if (!cite || quote === undefined) return undefined;
    const line = hasLine && cite.line !== undefined ? { line: cite.line } : {};
    return { ...claim, cites: [{ evidence: cite.evidence, quote, ...line }, ...others] };
  };
}

function curly(quote: string): string | undefined {
  return /["']/.test(quote) ? quote.replaceAll('"', '”').replaceAll("'", '’') : undefined;
}

function shortened(quote: string): string | undefined {
  const words = quote.split(' ');
  return words.length < 7 ? undefined : [...words.slice(0, 3), '…', ...words.slice(-3)].join(' ');
}

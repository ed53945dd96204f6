import type { PersonalKind, RedactedText, Redaction, Redactor } from '../model/redactedText.ts';
import { visibleText } from '../model/visibleText.ts';
import { findSecrets } from './findSecrets.ts';
import { findRepeats } from './repeats.ts';
import { longestSpans, type Span } from './span.ts';

/** Hidden where nobody says otherwise: addresses and hosts of machines tell what failed. */
const usual: readonly PersonalKind[] = ['email'];

/**
 * Makes the redactor of one session. Secrets and what is asked for of people's data become `⟦KIND_n⟧`,
 * or `⟦IP_3 private⟧` where a hint of the value may be told; the same value has the same number
 * throughout, so that a reader can still tell which lines belong together. The table of values lives
 * in memory only.
 */
export function createRedactor(personal: readonly PersonalKind[] = usual): Redactor {
  const placeholders = new Map<string, string>();
  const originals = new Map<string, string>();
  const lastNumber = new Map<string, number>();

  const placeholderOf = (value: string, { kind, hint }: Span): string => {
    const known = placeholders.get(value);
    if (known !== undefined) {
      return known;
    }
    const number = (lastNumber.get(kind) ?? 0) + 1;
    const placeholder = `⟦${kind}_${number}${hint === undefined ? '' : ` ${hint}`}⟧`;
    lastNumber.set(kind, number);
    placeholders.set(value, placeholder);
    originals.set(placeholder, value);
    return placeholder;
  };

  return {
    redact(text) {
      const input = escapePlaceholders(visibleText(text));
      const found = longestSpans(findSecrets(input, personal));
      const known = new Map(
        [...originals].map(([placeholder, value]) => [value, kindOf(placeholder)]),
      );
      const spans = longestSpans([...found, ...findRepeats(input, found, known)]);
      const counts = new Map<string, number>();
      const parts: string[] = [];
      let end = 0;
      for (const span of spans) {
        const placeholder = placeholderOf(input.slice(span.start, span.end), span);
        const kind = kindOf(placeholder);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        parts.push(input.slice(end, span.start), placeholder);
        end = span.end;
      }
      parts.push(input.slice(end));
      return { text: parts.join('') as RedactedText, redactions: byCount(counts) };
    },

    restore(text) {
      return text.replace(placeholder, (match) => originals.get(match) ?? match);
    },

    showable(text) {
      const found = new Set(text.match(placeholder) ?? []);
      return Object.fromEntries(
        [...originals].filter(([name]) => found.has(name) && showableKinds.has(kindOf(name))),
      );
    },
  };
}

/** Kinds of values that their owner may see again; of cards and of all secrets the placeholder stays. */
const showableKinds: ReadonlySet<string> = new Set(['EMAIL', 'IP', 'HOST', 'USER', 'PHONE']);

const placeholder = /⟦[A-Z_]{1,60}_\d{1,9}(?: [\w.-]{1,64})?⟧/g;

/**
 * Text that looks like one of our placeholders would be taken for a value we hid: `⟦PASSWORD_1⟧` in
 * a log becomes `[[PASSWORD_1]]`. Brackets around a word without a digit are nobody's placeholder.
 */
function escapePlaceholders(text: string): string {
  return text.includes('⟦')
    ? text.replace(bracketed, (whole, inner: string) => (/\d/.test(inner) ? `[[${inner}]]` : whole))
    : text;
}

const bracketed = /⟦([^⟦⟧\n]{1,160})⟧/g;

function kindOf(name: string): string {
  return name.slice(1, name.lastIndexOf('_'));
}

function byCount(counts: ReadonlyMap<string, number>): Redaction[] {
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

import type { PersonalKind, RedactedText, Redaction, Redactor } from '../model/redactedText.ts';
import { visibleText } from '../model/visibleText.ts';
import { cutCrowdedLines, findSecrets } from './findSecrets.ts';
import { createRepeatFinder } from './repeats.ts';
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
  const hidden = new Map<string, Hidden>();
  const valuesOf = new Map<string, string[]>();
  const repeats = createRepeatFinder();

  const hide = (value: string, { kind, hint }: Span): Hidden => {
    const known = hidden.get(value);
    if (known !== undefined) {
      return known;
    }
    const values = valuesOf.get(kind) ?? [];
    valuesOf.set(kind, values);
    values.push(value);
    const told = hint === undefined ? '' : ` ${hint}`;
    const made = { kind, placeholder: `⟦${kind}_${values.length}${told}⟧` };
    hidden.set(value, made);
    return made;
  };

  const valueBehind = (name: string): string | undefined => {
    const [, kind = '', number = ''] = parts.exec(name) ?? [];
    const value = valuesOf.get(kind)?.[Number(number) - 1];
    return value !== undefined && hidden.get(value)?.placeholder === name ? value : undefined;
  };

  return {
    redact(text) {
      const { input, crowded } = withoutCrowdedLines(visibleText(text));
      const found = longestSpans(findSecrets(input, personal));
      for (const { start, end, kind } of found) {
        repeats.learn(input.slice(start, end), kind);
      }
      const repeated = repeats.find(input, found);
      const others = [...repeated, ...crowded];
      const spans = others.length === 0 ? found : longestSpans([...found, ...others]);
      const counts = new Map<string, number>();
      const pieces: string[] = [];
      let end = 0;
      for (const span of spans) {
        const { kind, placeholder } = hide(input.slice(span.start, span.end), span);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        pieces.push(input.slice(end, span.start), placeholder);
        end = span.end;
      }
      pieces.push(input.slice(end));
      return { text: pieces.join('') as RedactedText, redactions: byCount(counts) };
    },

    restore(text) {
      return text.replace(placeholder, (match) => valueBehind(match) ?? match);
    },

    showable(text) {
      const names = [...new Set(text.match(placeholder) ?? [])];
      return Object.fromEntries(
        names.flatMap((name) => {
          const value = showableKinds.has(kindOf(name)) ? valueBehind(name) : undefined;
          return value === undefined ? [] : [[name, value]];
        }),
      );
    },
  };
}

interface Hidden {
  readonly kind: string;
  readonly placeholder: string;
}

/** Kinds of values that their owner may see again; of cards and of all secrets the placeholder stays. */
const showableKinds: ReadonlySet<string> = new Set(['EMAIL', 'IP', 'HOST', 'USER', 'PHONE']);

const placeholder = /⟦[A-Z_]{1,60}_\d{1,9}(?: [\w.-]{1,64})?⟧/g;
const parts = /^⟦([A-Z_]{1,60})_(\d{1,9})/;

/** What of a text is read for secrets, and where in it stands what is left of a line hidden whole. */
function withoutCrowdedLines(text: string): { input: string; crowded: readonly Span[] } {
  let input = '';
  const crowded: Span[] = [];
  for (const piece of cutCrowdedLines(text)) {
    const start = input.length;
    input += escapePlaceholders(piece.text);
    if (piece.isCrowded) {
      crowded.push({ start, end: input.length, kind: 'CROWDED_LINE' });
    }
  }
  return { input, crowded };
}

/**
 * Text that looks like one of our placeholders would be taken for a value we hid: `⟦PASSWORD_1⟧` in
 * a log becomes `[[PASSWORD_1]]`. Brackets around a word without a digit are nobody's placeholder.
 */
function escapePlaceholders(text: string): string {
  return text.includes('⟦') ? text.replace(bracketed, '[[$1]]') : text;
}

const bracketed = /⟦([^⟦⟧\n\d]{0,160}\d[^⟦⟧\n]{0,160})⟧/g;

function kindOf(name: string): string {
  return name.slice(1, name.lastIndexOf('_'));
}

function byCount(counts: ReadonlyMap<string, number>): Redaction[] {
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

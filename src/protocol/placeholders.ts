/** A text in which placeholders of known values are told apart from what stands between them. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hidden'; readonly placeholder: string; readonly value: string };

const placeholder = /⟦[A-Z_]{1,60}_\d{1,9}(?: [\w.-]{1,64})?⟧/g;

/** The parts of a text; a placeholder in an address stays, as an address must never be completed. */
export function partsOf(text: string, hidden: Readonly<Record<string, string>>): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(placeholder)) {
    const value = Object.hasOwn(hidden, found) ? hidden[found] : undefined;
    if (value === undefined || isInAddress(text, index, index + found.length)) continue;
    if (index > end) parts.push({ kind: 'text', text: text.slice(end, index) });
    parts.push({ kind: 'hidden', placeholder: found, value });
    end = index + found.length;
  }
  return end < text.length || parts.length === 0
    ? [...parts, { kind: 'text', text: text.slice(end) }]
    : parts;
}

/** Whether the word around it holds `://` or is a path. */
function isInAddress(text: string, from: number, to: number): boolean {
  const before = /\S*$/.exec(text.slice(Math.max(0, from - 300), from))?.[0] ?? '';
  const after = /^\S*/.exec(text.slice(to, to + 300))?.[0] ?? '';
  return /:\/\/|^[a-z][a-z\d+.-]{1,20}:\S/i.test(before) || after.startsWith('://');
}

import type { Price } from '../core/model/consent.ts';

/** The price of the first of the model's names that a row of the user's table fits; the longest pattern wins. */
export function priceOf(table: unknown, names: readonly string[]): Price | undefined {
  if (typeof table !== 'object' || table === null) return undefined;
  const rows = Object.entries(table)
    .flatMap(([pattern, row]) => {
      const price = readPrice(row);
      return price ? [{ pattern, price }] : [];
    })
    .sort((a, b) => b.pattern.length - a.pattern.length);
  return rows.find(({ pattern }) => names.some((name) => fits(pattern, name)))?.price;
}

function readPrice(row: unknown): Price | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const { input, output, currency = 'USD' } = row as Partial<Record<keyof Price, unknown>>;
  return isAmount(input) && isAmount(output) && typeof currency === 'string'
    ? { input, output, currency: currency.trim().slice(0, 8) }
    : undefined;
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** `*` stands for any characters, `?` for one; capitals count for nothing. */
function fits(pattern: string, name: string): boolean {
  const [head = '', ...parts] = pattern.trim().toLowerCase().split('*');
  const text = name.toLowerCase();
  if (!isAt(head, text, 0)) return false;
  const tail = parts.pop();
  if (tail === undefined) return head.length === text.length;
  let end = head.length;
  for (const part of parts) {
    while (end <= text.length && !isAt(part, text, end)) end++;
    end += part.length;
  }
  const last = text.length - tail.length;
  return last >= end && isAt(tail, text, last);
}

function isAt(part: string, text: string, place: number): boolean {
  const found = text.slice(place, place + part.length);
  return (
    found.length === part.length && [...part].every((sign, i) => sign === '?' || sign === found[i])
  );
}

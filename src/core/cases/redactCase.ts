import type { Redactor } from '../model/redactedText.ts';
import { mapStrings } from './strings.ts';

const placeholder = /⟦([A-Z_]{1,60})_(\d{1,9})(?: [\w.-]{1,64})?⟧/g;

/** Ids that we made ourselves, under the names that they have: they look random and are no secret. */
const ids: ReadonlySet<string> = new Set(['id', 'runId', 'key', 'incident']);
const made = /^(?:[0-9a-f]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * The same data without secrets and without what is to be hidden of people's. The whole is read twice:
 * a value that only one line gives away, as `password=…` does, is hidden wherever else it stands.
 *
 * What was hidden from a model before keeps its placeholder, and new ones get numbers that it did not
 * use. A receipt in which nothing more is found stays byte for byte what was sent.
 */
export function redactData<T>(data: T, redactor: Redactor): T {
  const texts = new Set<string>();
  mapStrings(data, (text, key) => {
    if (!isOurs(text, key)) texts.add(text);
    return text;
  });
  const used = usedNumbers(texts);
  for (const text of texts) partsOf(text, (part) => redactor.redact(part).text);
  const redacted = new Map(
    [...texts].map((text) => [text, partsOf(text, (part) => hide(part, redactor, used))]),
  );
  return mapStrings(data, (text, key) => (isOurs(text, key) ? text : (redacted.get(text) ?? text)));
}

/** Addresses were made portable before, and have to go on meaning one file. */
function isOurs(text: string, key: string): boolean {
  return key === 'uri' || (ids.has(key) && made.test(text));
}

function hide(part: string, redactor: Redactor, used: ReadonlyMap<string, number>): string {
  const { text, redactions } = redactor.redact(part);
  return redactions.length === 0 ? part : renumbered(text, used);
}

function renumbered(text: string, used: ReadonlyMap<string, number>): string {
  return text.replace(placeholder, (whole, kind: string, number: string) =>
    whole.replace(`_${number}`, `_${Number(number) + (used.get(kind) ?? 0)}`),
  );
}

/** The highest number that placeholders of each kind have by now. */
function usedNumbers(texts: ReadonlySet<string>): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const text of texts) {
    for (const [, kind = '', number = ''] of text.matchAll(placeholder)) {
      used.set(kind, Math.max(used.get(kind) ?? 0, Number(number)));
    }
  }
  return used;
}

/** Changes what stands between placeholders. */
function partsOf(text: string, change: (part: string) => string): string {
  if (!text.includes('⟦')) return change(text);
  const parts: string[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(placeholder)) {
    parts.push(change(text.slice(end, index)), found);
    end = index + found.length;
  }
  return [...parts, change(text.slice(end))].join('');
}

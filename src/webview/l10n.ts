import { nothing } from 'lit';

/** The words of the editor's language; what they stand for in English is what they are found by. */
interface Bundle {
  /** As `<html lang>` names it. */
  readonly language: string;
  readonly messages: ReadonlyMap<string, string>;
}

const { language: found, messages } = readBundle();

/** The language of our own words, for numbers and times as well. */
export const language = found;
export const isEnglish = language === 'en';

/** Marks words of ours within text that is marked as English, as all is that logs, models and the analyst say. */
export const ownLanguage = isEnglish ? nothing : language;

const countsAsOne = new Intl.PluralRules(language);

/** A text of ours in the user's language; `{0}` stands for the first value. */
export function t(english: string, ...values: readonly (string | number)[]): string {
  return parts(english, ...values).join('');
}

/** The same where values are more than text, to be drawn one after the other. */
export function parts(english: string, ...values: readonly unknown[]): readonly unknown[] {
  return (messages.get(english) ?? english)
    .split(/\{(\d)\}/)
    .map((part, index) => (index % 2 === 0 ? part : values[Number(part)]));
}

/**
 * A word of a table that other parts use as well, e.g. what a command does: in the user's language where it is
 * known, else as it is. `npm run webview-words` knows those tables.
 */
export function word(english: string): string {
  return messages.get(english) ?? english;
}

/** Whether a number takes the form for one; languages without such a form say no. */
export function isOne(n: number): boolean {
  return countsAsOne.select(n) === 'one';
}

/** A heading's or a label's word within a sentence: English writes it small, others as it is. */
export function lower(text: string): string {
  return isEnglish ? text.toLowerCase() : text;
}

/** The host writes it before our script; without one, and where it makes no sense, we speak English. */
function readBundle(): Bundle {
  const english: Bundle = { language: 'en', messages: new Map() };
  const text = globalThis.document?.getElementById('l10n')?.textContent;
  if (!text) return english;
  const given = JSON.parse(text) as {
    readonly language: string;
    readonly messages: Readonly<Record<string, string>>;
  };
  return { language: given.language, messages: new Map(Object.entries(given.messages)) };
}

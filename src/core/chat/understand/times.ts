import type { Moment, Window } from '../question.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The stretch of time that a question names, and the question without those words. */
export function takeWindow(text: string): { readonly window?: Window; readonly rest: string } {
  for (const { pattern, read } of forms) {
    const match = pattern.exec(text);
    const window = match && read(match.groups ?? {}, match[0].trim());
    if (!match || !window) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return { window, rest };
  }
  return { rest: text };
}

const date = String.raw`\d{4}-\d{2}-\d{2}|(?:\d{1,2}\.? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?: \d{1,2}(?:st|nd|rd|th)?)?`;
const ofDay = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?(?:\s?[ap]\.?m\b\.?)?z?|\d{1,2}\s?[ap]\.?m\b\.?|noon|midnight`;
const moment = (name: string): string =>
  `(?:(?<${name}Date>${date})(?:[t ,]+(?:at )?))?(?<${name}>${ofDay})(?: on (?<${name}After>${date}))?(?: utc)?`;
const amount = String.raw`(?:(?<amount>\d{1,6}(?:\.\d{1,2})?|an?|one|two|three|five|ten|few|couple of) )?(?<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|s|m|h)\b`;

interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, text: string) => Window | undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** The longer forms first: what one of them takes is no time of another. */
const forms: readonly Form[] = [
  {
    pattern: new RegExp(
      String.raw`\b(?:between|from|in)?\s*\b${moment('a')}\s*(?:and|to|until|till|through|-|–|\.\.)\s*${moment('b')}`,
      'i',
    ),
    read(groups, text) {
      const [from, to] = [clock(groups, 'a'), clock(groups, 'b')];
      // `between 2026-11-20 14:00 and 14:10` names the day once.
      const until =
        to && from?.date !== undefined && to.date === undefined ? { ...to, date: from.date } : to;
      return from && until && { from, to: until, text };
    },
  },
  {
    pattern: new RegExp(String.raw`\b(?:around|about|near|close to|circa)\s+${moment('a')}`, 'i'),
    read(groups, text) {
      const at = clock(groups, 'a');
      if (!at) return undefined;
      const half = at.precision >= MINUTE ? 2 * MINUTE : 30_000;
      return { from: { ...at, plus: -half }, to: { ...at, plus: half + at.precision }, text };
    },
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:before|prior to|up to|until|till|earlier than|by|leading up to)\s+${moment('a')}`,
      'i',
    ),
    read(groups, text) {
      const to = clock(groups, 'a');
      return to && { to, text };
    },
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:since|after|from|later than|starting(?: at)?|past|as of)\s+${moment('a')}(?:\s+(?:on|onwards?))?`,
      'i',
    ),
    read(groups, text) {
      const from = clock(groups, 'a');
      return from && { from, text };
    },
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:in|during|over|within|for)?\s*(?:the\s+)?(?:last|past|final)\s+${amount}`,
      'i',
    ),
    read: (groups, text) => stretch(groups, text, 'beforeEnd'),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:in|during|over|within|for)?\s*(?:the\s+)?(?:first|opening)\s+${amount}`,
      'i',
    ),
    read: (groups, text) => stretch(groups, text, 'afterStart'),
  },
  {
    pattern: new RegExp(String.raw`\b(?:at|in|during|on|@)?\s*\b${moment('a')}`, 'i'),
    read(groups, text) {
      const at = clock(groups, 'a');
      return at && { from: at, to: { ...at, plus: at.precision }, text };
    },
  },
  {
    pattern: new RegExp(
      String.raw`\b(?<how>since|after|before|until|on|of)\s+(?:the\s+)?(?<day>${date})\b`,
      'i',
    ),
    read(groups, text) {
      const day = readDate(groups['day']);
      if (day === undefined) return undefined;
      const at: Clock = { kind: 'clock', ofDay: 0, date: day, precision: DAY, plus: 0 };
      const how = groups['how']?.toLowerCase();
      if (how === 'before' || how === 'until') return { to: at, text };
      if (how === 'since') return { from: at, text };
      const next: Clock = { ...at, plus: DAY };
      return how === 'after' ? { from: next, text } : { from: at, to: next, text };
    },
  },
];

type Clock = Extract<Moment, { kind: 'clock' }>;

function clock(groups: Groups, name: string): Clock | undefined {
  const time = readOfDay(groups[name]);
  const day = readDate(groups[`${name}Date`] ?? groups[`${name}After`]);
  return time && { kind: 'clock', ...time, plus: 0, ...(day !== undefined && { date: day }) };
}

function readOfDay(text = ''): Pick<Clock, 'ofDay' | 'precision'> | undefined {
  if (/^noon$/i.test(text)) return { ofDay: 12 * HOUR, precision: MINUTE };
  if (/^midnight$/i.test(text)) return { ofDay: 0, precision: MINUTE };
  const match =
    /^(?<h>\d{1,2})(?::(?<m>\d{2}))?(?::(?<s>\d{2})(?:[.,](?<f>\d{1,6}))?)?\s?(?<half>[ap])?/i.exec(
      text,
    );
  if (!match?.groups) return undefined;
  const { h = '', m = '0', s = '0', f = '', half } = match.groups;
  const hour = half === undefined ? Number(h) : hourOfHalf(Number(h), half);
  if (hour > 23 || Number(m) > 59 || Number(s) > 60) return undefined;
  const parts = hour * HOUR + Number(m) * MINUTE + Number(s) * 1000;
  return {
    ofDay: parts + Math.floor(Number(`0.${f || 0}`) * 1000),
    precision: precisionOf(match.groups),
  };
}

const hourOfHalf = (hour: number, half: string): number => (hour % 12) + (/p/i.test(half) ? 12 : 0);

function precisionOf({ m, s, f }: Groups): number {
  if (f !== undefined) return Math.max(1, 10 ** (3 - f.length));
  if (s !== undefined) return 1000;
  return m === undefined ? HOUR : MINUTE;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Midnight of a date; one without its year is in the year 0 here, and meant in that of the log. */
function readDate(text = ''): number | undefined {
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(iso)) return iso;
  const month = months.indexOf(/[a-z]{3}/i.exec(text)?.[0].toLowerCase() ?? '');
  const day = Number(/\d{1,2}/.exec(text)?.[0] ?? Number.NaN);
  return month < 0 || Number.isNaN(day) ? undefined : Date.UTC(YEARLESS, month, day);
}

/** A year that no log is of, for dates that name none. */
export const YEARLESS = 1904;

const amounts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  few: 3,
  five: 5,
  ten: 10,
  'couple of': 2,
};

function stretch(
  groups: Groups,
  text: string,
  kind: 'afterStart' | 'beforeEnd',
): Window | undefined {
  const { amount: many = '1', unit = '' } = groups;
  const count = amounts[many.toLowerCase()] ?? Number(many);
  if (Number.isNaN(count)) return undefined;
  const at: Moment = { kind, milliseconds: count * unitOf(unit) };
  return kind === 'beforeEnd' ? { from: at, text } : { to: at, text };
}

export function unitOf(word: string): number {
  if (/^s/i.test(word)) return 1000;
  if (/^m/i.test(word)) return MINUTE;
  return /^h/i.test(word) ? HOUR : DAY;
}

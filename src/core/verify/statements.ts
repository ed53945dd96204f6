import { type Quantity, quantitiesOf } from './quantities.ts';

/** Something a claim says in numbers that we can compute ourselves. */
export type Statement = { readonly text: string } & (
  | { readonly kind: 'count'; readonly value: number; readonly bound: Bound }
  | { readonly kind: 'share'; readonly part: number; readonly whole: number }
  | { readonly kind: 'percentage'; readonly value: number; readonly decimals: number }
  /** `of` is .95 for a 95th percentile, .5 for the median, 0 and 1 for the least and the most. */
  | { readonly kind: 'quantile'; readonly of: number | 'mean'; readonly quantity: Quantity }
  | {
      readonly kind: 'rate';
      readonly value: number;
      readonly milliseconds: number;
      readonly bound: Bound;
    }
  | { readonly kind: 'firstAt' | 'lastAt'; readonly time: StatedTime }
  | { readonly kind: 'between'; readonly from: StatedTime; readonly to: StatedTime }
);

/** `exact` is within one or 1%, `about` within 10%. */
export type Bound = 'exact' | 'about' | 'atLeast' | 'atMost';

/** A time of day, or with a date an instant (UTC where no zone is written). */
export interface StatedTime {
  readonly text: string;
  /** Milliseconds since midnight. */
  readonly ofDay: number;
  /** Milliseconds since the epoch, where the date is written. */
  readonly instant: number | undefined;
  /** Milliseconds by which it may be off: what its last written digit is worth. */
  readonly precision: number;
}

/** The statements of a text, and the text with them blanked out, so that no number is judged twice. */
export function parseStatements(text: string): {
  readonly statements: readonly Statement[];
  readonly rest: string;
} {
  const statements: Statement[] = [];
  let rest = text;
  for (const { pattern, read } of forms) {
    rest = rest.replace(pattern, (...match) => {
      const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
      const whole = match[0] as string;
      const statement = read(groups, whole.trim());
      if (!statement) return whole;
      statements.push(statement);
      return ' '.repeat(whole.length);
    });
  }
  return { statements, rest };
}

const number = String.raw`(?<![\w.,:/-])\d{1,3}(?:[,\u202f\u00a0]\d{3})+|(?<![\w.,:/-])\d{1,12}(?:\.\d{1,6})?`;
const time = String.raw`(?:\d{4}-\d{2}-\d{2}[T ])?\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?`;
const bound = String.raw`(?:(?<bound>about|around|approximately|roughly|nearly|almost|some|~|≈|more than|over|at least|up to|at most|fewer than|less than)\s?)?`;
const quantileName = String.raw`(?:p(?<p>\d{2}(?:\.\d)?)|(?<nth>\d{2})(?:st|nd|rd|th)?[ -]percentile|(?<word>median|mean|average|maximum|minimum))`;
const counted =
  '(?:times\\b|×|x\\b|occurrences?\\b|errors?\\b|failures?\\b|exceptions?\\b|warnings?\\b|lines?\\b|records?\\b|entries\\b|messages?\\b|events?\\b)';
const unit = String.raw`(?:a |an |per |each |every |\/ ?)(?<unit>second|sec|s|minute|min|hour|h)\b`;

const numberWords: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};

interface Form {
  readonly pattern: RegExp;
  readonly read: (
    groups: Readonly<Record<string, string | undefined>>,
    text: string,
  ) => Statement | undefined;
}

/** In the order in which they are looked for: a longer form before the shorter one inside it. */
const forms: readonly Form[] = [
  {
    pattern: new RegExp(
      `\\b${quantileName}\\b(?:\\s?[=:]|(?:\\s(?!\\d)[a-z]{1,14}){0,6})\\s?(?<amount>${number}(?:\\s?(?:[kmgt]i?b|[mnuµ]?s|%|[a-z]{3,12}))?)`,
      'gi',
    ),
    read: ({ p, nth, word, amount }, text) => readQuantile(p ?? nth, word, amount, text),
  },
  {
    pattern: new RegExp(
      `\\b(?:between|from)\\s(?<from>${time})\\s(?:and|to|until)\\s(?<to>${time})`,
      'gi',
    ),
    read: ({ from, to }, text) => {
      const [start, end] = [readTime(from), readTime(to)];
      return start && end && { kind: 'between', text, from: start, to: end };
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:first|earliest)\\s(?:\\w{1,12}\\s){0,2}?(?:at|on|in)?\\s?(?<time>${time})`,
      'gi',
    ),
    read: (groups, text) => readAt('firstAt', groups['time'], text),
  },
  {
    pattern: new RegExp(
      `\\b(?:last|latest)\\s(?:\\w{1,12}\\s){0,2}?(?:at|on|in)?\\s?(?<time>${time})`,
      'gi',
    ),
    read: (groups, text) => readAt('lastAt', groups['time'], text),
  },
  {
    pattern: new RegExp(`${bound}(?<value>${number})\\s?(?:${counted}\\s?)?${unit}`, 'gi'),
    read: ({ value, unit: per, bound: how }, text) => ({
      kind: 'rate',
      text,
      value: readNumber(value),
      milliseconds: millisecondsOf(per ?? ''),
      bound: readBound(how),
    }),
  },
  {
    pattern: new RegExp(`(?<value>${number})\\s?(?:%|percent\\b)`, 'gi'),
    read: ({ value = '' }, text) => {
      const decimals = value.split('.')[1]?.length ?? 0;
      return { kind: 'percentage', text, value: readNumber(value), decimals };
    },
  },
  {
    pattern: new RegExp(
      `(?<part>${number})\\s(?:out of|of)\\s(?:the\\s|all\\s|its\\s)?(?<whole>${number})`,
      'gi',
    ),
    read: ({ part, whole }, text) => ({
      kind: 'share',
      text,
      part: readNumber(part),
      whole: readNumber(whole),
    }),
  },
  {
    pattern: new RegExp(`${bound}(?<value>${number})\\s?(?:[a-z]{3,14}\\s)?${counted}`, 'gi'),
    read: ({ value, bound: how }, text) => ({
      kind: 'count',
      text,
      value: readNumber(value),
      bound: readBound(how),
    }),
  },
  {
    pattern: new RegExp(
      `\\b(?:(?<word>${Object.keys(numberWords).join('|')})\\s(?:times|occurrences)|(?<twice>twice))\\b`,
      'gi',
    ),
    read: ({ word }, text) => ({
      kind: 'count',
      text,
      value: numberWords[word?.toLowerCase() ?? 'two'] ?? 2,
      bound: 'exact',
    }),
  },
];

function readNumber(text = ''): number {
  return Number(text.replace(/[,\u202f\u00a0]/g, ''));
}

const quantileWords: Readonly<Record<string, number | 'mean'>> = {
  median: 0.5,
  mean: 'mean',
  average: 'mean',
  maximum: 1,
  minimum: 0,
};

function readQuantile(
  percent: string | undefined,
  word: string | undefined,
  amount: string | undefined,
  text: string,
): Statement | undefined {
  const [quantity] = quantitiesOf(amount ?? '');
  const of =
    percent === undefined ? quantileWords[word?.toLowerCase() ?? ''] : Number(percent) / 100;
  return quantity && of !== undefined ? { kind: 'quantile', text, of, quantity } : undefined;
}

function readBound(text = ''): Bound {
  if (text === '') return 'exact';
  if (/^(?:more than|over|at least)$/i.test(text)) return 'atLeast';
  return /^(?:up to|at most|fewer than|less than)$/i.test(text) ? 'atMost' : 'about';
}

function millisecondsOf(unitText: string): number {
  if (/^s/i.test(unitText)) return 1000;
  return /^m/i.test(unitText) ? 60_000 : 3_600_000;
}

function readAt(
  kind: 'firstAt' | 'lastAt',
  text: string | undefined,
  whole: string,
): Statement | undefined {
  const stated = readTime(text);
  return stated && { kind, text: whole, time: stated };
}

/** Reads `14:03`, `14:03:12.5`, `2026-03-01T14:03:12Z`. */
export function readTime(text = ''): StatedTime | undefined {
  const match =
    /^(?<date>\d{4}-\d{2}-\d{2})?[T ]?(?<h>\d{2}):(?<m>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?(?<zone>Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text.trim(),
    );
  if (!match?.groups) return undefined;
  const { date, h, m, s, f, zone } = match.groups;
  const ofDay =
    (Number(h) * 3600 + Number(m) * 60 + Number(s ?? 0)) * 1000 +
    Math.floor(Number(`0.${f ?? 0}`) * 1000);
  if (Number(h) > 23 || Number(m) > 59 || Number(s ?? 0) > 60) return undefined;
  const midnight = date ? Date.parse(`${date}T00:00:00Z`) : undefined;
  if (Number.isNaN(midnight)) return undefined;
  return {
    text: text.trim(),
    ofDay,
    instant: midnight === undefined ? undefined : midnight + ofDay - offsetOf(zone),
    precision: precisionOf(s, f),
  };
}

function precisionOf(seconds: string | undefined, fraction: string | undefined): number {
  if (seconds === undefined) return 60_000;
  return fraction === undefined ? 1000 : Math.max(1, 10 ** (3 - fraction.length));
}

/** Milliseconds a zone is ahead of UTC, e.g. `+02:00`. */
function offsetOf(zone = 'Z'): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const milliseconds = (Number(match[2]) * 60 + Number(match[3])) * 60_000;
  return match[1] === '-' ? -milliseconds : milliseconds;
}

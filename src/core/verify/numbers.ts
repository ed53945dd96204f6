import type { Check } from '../model/claim.ts';
import type { Template } from '../model/template.ts';
import type { Cited } from './cited.ts';
import { isQuantile, quantilesOf } from './quantiles.ts';
import { isSameQuantity, quantitiesIn } from './quantities.ts';
import type { VerifyFacts } from './sources.ts';
import type { Bound, StatedTime, Statement } from './statements.ts';

/** `unknown` where the citations lead to nothing from which the statement could be computed. */
export type Recomputed =
  | { readonly kind: 'right' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wrong'; readonly check: Check };

const right: Recomputed = { kind: 'right' };
const unknown: Recomputed = { kind: 'unknown' };

const DAY = 86_400_000;

/** Computes what a claim states in numbers from the records its citations lead to. */
export function recompute(
  statement: Statement,
  cited: Cited,
  facts: VerifyFacts,
  window?: Span,
): Recomputed {
  if (isWritten(statement, cited)) return right;
  if (cited.templates.length === 0) return uncountable(statement, cited);
  switch (statement.kind) {
    case 'count':
      return recomputeCount(statement, cited, facts, window);
    case 'share':
      return recomputeShare(statement, cited, facts);
    case 'percentage':
      return recomputePercentage(statement, cited, facts);
    case 'rate':
      return recomputeRate(statement, cited, facts);
    case 'quantile':
      return recomputeQuantile(statement, cited, facts);
    case 'firstAt':
    case 'lastAt':
      return recomputeEnd(statement, cited);
    case 'between':
      return recomputeSpan(statement, cited);
  }
}

/** Code, configuration and changes hold no records to count: a number must be written there. */
function uncountable(statement: Statement, cited: Cited): Recomputed {
  const isTime = ['firstAt', 'lastAt', 'between'].includes(statement.kind);
  return isTime || cited.text.trim() === ''
    ? unknown
    : wrong(
        'countWrong',
        `“${statement.text}” does not stand in what is cited, and can’t be counted there.`,
      );
}

/** The cited text says so itself, e.g. `12 errors generated`, `failures: 3`, `3/5`, `41%`. */
function isWritten(statement: Statement, cited: Cited): boolean {
  const text = cited.text.replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  switch (statement.kind) {
    case 'count':
      return isCountIn(statement.value, nounOf(statement.text), text);
    case 'rate':
      return quantityPattern(statement.value, '.{0,20}(?:/|per |a |an )(?:s|m|h)').test(text);
    case 'percentage':
      return quantityPattern(statement.value, String.raw`\s?(?:%|percent)`).test(text);
    case 'share':
      return quantityPattern(
        statement.part,
        String.raw`\s?(?:/|of|out of)\s?${statement.whole}(?!\d)`,
      ).test(text);
    case 'quantile':
      return quantitiesIn(text).some((written) => isSameQuantity(statement.quantity, written));
    case 'firstAt':
      return isEndIn('first', statement.time, cited);
    case 'lastAt':
      return isEndIn('last', statement.time, cited);
    case 'between':
      return false;
  }
}

/** What was counted for a question says it so: `first: line 162 of checkout.log at 14:03:15`. */
function isEndIn(end: 'first' | 'last', { text }: StatedTime, { counted }: Cited): boolean {
  const time = text.replace(/[.+]/g, '\\$&');
  return new RegExp(
    String.raw`\b${end}:[^;\n]{1,300} at (?:\d{4}-\d\d-\d\d )?${time}(?!\d)`,
    'i',
  ).test(counted);
}

/** The number next to what it counts: `12 errors`, `12 fatal errors`, `errors: 12`. */
function isCountIn(value: number, noun: string, text: string): boolean {
  return (
    quantityPattern(value, String.raw`\W{1,3}(?:\w{1,20}\W{1,2})?${noun}`).test(text) ||
    new RegExp(String.raw`${noun}\w{0,3}\W{1,3}${value}(?![\d.])`).test(text)
  );
}

/** A number as logs may write it (`44` also as `44.00`), with what must follow it. */
function quantityPattern(value: number, then: string): RegExp {
  const written = String(value).replace('.', '\\.');
  return new RegExp(
    String.raw`(?<![\d.])${written}${value % 1 === 0 ? '(?:\\.0+)?' : '0*'}${then}`,
  );
}

/** The counted noun's stem, e.g. `error` of `about 12 errors`. */
function nounOf(text: string): string {
  const word = /[a-z]+$/i.exec(text)?.[0].toLowerCase() ?? 'times';
  return word === 'x' ? 'times' : word.replace(/(?:ies|y)$/, '').replace(/s$/, '');
}

type Count = Extract<Statement, { kind: 'count' }>;
type Share = Extract<Statement, { kind: 'share' }>;
type Percentage = Extract<Statement, { kind: 'percentage' }>;
type Rate = Extract<Statement, { kind: 'rate' }>;
type End = Extract<Statement, { kind: 'firstAt' | 'lastAt' }>;
type Span = Extract<Statement, { kind: 'between' }>;

function recomputeCount(
  statement: Count,
  cited: Cited,
  facts: VerifyFacts,
  window: Span | undefined,
): Recomputed {
  const counts = window ? countsWithin(window, cited, facts) : countsOf(cited, facts);
  return counts.some((count) => agrees(statement.value, count, statement.bound))
    ? right
    : wrong(
        'countWrong',
        `“${statement.text}”: the cited kind of line occurs ${listed(window ? counts.slice(0, 1) : countsOfEach(cited))} times${window ? ' in that time' : ''}.`,
      );
}

/**
 * How often each cited template occurs between the two times that the claim names, and all of them:
 * with the last minute or second that it names, and without.
 */
function countsWithin(
  { from, to }: Span,
  { templates, records }: Cited,
  facts: VerifyFacts,
): readonly number[] {
  const all = templates.map(({ id }) => timesOf(id, facts));
  const shown = records.flatMap(({ record: { timestamp } }) => timestamp ?? []);
  const sharp = (time: StatedTime): StatedTime => ({ ...time, precision: 0 });
  const spans = [
    [sharp(from), to],
    [sharp(from), sharp(to)],
    [from, to],
  ] as const;
  return spans.flatMap(([start, end]) => {
    const inside = (times: readonly number[]): number =>
      times.filter((time) => isBetween(time, start, end)).length;
    const each = all.map(inside);
    const cited = inside(shown);
    const sum = each.reduce((total, count) => total + count, 0);
    return [...each, sum, ...(cited > 1 ? [cited] : [])];
  });
}

/** Each cited template's own count, their sum, the cited records, and what each log has of its level. */
function countsOf(cited: Cited, facts: VerifyFacts): readonly number[] {
  const each = countsOfEach(cited);
  const sum = each.reduce((total, count) => total + count, 0);
  const shown = cited.records.length;
  return [...each, sum, ...(shown > 1 ? [shown] : []), ...countsInFiles(cited, facts)];
}

function countsOfEach(cited: Cited): readonly number[] {
  return cited.templates.map(({ count }) => count);
}

/** How often each cited template occurs in the file it is cited from. */
function countsInFiles(cited: Cited, facts: VerifyFacts): readonly number[] {
  const files = new Set(cited.records.map(({ file }) => file));
  return [...files].flatMap((file) =>
    cited.templates.map(({ id }) => countIn(facts.mined.templateIds[file], id)),
  );
}

/** Records of a template in a file: counted once for all, as each of many claims asks for some. */
function countIn(ids: Uint32Array | undefined, template: number): number {
  if (ids === undefined) {
    return 0;
  }
  const known = counted.get(ids) ?? countAll(ids);
  counted.set(ids, known);
  return known[template] ?? 0;
}

const counted = new WeakMap<Uint32Array, Uint32Array>();

function countAll(ids: Uint32Array): Uint32Array {
  const counts = new Uint32Array(ids.reduce((most, id) => Math.max(most, id + 1), 0));
  for (let record = 0; record < ids.length; record++) {
    const id = ids[record] as number;
    counts[id] = (counts[id] as number) + 1;
  }
  return counts;
}

function recomputeShare(statement: Share, cited: Cited, facts: VerifyFacts): Recomputed {
  const parts = countsOf(cited, facts);
  const wholes = [...parts, ...totals(facts, cited), facts.files.length];
  const agree = (value: number) => (count: number) => agrees(value, count, 'exact');
  if (parts.some(agree(statement.part)) && wholes.some(agree(statement.whole))) return right;
  const reason = `“${statement.text}”: the cited kind of line occurs ${listed(countsOfEach(cited))} times, and no such pair of numbers stands in the cited lines.`;
  return wrong('countWrong', reason);
}

function recomputePercentage(statement: Percentage, cited: Cited, facts: VerifyFacts): Recomputed {
  const shares = sharesOf(cited, facts);
  const off = percentageSlack(statement);
  if (shares.some((share) => Math.abs(share - statement.value) <= off)) return right;
  return wrong(
    'countWrong',
    `“${statement.text}”: the cited kind of line is ${(shares[0] ?? 0).toFixed(1)}% of all records.`,
  );
}

/** One point for round numbers, or as far as it is written out; for few per cent it is half a point. */
function percentageSlack({ value, decimals }: Percentage): number {
  if (decimals > 0) return Math.max(10 ** -decimals, value * 0.01);
  return value < 5 ? 0.5 : 1;
}

/** Records of the run, and of each cited file. */
function totals(facts: VerifyFacts, cited: Cited): readonly number[] {
  const lengths = facts.files.map((file) => file.records.length);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  return [all, ...cited.records.map(({ file }) => lengths[file] ?? 0)];
}

/** Of each cited kind and of all together: its share of all records, and of those of each cited file. */
function sharesOf(cited: Cited, facts: VerifyFacts): readonly number[] {
  const lengths = facts.files.map((file) => file.records.length);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const each = countsOfEach(cited);
  const together = each.reduce((sum, count) => sum + count, 0);
  const files = [...new Set(cited.records.map(({ file }) => file))];
  const inFiles = files.flatMap((file) =>
    cited.templates.map(({ id }) => [
      countIn(facts.mined.templateIds[file], id),
      lengths[file] ?? 0,
    ]),
  );
  return [...each, together]
    .map((count) => [count, all])
    .concat(inFiles)
    .map(([count = 0, total = 0]) => (100 * count) / Math.max(1, total));
}

function recomputeQuantile(
  statement: Extract<Statement, { kind: 'quantile' }>,
  cited: Cited,
  facts: VerifyFacts,
): Recomputed {
  const computed = quantilesOf(statement, cited, facts);
  if (computed.some((quantity) => isQuantile(statement, quantity))) return right;
  const values = computed.map(({ value }) => Number(value.toPrecision(4))).slice(0, 4);
  const found =
    values.length > 0 ? `it computes to ${values.join(' or ')}` : 'there is no such number';
  return wrong('countWrong', `“${statement.text}”: in the cited kind of line ${found}.`);
}

/** A rate is right if it lies between the mean over the template's life and its busiest window. */
function recomputeRate(statement: Rate, cited: Cited, facts: VerifyFacts): Recomputed {
  const rates = cited.templates.flatMap(
    (template) => rateOf(template, statement.milliseconds, facts) ?? [],
  );
  if (rates.length === 0) return unknown;
  const isRight = rates.some(
    ({ mean, peak }) =>
      statement.value >= mean * slack(statement.bound).low - 1 &&
      statement.value <= peak * slack(statement.bound).high + 1,
  );
  const { mean = 0, peak = 0 } = rates[0] ?? {};
  return isRight
    ? right
    : wrong(
        'countWrong',
        `“${statement.text}”: the cited kind of line comes ${mean.toFixed(1)} times in that span on average and ${peak} times at most.`,
      );
}

interface RateOfTemplate {
  readonly mean: number;
  readonly peak: number;
}

function rateOf(
  template: Template,
  window: number,
  facts: VerifyFacts,
): RateOfTemplate | undefined {
  const times = timesOf(template.id, facts);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  let peak = 0;
  for (let from = 0, to = 0; to < times.length; to++) {
    while ((times[to] ?? 0) - (times[from] ?? 0) >= window) from++;
    peak = Math.max(peak, to - from + 1);
  }
  return { mean: (times.length * window) / Math.max(window, last - first), peak };
}

function timesOf(template: number, facts: VerifyFacts): readonly number[] {
  const times: number[] = [];
  facts.files.forEach((file, index) => {
    const ids = facts.mined.templateIds[index];
    for (let record = ids?.indexOf(template) ?? -1; record >= 0; ) {
      const time = file.records.timestamp(record);
      if (!Number.isNaN(time)) times.push(time);
      record = ids?.indexOf(template, record + 1) ?? -1;
    }
  });
  return times.sort((a, b) => a - b);
}

function recomputeEnd(statement: End, cited: Cited): Recomputed {
  const isFirst = statement.kind === 'firstAt';
  const ends = cited.templates.flatMap(
    (template) => (isFirst ? template.firstSeen : template.lastSeen) ?? [],
  );
  const end = isFirst ? Math.min(...ends) : Math.max(...ends);
  if (ends.length === 0) return unknown;
  return ends.some((seen) => isAt(statement.time, seen)) || isLocalTime(statement.time, end, cited)
    ? right
    : wrong(
        'timeWrong',
        `“${statement.text}”: this kind of line is ${isFirst ? 'first' : 'last'} seen at ${inClock(end)}.`,
      );
}

/** Right if the cited records, or all records of their templates, lie between the two times. */
function recomputeSpan(statement: Span, cited: Cited): Recomputed {
  const times = cited.records.flatMap(({ record }) => record.timestamp ?? []);
  if (times.length === 0) return unknown;
  const lies = times.every((time) => isBetween(time, statement.from, statement.to));
  const spans = cited.templates.some(
    ({ firstSeen, lastSeen }) =>
      firstSeen !== undefined &&
      lastSeen !== undefined &&
      isAt(statement.from, firstSeen) &&
      isAt(statement.to, lastSeen),
  );
  return lies || spans
    ? right
    : wrong(
        'timeWrong',
        `“${statement.text}”: the cited lines were written between ${inClock(Math.min(...times))} and ${inClock(Math.max(...times))}.`,
      );
}

function isBetween(time: number, from: StatedTime, to: StatedTime): boolean {
  if (from.instant !== undefined && to.instant !== undefined) {
    return time >= from.instant - from.precision && time <= to.instant + to.precision;
  }
  const ofDay = time % DAY;
  const [start, end] = [from.ofDay - from.precision, to.ofDay + to.precision];
  return start <= end ? ofDay >= start && ofDay <= end : ofDay >= start || ofDay <= end;
}

/** Whether a stated time is this instant, as far as it was written out. */
export function isAt(stated: StatedTime, instant: number): boolean {
  if (stated.instant !== undefined) {
    return Math.abs(instant - stated.instant) < stated.precision;
  }
  const off = Math.abs((instant % DAY) - stated.ofDay);
  return Math.min(off, DAY - off) < stated.precision;
}

/** The first or last line writes its time in another zone, and the claim copies it from there. */
function isLocalTime(stated: StatedTime, end: number, cited: Cited): boolean {
  const isCitedAtEnd = cited.records.some(({ record }) => record.timestamp === end);
  return isCitedAtEnd && cited.text.includes(stated.text.toLowerCase());
}

/** Up to this count people are taken at their word; above, one or 1% more or less is right. */
const EXACT = 10;

function agrees(stated: number, actual: number, how: Bound): boolean {
  const { low, high } = slack(how);
  const about = Math.max(actual, stated) <= EXACT ? 0 : Math.max(1, actual * 0.01);
  const tolerance = how === 'exact' ? about : 0;
  return stated >= actual * low - tolerance && stated <= actual * high + tolerance;
}

/** Between which multiples of the actual value a stated one may lie. */
function slack(how: Bound): { readonly low: number; readonly high: number } {
  switch (how) {
    case 'exact':
      return { low: 1, high: 1 };
    case 'about':
      return { low: 0.9, high: 1.1 };
    case 'atLeast':
      return { low: 0.5, high: 1 };
    case 'atMost':
      return { low: 1, high: 2 };
  }
}

function wrong(code: 'countWrong' | 'timeWrong', reason: string): Recomputed {
  return { kind: 'wrong', check: { code, reason } };
}

function listed(counts: readonly number[]): string {
  return counts.map((count) => count.toLocaleString('en')).join(' or ');
}

function inClock(instant: number): string {
  return new Date(instant).toISOString().slice(11, 19);
}

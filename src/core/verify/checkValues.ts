import type { Check } from '../model/claim.ts';
import type { Cited } from './cited.ts';
import { indexOfWhole, LONG_QUOTE, placesOf } from './lineText.ts';
import type { Vocabulary } from './names.ts';
import { normalise } from './normalise.ts';
import { isAt } from './numbers.ts';
import { isSameQuantity, quantitiesIn } from './quantities.ts';
import type { StatedTime } from './statements.ts';
import type { Value } from './values.ts';

export interface ValueCheck {
  readonly checks: readonly Check[];
  /** Share of the claim's values that stand nowhere in what it cites, 0..1. */
  readonly missing: number;
}

/** Counts for the share: a value that stands in the run but not in what is cited is half missing. */
const ELSEWHERE = 0.5;

/**
 * Looks for each value of a claim in the lines it cites; then among the run's services, which
 * need no citation; then in all that was read, and in the other evidence.
 */
export function checkValues(
  values: readonly Value[],
  cited: Cited,
  { services, vocabulary, others }: KnownNames,
): ValueCheck {
  const unfounded = values
    .filter((value) => !isCited(value, cited) && !services.has(value.text.toLowerCase()))
    .flatMap((value) => unfoundedValue(value, cited, vocabulary, others) ?? []);
  const missing = unfounded.reduce((sum, { share }) => sum + share, 0);
  return {
    checks: unfounded.map(({ check }) => check),
    missing: missing / Math.max(1, values.length),
  };
}

/** What is wrong with a value that stands in none of the cited lines, and how much of one it is. */
function unfoundedValue(
  value: Value,
  cited: Cited,
  vocabulary: KnownNames['vocabulary'],
  others: KnownNames['others'],
): { readonly check: Check; readonly share: number } | undefined {
  const isName = value.kind === 'name' || value.kind === 'component';
  if (isName && !vocabulary().knows(value.text)) {
    return { check: unknownName(value.text, vocabulary()), share: 1 };
  }
  if (value.kind === 'component' || isLastPartCited(value, cited)) return undefined;
  const other = others.find(({ text }) => holds(value, text));
  const check: Check = { code: 'valueMissing', reason: reasonOf(value, other?.id) };
  return { check, share: other || isName ? ELSEWHERE : 1 };
}

/** What a claim may name beside what it cites. */
export interface KnownNames {
  /** In lower case. */
  readonly services: ReadonlySet<string>;
  readonly vocabulary: () => Vocabulary;
  readonly others: readonly { readonly id: string; readonly text: string }[];
}

/** Nothing that was read has this name; a slip of the pen is told, and is unverified all the same. */
export function unknownName(name: string, vocabulary: Vocabulary): Check {
  const meant = vocabulary.nearest(name);
  const guess = meant === undefined ? '' : `; did you mean “${meant}”?`;
  const reason = `“${name}” is named nowhere in what was read${guess || '.'}`;
  return { code: 'unknownName', reason };
}

function reasonOf(value: Value, elsewhere: string | undefined): string {
  return elsewhere
    ? `“${value.text}” stands in ${elsewhere}, not in the lines this claim cites.`
    : `“${value.text}” does not stand in the lines this claim cites.`;
}

function isCited(value: Value, cited: Cited): boolean {
  return (
    holds(value, cited.text) ||
    (value.kind === 'time' && isTimeOf(value.time, cited)) ||
    (value.kind === 'name' && isPlaceOf(normalise(value.text), cited))
  );
}

/** `src/store.go:42`, or its end, where that very line is cited. */
function isPlaceOf(name: string, { places }: Cited): boolean {
  return places.some((place) => place === name || place.endsWith(`/${name}`));
}

/** The time of a cited record, or the first or last time of its kind. */
function isTimeOf(time: StatedTime, { records, templates }: Cited): boolean {
  return [
    ...records.map(({ record }) => record.timestamp),
    ...templates.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]),
  ].some((instant) => instant !== undefined && isAt(time, instant));
}

function holds(value: Value, text: string): boolean {
  switch (value.kind) {
    case 'time':
      return stands(normalise(value.text), text);
    case 'number':
      return quantitiesIn(text).some((written) => isSameQuantity(value.quantity, written));
    case 'name':
      return holdsName(normalise(value.text), text);
    case 'component':
      return stands(normalise(value.text), text);
    case 'small':
      return holdsSmall(value, text);
    case 'quotation':
      return holdsQuotation(normalise(value.text), text);
  }
}

/** Right unless the text has other numbers, and not this one, beside the word that stands beside it. */
function holdsSmall(
  { text: digit, before, after }: Extract<Value, { kind: 'small' }>,
  text: string,
): boolean {
  const beside = [
    ...(before === '' ? [] : text.matchAll(new RegExp(String.raw`${before}\W{1,3}(\d+)`, 'g'))),
    ...(after === ''
      ? []
      : text.matchAll(new RegExp(String.raw`(?<!\d)(\d+)\W{1,3}${after}`, 'g'))),
  ].map((match) => match[1]);
  return beside.length === 0 || beside.includes(digit);
}

/** A quotation may be shortened (`A … B`) or written as a template (`A <*> B`). */
function holdsQuotation(quotation: string, text: string): boolean {
  if (quotation.length >= LONG_QUOTE && text.includes(quotation)) return true;
  let at = 0;
  for (const part of quotation.split(/\s*(?:\.{3,}|<\*>)\s*/)) {
    const next = indexOfWhole(text, part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return true;
}

/** Characters between a host and its port: `redis port 6379`. */
const NEAR = 20;

/** A name stands there, not as a part of a longer number; or a host with its port near by. */
function holdsName(name: string, text: string): boolean {
  if (stands(name, text)) return true;
  const [, host, port] = /^([^:]{3,}):(\d{2,5})$/.exec(name) ?? [];
  if (host !== undefined && port !== undefined) {
    const at = text.indexOf(host);
    return at >= 0 && stands(port, text.slice(at + host.length, at + host.length + NEAR));
  }
  return false;
}

/** `java.net.ConnectException` where the lines say `ConnectException`: all of its parts are known. */
function isLastPartCited({ kind, text }: Value, cited: Cited): boolean {
  const name = normalise(text);
  const last =
    name
      .split(/[/.:]+/)
      .filter((part) => part !== '')
      .at(-1) ?? name;
  const isPath = kind === 'name' && last !== name && !/\d/.test(name);
  return isPath && last.length >= 6 && stands(last, cited.text);
}

function stands(name: string, text: string): boolean {
  return placesOf(name, { startLine: 1, endLine: 1, text, offsets: [0] }).length > 0;
}

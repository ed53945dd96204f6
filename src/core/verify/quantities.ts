/** A number as it is written, with the unit after it. */
export interface Quantity {
  readonly text: string;
  readonly value: number;
  /** Digits written after the point. */
  readonly decimals: number;
  readonly unit: Unit | undefined;
}

interface Unit {
  readonly dimension: 'time' | 'size' | 'share';
  /** What one of it is, in milliseconds or bytes; a kilobyte may be 1000 or 1024. */
  readonly factors: readonly number[];
}

/** The numbers of a sentence. A number inside a word, an address or a time is none. */
export function quantitiesOf(sentence: string): readonly Quantity[] {
  return [...sentence.matchAll(freeNumber)].map(toQuantity);
}

/** All numbers of a log's text, also those inside words, but not those inside hashes and times. */
export function quantitiesIn(text: string): readonly Quantity[] {
  const plain = text.replace(hash, ' ').replace(timeOfDay, ' ');
  const joined = plain.matchAll(anyNumber);
  const apart = plain.replace(/(\d),(?=\d)/g, '$1 ').matchAll(anyNumber);
  return [...joined, ...apart].map(toQuantity);
}

/** Whether a stated quantity is the one written in a log, perhaps converted and rounded. */
export function isSameQuantity(stated: Quantity, written: Quantity): boolean {
  if (stated.unit && written.unit) {
    return stated.unit.dimension === written.unit.dimension && isConverted(stated, written);
  }
  return isRounded(stated.value, written.value, stated.decimals) || isInBaseUnit(stated, written);
}

const number = String.raw`\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?![\d,])|\d{1,15}(?:\.\d{1,9})?`;
const unit =
  '%|percent|[kmgt]i?b|ms|msec|millis(?:econds)?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|bytes?|[uµμ]s|ns';
const freeNumber = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.,:-]|(?<!\d)/)(${number})(?:\s?(${unit})(?![\p{L}\p{N}]))?`,
  'giu',
);
const anyNumber = new RegExp(
  String.raw`(?<!\d)(${number})(?:\s?(${unit})(?![\p{L}\p{N}]))?`,
  'giu',
);
const timeOfDay = /(?<!\d)\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?!\d)/g;
const hash =
  /(?<![\p{L}\p{N}])(?=[a-f]{0,64}\d)(?=\d{0,64}[a-f])[0-9a-f]{7,128}(?![\p{L}\p{N}])/giu;

function toQuantity(match: RegExpMatchArray): Quantity {
  const digits = (match[1] ?? '').replace(/[,\u202f\u00a0]/g, '');
  return {
    text: match[0].trim(),
    value: Number(digits),
    decimals: digits.split('.')[1]?.length ?? 0,
    unit: unitOf(match[2]?.toLowerCase()),
  };
}

function unitOf(word: string | undefined): Unit | undefined {
  if (word === undefined) return undefined;
  if (word === '%' || word === 'percent') return { dimension: 'share', factors: [1] };
  const power = 'kmgt'.indexOf(word.charAt(0)) + 1;
  if (/^[kmgt]i?b$/.test(word)) {
    return { dimension: 'size', factors: [1024 ** power, 1000 ** power] };
  }
  if (word.startsWith('byte')) return { dimension: 'size', factors: [1] };
  return { dimension: 'time', factors: [millisecondsOf(word)] };
}

function millisecondsOf(word: string): number {
  if (/^ms|^milli/.test(word)) return 1;
  if (/^[uµμ]s/.test(word)) return 1e-3;
  if (word === 'ns') return 1e-6;
  if (word.startsWith('s')) return 1000;
  return word.startsWith('h') ? 3_600_000 : 60_000;
}

function isConverted(stated: Quantity, written: Quantity): boolean {
  return (stated.unit?.factors ?? []).some((to) =>
    (written.unit?.factors ?? []).some((from) =>
      isRounded(stated.value, (written.value * from) / to, stated.decimals),
    ),
  );
}

/** `timeout=30000` is 30 s, `limit=67108864` is 64 MiB: settings are often in the base unit. */
function isInBaseUnit(stated: Quantity, written: Quantity): boolean {
  const isSetting = written.unit === undefined && written.decimals === 0 && written.value >= 1000;
  return (
    isSetting &&
    stated.unit !== undefined &&
    stated.unit.dimension !== 'share' &&
    stated.unit.factors.some((factor) =>
      isRounded(stated.value, written.value / factor, stated.decimals),
    )
  );
}

/** Equal as far as the stated one is written out. A stated zero is not a rounded something. */
function isRounded(stated: number, actual: number, decimals: number): boolean {
  const step = 10 ** -decimals;
  const isWhole = decimals === 0 && Number.isInteger(actual);
  if (isWhole || stated === 0) return stated === actual;
  return Math.abs(stated - actual) <= step / 2 + 1e-9;
}

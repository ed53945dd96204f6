import { rotationsOf } from './rotations.ts';

/**
 * Which files beside a log may be logs of other runs of the same thing. Names alone are looked at: those
 * that differ only in a number, a date, an id or a word for how it went.
 */

const packed = /\.(?:gz|bz2|xz|zst|lz4|zip|Z)$/;

/** What differs between the names of two runs; the word that is left of it is `#`. */
const varying: readonly RegExp[] = [
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g,
  /\d{4}[-_.]?\d{2}[-_.]?\d{2}(?:[-_.t ]?\d{2}[-_.:h]?\d{2}(?:[-_.:]?\d{2})?(?:\.\d+)?z?)?/g,
  /(?<![a-z0-9])(?=[a-f]*\d)[0-9a-f]{7,64}(?![a-z0-9])/g,
  /\d+/g,
  /(?<![a-z])(?:good|ok|okay|green|pass(?:ed|ing)?|succeeded|success(?:ful)?|healthy|working|works|bad|red|fail(?:ed|ing|ure)?|broken|error|crash(?:ed)?|before|after|old|new|prev(?:ious)?|last|latest|current|baseline|retry|rerun)(?![a-z])/g,
];

/** `build-1234-failed.log` -> `build-#.log`. */
function jobOf(name: string): string {
  const plain = varying.reduce((text, each) => text.replace(each, '#'), name.toLowerCase());
  return plain.replace(/#(?:[-_. ]*#)+/g, '#');
}

/** Names that are looked through, and runs that are worth a look. */
const MOST_NAMES = 2000;
const MOST = 6;

/** The names of a folder that may be other runs of the job that wrote a log, the likeliest first. */
export function otherRuns(name: string, names: readonly string[]): readonly string[] {
  const job = jobOf(name);
  const listed = names
    .slice(0, MOST_NAMES)
    .filter((other) => other !== name && !packed.test(other));
  const alike = listed.filter((other) => jobOf(other) === job).sort(byNearness(name));
  // Of the files of one log the newest before it.
  const rotated = rotationsOf(name, listed).toReversed();
  return [...new Set([...alike, ...rotated])].slice(0, MOST);
}

/** What went before the run comes first, and of that the nearest. */
function byNearness(name: string): (a: string, b: string) => number {
  const own = numbersOf(name);
  const rankOf = (other: string): readonly [number, number, number] => {
    const numbers = numbersOf(other);
    const at = own.findIndex((number, index) => number !== numbers[index]);
    const difference = at < 0 ? 0 : (own[at] ?? 0) - (numbers[at] ?? 0);
    return [difference < 0 ? 1 : 0, at < 0 ? own.length : -at, Math.abs(difference)];
  };
  return (a, b) => {
    const [x, y] = [rankOf(a), rankOf(b)];
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2] || (a < b ? -1 : 1);
  };
}

const numbersOf = (name: string): readonly number[] => (name.match(/\d{1,15}/g) ?? []).map(Number);

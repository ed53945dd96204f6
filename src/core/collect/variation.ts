import type { Header } from './header.ts';
import { findSignPlace, HASHED, type SignPlace, signPlaceOf } from './signPlace.ts';

/**
 * A level that is written as a number (`"level":50`, `<34>`, `" 503`), and a container's name with a
 * digit in it, are alike in all lines of a skeleton, and yet they matter: where they stand is learnt
 * from a line, and read from the bytes of the others.
 */
export interface Variation<Shape> {
  /** The shape of the lines whose part is the one of this line. */
  find(bytes: Uint8Array, start: number, end: number): Shape | undefined;
  /**
   * Keeps the shape of a line, which `level` was read from, for all that are like it.
   * @returns whether it is one more than before.
   */
  learn(line: VariedLine, level: string | undefined, shape: Shape): boolean;
}

interface VariedLine {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Reads what stands at a place as a number to compare by. */
type ReadPart = (bytes: Uint8Array, at: number, end: number) => number;

/** Numbers like the level's that a line may hold, until a line of another level tells which it is. */
const MOST_PLACES = 8;
const MOST_VARIANTS = 4096;

/**
 * @param raw the line, a character a byte.
 * @param header what was read of it.
 */
export function variationOf<Shape>(raw: string, header: Header): Variation<Shape> | undefined {
  const level = header.severityText ?? '';
  if (/^\d{1,3}$/.test(level)) {
    const places = placesOfLevel(raw, level);
    return places.length === 0 ? undefined : createVariation(places, readNumber);
  }
  const pod = header.attributes?.['k8s.pod.name'] ?? header.attributes?.['container.id'];
  const at = pod === undefined || header.format === 'json' ? -1 : raw.indexOf(pod);
  return at < 0 ? undefined : createVariation([placeOfWord(raw, at)], readWord);
}

function createVariation<Shape>(given: readonly SignPlace[], read: ReadPart): Variation<Shape> {
  let places = given;
  const shapes = new Map<number, Shape>();
  const keyOf = (bytes: Uint8Array, start: number, end: number): number => {
    let key = 0;
    for (const place of places) {
      key = (Math.imul(key, 1009) + read(bytes, findSignPlace(bytes, start, end, place), end)) | 0;
    }
    return key;
  };
  /** Numbers that were the level's by chance are found out by a line whose level is another. */
  const narrow = ({ bytes, start, end }: VariedLine, level: number): void => {
    const still = places.filter(
      (place) => read(bytes, findSignPlace(bytes, start, end, place), end) === level,
    );
    if (still.length > 0 && still.length < places.length) {
      places = still;
      shapes.clear();
    }
  };
  return {
    find: (bytes, start, end) => shapes.get(keyOf(bytes, start, end)),
    learn(line, level, shape) {
      if (places.length > 1 && level !== undefined) narrow(line, Number(level));
      if (shapes.size >= MOST_VARIANTS) shapes.clear();
      const before = shapes.size;
      shapes.set(keyOf(line.bytes, line.start, line.end), shape);
      return shapes.size > before;
    },
  };
}

/** What can only be the level: of JSON, of syslog's priority, of an access log's status. */
const lead =
  /(?:["'](?:level|severity|severitynumber|severity_number|priority|lvl|s|PRIORITY|loglevel|log\.level|levelno)["']\s?:\s?"?|^<|HTTP\/\d(?:\.\d)?" |\b(?:TCP|UDP|NONE)[A-Z_]{0,40}\/|<Level>|\blevel[=:]\s?)$/i;

/** Where the number of the level stands: behind its name, else wherever there is such a number. */
function placesOfLevel(raw: string, level: string): readonly SignPlace[] {
  const head = raw.slice(0, HASHED);
  const all = [...head.matchAll(new RegExp(`(?<![A-Za-z0-9])${level}(?![A-Za-z0-9])`, 'g'))].map(
    ({ index }) => index,
  );
  const named = all.filter((at) => lead.test(head.slice(Math.max(0, at - 60), at)));
  return (named.length > 0 ? named : all).slice(0, MOST_PLACES).map((at) => signPlaceOf(head, at));
}

/** The whole word in which a name stands: what is around it tells containers apart too. */
function placeOfWord(raw: string, at: number): SignPlace {
  let start = at;
  while (start > 0 && raw.charCodeAt(start - 1) > SPACE) start--;
  return signPlaceOf(raw, start);
}

const SPACE = 32;

function readNumber(bytes: Uint8Array, from: number, end: number): number {
  let value = 0;
  for (let at = from; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

/** A number that is another one for another word. */
function readWord(bytes: Uint8Array, from: number, end: number): number {
  let hash = 0;
  for (let at = from; at < end; at++) {
    const code = bytes[at] as number;
    if (code <= SPACE) break;
    hash = Math.imul(hash ^ code, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

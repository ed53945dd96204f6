/** How far a value without quotes goes, by what stands around it. */
export interface BareStyle {
  /** 1 for characters that end a value, 2 for those that may: `mayGoOn` tells. */
  readonly stops: Uint8Array;
  readonly mayGoOn: (text: string, at: number) => boolean;
}

function styleOf(ends: string, mayEnd: string, mayGoOn: BareStyle['mayGoOn']): BareStyle {
  const stops = new Uint8Array(128);
  for (let code = 0; code < 128; code += 1) {
    const character = String.fromCharCode(code);
    const isEnd = /\s/.test(character) || ends.includes(character);
    stops[code] = isEnd ? 1 : Number(mayEnd.includes(character)) * 2;
  }
  return { stops, mayGoOn };
}

const nextParameter = /&[\w.%-]{1,40}=/y;
const encodedParameter = /%26[\w.-]{1,40}%3d/iy;
const PERCENT = 37;
const AMPERSAND = 38;

const endsParameter = (text: string, at: number, next: RegExp): boolean => {
  next.lastIndex = at;
  return next.test(text);
};

/** An & ends a value only where the next parameter of a query follows, a bracket only at its end. */
export const bareValue = styleOf('"\'`,;<>|\\', '%&)]}', (text, at) => {
  const code = text.charCodeAt(at);
  if (code === PERCENT) return !endsParameter(text, at, encodedParameter);
  if (code === AMPERSAND) return !endsParameter(text, at, nextParameter);
  return /[\w!#$%*+/=?@^~-]/.test(text.charAt(at + 1));
});

/** A value that has its line for itself, as in properties, YAML and dumps of the environment. */
export const lineValue = styleOf(
  '"\'`<>',
  '&',
  (text, at) => !endsParameter(text, at, nextParameter),
);

/** A value in the query of a URL ends where the next begins. */
export const queryValue = styleOf('"\'`<>&#', '', () => true);

/** What is read of a value at once; it is judged by that. */
export const STRETCH = 128;

/**
 * Where values without quotes end. Where one begins within another (`token:token:token:…`) nothing is
 * read twice.
 */
export function createBareReader(
  text: string,
): (style: BareStyle, start: number, most: number) => number {
  const read = new Map<BareStyle, { from: number; to: number }>();
  return (style, start, most) => {
    const known = read.get(style);
    const isWithin = known !== undefined && start >= known.from && start <= known.to;
    const limit = Math.min(text.length, start + most);
    let at = isWithin ? known.to : start;
    while (at < limit && goesOn(style, text, at)) {
      at += 1;
    }
    if (known) {
      known.from = isWithin ? known.from : start;
      known.to = at;
    } else {
      read.set(style, { from: start, to: at });
    }
    return Math.min(at, limit);
  };
}

function goesOn({ stops, mayGoOn }: BareStyle, text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 128) {
    return !/\s/.test(text.charAt(at));
  }
  const stop = stops[code] ?? 0;
  return stop === 0 || (stop === 2 && mayGoOn(text, at));
}

/** Where the next character of a kind stands, or the text's end; nothing is looked at twice. */
export function createNext(
  text: string,
  isWanted: (code: number) => boolean,
): (from: number) => number {
  let searchedFrom = 0;
  let found = -1;
  return (from) => {
    if (from < searchedFrom || from > found) {
      searchedFrom = from;
      found = from;
      while (found < text.length && !isWanted(text.charCodeAt(found))) {
        found += 1;
      }
    }
    return found;
  };
}

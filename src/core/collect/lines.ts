import type { Pace } from '../model/pace.ts';

/** The lines of a text as the editor counts them: "a\n" has two, "" has one. */
export interface Lines {
  readonly count: number;
  /** 1-based, without its line break, control sequences removed; '' outside the text. */
  at(line: number): string;
}

/** Finds the lines: \n, \r\n and a lone \r each end one. */
export async function splitLines(text: string, pace: Pace): Promise<Lines> {
  const starts = await findStarts(text, pace);
  const isPlain = !control.test(text);
  return {
    count: starts.length,
    at(line) {
      const start = starts.at(line - 1);
      if (start === undefined || line < 1) {
        return '';
      }
      const next = line < starts.length ? (starts.at(line) ?? text.length) : text.length;
      const raw = text.slice(start, line < starts.length ? endOf(text, start, next) : next);
      return isPlain ? raw : stripControls(raw);
    },
  };
}

/** Colours, cursor movement, titles and links (CSI, OSC) and other control characters, save tab. */
export function stripControls(text: string): string {
  return control.test(text) ? text.replace(controls, '') : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes.
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x9b]/;
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
  /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)|\x1b[ -/]{0,4}[0-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x9b]/g;

interface Starts {
  readonly length: number;
  at(index: number): number | undefined;
}

async function findStarts(text: string, pace: Pace): Promise<Starts> {
  const starts = createOffsets(Math.ceil(text.length / 64));
  starts.push(0);
  const breaks = createBreakFinder(text);
  for (let next = breaks.next(0); next > 0; next = breaks.next(next)) {
    starts.push(next);
    if ((starts.length & 0xffff) === 0) {
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
  }
  return starts;
}

/** Finds the index after the next line break, or 0; a text without \r is searched for \n alone. */
function createBreakFinder(text: string): { next(from: number): number } {
  let lf = -2;
  let cr = -2;
  const find = (known: number, mark: string, from: number): number =>
    known === -1 || known >= from ? known : text.indexOf(mark, from);
  return {
    next(from) {
      lf = find(lf, '\n', from);
      cr = find(cr, '\r', from);
      if (cr < 0 || (lf >= 0 && lf < cr)) {
        return lf + 1;
      }
      return lf === cr + 1 ? lf + 1 : cr + 1;
    },
  };
}

function createOffsets(capacity: number): Starts & { push(offset: number): void } {
  let offsets = new Uint32Array(Math.max(1024, capacity));
  let length = 0;
  return {
    get length() {
      return length;
    },
    at: (index) => (index < length ? offsets[index] : undefined),
    push(offset) {
      if (length === offsets.length) {
        const grown = new Uint32Array(length * 2);
        grown.set(offsets);
        offsets = grown;
      }
      offsets[length++] = offset;
    },
  };
}

/** End of the line between `start` and the start of the next, without its break. */
function endOf(text: string, start: number, next: number): number {
  const isPair =
    next - start >= 2 && text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13;
  return next - (isPair ? 2 : 1);
}

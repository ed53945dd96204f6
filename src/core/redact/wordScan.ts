/** Calls back for every place of every word, in the order of their ends. Capitals count as small letters. */
export type WordScan = (
  text: string,
  found: (word: number, start: number, end: number) => void,
) => void;

/**
 * Looks for many words in one pass, however many there are (Aho and Corasick, 1975): a table of states
 * holds for each character how much of which words has been read. Words are ASCII in small letters.
 */
export function createWordScan(words: readonly string[]): WordScan {
  const { classes, classCount } = classify(words);
  const { next, endingIn } = statesOf(words, classes, classCount);
  const lengths = words.map((word) => word.length);
  const ends = Uint8Array.from(endingIn, (list) => (list.length > 0 ? 1 : 0));
  return (text, found) => {
    let state = 0;
    const tell = (end: number): void => {
      for (const word of endingIn[state] ?? []) {
        found(word, end - (lengths[word] ?? 0), end);
      }
    };
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      // Other characters are in no word.
      state = code < 128 ? (next[state * classCount + (classes[code] ?? 0)] ?? 0) : 0;
      if (ends[state] === 1) {
        tell(at + 1);
      }
    }
  };
}

/** Numbers the characters of the words; 0 stands for all others. */
function classify(words: readonly string[]): { classes: Uint8Array; classCount: number } {
  const classes = new Uint8Array(128);
  let classCount = 1;
  for (const word of words) {
    for (let at = 0; at < word.length; at += 1) {
      const code = word.charCodeAt(at);
      if (classes[code] === 0) {
        classes[code] = classCount;
        classCount += 1;
      }
    }
  }
  for (let code = 65; code <= 90; code += 1) {
    classes[code] = classes[code + 32] ?? 0;
  }
  return { classes, classCount };
}

interface States {
  /** The state after a character: `next[state * classCount + class]`. */
  readonly next: Int32Array;
  /** The words that end in a state, by number. */
  readonly endingIn: readonly (readonly number[])[];
}

function statesOf(words: readonly string[], classes: Uint8Array, classCount: number): States {
  const letters = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Int32Array(letters * classCount);
  const endingIn: number[][] = [[]];
  for (const [number, word] of words.entries()) {
    let state = 0;
    for (let at = 0; at < word.length; at += 1) {
      const place = state * classCount + (classes[word.charCodeAt(at)] ?? 0);
      if (next[place] === 0) {
        next[place] = endingIn.length;
        endingIn.push([]);
      }
      state = next[place] ?? 0;
    }
    endingIn[state]?.push(number);
  }
  linkSuffixes(next, endingIn, classCount);
  return { next, endingIn };
}

/** Where a word doesn't go on, the longest of its ends that begins a word does. */
function linkSuffixes(next: Int32Array, endingIn: number[][], classCount: number): void {
  const suffix = new Int32Array(endingIn.length);
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] ?? 0;
    for (let letter = 1; letter < classCount; letter += 1) {
      const place = state * classCount + letter;
      const child = next[place] ?? 0;
      const shorter = state === 0 ? 0 : (next[(suffix[state] ?? 0) * classCount + letter] ?? 0);
      if (child === 0) {
        next[place] = shorter;
      } else {
        suffix[child] = shorter;
        endingIn[child]?.push(...(endingIn[shorter] ?? []));
        queue.push(child);
      }
    }
  }
}

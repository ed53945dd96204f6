/**
 * The text as a person would see it: escape sequences, control characters and characters without a
 * shape are removed. Tabs and line feeds stay; \r\n, a lone \r and Unicode's line separators become
 * \n, so that no reader can find more lines in it than we do.
 *
 * It has to come before anything that looks for words: `pass<zero width space>word=` is no keyword,
 * and `<|im_<zero width joiner>start|>` no chat token, until the invisible character is gone.
 */
export function visibleText(text: string): string {
  if (!suspicious.test(text)) {
    return text;
  }
  return text.replace(terminalSequence, '').replace(lineBreak, '\n').replace(invisible, '');
}

/**
 * The same for every text in plain data that people will see, but for addresses, which must stay
 * what they are to be opened. A log's file name can hold such characters as well as its lines.
 */
export function visibleData<T>(data: T): T {
  return visible(data) as T;
}

function visible(data: unknown): unknown {
  if (typeof data === 'string') return visibleText(data);
  if (Array.isArray(data)) return data.map(visible);
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === 'uri' ? value : visible(value)]),
  );
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: removing them is the purpose.
// biome-ignore-start lint/suspicious/noMisleadingCharacterClass: each is meant for itself.

/** Anything but printable Latin, tab and line feed is worth a closer look. */
const suspicious = /[^\t\n -~]/;

/** OSC and DCS strings with their end, CSI sequences, then any two-character escape. */
const terminalSequence =
  /\x1b[\]P^_X][^\x07\x1b\n]*(?:\x07|\x1b\\)|[\x1b\x9b]\[?[0-?]{0,64}[ -/]{0,8}[@-~]/g;

const lineBreak = /\r\n?|[\x0b\x0c\x85\u2028\u2029]/g;

/**
 * C0, DEL, C1; soft hyphen and Unicode's other default-ignorable code points: fillers, zero-width,
 * bidirectional controls, variation selectors, annotation marks and tag characters; and surrogates
 * without their other half.
 */
const invisible =
  /[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

// biome-ignore-end lint/suspicious/noMisleadingCharacterClass: each is meant for itself.
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: removing them is the purpose.

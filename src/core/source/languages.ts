/** How a language writes what is looked at here: comments, texts and what varies in them. */
export interface CodeLanguage {
  /** What opens a comment at the beginning of a line. */
  readonly comment: RegExp;
  /** Whether `'` holds texts; elsewhere it holds a sign or begins a lifetime. */
  readonly hasSingleQuotes: boolean;
  /** Whether `$name` in a text stands for a value. */
  readonly hasDollarNames: boolean;
  /** Whether `name: "text"` or `name="text"` gives an argument its name. */
  readonly hasNamedArguments: boolean;
  /** Whether a call needs no brackets: `logger.error "text"`. */
  readonly hasBareCalls: boolean;
}

const slashes = /^\s*(?:\/\/|\/?\*)/;
const hashes = /^\s*#/;
const none = {
  comment: slashes,
  hasSingleQuotes: false,
  hasDollarNames: false,
  hasNamedArguments: false,
  hasBareCalls: false,
};
const quoted = { ...none, hasSingleQuotes: true };
const scripts = { ...quoted, comment: hashes };

const languages: Readonly<Record<string, CodeLanguage>> = {
  'java go c cc cpp cxx h hh hpp': none,
  'kt kts scala groovy swift': { ...none, hasDollarNames: true, hasNamedArguments: true },
  'cs rs': { ...none, hasNamedArguments: true },
  'js cjs mjs jsx ts cts mts tsx vue svelte': quoted,
  dart: { ...quoted, hasDollarNames: true },
  py: { ...scripts, hasNamedArguments: true },
  'rb ex exs': { ...scripts, hasBareCalls: true },
  'sh bash pl': { ...scripts, hasDollarNames: true, hasBareCalls: true },
  php: { ...quoted, comment: /^\s*(?:\/\/|\/?\*|#)/, hasDollarNames: true },
};

const byExtension: ReadonlyMap<string, CodeLanguage> = new Map(
  Object.entries(languages).flatMap(([extensions, language]) =>
    extensions.split(' ').map((extension) => [extension, language] as const),
  ),
);

/** Nothing for what is no source, or in a language that is not read. */
export function codeLanguageOf(path: string): CodeLanguage | undefined {
  return byExtension.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

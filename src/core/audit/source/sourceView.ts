import { type Language, languageOf } from './language.ts';

/**
 * A text as rules read it. All views have the lines and the columns of the text, as what is left out
 * becomes blanks.
 */
export interface SourceView {
  readonly raw: readonly string[];
  /** Without comments. */
  readonly code: readonly string[];
  /** Without comments and without what strings hold. */
  readonly bare: readonly string[];
}

export function sourceView(path: string, text: string): SourceView {
  const lexis = lexisOf[languageOf(path)];
  const raw = linesOf(text);
  if (!lexis) return { raw, code: raw, bare: raw };
  const joined = raw.join('\n');
  const code = joined.replace(lexis, (...found) =>
    isComment(groupsOf(found)) ? blank(found[0]) : found[0],
  );
  const bare = joined.replace(lexis, (...found) =>
    isComment(groupsOf(found)) ? blank(found[0]) : hollow(found[0]),
  );
  return { raw, code: code.split('\n'), bare: bare.split('\n') };
}

/** As the editor counts lines: `\n`, `\r\n` and a lone `\r` end one. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

function groupsOf(found: readonly unknown[]): Readonly<Record<string, string | undefined>> {
  return found.at(-1) as Readonly<Record<string, string | undefined>>;
}

function isComment(groups: Readonly<Record<string, string | undefined>>): boolean {
  return groups['comment'] !== undefined;
}

/** A string keeps its quotes. */
function hollow(text: string): string {
  return text.length < 2 ? text : `${text[0]}${blank(text.slice(1, -1))}${text.at(-1)}`;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** What begins a comment or a string, and where it ends; the first that fits at a place is taken. */
function lexis(comments: readonly string[], strings: readonly string[]): RegExp {
  return new RegExp(`(?<comment>${comments.join('|')})|(?:${strings.join('|')})`, 'gm');
}

const slashes = String.raw`\/\/[^\n]*`;
const block = String.raw`\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))`;
/** As in shells, `#` begins a comment only at the start of a word. */
const wordHash = String.raw`(?<=^|\s)#[^\n]*`;
const hash = '#[^\\n]*';
const dashes = '--[^\\n]*';
const markupComment = String.raw`<!--[\s\S]*?(?:-->|$(?![\s\S]))`;
const double = String.raw`"(?:[^"\\\n]|\\[^\n])*(?:"|$)`;
const single = String.raw`'(?:[^'\\\n]|\\[^\n])*(?:'|$)`;
/** A character, as in C and its kin; in Rust a lifetime has the same sign and no end. */
const character = String.raw`'(?:[^'\\\n]|\\[^\n][^'\n]{0,8})'`;
const backtick = '`(?:[^`\\\\]|\\\\[\\s\\S])*(?:`|$(?![\\s\\S]))';
const rawBacktick = '`[^`]*(?:`|$(?![\\s\\S]))';
const tripleDouble = String.raw`"""[\s\S]*?(?:"""|$(?![\s\S]))`;
const tripleSingle = String.raw`'''[\s\S]*?(?:'''|$(?![\s\S]))`;
/** A string that stands alone where a statement begins documents something. */
const docstring = String.raw`(?<=^[ \t]{0,80})[rRuU]?(?:"""[\s\S]*?"""|'''[\s\S]*?''')`;
const verbatim = String.raw`@"(?:[^"]|"")*(?:"|$(?![\s\S]))`;
const regexLiteral = String.raw`(?<=(?:[=(,:;!&|?{}[\n]|return|^)[ \t]{0,40})\/(?![/*])(?:[^/\\\n[]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/[dgimsuvy]{0,8}`;
const yamlDouble = String.raw`(?<=[\s:,[{-])"(?:[^"\\\n]|\\[^\n])*(?:"|$)`;
const yamlSingle = String.raw`(?<=[\s:,[{-])'[^'\n]*(?:'|$)`;

const cLike = lexis([slashes, block], [tripleDouble, double, character]);
const shellLike = lexis([wordHash], [double, single]);

const lexisOf: Readonly<Partial<Record<Language, RegExp>>> = {
  javascript: lexis([slashes, block, markupComment], [double, single, backtick, regexLiteral]),
  python: lexis([hash, docstring], [tripleDouble, tripleSingle, double, single]),
  go: lexis([slashes, block], [double, rawBacktick, character]),
  java: lexis([slashes, block], [tripleDouble, double, single]),
  csharp: lexis([slashes, block], [tripleDouble, verbatim, double, character]),
  ruby: lexis(
    [hash, String.raw`^=begin[\s\S]*?(?:^=end|$(?![\s\S]))`],
    [double, single, rawBacktick],
  ),
  php: lexis([slashes, block, String.raw`#(?!\[)[^\n]*`], [double, single]),
  rust: cLike,
  c: cLike,
  shell: shellLike,
  dockerfile: shellLike,
  make: shellLike,
  powershell: lexis(
    [String.raw`<#[\s\S]*?(?:#>|$(?![\s\S]))`, wordHash, String.raw`^\s*(?:rem|::)\s[^\n]*`],
    [double, single],
  ),
  sql: lexis([dashes, block], [single]),
  yaml: lexis([wordHash], [yamlDouble, yamlSingle]),
  toml: lexis([wordHash], [tripleDouble, double, single]),
  terraform: lexis([wordHash, String.raw`(?<=^|\s)\/\/[^\n]*`, block], [double]),
  bicep: lexis([slashes, block], [tripleSingle, single]),
  nix: lexis([wordHash, block], [double, String.raw`''[\s\S]*?(?:''|$(?![\s\S]))`]),
  starlark: lexis([hash, docstring], [tripleDouble, tripleSingle, double, single]),
  elixir: lexis([hash, docstring], [tripleDouble, double]),
  markup: lexis([markupComment], ['(?!)']),
  settings: lexis([String.raw`(?<=^\s*)[#;!][^\n]*`], ['(?!)']),
  json: lexis([String.raw`(?<=^\s*)\/\/[^\n]*`], [double]),
};

/** How a language writes comments and texts. */
export interface Language {
  readonly name: string;
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [string, string])[];
  readonly quotes: readonly string[];
}

const slashes = { lineComments: ['//'], blockComments: [['/*', '*/']] } as const;
const doubleQuote = ['"'] as const;
const twoQuotes = ['"', "'"] as const;

const languages: readonly (Language & { readonly extensions: readonly string[] })[] = [
  {
    name: 'JavaScript',
    extensions: ['js', 'cjs', 'mjs', 'jsx', 'ts', 'tsx', 'cts', 'mts', 'vue', 'svelte'],
    ...slashes,
    quotes: ['"', "'", '`'],
  },
  {
    name: 'Java',
    extensions: ['java', 'kt', 'kts', 'scala', 'groovy'],
    ...slashes,
    quotes: ['"""', '"'],
  },
  { name: 'Go', extensions: ['go'], ...slashes, quotes: ['"', '`'] },
  { name: 'C#', extensions: ['cs', 'fs', 'vb'], ...slashes, quotes: ['"""', '"'] },
  {
    name: 'C++',
    extensions: ['c', 'cc', 'cpp', 'cxx', 'h', 'hpp'],
    ...slashes,
    quotes: doubleQuote,
  },
  { name: 'Rust', extensions: ['rs'], ...slashes, quotes: doubleQuote },
  { name: 'Swift', extensions: ['swift', 'dart'], ...slashes, quotes: twoQuotes },
  {
    name: 'PHP',
    extensions: ['php'],
    lineComments: ['//', '#'],
    blockComments: [['/*', '*/']],
    quotes: twoQuotes,
  },
  {
    name: 'Python',
    extensions: ['py'],
    lineComments: ['#'],
    blockComments: [],
    quotes: ['"""', "'''", '"', "'"],
  },
  {
    name: 'Ruby',
    extensions: ['rb', 'erb', 'ex', 'exs', 'cr'],
    lineComments: ['#'],
    blockComments: [['=begin', '=end']],
    quotes: twoQuotes,
  },
  {
    name: 'shell',
    extensions: ['sh', 'bash'],
    lineComments: ['#'],
    blockComments: [],
    quotes: twoQuotes,
  },
  {
    name: 'Lua',
    extensions: ['lua'],
    lineComments: ['--'],
    blockComments: [['--[[', ']]']],
    quotes: twoQuotes,
  },
  {
    name: 'Erlang',
    extensions: ['erl', 'hrl'],
    lineComments: ['%'],
    blockComments: [],
    quotes: doubleQuote,
  },
  {
    name: 'Clojure',
    extensions: ['clj'],
    lineComments: [';'],
    blockComments: [],
    quotes: doubleQuote,
  },
];

const byExtension: ReadonlyMap<string, Language> = new Map(
  languages.flatMap((language) => language.extensions.map((extension) => [extension, language])),
);

export function languageOf(path: string): Language | undefined {
  return byExtension.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

import { globbed } from '../constraint.ts';

/**
 * Whether what a package says of its licence is among the allowed ones: `MIT OR GPL-3.0` is where one of
 * the two is, `MIT AND CC-BY-4.0` where both are. Nothing where it names no licence that people agree on.
 */
export function isAllowed(expression: string, allowed: readonly string[]): boolean | undefined {
  const words = tokensOf(expression);
  const parsed = either(words);
  return parsed === undefined || words.length > 0 ? undefined : holds(parsed, allowed);
}

type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'any' | 'all'; readonly of: readonly Expression[] };

/** `MIT/Apache-2.0` is how crates were licensed before there were expressions. */
function tokensOf(expression: string): string[] {
  const text = namedInWords(expression.trim()) ?? expression;
  return text
    .replace(/([()])/g, ' $1 ')
    .replaceAll('/', ' OR ')
    .trim()
    .split(/\s+/);
}

function either(words: string[]): Expression | undefined {
  return joined(words, /^or$/i, 'any', (rest) =>
    joined(rest, /^and$/i, 'all', (inner) => single(inner)),
  );
}

function joined(
  words: string[],
  sign: RegExp,
  kind: 'any' | 'all',
  read: (words: string[]) => Expression | undefined,
): Expression | undefined {
  const parts: Expression[] = [];
  for (;;) {
    const part = read(words);
    if (!part) return undefined;
    parts.push(part);
    if (!sign.test(words[0] ?? '')) break;
    words.shift();
  }
  return parts.length === 1 ? parts[0] : { kind, of: parts };
}

function single(words: string[]): Expression | undefined {
  const word = words.shift();
  if (word === '(') {
    const inner = either(words);
    return words.shift() === ')' ? inner : undefined;
  }
  if (word === undefined || !/^[\w.+-]*\d[\w.+-]*$|^[A-Z][A-Za-z-]+$/.test(word)) return undefined;
  if (/^(?:UNLICENSED|NOASSERTION|NONE|SEE|LicenseRef-.*|UNKNOWN|License|Other)$/i.test(word)) {
    return undefined;
  }
  if (!/^with$/i.test(words[0] ?? '')) return { kind: 'name', name: word };
  words.shift();
  return { kind: 'name', name: `${word} WITH ${words.shift() ?? ''}` };
}

function holds(expression: Expression, allowed: readonly string[]): boolean {
  switch (expression.kind) {
    case 'name':
      // An exception, as GPL-2.0 WITH Classpath-exception-2.0, only allows more.
      return allowed.some((pattern) =>
        [expression.name, expression.name.replace(/ WITH .*/, '')].some((name) =>
          globbed(plain(pattern)).test(plain(name)),
        ),
      );
    case 'any':
      return expression.of.some((part) => holds(part, allowed));
    case 'all':
      return expression.of.every((part) => holds(part, allowed));
  }
}

/** `GPL-2.0` and `GPL-2.0-only` are one; `GPL-2.0+` is `GPL-2.0-or-later`. */
function plain(name: string): string {
  return name.replace(/-only\b/i, '').replace(/(\d)\+(?=$| )/, '$1-or-later');
}

/** What indexes of Python packages call licences, and people in their settings. */
const inWords: readonly (readonly [RegExp, string])[] = [
  [/^(?:the )?mit(?: license)?$/i, 'MIT'],
  [/^(?:the )?apache(?: software)?(?: licen[cs]e)?,?(?: version)?[ -]v?2(?:\.0)?$/i, 'Apache-2.0'],
  [/^(?:3-clause bsd|bsd[ -]3[ -]clause|new bsd|modified bsd)(?: license)?$/i, 'BSD-3-Clause'],
  [/^(?:2-clause bsd|bsd[ -]2[ -]clause|simplified bsd)(?: license)?$/i, 'BSD-2-Clause'],
  [/^isc(?: license)?(?: \(ISCL\))?$/i, 'ISC'],
  [/^mozilla public license 2\.0(?: \(MPL 2\.0\))?$|^mpl 2\.0$/i, 'MPL-2.0'],
  [/^(?:gnu )?(?:general public license v3|gplv3)(?: \(GPLv3\))?$/i, 'GPL-3.0'],
  [/^(?:gnu )?general public license v3 or later(?: \(GPLv3\+\))?$/i, 'GPL-3.0-or-later'],
  [/^(?:gnu )?(?:general public license v2|gplv2)(?: \(GPLv2\))?$/i, 'GPL-2.0'],
  [/^(?:gnu )?affero general public license v3(?: or later \(AGPLv3\+\))?$/i, 'AGPL-3.0'],
  [/^(?:gnu )?(?:lesser|library or lesser) general public license v3.*$/i, 'LGPL-3.0'],
  [/^(?:python software foundation license|psf)$/i, 'PSF-2.0'],
  [/^the unlicense(?: \(Unlicense\))?$|^unlicense$/i, 'Unlicense'],
];

function namedInWords(text: string): string | undefined {
  return inWords.find(([words]) => words.test(text))?.[1];
}

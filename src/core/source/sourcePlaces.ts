import type { SourcePlace } from '../model/source.ts';

interface Writing {
  /** Groups `path`, `line` and perhaps `column`; `package` for Java, whose frames name no folders. */
  readonly pattern: RegExp;
}

const path = String.raw`(?<path>(?:[A-Za-z]:[\\/])?[\w.@~+\-\\/$[\]]{0,300}?[\w$@~+\-\]]\.[A-Za-z]\w{0,9})`;

/** How places are written; what one of them found is not looked at by those after it. */
const writings: readonly Writing[] = [
  // Java, Kotlin, Scala: `at com.shop.cart.CartStore.save(CartStore.java:48)`
  {
    pattern:
      /(?<package>(?:[\w$]{1,80}\.){1,20})[\w$<>]{1,80}\((?<path>[\w$-]{1,120}\.(?:java|kt|kts|scala|groovy|clj)):(?<line>\d{1,7})\)/g,
  },
  // Python: `File "/app/cart/store.py", line 12, in save`
  { pattern: /File "(?<path>[^"\n]{1,400})", line (?<line>\d{1,7})/g },
  // .NET: `in C:\src\Cart.cs:line 48`; PHP: `in /var/www/cart.php on line 12`, `cart.php:12`
  { pattern: new RegExp(`\\bin ${path}(?::line | on line )(?<line>\\d{1,7})`, 'g') },
  // TypeScript's and .NET's compilers: `src/cart.ts(12,5): error TS2304`; PHP: `cart.php(12)`
  {
    pattern: new RegExp(
      `(?<![\\w./\\\\-])${path}\\((?<line>\\d{1,7})(?:,(?<column>\\d{1,5}))?(?:,\\d{1,7},\\d{1,5})?\\)`,
      'g',
    ),
  },
  // Node, Go, Rust, C, C++, Ruby, compilers and test runners: `/app/cart.ts:48:11`
  {
    pattern: new RegExp(
      `(?<![\\w./\\\\-])${path}:(?<line>\\d{1,7})(?::(?<column>\\d{1,5}))?(?![\\w.])`,
      'g',
    ),
  },
];

/** Characters of a line that are looked at. */
const LONGEST = 2000;
/** Places that one line may name. */
const MOST = 20;

/** A cheap first look: a dot with an extension and a number after it. */
const hint = /\.[A-Za-z]\w{0,9}(?:[:(]\d|:line \d|", line \d| on line \d)/;
const addresses = /\b(?!file:|webpack)[a-z][a-z+.-]{1,20}:\/\/[^\s"'<>]{1,1000}/gi;

/** The places in code that a line names, as stack frames and compilers write them, in their order. */
export function sourcePlaces(line: string): readonly SourcePlace[] {
  const head = line.slice(0, LONGEST);
  if (!hint.test(head)) {
    return [];
  }
  // Blanked, not removed, so that what is found stands where it is written.
  let text = head.replace(addresses, blank);
  const places: SourcePlace[] = [];
  for (const { pattern } of writings) {
    text = text.replace(pattern, (...match) => {
      const groups = match.at(-1) as Groups;
      const [whole, offset] = [String(match[0]), Number(match.at(-3))];
      const place = placeOf(whole, offset, groups);
      if (place && places.length < MOST) places.push(place);
      return blank(whole);
    });
  }
  return places.sort((a, b) => a.start - b.start);
}

type Groups = Readonly<Record<'path' | 'line' | 'column' | 'package', string | undefined>>;

const blank = (text: string): string => ' '.repeat(text.length);

function placeOf(whole: string, offset: number, groups: Groups): SourcePlace | undefined {
  const written = groups.path ?? '';
  const column = groups.column ?? '';
  const start = offset + whole.indexOf(written);
  const cleaned = cleanPath(written);
  if (cleaned === '' || cleaned.split('/').includes('..')) {
    return undefined;
  }
  const numbers = `${groups.line}${column}`;
  const end = offset + endOf(whole, whole.indexOf(written) + written.length, numbers.length);
  return {
    path: `${foldersOf(groups.package)}${cleaned}`,
    line: Number(groups.line),
    column: Number(column),
    start,
    end,
  };
}

/** Where so many digits have been passed after a place. */
function endOf(text: string, from: number, digits: number): number {
  let left = digits;
  let at = from;
  for (; at < text.length && left > 0; at++) {
    if (/\d/.test(text[at] ?? '')) left--;
  }
  return at;
}

/** `com.shop.cart.CartStore.` -> `com/shop/cart/`: the last part is the class. */
function foldersOf(packages: string | undefined): string {
  const parts = (packages ?? '').split('.').filter((part) => part !== '');
  return parts
    .slice(0, -1)
    .map((part) => `${part}/`)
    .join('');
}

/** Without what bundlers and URLs put before a path: `///app/cart.ts`, `//cart/./src/cart.ts`. */
function cleanPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^\/{2,}(?:[\w-]*\/)?(?=\.\/)/, '')
    .replace(/^\/{2,}/, '/')
    .replace(/^(?:\.\/)+/, '');
}

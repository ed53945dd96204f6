import type { Ecosystem } from '../known/known.ts';

/** A package that a manifest or a lockfile names. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  /** As the ecosystem compares names, see `plainName`. */
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  readonly kind: 'declared' | 'locked' | 'own';
}

export type ManifestReader = (text: string) => readonly Dependency[];

/** Names that are the same package: PyPI ignores case and kinds of dashes, NuGet ignores case. */
export function plainName(ecosystem: Ecosystem, name: string): string {
  if (ecosystem === 'pypi') return name.toLowerCase().replace(/[-_.]+/g, '-');
  if (ecosystem === 'cargo') return name.replaceAll('-', '_');
  return ecosystem === 'nuget' || ecosystem === 'composer' ? name.toLowerCase() : name;
}

/** The line that first holds one of the texts, from `from` on; 1 where none does. */
export function lineWith(lines: readonly string[], texts: readonly string[], from = 0): number {
  for (let index = from; index < lines.length; index++) {
    if (texts.some((text) => lines[index]?.includes(text))) return index + 1;
  }
  return 1;
}

/** Dependencies by a pattern whose first group is the name, one or several a line. */
export function byLine(
  text: string,
  ecosystem: Ecosystem,
  kind: Dependency['kind'],
  pattern: RegExp,
): readonly Dependency[] {
  return text.split(/\r?\n/).flatMap((line, index) =>
    [...line.matchAll(pattern)].flatMap((match) => {
      const name = match[1];
      return name ? [{ ecosystem, name: plainName(ecosystem, name), line: index + 1, kind }] : [];
    }),
  );
}

export type Plain = { readonly [key: string]: unknown };

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at the end of a path of keys, if it is an object; else an empty one. */
export function plainAt(value: unknown, ...keys: readonly string[]): Plain {
  let here: unknown = value;
  for (const key of keys) here = isPlain(here) ? here[key] : undefined;
  return isPlain(here) ? here : {};
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON with comments and commas at the end of lists, as in `tsconfig.json`. */
export function parseLooseJson(text: string): unknown {
  const strict = parseJson(text);
  if (strict !== undefined) return strict;
  const bare = text.replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '$1');
  return parseJson(bare.replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, '$1'));
}

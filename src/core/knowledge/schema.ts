import type { Problem } from '../model/problem.ts';
import type { Signature } from '../model/signature.ts';
import { matchingCost } from './regexSyntax.ts';

/** Steps from one place of the text; three gaps of a hundred characters and a little more. */
const MAX_COST = 2_000_000;

/** Which of several matches explains more, best first. */
export const ROLES = ['cause', 'mechanism', 'symptom', 'trailer'] as const;

const ENTRY_KEYS: ReadonlySet<string> = new Set<keyof Signature>([
  'id',
  'title',
  'patterns',
  'unless',
  'meaning',
  'role',
  'causes',
  'probes',
  'documentation',
  'precision',
  'examples',
  'counterExamples',
]);

/** Where something stands in a file: keys of objects and places in lists. */
export type Path = readonly (string | number)[];

/** Something wrong with an entry, and where in the entry it stands. */
export interface Mistake {
  readonly what: string;
  readonly at: Path;
}

/** What is checked besides the form. */
export interface Checks {
  patternMistake(pattern: string): string | undefined;
  /** Asked of entries whose form is right. */
  mistakesOf(signature: Signature): readonly Mistake[];
  /** 1-based line of the file; nothing where that isn't known. */
  lineOf(at: Path): number | undefined;
}

/** Those of our own files: their examples are run by tests. */
const ownChecks: Checks = {
  patternMistake: backtrackingMistake,
  mistakesOf: () => [],
  lineOf: () => undefined,
};

/**
 * Reads the content of one signature file: `{ technology, signatures: [...] }`. An entry with a
 * mistake is left out and named, e.g. `redis.yaml, redis.maxmemory: "precision" must be a number
 * from 0 to 1.` Left out, `unless`, `causes`, `probes` and `counterExamples` are empty.
 */
export function parseSignatures(
  value: unknown,
  fileName: string,
  checks = ownChecks,
): { readonly signatures: readonly Signature[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report = (where: string, { what, at }: Mistake): void => {
    const line = checks.lineOf(at);
    const place = line === undefined ? fileName : `${fileName}:${line}`;
    const message = `${place}${where && `, ${where}`}: ${what}`;
    problems.push({ code: 'signature', message, file: fileName, ...(line && { line }) });
  };
  if (!isObject(value) || !isText(value['technology']) || !Array.isArray(value['signatures'])) {
    report('', { what: 'must have "technology" (text) and "signatures" (a list).', at: [] });
    return { signatures: [], problems };
  }
  const technology = value['technology'];
  const seen = new Set<string>();
  const signatures = value['signatures'].flatMap((entry: unknown, index: number) => {
    const name = isObject(entry) && isText(entry['id']) ? entry['id'] : `entry ${index + 1}`;
    const { signature, mistakes } = readEntry(entry, technology, seen.has(name), checks);
    seen.add(name);
    for (const { what, at } of mistakes) {
      report(name, { what, at: ['signatures', index, ...at] });
    }
    return signature ? [signature] : [];
  });
  return { signatures, problems };
}

/** The entry, unless it has a mistake. */
function readEntry(
  entry: unknown,
  technology: string,
  isKnown: boolean,
  checks: Checks,
): { readonly signature?: Signature; readonly mistakes: readonly Mistake[] } {
  const mistakes = mistakesOf(entry, technology, checks);
  if (isKnown) {
    mistakes.push({ what: 'this id is used twice.', at: ['id'] });
  }
  if (mistakes.length > 0) {
    return { mistakes };
  }
  const signature = withDefaults(entry as Entry, technology);
  const deeper = checks.mistakesOf(signature);
  return deeper.length > 0 ? { mistakes: deeper } : { signature, mistakes: [] };
}

/** The same for a file of ours, whose entries a test has checked: checks take longer than reading. */
export function trustedSignatures(value: unknown): readonly Signature[] {
  const file = value as { readonly technology: string; readonly signatures: readonly Entry[] };
  return file.signatures.map((entry) => withDefaults(entry, file.technology));
}

type Defaulted = 'technology' | 'unless' | 'causes' | 'probes' | 'counterExamples';
type Entry = Omit<Signature, Defaulted> & Partial<Pick<Signature, Defaulted>>;

function withDefaults(entry: Entry, technology: string): Signature {
  const empty = { unless: [], causes: [], probes: [], counterExamples: [] };
  return { ...empty, ...entry, technology };
}

function mistakesOf(entry: unknown, technology: string, checks: Checks): Mistake[] {
  if (!isObject(entry)) {
    return [{ what: 'must be an object.', at: [] }];
  }
  const unknown = Object.keys(entry).filter((key) => !ENTRY_KEYS.has(key));
  const at = (key: string, whats: readonly string[]): readonly Mistake[] =>
    whats.map((what) => ({ what, at: [key] }));
  return [
    ...unknown.flatMap((key) => at(key, [`"${key}" is not known here.`])),
    ...at('id', idMistakes(entry['id'], technology)),
    ...['title', 'meaning'].flatMap((key) => at(key, textMistakes(entry, key))),
    ...patternMistakes(entry, 'patterns', checks),
    ...patternMistakes(entry, 'unless', checks),
    ...at('role', roleMistakes(entry['role'])),
    ...at('causes', listMistakes(entry, 'causes', ['cause', 'sign'], [])),
    ...at('probes', listMistakes(entry, 'probes', ['title', 'confirms', 'refutes'], ['command'])),
    ...at('documentation', documentationMistakes(entry['documentation'])),
    ...at('precision', precisionMistakes(entry['precision'])),
    ...at('examples', exampleMistakes(entry, 'examples', true)),
    ...at('counterExamples', exampleMistakes(entry, 'counterExamples', false)),
  ];
}

function idMistakes(id: unknown, technology: string): string[] {
  const isRight = isText(id) && id.startsWith(`${technology}.`) && /^[a-z][\w-]*\.[\w-]+$/.test(id);
  return isRight ? [] : [`"id" must be written ${technology}.name.`];
}

function textMistakes(entry: Fields, key: string): string[] {
  return isText(entry[key]) ? [] : [`"${key}" must be text.`];
}

function patternMistakes(entry: Fields, key: 'patterns' | 'unless', checks: Checks): Mistake[] {
  const value = entry[key];
  if (value === undefined && key === 'unless') {
    return [];
  }
  if (!isTexts(value) || (key === 'patterns' && value.length === 0)) {
    return [{ what: `"${key}" must be a list of regular expressions.`, at: [key] }];
  }
  return value.flatMap((pattern, index) => {
    const mistake = checks.patternMistake(pattern);
    return mistake ? [{ what: `${mistake}: ${pattern}`, at: [key, index] }] : [];
  });
}

/** Patterns of ours are matched by backtracking, which must end soon. */
function backtrackingMistake(pattern: string): string | undefined {
  const { source, flags } = splitFlags(pattern);
  try {
    new RegExp(source, flags);
  } catch {
    return 'not a regular expression';
  }
  const cost = matchingCost(source);
  if (cost === Number.POSITIVE_INFINITY) {
    return 'a quantifier needs an upper bound, as in [^\\n]{0,200}';
  }
  return cost > MAX_COST ? 'could take too long on some texts' : undefined;
}

/** A pattern is multiline; one that begins with `(?i)` ignores case as well. */
export function splitFlags(pattern: string): { readonly source: string; readonly flags: string } {
  return pattern.startsWith('(?i)')
    ? { source: pattern.slice(4), flags: 'im' }
    : { source: pattern, flags: 'm' };
}

function roleMistakes(role: unknown): string[] {
  return ROLES.some((known) => known === role)
    ? []
    : [`"role" must be one of ${ROLES.join(', ')}.`];
}

function listMistakes(
  entry: Fields,
  key: string,
  required: readonly string[],
  optional: readonly string[],
): string[] {
  const value = entry[key];
  if (value === undefined) {
    return [];
  }
  const isRight = (item: unknown): boolean =>
    isObject(item) &&
    required.every((field) => isText(item[field])) &&
    optional.every((field) => item[field] === undefined || isText(item[field])) &&
    Object.keys(item).every((field) => required.includes(field) || optional.includes(field));
  return Array.isArray(value) && value.every(isRight)
    ? []
    : [`"${key}" must be a list of { ${required.join(', ')} }.`];
}

function documentationMistakes(value: unknown): string[] {
  return isText(value) && /^https?:\/\/\S+$/.test(value)
    ? []
    : ['"documentation" must be a web address.'];
}

function precisionMistakes(value: unknown): string[] {
  return typeof value === 'number' && value >= 0 && value <= 1
    ? []
    : ['"precision" must be a number from 0 to 1.'];
}

function exampleMistakes(entry: Fields, key: string, isRequired: boolean): string[] {
  const value = entry[key];
  if (value === undefined && !isRequired) {
    return [];
  }
  return isTexts(value) && (value.length > 0 || !isRequired)
    ? []
    : [`"${key}" must be a list of log lines.`];
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

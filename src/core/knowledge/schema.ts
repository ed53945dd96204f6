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

/**
 * Reads the content of one signature file: `{ technology, signatures: [...] }`. An entry with a
 * mistake is left out and named, e.g. `redis.yaml, redis.maxmemory: "precision" must be a number
 * from 0 to 1.` Left out, `unless`, `causes`, `probes` and `counterExamples` are empty.
 */
export function parseSignatures(
  value: unknown,
  fileName: string,
): { readonly signatures: readonly Signature[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report = (where: string, what: string): void => {
    const message = `${fileName}${where && `, ${where}`}: ${what}`;
    problems.push({ code: 'signature', message, file: fileName });
  };
  if (!isObject(value) || !isText(value['technology']) || !Array.isArray(value['signatures'])) {
    report('', 'must have "technology" (text) and "signatures" (a list).');
    return { signatures: [], problems };
  }
  const technology = value['technology'];
  const seen = new Set<string>();
  const signatures = value['signatures'].flatMap((entry: unknown, index: number) => {
    const name = isObject(entry) && isText(entry['id']) ? entry['id'] : `entry ${index + 1}`;
    const mistakes = mistakesOf(entry, technology);
    if (seen.has(name)) {
      mistakes.push('this id is used twice.');
    }
    seen.add(name);
    for (const mistake of mistakes) {
      report(name, mistake);
    }
    return mistakes.length === 0 ? [withDefaults(entry as Entry, technology)] : [];
  });
  return { signatures, problems };
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

function mistakesOf(entry: unknown, technology: string): string[] {
  if (!isObject(entry)) {
    return ['must be an object.'];
  }
  const unknown = Object.keys(entry).filter((key) => !ENTRY_KEYS.has(key));
  return [
    ...unknown.map((key) => `"${key}" is not known here.`),
    ...idMistakes(entry['id'], technology),
    ...textMistakes(entry, ['title', 'meaning']),
    ...patternMistakes(entry, 'patterns', true),
    ...patternMistakes(entry, 'unless', false),
    ...roleMistakes(entry['role']),
    ...listMistakes(entry, 'causes', ['cause', 'sign'], []),
    ...listMistakes(entry, 'probes', ['title', 'confirms', 'refutes'], ['command']),
    ...documentationMistakes(entry['documentation']),
    ...precisionMistakes(entry['precision']),
    ...exampleMistakes(entry, 'examples', true),
    ...exampleMistakes(entry, 'counterExamples', false),
  ];
}

function idMistakes(id: unknown, technology: string): string[] {
  const isRight = isText(id) && id.startsWith(`${technology}.`) && /^[a-z][\w-]*\.[\w-]+$/.test(id);
  return isRight ? [] : [`"id" must be written ${technology}.name.`];
}

function textMistakes(entry: Fields, keys: readonly string[]): string[] {
  return keys.filter((key) => !isText(entry[key])).map((key) => `"${key}" must be text.`);
}

function patternMistakes(entry: Fields, key: string, isRequired: boolean): string[] {
  const value = entry[key];
  if (value === undefined && !isRequired) {
    return [];
  }
  if (!isTexts(value) || (isRequired && value.length === 0)) {
    return [`"${key}" must be a list of regular expressions.`];
  }
  return value.flatMap((pattern) => {
    const mistake = patternMistake(pattern);
    return mistake ? [`${mistake}: ${pattern}`] : [];
  });
}

function patternMistake(pattern: string): string | undefined {
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

import { once } from '../model/once.ts';
import type { Signature } from '../model/signature.ts';
import { createLiteralIndex } from './literalIndex.ts';
import { requiredLiterals } from './regexSyntax.ts';
import { ROLES, splitFlags } from './schema.ts';

export interface Match {
  readonly signature: Signature;
  /** Named groups of the pattern. */
  readonly fields: Readonly<Record<string, string>>;
  /** What the pattern matched, at most 200 characters. */
  readonly matched: string;
}

/**
 * What turns any failing line into a harmless one: a passed test that is named after a failure, an
 * operation that succeeded in the end. Looked for in the line of the match only.
 */
const HARMLESS = [
  /^\s{0,20}(?:✓|✔|√|ok \d|PASS\b|--- PASS)/,
  /\bPASSED\b|\.\.\. ok\b|\bnot an error\b/,
  /\b(?:retry|retries|retrying|attempts?|reconnect(?:ed|ion)?)\b[^\n]{0,60}\b(?:succe|recovered)/i,
  /\bsucceeded (?:after|on) (?:\w{1,12} ){0,2}(?:attempt|retr)/i,
  /(?<!\bensure\b[^\n]{0,80})\bas expected\b|\b(?:this|that|which|error|failure|exception) (?:is|was) (?:expected|harmless|normal)\b/i,
  /\bexpected (?:exception|failure) (?:was )?(?:thrown|caught|raised)\b|\bignor(?:ed|ing) (?:expected|harmless)\b/i,
];

/** A compiled pattern, whichever engine runs it. */
export interface Expression {
  exec(text: string): Found | null;
  test(text: string): boolean;
}

interface Found {
  readonly 0: string;
  readonly index: number;
  readonly groups?: Readonly<Record<string, string | undefined>> | undefined;
}

export type Matcher = (text: string) => readonly Match[];

/** Answers with all matches of a text, the most decisive first. */
export function createMatcher(
  signatures: readonly Signature[],
  compile: (pattern: string) => Expression = compileOwn,
): Matcher {
  const rules = signatures.flatMap((each) => rulesOf(each, compile)).sort(compareRules);
  const index = createLiteralIndex(rules.map((rule) => rule.literals));
  return (text) => {
    const matches: Match[] = [];
    const lowerText = once(() => text.toLowerCase());
    for (const candidate of index.candidates(text).sort((a, b) => a - b)) {
      const rule = rules[candidate];
      const isNew = rule && matches.every((match) => match.signature !== rule.signature);
      const isLikely = isNew && hasLiteral(rule, text, lowerText);
      const found = isLikely ? findRule(rule, text) : undefined;
      if (rule && found) {
        matches.push({ signature: rule.signature, ...found });
      }
    }
    return matches;
  };
}

/** One pattern of a signature. Its expressions are compiled when they are first needed. */
interface Rule {
  readonly signature: Signature;
  /** In lower case where the pattern ignores case. */
  readonly literals: readonly string[];
  readonly ignoresCase: boolean;
  /** Characters that surely stand in a text it matches. */
  readonly specificity: number;
  readonly regex: () => Expression;
  readonly unless: () => readonly Expression[];
}

function rulesOf(signature: Signature, compile: (pattern: string) => Expression): readonly Rule[] {
  const unless = once(() => signature.unless.map(compile));
  return signature.patterns.map((pattern, at) => {
    const { source, flags } = splitFlags(pattern);
    const ignoresCase = flags.includes('i');
    const needed = signature.literals?.[at] ?? requiredLiterals(source);
    const literals = needed.map((literal) => (ignoresCase ? literal.toLowerCase() : literal));
    const specificity = Math.min(...literals.map((literal) => literal.length), 1000);
    const regex = once(() => compile(pattern));
    return { signature, literals, ignoresCase, specificity, regex, unless };
  });
}

/** Looking for plain text is much cheaper than matching. */
function hasLiteral(rule: Rule, text: string, lowerText: () => string): boolean {
  const searched = rule.ignoresCase ? lowerText() : text;
  return rule.literals.length === 0 || rule.literals.some((literal) => searched.includes(literal));
}

function findRule(rule: Rule, text: string): Omit<Match, 'signature'> | undefined {
  const match = rule.regex().exec(text);
  if (!match || rule.unless().some((regex) => regex.test(text))) {
    return undefined;
  }
  const line = lineAround(text, match.index, match.index + match[0].length);
  if (HARMLESS.some((regex) => regex.test(line))) {
    return undefined;
  }
  const groups = Object.entries(match.groups ?? {});
  const fields = Object.fromEntries(
    groups.flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return { fields, matched: match[0].slice(0, longestMatch) };
}

const longestMatch = 200;

/** Lines of a text can be megabytes long, so only what stands near counts. */
function lineAround(text: string, start: number, end: number): string {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 300);
  const lineEnd = text.indexOf('\n', end);
  return text.slice(from, Math.min(lineEnd < 0 ? text.length : lineEnd, end + 300));
}

/** Orders the more decisive signature first: by role, a team's own before ours, by how often it was right. */
export function compareSignatures(a: Signature, b: Signature): number {
  return (
    ROLES.indexOf(a.role) - ROLES.indexOf(b.role) ||
    Number(b.source !== undefined) - Number(a.source !== undefined) ||
    b.precision - a.precision
  );
}

/** Among equals, the pattern that pins down more of the text comes first. */
function compareRules(a: Rule, b: Rule): number {
  return compareSignatures(a.signature, b.signature) || b.specificity - a.specificity;
}

function compileOwn(pattern: string): RegExp {
  const { source, flags } = splitFlags(pattern);
  return new RegExp(source, flags);
}

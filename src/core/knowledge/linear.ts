import { RE2JS } from 're2js';
import type { Expression } from './matcher.ts';
import { requiredLiterals } from './regexSyntax.ts';
import { splitFlags } from './schema.ts';

/** Instructions of a compiled pattern; time is bounded by their number times the text's length. */
const LARGEST = 3000;
/** Fewer plain characters say too little: nearly every line would have to be matched. */
const FEWEST = 4;

/** Escapes that the two syntaxes read differently, which would be missed silently. */
const AMBIGUOUS = /\\[AzQEC]|\[\[:/;

/**
 * A pattern of somebody else, for an engine that takes time linear in the text whatever the pattern.
 * It must be valid in both syntaxes: the plain text it needs is read from it as from ours.
 */
export function compileLinear(pattern: string): Expression {
  const compiled = compile(pattern);
  return {
    test: (text) => compiled.test(text),
    exec(text) {
      // Asking whether it matches is far cheaper than asking where.
      const found = compiled.test(text) ? compiled.exec(text) : null;
      if (!found) return null;
      const { 0: matched, index, groups } = found as RegExpExecArray;
      return { 0: matched, index, groups };
    },
  };
}

/** What a team should change about a pattern. */
export function linearMistake(pattern: string): string | undefined {
  const { source, flags } = splitFlags(pattern);
  try {
    new RegExp(source, flags);
  } catch (error) {
    return `not a regular expression (${reasonOf(error)})`;
  }
  if (/\(\?<?[=!]|\\[1-9k]/.test(source)) {
    return 'looking around, as (?=…), and backreferences are not possible: use "unless" instead';
  }
  if (AMBIGUOUS.test(source)) {
    return 'write ^ and $ for the ends of a line and \\w, \\d, \\s for classes';
  }
  try {
    if (compile(pattern).programSize() > LARGEST) {
      return 'too large: use smaller bounds, or * instead of {0,1000}';
    }
  } catch (error) {
    return `not a regular expression here (${reasonOf(error)})`;
  }
  return mistakeOfWords(source);
}

function mistakeOfWords(source: string): string | undefined {
  const literals = requiredLiterals(source);
  return literals.length === 0 || literals.some((literal) => literal.length < FEWEST)
    ? `needs ${FEWEST} plain characters in a row in each alternative, so that most lines need no matching`
    : undefined;
}

function compile(pattern: string): RE2JS {
  const { source, flags } = splitFlags(pattern);
  const ignoresCase = flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
  return RE2JS.compile(RE2JS.translateRegExp(source), RE2JS.MULTILINE | ignoresCase);
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^.*(?:\/\w{0,8}: |regexp: )/s, '').slice(0, 120);
}

import { requiredLiterals } from './regexSyntax.ts';
import { splitFlags } from './schema.ts';

interface File {
  readonly signatures: readonly { readonly patterns: readonly string[] }[];
}

/**
 * A signature file as it is bundled: examples are for tests, and the plain text that a pattern needs takes
 * longer to work out than all else at a start.
 */
export function bundled<T>(file: T): T {
  return isSignatures(file)
    ? {
        ...file,
        signatures: file.signatures.map((entry) => ({
          ...entry,
          literals: entry.patterns.map((pattern) => requiredLiterals(splitFlags(pattern).source)),
          examples: [],
          counterExamples: [],
        })),
      }
    : file;
}

const isSignatures = (file: unknown): file is File =>
  typeof file === 'object' && file !== null && 'signatures' in file;

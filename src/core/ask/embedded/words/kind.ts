import type { TellKind } from '../../../tells/tell.ts';
import type { Clue } from '../clues.ts';

/**
 * The kind a clue is told by. `ledger_test.go:41: balance = 90, want 100` is written like a
 * compiler's error, but a check in a test says it.
 */
export function toldKind({ tell, text }: Clue): TellKind {
  const isCheck = tell.kind === 'compile' && testFile.test(text) && !compilerWords.test(text);
  return isCheck ? 'test' : tell.kind;
}

const testFile = /^\s*[\w./-]{0,200}(?:_test\.go|_spec\.rb|\.(?:test|spec)\.[jt]sx?):\d/;

const compilerWords =
  /\b(?:error|undefined|declared|imported|unused|undeclared|syntax|cannot use|missing return|not enough arguments|too many arguments|redeclared|mismatched types|invalid operation)\b/;

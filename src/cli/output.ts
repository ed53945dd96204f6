import { stderr, stdout } from 'node:process';
import type { Problem } from '../core/model/problem.ts';
import { problemText } from '../core/model/words.ts';
import { terminalSafe } from './words.ts';

const BAD_USE = 2;

/** What a shell gives for a program that a closed pipe ended: 128 and the number of SIGPIPE. */
const CLOSED_PIPE = 141;

/** Ends the process when nobody takes its output any more, instead of failing with a stack trace. */
export function watchOutput(): void {
  stdout.on('error', endOfOutput);
  // There is nowhere left to tell it.
  stderr.on('error', () => {});
}

export function print(text: string): void {
  try {
    stdout.write(text);
  } catch (error) {
    endOfOutput(error);
  }
}

/** Tells on standard error what can't be done, and gives the exit code for that. */
export function complain(message: string): number {
  stderr.write(`${terminalSafe(message)}\n`);
  return BAD_USE;
}

/** Tells on standard error what was wrong with the input of a run that went on all the same. */
export function warn(problems: readonly Problem[]): void {
  for (const problem of problems) {
    stderr.write(`${terminalSafe(problemText(problem))}\n`);
  }
}

function endOfOutput(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') {
    process.exit(CLOSED_PIPE);
  }
  const reason = error instanceof Error ? error.message : String(error);
  process.exit(complain(`The output can't be written: ${reason}.`));
}

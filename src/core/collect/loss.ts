import type { Loss } from '../model/byteSource.ts';
import type { Problem } from '../model/problem.ts';

/** What to tell people of a log whose bytes were not all there when they were to be read. */
export function lossProblem(file: string, loss: Loss, lineCount: number): Problem {
  const message =
    loss.kind === 'failed'
      ? `${file} was read up to line ${lineCount}; the rest could not be read (${loss.code}).`
      : changed(file, loss);
  return { code: codes[loss.kind], message, file };
}

/** The same where all lines were read once, and some were lost before they were read again. */
export function laterLossProblem(file: string, loss: Loss): Problem {
  const message =
    loss.kind === 'failed'
      ? `${file} could not be read again (${loss.code}), so lines of it are missing here.`
      : changed(file, loss);
  return { code: codes[loss.kind], message, file };
}

/** Whether a problem says that part of a log was not read, so that nothing can be said of that part. */
export function isLoss({ code }: Problem): boolean {
  return Object.values(codes).includes(code);
}

const codes: Readonly<Record<Loss['kind'], string>> = {
  shorter: 'shorter',
  rewritten: 'rewritten',
  failed: 'readFailed',
};

function changed(file: string, { kind }: Loss): string {
  const what = kind === 'shorter' ? 'became shorter' : 'was written anew';
  return `${file} ${what} while it was read: run again to read what it is now.`;
}

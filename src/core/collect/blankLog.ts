import type { LogFile } from '../model/logFile.ts';
import type { Problem } from '../model/problem.ts';
import { isLoss } from './loss.ts';

export function blankLog({ name, problems }: LogFile): Problem {
  const lost = problems.find(isLoss);
  if (lost) {
    return lost;
  }
  const message = `${name} is empty: check that this is the log, and that it was written.`;
  return { code: 'empty', file: name, message };
}

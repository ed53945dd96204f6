import type { LogFile } from '../model/logFile.ts';
import { holdersIn, isNamed, mostNamed, nameOfHolder } from '../tells/holder.ts';
import type { Candidate } from './candidates.ts';

/** The most decisive failures that are asked whom they wait for, and lines of each that may say it. */
const ASKED = 30;
const BELOW = 3;
/** Lines above it among which a session's beginning stands, and lines of another log that may name it. */
const ABOVE = 20_000;
const OTHERS = 50_000;

/**
 * Where logs name who holds what the failures wait for: `Process holding the lock: 7380` stands with those who
 * wait, and what 7380 is and does stands elsewhere. Who does other work there is shown by its last line, too.
 */
export function holderCandidates(
  files: readonly LogFile[],
  failing: readonly Candidate[],
): readonly Candidate[] {
  const asked = failing.slice(0, ASKED).flatMap(({ file, record }) => {
    const log = files[file];
    const line = log?.records.at(record)?.startLine;
    if (!log || line === undefined) return [];
    const last = Math.min(log.lineCount, line + BELOW);
    const below = Array.from({ length: last - line + 1 }, (_, at) => log.lineAt(line + at));
    return below.flatMap(holdersIn).map((id) => ({ id, file, line }));
  });
  const id = mostNamed(asked.map((one) => one.id));
  const first = asked.find((one) => one.id === id);
  return first ? [...inOwnLog(files, first), ...inOtherLogs(files, first)] : [];
}

interface Held {
  readonly id: string;
  readonly file: number;
  readonly line: number;
}

function inOwnLog(files: readonly LogFile[], { id, file, line }: Held): readonly Candidate[] {
  const log = files[file];
  let named: number | undefined;
  for (let at = line; log && at >= Math.max(1, line - ABOVE); at--) {
    const found = nameOfHolder(log.lineAt(at), id);
    if (found?.isProgram) return [candidate(log, file, at)];
    if (found) named ??= at;
  }
  return log && named !== undefined ? [candidate(log, file, named)] : [];
}

function inOtherLogs(files: readonly LogFile[], { id, file }: Held): readonly Candidate[] {
  return files.flatMap((log, other) => {
    const last = Math.min(log.lineCount, OTHERS);
    for (let at = 1; other !== file && at <= last; at++) {
      if (isNamed(log.lineAt(at).slice(0, 600), id)) {
        const end = log.records.at(log.records.length - 1)?.startLine ?? at;
        return [candidate(log, other, at), ...(end > at ? [candidate(log, other, end)] : [])];
      }
    }
    return [];
  });
}

const candidate = (log: LogFile, file: number, line: number): Candidate => ({
  ...{ file, record: log.recordAt(line), focus: [], score: 0.44 },
  reason: 'holds what others wait for',
});

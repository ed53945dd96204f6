import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { holdersAt, isNamed, mostNamed, nameOfHolder } from '../tells/holder.ts';
import { largestHolder } from '../tells/oomReport.ts';
import type { Candidate } from './candidates.ts';

/** The most decisive failures that are asked whom they wait for. */
const ASKED = 30;
/** Lines above it among which a session's beginning stands, and lines of another log that may name it. */
const ABOVE = 20_000;
const OTHERS = 50_000;

/**
 * Where logs name who holds what the failures wait for: `Process holding the lock: 7380` stands with those who
 * wait, and what 7380 is and does stands elsewhere. Who does other work there is shown by its last line, too.
 */
export async function holderCandidates(
  files: readonly LogFile[],
  failing: readonly Candidate[],
  pace: Pace,
): Promise<readonly Candidate[]> {
  const asked = failing.slice(0, ASKED).flatMap(({ file, record }) => {
    const log = files[file];
    const line = log?.records.at(record)?.startLine;
    return log && line !== undefined
      ? holdersAt(log, line).map((id) => ({ id, file, log, line }))
      : [];
  });
  const found = memoryHolder(files, failing);
  const id = mostNamed(asked.map((one) => one.id));
  const first = asked.find((one) => one.id === id);
  if (!first) return found;
  found.push(...(await inOwnLog(first, pace)));
  for (const [file, log] of files.entries()) {
    if (file !== first.file) found.push(...(await inOtherLog(log, file, first.id, pace)));
  }
  return found;
}

/** Who held most memory when the kernel first killed somebody for it: the list stands above. */
function memoryHolder(files: readonly LogFile[], failing: readonly Candidate[]): Candidate[] {
  const found = failing.slice(0, ASKED).flatMap(({ file, record }) => {
    const log = files[file];
    const holder = log && largestHolder(log, log.records.at(record)?.startLine ?? 1);
    return log && holder ? [candidate(log, file, holder.line)] : [];
  });
  return found.slice(0, 1);
}

interface Held {
  readonly id: string;
  readonly file: number;
  readonly log: LogFile;
  readonly line: number;
}

async function inOwnLog({ id, file, log, line }: Held, pace: Pace): Promise<readonly Candidate[]> {
  let named: number | undefined;
  for (let at = line; at >= Math.max(1, line - ABOVE); at--) {
    const wait = (at & 1023) === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    const found = nameOfHolder(log.lineAt(at), id);
    if (found?.isProgram) return [candidate(log, file, at)];
    if (found) named ??= at;
  }
  return named === undefined ? [] : [candidate(log, file, named)];
}

async function inOtherLog(
  log: LogFile,
  file: number,
  id: string,
  pace: Pace,
): Promise<readonly Candidate[]> {
  for (let at = 1; at <= Math.min(log.lineCount, OTHERS); at++) {
    const wait = (at & 1023) === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    if (isNamed(log.lineAt(at).slice(0, 600), id)) {
      const end = log.records.at(log.records.length - 1)?.startLine ?? at;
      return [candidate(log, file, at), ...(end > at ? [candidate(log, file, end)] : [])];
    }
  }
  return [];
}

const candidate = (log: LogFile, file: number, line: number): Candidate => ({
  ...{ file, record: log.recordAt(line), focus: [], score: 0.44 },
  reason: 'holds what others wait for',
});

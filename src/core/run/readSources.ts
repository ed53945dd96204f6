import type { GoodRun } from '../baseline.ts';
import { blankLog } from '../collect/blankLog.ts';
import { collectOpened, collectText } from '../collect/collect.ts';
import { isLoss, laterLossProblem } from '../collect/loss.ts';
import { placeDates, type Undated } from '../collect/placeDates.ts';
import type { LogSource } from '../diagnose.ts';
import type { ByteSource } from '../model/byteSource.ts';
import type { Cancellation } from '../model/cancellation.ts';
import type { LogFile } from '../model/logFile.ts';
import { count } from '../model/numberText.ts';
import type { Pace } from '../model/pace.ts';
import type { Problem } from '../model/problem.ts';
import type { FileAccess } from '../ports.ts';
import { inOneOrder, inTimeOrder } from '../series.ts';
import type { Stages } from './stages.ts';

/** The files of a run: their lines are read again until its end. */
export interface OpenFiles extends FileAccess {
  close(): void;
}

export function createOpenFiles(files: FileAccess): OpenFiles {
  const opened: (() => void)[] = [];
  return {
    async open(uri, cancellation) {
      const file = await files.open(uri, cancellation);
      if (file.kind === 'opened') opened.push(file.close);
      return file;
    },
    close() {
      for (const close of opened) close();
    },
  };
}

export interface Collected {
  readonly files: readonly LogFile[];
  /** What was not read: whole files, or the rest of one. */
  readonly problems: readonly Problem[];
  /** What was opened, by the URI of the file. */
  readonly bytes: ReadonlyMap<string, ByteSource>;
}

/** With the runs to compare it with. */
export interface Compared extends Collected {
  readonly good: GoodRun;
}

export async function collect(
  access: FileAccess,
  sources: readonly LogSource[],
  stages: Stages,
  pace: Pace,
  cancellation: Cancellation,
): Promise<Collected> {
  return stages.run('collect', async (progress) => {
    const logs: Undated[] = [];
    const problems: Problem[] = [];
    const bytes = new Map<string, ByteSource>();
    for (const [index, { source, series }] of inOneOrder(sources).entries()) {
      cancellation.throwIfAborted();
      progress(`${source.name}, ${index + 1} of ${count(sources.length, 'file')}`);
      if (source.text !== undefined) {
        const file = await collectText(source, source.text, pace);
        logs.push({ file: ofSeries(file, series), modified: undefined });
        continue;
      }
      const file = await access.open(source.uri, cancellation);
      if (file.kind === 'failure') {
        problems.push({ ...file.failure, file: source.name });
      } else {
        if (file.problem) problems.push({ ...file.problem, file: source.name });
        const { modified } = file;
        bytes.set(source.uri, file.bytes);
        const log = await collectOpened(source, file, pace);
        logs.push({ file: ofSeries(log, series), modified });
      }
    }
    const files = inTimeOrder(placeDates(logs));
    const lines = files.reduce((sum, file) => sum + file.lineCount, 0);
    const summary = `${count(files.length, 'file')}, ${count(lines, 'line')}`;
    const read = hasText(files)
      ? { files, problems, bytes }
      : { files: [], problems: [...problems, ...files.map(blankLog)], bytes };
    return [read, summary];
  });
}

function ofSeries(file: LogFile, series: string | undefined): LogFile {
  return series === undefined ? file : { ...file, series };
}

/** Nothing was written, so nothing can be said; an all-clear would be a lie. */
function hasText(files: readonly LogFile[]): boolean {
  return files.some(({ records }) => records.length > 0);
}

/** Lines are read again to the end of a run: what was lost after the first reading is told as well. */
export function lostLater({ files, bytes }: Collected): readonly Problem[] {
  return files.flatMap((file) => {
    const loss = file.problems.some(isLoss) ? undefined : bytes.get(file.uri)?.loss();
    return loss ? [laterLossProblem(file.name, loss)] : [];
  });
}

export function allProblems(
  unread: readonly Problem[],
  files: readonly LogFile[],
): readonly Problem[] {
  return [...unread, ...files.flatMap((file) => file.problems)];
}

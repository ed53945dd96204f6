import type { LogFile } from './logFile.ts';
import type { RecordRef } from './template.ts';

type Part = Pick<LogFile, 'series'>;

/**
 * For each file the first one of the log of which it is a part; itself where it is a log of its own.
 * What must be told apart by who wrote it goes by this, and not by file.
 */
export function streamsOf(files: readonly Part[]): readonly number[] {
  const first = new Map<string, number>();
  return files.map(({ series }, index) => {
    if (series === undefined) return index;
    const stream = first.get(series) ?? index;
    first.set(series, stream);
    return stream;
  });
}

/** A log through all its files. */
export interface WholeLog {
  /** Which files of the run are its own, oldest first. */
  readonly files: readonly number[];
  /** Records of all of them. */
  readonly length: number;
  /** How many of its records stand before one; nothing where that is of another log. */
  placeOf(ref: RecordRef): number | undefined;
}

/** The log of which a file is a part, or is all. */
export function wholeLog(
  files: readonly (Part & Pick<LogFile, 'records'>)[],
  index: number,
): WholeLog {
  const series = files[index]?.series;
  const own =
    series === undefined ? [index] : [...files.keys()].filter((at) => files[at]?.series === series);
  const before = new Map<number, number>();
  let length = 0;
  for (const at of own) {
    before.set(at, length);
    length += files[at]?.records.length ?? 0;
  }
  return {
    files: own,
    length,
    placeOf({ file, record }) {
      const earlier = before.get(file);
      return earlier === undefined ? undefined : earlier + record;
    },
  };
}

/** The templates of its records, one after the other. */
export function templatesOfLog(
  { files, length }: WholeLog,
  templateIds: readonly Uint32Array[],
): Uint32Array {
  const [only, ...more] = files;
  if (only !== undefined && more.length === 0) return templateIds[only] ?? new Uint32Array();
  const all = new Uint32Array(length);
  let at = 0;
  for (const file of files) {
    const ids = templateIds[file] ?? new Uint32Array();
    all.set(ids, at);
    at += ids.length;
  }
  return all;
}

import type { LogFile } from './logFile.ts';

/**
 * For each file the first one of the log of which it is a part; itself where it is a log of its own.
 * What must be told apart by who wrote it goes by this, and not by file.
 */
export function streamsOf(files: readonly Pick<LogFile, 'series'>[]): readonly number[] {
  const first = new Map<string, number>();
  return files.map(({ series }, index) => {
    if (series === undefined) return index;
    const stream = first.get(series) ?? index;
    first.set(series, stream);
    return stream;
  });
}

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LogFile } from '../core/model/logFile.ts';
import type { LogOverview } from '../core/model/overview.ts';
import { FollowedLog, type LogView, type Progress } from './followedLog.ts';
import { documentOrigin, fileOrigin, isLong, saysSame } from './logOrigins.ts';
import type { ReadResult } from './workers/tasks.ts';
import type { Workers } from './workers/workers.ts';

export type { LogView } from './followedLog.ts';

/** The logs that features are asked about, by URI: open documents, and files of any size. */
export interface LogViews {
  /**
   * The log as it is now; nothing where it can't be read or was closed meanwhile. Of a log that is
   * being written an earlier state may be given, while the line still says the same there.
   * @param line 1-based: the line that the question is about.
   */
  of(uri: string, line?: number): Promise<LogView | undefined>;
  /** Its lines and records alone, which are there sooner. */
  fileOf(uri: string, line?: number): Promise<LogFile | undefined>;
  overviewOf(uri: string): Promise<LogOverview | undefined>;
  /** The file as it is now, whatever an open document says, for a run in a worker. */
  hold(uri: string): Promise<Held>;
  /** What is known of a log while it is being read. */
  progress(uri: string): Progress;
  /** Drops what is known of a log, and stops reading it. */
  forget(uri: string): void;
}

export interface Held {
  /** Nothing where reading was stopped. */
  readonly result: ReadResult | undefined;
  release(): void;
}

/** Logs that are kept. */
const KEPT = 6;

/** @param documentOf the document that is open in the editor, with its unsaved changes. */
export function createLogViews(
  workers: Workers,
  documentOf: (uri: string) => TextDocument | undefined,
): LogViews {
  const files = createKept((uri) => new FollowedLog(workers, fileOrigin(uri)));
  const documents = createKept(
    (uri) =>
      new FollowedLog(
        workers,
        documentOrigin(uri, () => documentOf(uri)),
      ),
  );
  /** A long log is answered from its file, as far as the document says the same. */
  const answer = async <T>(
    uri: string,
    line: number | undefined,
    from: (log: FollowedLog) => Promise<T | undefined>,
    fileIn: (found: T) => LogFile | undefined,
  ): Promise<T | undefined> => {
    const document = documentOf(uri);
    if (!document) return from(files.of(uri));
    if (isLong(document) && uri.startsWith('file:')) {
      const found = await from(files.of(uri));
      const file = found && fileIn(found);
      if (found && (!file || saysSame(file, document, line ?? 1))) return found;
    }
    return from(documents.of(uri));
  };
  return {
    of: (uri, line) =>
      answer(
        uri,
        line,
        (log) => log.view(line),
        ({ file }) => file,
      ),
    fileOf: (uri, line) =>
      answer(
        uri,
        line,
        (log) => log.file(line),
        (file) => file,
      ),
    overviewOf: (uri) =>
      answer(
        uri,
        undefined,
        (log) => log.overview(),
        () => undefined,
      ),
    hold: (uri) => files.of(uri).hold(),
    progress: (uri) => (documents.known(uri) ?? files.known(uri))?.progress ?? {},
    forget(uri) {
      files.forget(uri);
      documents.forget(uri);
    },
  };
}

interface Kept {
  of(uri: string): FollowedLog;
  known(uri: string): FollowedLog | undefined;
  forget(uri: string): void;
}

/** Logs by URI; those that were asked for longest ago are closed. */
function createKept(follow: (uri: string) => FollowedLog): Kept {
  const logs = new Map<string, FollowedLog>();
  const forget = (uri: string): void => {
    logs.get(uri)?.close();
    logs.delete(uri);
  };
  return {
    known: (uri) => logs.get(uri),
    forget,
    of(uri) {
      const log = logs.get(uri) ?? follow(uri);
      logs.delete(uri);
      logs.set(uri, log);
      const [oldest] = logs.keys();
      if (logs.size > KEPT && oldest !== undefined) forget(oldest);
      return log;
    },
  };
}

import { basename } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { collectLog, collectText } from '../core/collect/collect.ts';
import { mineLogs } from '../core/mine/mine.ts';
import type { ByteSource } from '../core/model/byteSource.ts';
import type { LogFile } from '../core/model/logFile.ts';
import type { MinedLogs } from '../core/model/template.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';
import { pathOf } from '../node/filePath.ts';
import { nodeFiles } from '../node/files.ts';

/** A log as the editor's features see it: its records, and what was mined from it alone. */
export interface LogView {
  readonly file: LogFile;
  readonly mined: MinedLogs;
}

/** The logs that features are asked about, by URI: open documents, and files of any size. */
export interface LogViews {
  /**
   * The log as it is now; nothing where it can't be read or was closed meanwhile. Of a log that is
   * being written an earlier state may be given, while the line still says the same there.
   * @param line 1-based: the line that the question is about.
   */
  of(uri: string, line?: number): Promise<LogView | undefined>;
  /** Part of the log that has been read, 0..1, while it is being read. */
  progress(uri: string): number | undefined;
  /** Drops what is known of a log, and stops reading it. */
  forget(uri: string): void;
}

interface Entry {
  readonly abort: AbortController;
  readonly progress: { share: number | undefined };
  readonly view: Promise<Known | undefined>;
}

interface Known extends LogView {
  /** Version of the document, or size and time of the file. */
  readonly state: string;
  /** When it was ready, and how long that took, in milliseconds of the clock. */
  readonly ready: number;
  readonly cost: number;
  close(): void;
}

/** A large log that grows is read again at most for a tenth of the time. */
const SHARE = 10;
/** Logs that are kept. */
const KEPT = 6;

/** @param documentOf the document that is open in the editor, with its unsaved changes. */
export function createLogViews(documentOf: (uri: string) => TextDocument | undefined): LogViews {
  const entries = new Map<string, Entry>();
  const forget = (uri: string): void => {
    const entry = entries.get(uri);
    entries.delete(uri);
    entry?.abort.abort();
    entry?.view.then((known) => known?.close()).catch(() => {});
  };
  const remember = (uri: string, entry: Entry): void => {
    forget(uri);
    entries.set(uri, entry);
    const [oldest] = entries.keys();
    if (entries.size > KEPT && oldest !== undefined) forget(oldest);
  };
  const of: LogViews['of'] = async (uri, line) => {
    const entry = entries.get(uri);
    const known = await entry?.view;
    const document = documentOf(uri);
    if (known && (await serves(known, uri, document, line))) {
      return known;
    }
    if (entries.get(uri) !== entry) {
      return of(uri, line);
    }
    const abort = new AbortController();
    const progress: Entry['progress'] = { share: undefined };
    const view = document
      ? ofDocument(document, abort.signal)
      : ofFile(uri, progress, abort.signal);
    remember(uri, { abort, progress, view });
    // A bug is told to who asked; it is not what is known of the log from now on.
    view.catch(() => entries.get(uri)?.view === view && entries.delete(uri));
    return view;
  };
  return { of, forget, progress: (uri) => entries.get(uri)?.progress.share };
}

async function serves(
  known: Known,
  uri: string,
  document: TextDocument | undefined,
  line: number | undefined,
): Promise<boolean> {
  if (known.state === (document ? stateOf(document) : await stateOfFile(uri))) {
    return true;
  }
  const isFresh = clock.now() - known.ready < known.cost * SHARE;
  return (
    isFresh &&
    document !== undefined &&
    line !== undefined &&
    line <= known.file.lineCount &&
    known.file.lineAt(line) === textOf(document, line)
  );
}

function textOf(document: TextDocument, line: number): string {
  const range = { start: { line: line - 1, character: 0 }, end: { line, character: 0 } };
  return document.getText(range).replace(/[\r\n]+$/, '');
}

const stateOf = (document: TextDocument): string => `version ${document.version}`;

async function stateOfFile(uri: string): Promise<string | undefined> {
  const opened = await nodeFiles.open(uri, new AbortController().signal);
  if (opened.kind === 'failure') return undefined;
  opened.close();
  return `${opened.bytes.size} bytes at ${opened.modified}`;
}

function ofDocument(document: TextDocument, cancelled: AbortSignal): Promise<Known | undefined> {
  const { uri } = document;
  const pace = createPace(clock, cancelled);
  const collect = (): Promise<LogFile> => collectText({ uri, name: uri }, document.getText(), pace);
  return view(stateOf(document), collect, () => {}, cancelled);
}

async function ofFile(
  uri: string,
  progress: Entry['progress'],
  cancelled: AbortSignal,
): Promise<Known | undefined> {
  const opened = await nodeFiles.open(uri, cancelled);
  if (opened.kind === 'failure') {
    return undefined;
  }
  const { bytes, modified, close, problem } = opened;
  const pace = createPace(clock, cancelled);
  const collect = async (): Promise<LogFile> => {
    const name = basename(pathOf(uri) ?? uri);
    const file = await collectLog({ uri, name }, reporting(bytes, progress), pace);
    return problem ? { ...file, problems: [{ ...problem, file: name }, ...file.problems] } : file;
  };
  return view(`${bytes.size} bytes at ${modified}`, collect, close, cancelled);
}

/** Notes how far a source was read, until all of it was. */
function reporting(bytes: ByteSource, progress: Entry['progress']): ByteSource {
  return {
    ...bytes,
    readInto(start, target) {
      const read = bytes.readInto(start, target);
      progress.share = Math.min(1, (start + read) / bytes.size);
      return read;
    },
  };
}

async function view(
  state: string,
  collect: () => Promise<LogFile>,
  close: () => void,
  cancelled: AbortSignal,
): Promise<Known | undefined> {
  const start = clock.now();
  try {
    const file = await collect();
    const mined = await mineLogs([file], createPace(clock, cancelled));
    const ready = clock.now();
    return { state, file, mined, ready, cost: ready - start, close };
  } catch (error) {
    close();
    if (cancelled.aborted) {
      return undefined;
    }
    throw error;
  }
}

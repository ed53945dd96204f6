import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LogFile } from '../core/model/logFile.ts';
import { type FileState, fileState, type OpenHandle, openHandle } from '../node/files.ts';
import type { LogOrigin } from './followedLog.ts';

/** Milliseconds for which a file that was replaced stays open, for answers that still read it. */
const GRACE = 10_000;

/** A file by its URI. It may grow, be renamed, replaced or cut. */
export function fileOrigin(uri: string): LogOrigin<FileState> {
  let handle: OpenHandle | undefined;
  const closeLater = (old: OpenHandle): void => {
    setTimeout(() => void old.close(), GRACE).unref();
  };
  return {
    uri,
    state: () => fileState(uri),
    isSame: (one, other) =>
      one.modified === other.modified && isGrown(one, other) && one.size === other.size,
    stillSays: (file, line, then, now) => isGrown(then, now) && line < file.lineCount,
    async open() {
      const opened = await openHandle(uri);
      if (opened.kind === 'failure') {
        return opened;
      }
      const { identity, size, modified, name } = opened;
      // The file that is open already is the one that its readers know.
      if (handle?.identity === identity) {
        await opened.close();
      } else {
        if (handle) closeLater(handle);
        handle = opened;
      }
      const bytes = { kind: 'file', fd: handle.fd, size, name, modified } as const;
      return { kind: 'log', state: { identity, size, modified }, bytes };
    },
    close() {
      if (handle) closeLater(handle);
      handle = undefined;
    },
  };
}

const isGrown = (then: FileState, now: FileState): boolean =>
  then.identity === now.identity && then.size <= now.size;

/** What an open document says, with its unsaved changes. */
export function documentOrigin(
  uri: string,
  documentOf: () => TextDocument | undefined,
): LogOrigin<number> {
  return {
    uri,
    state: async () => documentOf()?.version,
    isSame: (one, other) => one === other,
    stillSays(file, line) {
      const document = documentOf();
      return document !== undefined && isLong(document) && saysSame(file, document, line);
    },
    async open() {
      const document = documentOf();
      if (!document) {
        return { kind: 'failure', failure: { code: 'notFound', message: `${uri} was closed.` } };
      }
      const text = document.getText();
      const bytes = Buffer.from(new SharedArrayBuffer(Buffer.byteLength(text)));
      bytes.write(text);
      return { kind: 'log', state: document.version, bytes: { kind: 'memory', bytes } };
    },
    close() {},
  };
}

/** Characters of an open log from which on an answer may lag behind what is being written to it. */
const LONG = 4_000_000;

export const isLong = (document: TextDocument): boolean => document.getText().length > LONG;

/** Whether a line of an open document is that of a log. */
export function saysSame(file: LogFile, document: TextDocument, line: number): boolean {
  return line <= file.lineCount && file.lineAt(line) === textOf(document, line);
}

function textOf(document: TextDocument, line: number): string {
  const range = { start: { line: line - 1, character: 0 }, end: { line, character: 0 } };
  return document.getText(range).replace(/[\r\n]+$/, '');
}

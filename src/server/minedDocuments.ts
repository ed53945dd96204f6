import type { TextDocument } from 'vscode-languageserver-textdocument';
import { collectText } from '../core/collect/collect.ts';
import { mineLogs } from '../core/mine/mine.ts';
import type { LogFile } from '../core/model/logFile.ts';
import type { MinedLogs } from '../core/model/template.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';

/** A document's records and templates at one version. */
interface MinedDocument {
  readonly version: number;
  readonly file: LogFile;
  readonly mined: MinedLogs;
  /** When it was ready, and how long that took, in milliseconds of the clock. */
  readonly ready: number;
  readonly cost: number;
}

export interface MinedDocuments {
  /**
   * The document's records and templates; nothing when it was closed meanwhile. Of a log that is
   * being written, an earlier version may be given for a line that still says the same.
   * @param line 1-based.
   */
  get(document: TextDocument, line: number): Promise<MinedDocument | undefined>;
  /** Drops what is known of a closed document, and stops mining it. */
  forget(uri: string): void;
}

interface Entry {
  readonly abort: AbortController;
  readonly mined: Promise<MinedDocument | undefined>;
}

/** A large log that grows is mined again at most for a tenth of the time. */
const SHARE = 10;

export function createMinedDocuments(): MinedDocuments {
  const entries = new Map<string, Entry>();
  const get: MinedDocuments['get'] = async (document, line) => {
    const entry = entries.get(document.uri);
    const known = await entry?.mined;
    if (known && serves(known, document, line)) {
      return known;
    }
    if (entries.get(document.uri) !== entry) {
      return get(document, line);
    }
    const abort = new AbortController();
    const mined = mine(document, abort.signal);
    entries.set(document.uri, { abort, mined });
    return mined;
  };
  return {
    get,
    forget(uri) {
      entries.get(uri)?.abort.abort();
      entries.delete(uri);
    },
  };
}

function serves(known: MinedDocument, document: TextDocument, line: number): boolean {
  if (known.version === document.version) {
    return true;
  }
  const isFresh = clock.now() - known.ready < known.cost * SHARE;
  return (
    isFresh && line <= known.file.lineCount && known.file.lineAt(line) === textOf(document, line)
  );
}

function textOf(document: TextDocument, line: number): string {
  const range = { start: { line: line - 1, character: 0 }, end: { line, character: 0 } };
  return document.getText(range).replace(/[\r\n]+$/, '');
}

async function mine(
  document: TextDocument,
  cancelled: AbortSignal,
): Promise<MinedDocument | undefined> {
  const start = clock.now();
  const { uri, version } = document;
  const pace = createPace(clock, cancelled);
  try {
    const file = await collectText({ uri, name: uri }, document.getText(), pace);
    const mined = await mineLogs([file], pace);
    const ready = clock.now();
    return { version, file, mined, ready, cost: ready - start };
  } catch (error) {
    if (cancelled.aborted) {
      return undefined;
    }
    throw error;
  }
}

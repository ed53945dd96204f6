import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFiles } from '../node/files.ts';
import type { LinesParams, LinesResult } from '../protocol/languageServer.ts';
import type { LogViews } from './logViews.ts';

/** Lines of one request, and characters of one line: a window is for reading. */
const MOST_LINES = 10_000;
const MOST_CHARACTERS = 10_000;

/** Reads lines by their numbers; the log was indexed, or is now. */
export async function handleLines(
  views: LogViews,
  { uri, startLine, count }: LinesParams,
): Promise<LinesResult> {
  const file = await views.fileOf(uri, startLine + count);
  if (!file) {
    return { kind: 'unreadable', message: await whyUnreadable(uri) };
  }
  const { lineCount } = file;
  const end = Math.min(lineCount, startLine + Math.min(count, MOST_LINES) - 1);
  const lines: string[] = [];
  for (let line = startLine; line <= end; line++) {
    lines.push(cut(file.lineAt(line)));
  }
  return { kind: 'lines', lines, lineCount };
}

function cut(line: string): string {
  const rest = line.length - MOST_CHARACTERS;
  return rest > 0 ? `${line.slice(0, MOST_CHARACTERS)} … ${rest} more characters` : line;
}

/** Why a log gave no view, in a sentence that says what to do. */
export async function whyUnreadable(uri: string): Promise<string> {
  if (!uri.startsWith('file:')) {
    return 'Only files on this machine and open logs can be read: save it as a file first.';
  }
  const opened = await nodeFiles.open(uri, new AbortController().signal);
  if (opened.kind === 'failure') {
    return opened.failure.message;
  }
  opened.close();
  return `Reading ${basename(fileURLToPath(uri))} was stopped. Try again.`;
}

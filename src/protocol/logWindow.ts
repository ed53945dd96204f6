import { number } from '../core/model/numberText.ts';

/**
 * A log that is too large for the editor to share with extensions is shown in windows: read-only
 * documents of our own scheme with some of its lines. Their first line says what they show, so line
 * `n` of a window is line `startLine + n - 2` of the log. This file alone knows that.
 */
export const logWindowScheme = 'whytrace-log';

/** Lines of the log in one window. */
export const WINDOW_LINES = 2000;

/** Windows begin at multiples of this, so that places near each other share one. */
const GRID = 1000;
/** Lines of context that a window has before the line it was opened for, where there are as many. */
const CONTEXT = 500;

export interface LogWindow {
  /** The log itself. */
  readonly uri: string;
  /** The first of its lines that the window shows, 1-based. */
  readonly startLine: number;
}

/** The window in which a line of a log is shown with what surrounds it. */
export function windowAround(uri: string, line: number): LogWindow {
  const startLine = Math.max(0, Math.floor((line - 1 - CONTEXT) / GRID)) * GRID + 1;
  return { uri, startLine };
}

/** The window before or after another; `undefined` before the first. */
export function neighbour({ uri, startLine }: LogWindow, by: 1 | -1): LogWindow | undefined {
  return by < 0 && startLine === 1
    ? undefined
    : { uri, startLine: Math.max(1, startLine + by * WINDOW_LINES) };
}

/**
 * `whytrace-log:/120,001–122,000%20of%20app.log?…`: the path is the title of the tab and ends as the
 * log does, so that the editor takes it for the same language.
 */
export function windowUri({ uri, startLine }: LogWindow): string {
  const name = decoded(uri.split(/[?#]/)[0] ?? '')
    .split('/')
    .at(-1);
  const lines = `${number(startLine)}–${number(startLine + WINDOW_LINES - 1)}`;
  const title = `${lines} of ${(name ?? '').replace(/\.gz$/i, '')}`;
  return `${logWindowScheme}:/${encodeURIComponent(title)}?${encodeURIComponent(`${startLine}&${uri}`)}`;
}

/** Reads the URI of a window; nothing where it is none. */
export function parseWindowUri(uri: string): LogWindow | undefined {
  if (!uri.startsWith(`${logWindowScheme}:`)) {
    return undefined;
  }
  const [, line = '', log] = /\?(\d{1,15})&(.+)$/s.exec(decodedQuery(uri)) ?? [];
  const startLine = Number(line);
  return log !== undefined && startLine >= 1 ? { uri: log, startLine } : undefined;
}

export interface LogLine {
  readonly uri: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * The log and its line that a document's line stands for: the same for a log itself, a line further
 * on for a window of it; nothing for the line of a window that says what it shows.
 * @param line 1-based.
 */
export function logLine(uri: string, line: number): LogLine | undefined {
  const window = parseWindowUri(uri);
  if (!window) {
    return { uri, line };
  }
  return line >= 2 ? { uri: window.uri, line: window.startLine + line - 2 } : undefined;
}

/** The line of a window, 1-based, at which a line of its log stands. */
export function windowLine({ startLine }: LogWindow, line: number): number {
  return Math.min(Math.max(line, startLine), startLine + WINDOW_LINES - 1) - startLine + 2;
}

/** The first line of a window; in plain characters, as the editor marks others as suspicious. */
export function windowHeader(name: string, from: number, to: number, lineCount: number): string {
  const total = `${number(lineCount)} line${lineCount === 1 ? '' : 's'}`;
  return from > to
    ? `---- ${name} has only ${total} now ----`
    : `---- ${name}: lines ${number(from)} to ${number(to)} of ${total} ----`;
}

function decodedQuery(uri: string): string {
  const at = uri.indexOf('?');
  return at < 0 ? '' : `?${decoded(uri.slice(at + 1))}`;
}

/** As it is where it isn't encoded rightly: URIs may come from anywhere. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import type { Range } from 'vscode-languageserver/node';
import type { Pace } from '../../core/model/pace.ts';
import type { LogView } from '../logViews.ts';

// What the editor's features share: records by line, by template, and their places in the text.

/** Records between two looks at other work. */
const SLICE = 512;

/** Visits records `from` to `to`, exclusive, and lets other work have its turn. */
export async function eachRecord(
  from: number,
  to: number,
  pace: Pace,
  visit: (index: number) => void,
): Promise<void> {
  for (let index = from; index < to; index++) {
    const wait = index % SLICE === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    visit(index);
  }
}

export function templateIdAt({ mined }: LogView, record: number): number {
  return mined.templateIds[0]?.[record] ?? -1;
}

/** The last line of a record, 1-based; blank lines after it do not belong to it. */
export function endLineOf({ file }: LogView, record: number): number {
  const start = file.records.startLine(record);
  const isLast = record + 1 >= file.records.length;
  let end = isLast ? file.lineCount : file.records.startLine(record + 1) - 1;
  while (end > start && file.lineAt(end).trim() === '') end--;
  return Math.max(start, end);
}

/** How a place in the text is given where a whole line is meant; the editor cuts it at its end. */
const LINE_END = 100_000;

/** @param line 1-based. */
export function lineRange(line: number, endLine = line): Range {
  return {
    start: { line: line - 1, character: 0 },
    end: { line: endLine - 1, character: LINE_END },
  };
}

export function startRange(line: number): Range {
  const start = { line: line - 1, character: 0 };
  return { start, end: start };
}

/** A kind of message as one short line, without what could reorder or break it. */
export function oneLine(text: string, room: number): string {
  const line = (text.split('\n', 1)[0] ?? '').replace(/\p{C}+/gu, ' ');
  const flat = line.replace(/\s+/g, ' ').trim();
  return flat.length > room ? `${flat.slice(0, room - 1).trimEnd()}…` : flat;
}

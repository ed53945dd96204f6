import type { Location } from 'vscode-languageserver/node';
import type { Pace } from '../../core/model/pace.ts';
import type { SimilarLine } from '../../protocol/languageServer.ts';
import type { LogView } from '../logViews.ts';
import { eachRecord, lineRange, templateIdAt } from './records.ts';

/** Places that one search gives. */
const MOST = 5000;

/** All lines of the same kind as a line, 1-based; the first 5,000 of them. */
export async function linesLikeThis(view: LogView, line: number, pace: Pace): Promise<Location[]> {
  const { uri, records } = view.file;
  const found = await recordsLikeThis(view, line, pace);
  return found
    .slice(0, MOST)
    .map((record) => ({ uri, range: lineRange(records.startLine(record)) }));
}

/**
 * The next or previous line of the same kind; past the end it goes on at the other one. Nothing
 * where the line belongs to no record.
 */
export async function nextLikeThis(
  view: LogView,
  line: number,
  direction: 'next' | 'previous',
  pace: Pace,
): Promise<SimilarLine | null> {
  const found = await recordsLikeThis(view, line, pace);
  const count = found.length;
  if (count === 0) {
    return null;
  }
  const here = found.indexOf(view.file.recordAt(line));
  const there = here + (direction === 'next' ? 1 : -1);
  const place = (there + count) % count;
  return {
    line: view.file.records.startLine(found[place] ?? 0),
    place: place + 1,
    count,
    wrapped: place !== there,
  };
}

/** In the order of the file, which is not always that of time. */
async function recordsLikeThis(
  view: LogView,
  line: number,
  pace: Pace,
): Promise<readonly number[]> {
  const template = templateIdAt(view, view.file.recordAt(line));
  const found: number[] = [];
  if (template >= 0) {
    await eachRecord(0, view.file.records.length, pace, (record) => {
      if (templateIdAt(view, record) === template) found.push(record);
    });
  }
  return found;
}

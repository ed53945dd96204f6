import type { Location } from 'vscode-languageserver/node';
import type { Pace } from '../../core/model/pace.ts';
import type { SimilarLine } from '../../protocol/languageServer.ts';
import type { LogView } from '../logViews.ts';
import { eachRecord, lineRange, templateAt } from './records.ts';

/** Places that one search gives. */
const MOST = 5000;

/** All lines of the same kind as a line, 1-based; the first 5,000 of them. */
export async function linesLikeThis(view: LogView, line: number, pace: Pace): Promise<Location[]> {
  const { file, mined } = view;
  const template = templateAt(view, file.recordAt(line));
  const found: Location[] = [];
  if (!template) {
    return found;
  }
  const ids = mined.templateIds[0] ?? new Uint32Array();
  await eachRecord(template.first.record, template.last.record + 1, pace, (record) => {
    if (ids[record] === template.id && found.length < MOST) {
      found.push({ uri: file.uri, range: lineRange(file.records.startLine(record)) });
    }
  });
  return found;
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
  const { file, mined } = view;
  const from = file.recordAt(line);
  const template = templateAt(view, from);
  const ids = mined.templateIds[0];
  if (!template || !ids) {
    return null;
  }
  let place = 0;
  let before = -1;
  let after = -1;
  let first = -1;
  let last = -1;
  let number = 0;
  await eachRecord(0, ids.length, pace, (record) => {
    if (ids[record] !== template.id) return;
    number++;
    if (first < 0) first = record;
    last = record;
    if (record < from) before = record;
    if (record === from) place = number;
    if (record > from && after < 0) after = record;
  });
  const isNext = direction === 'next';
  const near = isNext ? after : before;
  const wrapped = near < 0;
  const target = wrapped ? (isNext ? first : last) : near;
  const step = isNext ? place + 1 : place - 1;
  return {
    line: file.records.startLine(target),
    place: wrapped ? (isNext ? 1 : number) : step,
    count: number,
    wrapped,
  };
}

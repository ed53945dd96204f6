import type { InlayHint, Range } from 'vscode-languageserver/node';
import type { LogView } from '../logViews.ts';

/** Lines of a range that are answered; the editor asks for what is on the screen. */
const MOST_LINES = 2000;

/** Before each record of the range, how long after the one above it was written. */
export function elapsedHints({ file }: LogView, range: Range): InlayHint[] {
  const hints: InlayHint[] = [];
  const { records } = file;
  const last = Math.min(range.end.line + 1, range.start.line + MOST_LINES);
  let record = firstRecordFrom(file, range.start.line + 1, last);
  for (; record < records.length && records.startLine(record) <= last; record++) {
    const elapsed = records.timestamp(record) - records.timestamp(record - 1);
    if (record > 0 && elapsed !== 0 && !Number.isNaN(elapsed)) {
      const position = { line: records.startLine(record) - 1, character: 0 };
      hints.push({ position, label: elapsedText(elapsed), paddingRight: true });
    }
  }
  return hints;
}

/** The first record that starts in these lines. */
function firstRecordFrom({ records, recordAt }: LogView['file'], from: number, to: number): number {
  for (let line = from; line <= to; line++) {
    const record = recordAt(line);
    if (record >= 0) return records.startLine(record) >= from ? record : record + 1;
  }
  return records.length;
}

/** `+12 ms`, `+3.2 s`, `+4 min 10 s`, `+2 h 5 min`; a clock that was set back gives a minus. */
export function elapsedText(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : '+';
  const ms = Math.abs(milliseconds);
  if (ms < 1000) return `${sign}${Number(ms.toFixed(ms < 1 ? 3 : 0))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${sign}${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`;
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const largest = units.findIndex(([length]) => seconds >= length);
  const [[long, longName] = [1, 's'], [short, shortName] = [1, 's']] = units.slice(largest);
  const whole = Math.floor(seconds / long);
  const rest = Math.floor((seconds - whole * long) / short);
  return `${sign}${whole} ${longName}${rest > 0 ? ` ${rest} ${shortName}` : ''}`;
}

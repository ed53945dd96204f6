import { isAlwaysContinuation } from './blocks.ts';
import { catalogue } from './catalogue.ts';
import { isCiMark } from './formats/ci.ts';
import { emptyHeader } from './header.ts';
import { stripControls } from './lines.ts';
import { findMarker } from './markers.ts';
import { createHeaderReader } from './readHeader.ts';

const maximalLines = 200;
const enough = 0.25;

/** Whether text like this is worth offering to diagnose. A few kilobytes of a file suffice. */
export function looksLikeLog(sampleText: string): boolean {
  return logLikeness(sampleText) >= enough;
}

/**
 * 0 for prose and code, towards 1 for a log: the share of lines that begin with a time or a level,
 * with a CI service's mark, or that belong to a stack trace. By content alone, since logs are called
 * anything.
 */
function logLikeness(sampleText: string): number {
  const lines = sampleText
    .split(/\r\n|\r|\n/, maximalLines)
    .map((line) => stripControls(line.length > 4_000 ? line.slice(0, 4_000) : line))
    .filter((line) => line.trim() !== '');
  const telling = lines.filter(isTelling).length;
  const marks = lines.filter(isCiMark).length;
  return lines.length === 0 ? 0 : Math.min(1, (telling + marks * 3) / lines.length);
}

const read = createHeaderReader(catalogue.filter((format) => format.shy !== true));
const header = emptyHeader();

function isTelling(line: string): boolean {
  const message = read(line, header);
  const hasHeader = header.timeKind !== 'none' || header.severityText !== undefined;
  return hasHeader || isAlwaysContinuation(line) || findMarker(message) !== undefined;
}

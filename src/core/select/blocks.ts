import type { LogFile } from '../model/logFile.ts';
import { exceptionChain } from '../tells/exceptionChain.ts';
import type { Candidate } from './candidates.ts';

/** Lines that will be shown together. */
export interface Block {
  readonly file: number;
  readonly startLine: number;
  readonly endLine: number;
  /** 1-based, ascending. */
  readonly focus: readonly number[];
  readonly score: number;
  readonly record: number;
  readonly reason: string;
}

/** A record of at most this many lines is shown whole. */
const wholeRecord = 6;

/** Lines shown after a headline inside a long record: the first frames or values. */
const afterHeadline = 2;

/**
 * The lines a candidate cannot do without. A long stack trace becomes several blocks, each a true
 * run of lines: the headline with its first frames, and every deeper cause.
 */
export function coreBlocks(file: LogFile, candidate: Candidate): readonly Block[] {
  const record = file.records.at(candidate.record);
  if (!record) {
    return [];
  }
  const focus = [...candidate.focus].sort((a, b) => a - b);
  const common = { file: candidate.file, record: candidate.record, reason: candidate.reason };
  const { score } = candidate;
  const { startLine, endLine } = record;
  const isShort = endLine - startLine < wholeRecord;
  const inside = focus.filter((line) => line >= startLine && line <= endLine);
  const whole = isShort ? [{ ...common, startLine, endLine, focus: inside, score }] : [];
  // A crash report may be written as many records: its culprit stands in another one.
  const apart = focus.filter((line) => !isShort || !inside.includes(line));
  const [headline = startLine] = inside;
  const single = apart.map((line) => ({
    ...common,
    startLine: line === headline && line - startLine <= wholeRecord ? startLine : line,
    endLine: inside.includes(line) ? Math.min(endLine, line + afterHeadline) : line,
    focus: [line],
    score: candidate.focus[0] === line ? score : score - 0.02,
  }));
  const frame = isShort ? undefined : ownFrame(file, startLine, endLine);
  const place =
    frame === undefined
      ? []
      : [{ ...common, startLine: frame, endLine: frame, focus: [], score: score - 0.02 }];
  return [...whole, ...single, ...place];
}

/** Lines of a trace in which the first frame of the program's own code is looked for. */
const trace = 120;

/** Where the program's own code comes into a long trace: often far below the frames of its libraries. */
function ownFrame(file: LogFile, startLine: number, endLine: number): number | undefined {
  const length = Math.min(trace, endLine - startLine + 1);
  const lines = Array.from({ length }, (_, at) => file.lineAt(startLine + at));
  const { frameOffset } = exceptionChain(lines);
  return frameOffset === undefined ? undefined : startLine + frameOffset;
}

/** Joins blocks of a file that overlap or touch; the better one gives its name. */
export function mergeBlocks(blocks: readonly Block[]): readonly Block[] {
  const sorted = [...blocks].sort((a, b) => a.file - b.file || a.startLine - b.startLine);
  const merged: Block[] = [];
  for (const block of sorted) {
    const last = merged.at(-1);
    if (last && last.file === block.file && block.startLine <= last.endLine + 1) {
      merged[merged.length - 1] = join(last, block);
    } else {
      merged.push(block);
    }
  }
  return merged;
}

function join(a: Block, b: Block): Block {
  const better = b.score > a.score ? b : a;
  return {
    ...better,
    startLine: a.startLine,
    endLine: Math.max(a.endLine, b.endLine),
    focus: [...new Set([...a.focus, ...b.focus])].sort((x, y) => x - y),
  };
}

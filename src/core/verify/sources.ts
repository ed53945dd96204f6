import type { ClockSkew } from '../model/clockSkew.ts';
import type { Evidence, EvidenceId, EvidencePack } from '../model/evidence.ts';
import type { LogFile } from '../model/logFile.ts';
import type { MinedLogs } from '../model/template.ts';
import type { Topology } from '../model/topology.ts';
import { type LineText, toLineText } from './lineText.ts';

/** What claims are checked against. */
export interface VerifyFacts {
  readonly files: readonly LogFile[];
  readonly pack: EvidencePack;
  readonly mined: MinedLogs;
  /** Logs whose clocks are known to be apart. */
  readonly skews?: readonly ClockSkew[];
  /** Masks what varies in a line as `<*>`; without it words that hold a digit are masked. */
  readonly templateOf?: (text: string) => string;
  /** Who depends on whom, where that is known. */
  readonly topology?: Topology | undefined;
  /** Whether a quotation was written to steer an AI, and so proves nothing. */
  readonly isSteering?: (quotation: string) => boolean;
  /** Puts back what we redacted, for comparing on this machine only. */
  readonly restore: (text: string) => string;
}

/** One piece of evidence with the file it was taken from. */
export interface Source {
  readonly evidence: Evidence;
  /** The excerpt's lines as they are. */
  readonly lines: readonly string[];
  readonly text: LineText;
  /** The log it was taken from, and its index in the run; absent for code, config and changes. */
  readonly log: { readonly file: LogFile; readonly index: number } | undefined;
  /** The log around the excerpt, normalised when first asked for; bounded for big logs. */
  readonly around: () => LineText | undefined;
  /** The text of a line of the excerpt or of its log. */
  readonly lineAt: (line: number) => string;
}

export type Sources = ReadonlyMap<EvidenceId, Source>;

/** At most so many lines and characters of a log are searched for one quote. */
const MOST_LINES = 50_000;
const MOST_CHARACTERS = 4_000_000;
const LONGEST_LINE = 20_000;

export function createSources(facts: VerifyFacts): Sources {
  const windows = new Map<string, LineText>();
  const entries = facts.pack.evidence.map(
    (evidence) => [evidence.id, toSource(evidence, facts.files, windows)] as const,
  );
  return new Map(entries);
}

function toSource(
  evidence: Evidence,
  files: readonly LogFile[],
  windows: Map<string, LineText>,
): Source {
  const lines = evidence.text.split('\n');
  const index = evidence.kind === 'log' ? files.findIndex((file) => file.uri === evidence.uri) : -1;
  const file = files[index];
  return {
    evidence,
    lines,
    text: toLineText(evidence.startLine, lines),
    log: file && { file, index },
    around: () => file && windowAround(evidence, file, windows),
    lineAt: (line) => lines[line - evidence.startLine] ?? file?.lineAt(line) ?? '',
  };
}

/** The whole log, or of a big one the lines around the excerpt. Windows are shared and kept. */
function windowAround(
  evidence: Evidence,
  file: LogFile,
  windows: Map<string, LineText>,
): LineText | undefined {
  const { from, to } = windowOf(evidence.startLine, file);
  const key = `${from} ${file.uri}`;
  const known = windows.get(key);
  if (known) return known;
  const made = readLines(file, from, to);
  windows.set(key, made);
  return made;
}

/** Windows begin at multiples of half their size, so that neighbours share one. */
function windowOf(line: number, file: LogFile): { from: number; to: number } {
  const ordinaryLength = Math.max(1, file.bytes / Math.max(1, file.lineCount));
  const size = Math.min(MOST_LINES, Math.max(1000, Math.floor(MOST_CHARACTERS / ordinaryLength)));
  if (file.lineCount <= size) return { from: 1, to: file.lineCount };
  const half = Math.floor(size / 2);
  const centre = Math.round(line / half) * half;
  return { from: Math.max(1, centre - half), to: Math.min(file.lineCount, centre + half) };
}

function readLines(file: LogFile, from: number, to: number): LineText {
  const lines: string[] = [];
  for (let line = from; line <= to; line++) {
    lines.push(file.lineAt(line).slice(0, LONGEST_LINE));
  }
  return toLineText(from, lines);
}

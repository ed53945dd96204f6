import type { Baseline } from '../../model/baseline.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { LogFile } from '../../model/logFile.ts';
import type { LogRecord } from '../../model/logRecord.ts';
import type { SignatureHit } from '../../model/signature.ts';
import type { MinedLogs } from '../../model/template.ts';
import { findAddressed } from '../../tells/addressed.ts';
import { slowWait } from '../../tells/durations.ts';
import { isSureCause, knownWeight } from '../../tells/known.ts';
import { isOfPassedTest } from '../../tells/passedTest.ts';
import { linesOf, messageOffset, tellAt } from '../../tells/signs.ts';
import { failedStep } from '../../tells/steps.ts';
import type { Tell } from '../../tells/tell.ts';
import type { Material } from '../reasoner.ts';
import { hitsByTemplate, signatureFor, standsIn } from './signatureChoice.ts';

/** A line of the evidence that tells of a failure, with all that is known of it. */
export interface Clue {
  readonly evidence: Evidence;
  readonly file: LogFile;
  readonly fileIndex: number;
  readonly record: LogRecord;
  readonly recordIndex: number;
  /** 1-based. */
  readonly line: number;
  /** The line without its header. */
  readonly text: string;
  readonly tell: Tell;
  readonly template: number;
  /** Records of this template in the whole run. */
  readonly count: number;
  readonly signature: SignatureHit | undefined;
  /** How decisive, for ordering: about 0..1.2. */
  readonly score: number;
}

/** The telling lines of the pack, most decisive first. */
export function cluesOf(material: Material): readonly Clue[] {
  const signatures = hitsByTemplate(material.signatures);
  const clues = material.pack.evidence
    .filter((evidence) => evidence.kind === 'log')
    .flatMap((evidence) => cluesIn(evidence, material, signatures));
  return withoutUsual(clues, material.mined.baseline).sort(byScore);
}

/** Where a run does something that no good one does, what both do is no rival of that. */
function withoutUsual(clues: Clue[], baseline: Baseline | undefined): Clue[] {
  const isUsual = ({ template }: Clue): boolean => baseline?.standings[template] === 'known';
  const isRivalled = clues.some((clue) => clue.score >= freshScore && !isUsual(clue));
  return baseline && isRivalled
    ? clues.map((clue) =>
        isUsual(clue) ? { ...clue, score: Math.min(clue.score, noRival) } : clue,
      )
    : clues;
}

/** The better one first; of equals the one that came first in its file. */
function byScore(a: Clue, b: Clue): number {
  return b.score - a.score || a.fileIndex - b.fileIndex || a.line - b.line;
}

function cluesIn(
  evidence: Evidence,
  material: Material,
  signatures: ReadonlyMap<number, readonly SignatureHit[]>,
): readonly Clue[] {
  const fileIndex = material.files.findIndex((file) => file.uri === evidence.uri);
  const file = material.files[fileIndex];
  if (!file) {
    return [];
  }
  const read = evidence.focus.flatMap(({ startLine: line }) => {
    const recordIndex = file.recordAt(line);
    const record = file.records.at(recordIndex);
    const text = record && linesOf(file, recordIndex)[line - record.startLine];
    // What was written to steer whoever explains it tells of no failure.
    if (!record || text === undefined || findAddressed(text).length > 0) {
      return [];
    }
    const template = material.mined.templateIds[fileIndex]?.[recordIndex] ?? 0;
    const signature = signatureFor(text, signatures.get(template) ?? []);
    const tell = withKnown(readTell(file, text, record, line), signature, text, record);
    const count = material.mined.templates[template]?.count ?? 1;
    const common = { evidence, file, fileIndex, record, recordIndex, line, text };
    return [{ ...common, tell, template, count, signature }];
  });
  const best = Math.max(0, ...read.map(({ tell }) => tell.weight));
  return read.map((clue) => {
    const told = evidence.rank * 1.2 - (best - clue.tell.weight);
    const isQuiet = clue.tell === untold || isOfPassedTest(clue.file, clue.line);
    const placed = told - (isOfEarlierStep(clue) ? earlierStep : 0);
    const score = isQuiet ? Math.min(placed, silentScore) : placed;
    return { ...clue, score: besideGood(score, clue.template, material.mined) };
  });
}

/** One excerpt may hold the end of a command that did its work, and the one that failed. */
function isOfEarlierStep({
  file,
  line,
  evidence,
}: Pick<Clue, 'file' | 'line' | 'evidence'>): boolean {
  const step = failedStep(file);
  return step !== undefined && line < step.first && evidence.endLine >= step.first;
}
const earlierStep = 0.2;

function readTell(file: LogFile, text: string, record: LogRecord, line: number): Tell {
  const severity = line === record.startLine + messageOffset(record) ? record.severityNumber : 0;
  const tell = tellAt(file, line, text, severity);
  if (tell) {
    return tell;
  }
  return slowWait(text) > 0 ? { kind: 'slow', weight: 0.4 } : untold;
}

/** What a line is worth of which a signature knows more than its words tell. */
function withKnown(
  tell: Tell,
  hit: SignatureHit | undefined,
  text: string,
  { severityNumber }: LogRecord,
): Tell {
  if (!hit) return tell;
  const { signature, matched } = hit;
  const isSure = isSureCause(signature) && tell !== untold && standsIn(text, matched);
  if (signature.source === undefined && !isSure) return tell;
  const weight = knownWeight(tell.weight, signature, severityNumber);
  return weight > tell.weight
    ? { ...tell, kind: tell === untold ? 'failure' : tell.kind, weight }
    : tell;
}

/** A line that was chosen for its place or its rate, not for its words. */
const untold: Tell = { kind: 'failure', weight: 0.2 };

/** Such a line explains nothing by itself, however decisive its neighbours are. */
const silentScore = 0.35;

/** What a good run writes as well explains no bad one; what it lacks is told before that. */
const usualScore = 0.45;
const noRival = 0.1;
const freshScore = 0.5;
/** Another version is a circumstance of most runs. */
const versionScore = 0.42;

function besideGood(score: number, template: number, { baseline }: MinedLogs): number {
  const standing = baseline?.standings[template];
  // A run that nobody called good only takes away what it has as well.
  const isGiven = baseline?.found === undefined;
  switch (isGiven || standing === 'known' ? standing : undefined) {
    case 'known':
      return Math.min(score, usualScore);
    case 'new':
      return Math.max(score, freshScore);
    case 'changed':
      return Math.max(score, isVersion(baseline, template) ? versionScore : freshScore);
    default:
      return score;
  }
}

const isVersion = (baseline: Baseline | undefined, template: number): boolean =>
  /\d\.\d/.test(baseline?.values.get(template)?.was ?? '');

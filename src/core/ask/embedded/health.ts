import type { LogFile } from '../../model/logFile.ts';
import type { LogRecord } from '../../model/logRecord.ts';
import { wholeLog } from '../../model/series.ts';
import { Severity } from '../../model/severity.ts';
import { endsStepWell, isFinalTrailer, tellOf, verdictOf } from '../../tells/tells.ts';
import type { Material } from '../reasoner.ts';
import { isSteady } from './background.ts';
import type { Clue } from './clues.ts';
import { isDetail } from './continuation.ts';
import { isOfRunner } from './locate.ts';
import { hasGrave, isOvercome } from './overcome.ts';
import { isHistoryOfPods } from './pods.ts';
import { up } from './starts.ts';
import { endedWell, nothingWrong } from './words/outcomes.ts';

/** Score of the best clue from which something is wrong. */
const alarming = 0.58;

/** One slow answer happens; so many are a state. */
const slowTimes = 3;

/** Whether anything is wrong at all; `undefined` when there is, else why not. */
export function healthReason(material: Material, clues: readonly Clue[]): string | undefined {
  const telling = clues.filter(
    (clue) =>
      clue.tell.kind !== 'trailer' &&
      !isHabit(clue, material) &&
      !isProbedAtStart(clue, material) &&
      !isStillStarting(clue) &&
      !isBeforeReady(clue, material) &&
      !isHistoryOfPods(clue) &&
      !isPassing(clue, clues, material) &&
      !isOvercome(clue, material),
  );
  const best = telling[0];
  const ending = endOf(material.files);
  if (ending === 'failed') {
    return undefined;
  }
  if (ending === 'succeeded' || isGotOver(material, telling)) {
    return endedWell(material, telling);
  }
  if (!best || best.score < alarming) {
    const slow = telling.some((clue) => clue.tell.kind === 'slow' && clue.count >= slowTimes);
    return slow ? undefined : nothingWrong(material, telling);
  }
  return undefined;
}

/** Times from which on something is a habit, and the share of its log before which it must begin. */
const habitTimes = 3;
const habitStart = 0.25;
/** Where more of a log than this share says it, nothing else may be going on. */
const habitShare = 0.05;
/** A warning may come more often, as what works says little. */
const warnedShare = 0.15;
/** What is told as an error must come at the same rate all the time. */
const loudTimes = 6;
const loudShare = 0.15;
/** Strangers at the door of a public host may be most of what its daemons tell. */
const refusedShare = 0.5;

/**
 * What a program itself takes for ordinary (`INFO`) or stops nothing (`WARN`), and has written from the start on at no
 * particular moment, such as an exception that it handles; an error only at a steady rate beside other work.
 */
function isHabit(clue: Clue, material: Material): boolean {
  const { record, template, count, tell, fileIndex } = clue;
  const { mined, files } = material;
  const { severityNumber } = record;
  const { length, placeOf } = wholeLog(files, fileIndex);
  const isCalm = severityNumber > 0 && severityNumber < Severity.error;
  const isFew = isCalm
    ? count >= habitTimes && count <= length * shareOf(severityNumber)
    : severityNumber < Severity.fatal &&
      count >= (isOneRequest(clue) && !lasting.test(clue.text) ? habitTimes : loudTimes) &&
      count <= length * loudShareOf(clue) &&
      isSteady(clue, material);
  if (!isFew || tell.kind === 'crash' || tell.kind === 'slow') {
    return false;
  }
  const kind = mined.templates[template];
  const first = kind && placeOf(kind.first);
  const last = kind && placeOf(kind.last);
  return (
    first !== undefined &&
    last !== undefined &&
    first <= length * habitStart &&
    last >= length * (1 - habitStart) &&
    !mined.signals.some((one) => one.template === template && one.kind === 'burst')
  );
}

const shareOf = (severity: number): number => (severity < Severity.warn ? habitShare : warnedShare);

const loudShareOf = ({ tell, file }: Clue): number =>
  tell.kind === 'permission' && /^(?:syslog|journal)/.test(file.format) ? refusedShare : loudShare;

/** Kinds of failure that concern one request; a party that cannot be reached is another matter. */
const single = /^(?:exception|failure|data)$/;
const answered = /\b50\d\b/;
const unreached =
  /refused|reset|unreach|timed? ?out|time-?out|resol|lost|closed|unavailable|upstream/i;

/** `GET /x 500: view is missing` is told as a network's failure, though the request was answered. */
const isOneRequest = ({ tell, text }: Clue): boolean =>
  single.test(tell.kind) ||
  (tell.kind === 'network' && answered.test(text) && !unreached.test(text));

/** A known sign of trouble that its writer only warns of: once and gone, it was none. */
const isMinorSymptom = ({ signature, record }: Clue): boolean =>
  signature !== undefined &&
  signature.signature.role !== 'cause' &&
  record.severityNumber === Severity.warn;

/** Stored data that is gone or wrong stays so, however well the work goes on. */
const lasting =
  /\b(?:corrupt(?:ed|ion)?|truncated|inconsisten(?:t|cy)|data loss|irrecoverabl[ey])\b|\b(?:entries|records|rows|messages|events|blocks|segments?|orders?|payments?|transactions?|writes|updates|files?)\b.{0,60}\b(?:(?:is|are|was|were|been) lost|lost$|missing|overwritten|vanished)|\blost (?:\d{1,9} )?(?:entries|records|rows|messages|events|blocks|segments?|orders?|payments?|transactions?|writes|updates)\b/i;

/** What nobody waits for and nobody asks for again: it is missed when it is needed. */
const upkeep =
  /\b(?:backup|replication|nightly|cron|scheduler|snapshot|archiv(?:er|ing)|listener|consumer|subscription)\b.{0,80}\b(?:failed|stopped|aborted|died|terminated|disabled|gave up|giving up|exit(?:ed|ing)?)\b/i;

/** Occurrences that pass for single, and records around them that show how work goes on. */
const few = 2;
const goingOn = 15;
/** Share of what follows that must be of kinds that were there before. */
const asBefore = 0.9;
/** Score from which on another line after it would be a consequence. */
const consequence = 0.45;

/**
 * Whether a failure came once among ordinary work and left no trace in what follows: a form that was
 * filled in wrongly, a transaction that was tried again.
 */
function isPassing(clue: Clue, clues: readonly Clue[], material: Material): boolean {
  const { mined, files } = material;
  const { record, count, fileIndex, template, recordIndex } = clue;
  const ids = mined.templateIds[fileIndex];
  const isSingle =
    material.question === undefined &&
    (isOneRequest(clue) || isMinorSymptom(clue)) &&
    !lasting.test(clue.text) &&
    !upkeep.test(clue.text) &&
    // A team wrote that such a line matters.
    clue.signature?.signature.source === undefined &&
    count <= few &&
    record.timestamp !== undefined &&
    record.severityNumber > 0 &&
    record.severityNumber < Severity.fatal;
  if (!isSingle || !ids || files.length > 1) {
    return false;
  }
  const first = ids.indexOf(template);
  // After a first warning the work goes on or it does not, whether it comes again at the end or not.
  const last = record.severityNumber < Severity.error ? first : ids.lastIndexOf(template);
  const after = ids.subarray(last + 1);
  const isOpening = first < goingOn && record.severityNumber < Severity.error;
  const hasWork = after.length >= (isOpening ? opened : goingOn);
  if ((first < goingOn && !isOpening) || !hasWork) {
    return false;
  }
  if (hasSilenced(fileIndex, first, last, material)) {
    return false;
  }
  // What is warned of at the start has nothing before it: what comes again and again since is its work.
  const known = isOpening ? oftenIn(after) : new Set(ids.subarray(0, first));
  const usual = after.reduce((sum, id) => sum + (known.has(id) ? 1 : 0), 0);
  return (
    usual >= after.length * asBefore &&
    clues.every(
      (other) =>
        other.template === template ||
        other.recordIndex === recordIndex ||
        isDetail(other.text) ||
        isStillStarting(other) ||
        other.score < consequence ||
        known.has(other.template) ||
        isAnotherWarning(clue, other),
    )
  );
}

/** Two requests that are warned of have nothing to do with each other. */
const isAnotherWarning = (one: Clue, other: Clue): boolean =>
  [one, other].every(
    (clue) =>
      clue.record.severityNumber === Severity.warn &&
      isOneRequest(clue) &&
      !lasting.test(clue.text),
  );

/** Records after a warning at a start that show that it was none of what follows. */
const opened = 90;
/** Times from which on a kind is ordinary work. */
const often = 5;

function oftenIn(ids: Uint32Array): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Set([...counts].flatMap(([id, count]) => (count >= often ? [id] : [])));
}

/** Records around a failure among which the last of a regular kind fell silent with it. */
const hushed = 12;

/** Whether work that came regularly before ends there: who was told to stop by it comes no more. */
const hasSilenced = (file: number, from: number, to: number, { mined }: Material): boolean =>
  mined.signals.some(
    ({ kind, onset }) =>
      kind === 'silent' &&
      onset.file === file &&
      onset.record >= from - hushed &&
      onset.record <= to + hushed,
  );

/** A probe that fails a few times right after a start has done its duty: nothing is sent there yet. */
const probeTimes = 3;
function isProbedAtStart({ text, count, template, fileIndex, file }: Clue, { mined }: Material) {
  if (!/\b(?:Readiness|Startup) probe failed/.test(text)) {
    return false;
  }
  const ids = mined.templateIds[fileIndex];
  const pods = new Set(
    recordsOf(file, ids, template).map(
      ({ startLine, service }) => /\bpod\/\S{1,120}/.exec(file.lineAt(startLine))?.[0] ?? service,
    ),
  );
  return count <= probeTimes * Math.max(1, pods.size);
}

/** Who asks too early is sent away, e.g. `the database system is starting up`; later it is ready. */
function isStillStarting({ text, file, recordIndex, count }: Clue): boolean {
  return (
    (starting.test(text) || (notYet.test(text) && count <= few)) &&
    file.records
      .slice(recordIndex + 1, recordIndex + 1 + mostProbes)
      .some(
        ({ body, severityNumber }) =>
          severityNumber < Severity.warn && /\bready\b|\bstarted\b/i.test(body.slice(0, 200)),
      )
  );
}

const starting =
  /\b(?:is|are) (?:still |currently )?(?:starting(?: up)?|initiali[sz]ing|loading|warming up)\b/;
const notYet = /\bnot (?:yet )?(?:ready|initiali[sz]ed)\b/i;

/** Kinds of trouble that a start goes through: a peer that is not up yet, a file that it makes then. */
const ofStarts = /^(?:exception|network|failure|data)$/;

/**
 * Whether a start only warned of it before it said that it was done, and nothing grave came since: `Cannot open
 * channel to 2` before the quorum stood.
 */
function isBeforeReady(
  { record, tell, template, file, fileIndex }: Clue,
  material: Material,
): boolean {
  const isCalm = record.severityNumber > 0 && record.severityNumber < Severity.error;
  const { first, last } = material.mined.templates[template] ?? {};
  const isAtStart = first?.file === fileIndex && first.record < ofStart && last?.file === fileIndex;
  if (!isCalm || !ofStarts.test(tell.kind) || !isAtStart) return false;
  const after = file.records.slice(last.record + 1, last.record + 1 + mostProbes);
  const isReady = after.some(
    ({ body, severityNumber }) => severityNumber < Severity.warn && up.test(body.slice(0, 300)),
  );
  return isReady && !hasGrave(after);
}

/** Records at the head of a log that pass for a start; a server that starts again later did so for a reason. */
const ofStart = 200;

/** The first records of a template in a file: more probes than that are no start. */
function recordsOf(
  file: LogFile,
  ids: Uint32Array | undefined,
  template: number,
): readonly LogRecord[] {
  const found: LogRecord[] = [];
  for (let at = ids?.indexOf(template) ?? -1; at >= 0 && found.length < mostProbes; ) {
    found.push(...file.records.slice(at, at + 1));
    at = ids?.indexOf(template, at + 1) ?? -1;
  }
  return found;
}

const mostProbes = 1000;

/**
 * Whether each log ends with the good word of a test runner or a deployment, and what failed stands
 * before it: a test that means a thread to panic shows that. A log with times goes on after its steps.
 */
function isGotOver({ files }: Material, telling: readonly Clue[]): boolean {
  return files.every((file, fileIndex) => {
    const { length } = file.records;
    const last = file.records.slice(Math.max(0, length - lastSteps), length);
    const good = last.findLast(({ body }) => endsStepWell(body));
    if (good === undefined) return false;
    // Between a kernel's lines a harness writes its own, without their time.
    const offset = Math.max(0, good.body.split('\n').findIndex(endsStepWell));
    const isUntimed = good.timestamp === undefined || isOfRunner(file) || offset > 0;
    return (
      isUntimed &&
      telling.every(
        (clue) =>
          clue.fileIndex !== fileIndex ||
          (clue.line < good.startLine + offset && !(offset > 0 && isFault(clue))) ||
          clue.score < alarming,
      )
    );
  });
}

/** A report of a kernel's own fault, which no test of something else passes for. */
const isFault = ({ tell, text }: Clue): boolean =>
  tell.kind === 'crash' && (tellOf(text, Severity.unspecified)?.weight ?? 0) >= fault;
const fault = 0.9;

/** Records from the end of a log among which its last step ends. */
const lastSteps = 40;

/** Records from the end of a log among which its last word stands. */
const lastWords = 5;

/** Lines at the end of a log that only say that something ended badly: `exit code 1`. */
export function badEndsOf(clues: readonly Clue[]): readonly Clue[] {
  return clues.filter(
    ({ tell, file, recordIndex }) =>
      tell.kind === 'trailer' && recordIndex >= file.records.length - lastWords,
  );
}

/** Lines from the end among which the verdict of a run stands. */
const tail = 400;

/** GitHub's runner cleans up at the end of each job; what failed in it, at any step, is marked as an error. */
function isCleanJob({ records, lineAt }: LogFile, last: readonly LogRecord[]): boolean {
  if (!last.some(({ body }) => body.startsWith('Cleaning up orphan processes'))) return false;
  for (let at = 0; at < records.length; at++) {
    const isError = records.severityNumber(at) >= Severity.error;
    if (isError && lineAt(records.at(at)?.startLine ?? 1).includes('##[error]')) return false;
  }
  return true;
}

/** Whether the last words sum up a whole run in which nothing failed: `requests=642 succeeded=642 failed=0`. */
const sumsUpWell = (last: readonly LogRecord[]): boolean =>
  last
    .slice(-summaryWords)
    .some(
      ({ body, severityNumber }) =>
        severityNumber < Severity.warn && (summary.test(body) || passedRun.test(body)),
    );
const summaryWords = 3;
/** Milliseconds in which all logs of a run end; what goes on after a summary is not summed up by it. */
const sameEnd = 10_000;
const endedAt = ({ span }: LogFile): number => span?.to ?? Number.NEGATIVE_INFINITY;

/** What a test's own log ends with, where no runner stands around it: `LeaseSoakTest PASSED, 600 rounds`. */
const passedRun = /\b[A-Z]\w{1,60}(?:Test|Check|Suite)s? PASSED\b/;
const summary =
  /\b(?:result|verdict|outcome)[=:]\s?"?(?:SUCCESS(?:FUL)?|PASS(?:ED)?)\b|\b(?:succeeded|passed|\w{1,20}_ok)[=:]\s?[1-9]\d{0,9}\b.{0,60}\b(?:failed|\w{1,20}_failed)[=:]\s?0\b/i;

/** The last word counts: failures that a runner lived to tell of as a success were tolerated. */
export function endOf(files: readonly LogFile[]): 'failed' | 'succeeded' | 'unknown' {
  const newest = files.filter((_, at) => wholeLog(files, at).files.at(-1) === at);
  const latest = Math.max(...newest.map(endedAt));
  const ends = newest.map((file) => {
    const { length } = file.records;
    const last = file.records.slice(Math.max(0, length - tail), length);
    if (isCleanJob(file, last)) return 'succeeded';
    const verdict = last.findLastIndex(({ body }) => verdictOf(body) !== undefined);
    const failedStep = last.findLastIndex(({ body }) => isFinalTrailer(body));
    if (failedStep > verdict) return 'failed';
    const isOver = sumsUpWell(last) && endedAt(file) >= latest - sameEnd;
    return verdictOf(last[verdict]?.body ?? '') ?? (isOver ? 'succeeded' : undefined);
  });
  if (ends.includes('failed')) {
    return 'failed';
  }
  return ends.includes('succeeded') ? 'succeeded' : 'unknown';
}

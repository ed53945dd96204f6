import type { Baseline, Standing } from '../model/baseline.ts';
import type { LineRange, LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { templatesOfLog, type WholeLog, wholeLog } from '../model/series.ts';
import type { SeverityNumber } from '../model/severity.ts';
import type { Signature, SignatureHit } from '../model/signature.ts';
import type { MinedLogs, RecordRef, Template } from '../model/template.ts';
import { findAddressed } from '../tells/addressed.ts';
import { crashReportAt } from '../tells/crashReport.ts';
import { isMoreTelling, knownWeight } from '../tells/known.ts';
import { type Spread, spreadsOf } from '../tells/onset.ts';
import { type Sign, signsOf } from '../tells/signs.ts';
import type { Tell } from '../tells/tell.ts';
import { type Ending, endingOf } from './ending.ts';
import { floorOf, riseOf } from './rise.ts';

/** A record that may be shown, and why. */
export interface Candidate {
  readonly file: number;
  readonly record: number;
  /** The lines it would be shown for, 1-based, most decisive first. */
  readonly focus: readonly number[];
  /** Higher is shown earlier; about 0..1.2. */
  readonly score: number;
  readonly reason: string;
}

/** Exemplars shown of one kind of message; more of the same tell nothing new. */
const exemplars = 3;

/** Failing records of all files, most decisive first, near-duplicates collapsed. */
export async function failingCandidates(
  files: readonly LogFile[],
  mined: MinedLogs,
  signatures: readonly SignatureHit[],
  ranges: readonly (LineRange | undefined)[],
  pace: Pace,
): Promise<readonly Candidate[]> {
  const known = bestByTemplate(signatures);
  const kept = new Map<number, Candidate[]>();
  const plan = readingPlan(files, mined);
  const { baseline } = mined;
  const bursts = mined.signals.filter(({ kind }) => kind === 'burst');
  const bursting = new Set(bursts.map(({ template }) => template));
  for (const [fileIndex, file] of files.entries()) {
    const ending = await endingOf(file, pace);
    const ids = mined.templateIds[fileIndex] ?? new Uint32Array();
    const log = wholeLog(files, fileIndex);
    const spreads = spreadsOf(templatesOfLog(log, mined.templateIds));
    const common = {
      fileIndex,
      file,
      log,
      ending,
      spreads,
      bursting,
      range: ranges[fileIndex],
      baseline,
    };
    const consider = (index: number, id: number): void => {
      const template = mined.templates[id];
      const considered = template && candidateOf({ ...common, index }, template, known.get(id));
      if (considered) keep(kept, id, considered);
      else plan.saidNothing(id);
    };
    for (let index = 0; index < ids.length; index++) {
      const wait = (index & 1023) === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const id = ids[index] as number;
      if (plan.isDue(id) || index >= ids.length - lastWords) consider(index, id);
    }
  }
  return [...kept.values()].flat().sort(byScore);
}

/** Records at the end that are read whatever they are like: what a program says when it dies may stand below one. */
const lastWords = 3;

/** Records of one template that are read: all that matter in a small run; the first and a sample in a large one. */
const readOfSmall = 400;
const firstOfLarge = 10;
const laterOfLarge = 16;
const largeRun = 20_000;

/** Of these many that said nothing of a failure, in a large run, the others of their kind say nothing either. */
const silentOfLarge = 5;

interface ReadingPlan {
  /** Whether one more record of a template is read: most of a flood say what the first said. */
  isDue(template: number): boolean;
  /** What was read told of no failure. */
  saidNothing(template: number): void;
}

function readingPlan(files: readonly LogFile[], { templates }: MinedLogs): ReadingPlan {
  const isLarge = files.reduce((sum, file) => sum + file.records.length, 0) > largeRun;
  const first = isLarge ? firstOfLarge : readOfSmall;
  const stride = Uint32Array.from(templates, ({ count }) => Math.ceil(count / laterOfLarge));
  const seen = new Uint32Array(templates.length);
  const silent = new Uint32Array(templates.length);
  return {
    isDue(template) {
      const times = (seen[template] ?? 0) + 1;
      seen[template] = times;
      const isLater = isLarge && times % (stride[template] ?? 1) === 0;
      return (times <= first || isLater) && (silent[template] ?? 0) < silentOfLarge;
    },
    saidNothing(template) {
      if (isLarge) silent[template] = (silent[template] ?? 0) + 1;
    },
  };
}

/** Higher score first; then the earlier line, so that the order never depends on anything else. */
function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.file - b.file || a.record - b.record;
}

interface Place {
  readonly fileIndex: number;
  readonly file: LogFile;
  readonly index: number;
  /** All files of its log. */
  readonly log: WholeLog;
  readonly ending: Ending;
  readonly spreads: ReadonlyMap<number, Spread>;
  /** Templates that came many more times than before. */
  readonly bursting: ReadonlySet<number>;
  readonly range: LineRange | undefined;
  readonly baseline: Baseline | undefined;
}

function candidateOf(
  place: Place,
  { id, count, first }: Pick<Template, 'id' | 'count' | 'first'>,
  signature: Signature | undefined,
): Considered | undefined {
  const signs = signsOf(place.file, place.index);
  const record = place.file.records.at(place.index);
  if (!record || (signs.length === 0 && !signature)) {
    return undefined;
  }
  const ranked = [...signs].sort((a, b) => b.tell.weight - a.tell.weight || a.line - b.line);
  const focus = ranked.length > 0 ? pickLines(place.file, ranked) : [record.startLine];
  const line = focus[0] ?? record.startLine;
  const trust = habitFactor(place, ranked[0]);
  const isTold = trust === 1 && ranked[0]?.tell.kind !== 'trailer';
  const rise = isTold
    ? riseOf(place.spreads.get(id), place.bursting.has(id), record.severityNumber)
    : undefined;
  const score =
    worthOf(ranked[0]?.tell, signature, record.severityNumber) * trust +
    latenessBonus(place, first) +
    place.ending.bonus(line, ranked[0]?.tell.kind, record.timestamp !== undefined);
  const penalised = score - habitPenalty(count);
  const worth =
    Math.max(penalised, floorOf(rise, score, record.severityNumber)) *
    insideFactor(line, place.range);
  const standing = place.baseline?.standings[id];
  const isGiven = place.baseline?.found === undefined;
  const withFactor = (factor: number): Candidate => ({
    file: place.fileIndex,
    record: place.index,
    focus,
    score: besideGood(worth * factor, standing, isGiven),
    reason: reasonOf(count, signature, standing),
  });
  return {
    most: withFactor(worth < 0 ? STEERING : 1),
    candidate: () => withFactor(steeringFactor(record.body)),
  };
}

/** A candidate that is looked through only where it can matter: in a flood of its kind most can't. */
interface Considered {
  /** The best it can be. */
  readonly most: Candidate;
  candidate(): Candidate;
}

const STEERING = 0.3;

/** What was written to steer an AI is shown, and raises nothing that stands beside it. */
function steeringFactor(body: string): number {
  return findAddressed(body.slice(0, LOOKED_AT)).length > 0 ? STEERING : 1;
}

/** Characters of a message that are looked at for it. */
const LOOKED_AT = 400;

/** The headline, the deepest cause, the lines that name a crash's culprit, and at most two more. */
function pickLines(file: LogFile, ranked: readonly Sign[]): readonly number[] {
  const [best] = ranked;
  if (best?.tell.kind === 'crash') {
    return [best.line, ...crashReportAt(file, best.line).culpritLines];
  }
  const strongest = ranked.slice(0, 3).map((sign) => sign.line);
  const deepest = ranked
    .filter((sign) => /^\s*Caused by/.test(sign.text))
    .reduce((last, sign) => Math.max(last, sign.line), 0);
  return deepest > 0 && !strongest.includes(deepest) ? [...strongest, deepest] : strongest;
}

function worthOf(
  tell: Tell | undefined,
  signature: Signature | undefined,
  severity: SeverityNumber,
): number {
  const told = tell?.weight ?? 0;
  return signature ? knownWeight(told, signature, severity) : told;
}

const habitual = /^(?:failure|data|permission)$/;

/** Kernels and system daemons log errors in good health; only definite words count there. */
function habitFactor({ file }: Place, sign: Sign | undefined): number {
  const isSystem = /^(?:kernel|syslog|journal|logcat)/.test(file.format);
  return isSystem && habitual.test(sign?.tell.kind ?? '') ? 0.75 : 1;
}

/**
 * A kind of message that comes all the time is less likely to be what changed. A few times are no habit: with one
 * of them fewer it is not more likely either.
 */
const habitPenalty = (count: number): number =>
  Math.min(0.16, 0.04 * Math.log10(Math.max(few, count)) - fewPenalty);
const few = 5;
const fewPenalty = 0.02;

/** Records a log must hold, and the share of them that passes for its start. */
const longLog = 100;
const start = 0.25;
const late = 0.05;

/** What first appears after a stretch of work tells more than what every start-up writes. */
function latenessBonus({ file, log, index }: Place, first: RecordRef): number {
  const { length } = log;
  const isTimed = file.records.at(index)?.timestamp !== undefined;
  const isNew = (log.placeOf(first) ?? length) > start * length;
  return isTimed && length >= longLog && isNew ? late : 0;
}

/** What a good run has just as often explains no bad one; what it lacks is preferred. */
const share = 0.55;
const bonus = 0.1;

/** A run that nobody called good only takes away what it has as well. */
function besideGood(score: number, standing: Standing | undefined, isGiven: boolean): number {
  if (standing === 'known') return score * share;
  return isGiven && (standing === 'new' || standing === 'more') ? score + bonus : score;
}

function insideFactor(line: number, range: LineRange | undefined): number {
  return !range || (line >= range.startLine && line <= range.endLine) ? 1 : 0.3;
}

function reasonOf(
  count: number,
  signature: Signature | undefined,
  standing: Standing | undefined,
): string {
  const alike = count > 1 ? `one of ${count} like it` : 'the only one of its kind';
  const times = standing === 'new' ? `${alike}; not in the good run` : alike;
  return signature ? `${signature.title}; ${times}` : times;
}

function bestByTemplate(hits: readonly SignatureHit[]): ReadonlyMap<number, Signature> {
  const best = new Map<number, Signature>();
  for (const { template, signature } of hits) {
    const other = best.get(template);
    if (!other || isMoreTelling(signature, other)) {
      best.set(template, signature);
    }
  }
  return best;
}

/** Keeps the best of each kind, in their order. */
function keep(kept: Map<number, Candidate[]>, template: number, considered: Considered): void {
  const others = kept.get(template) ?? [];
  const last = others[exemplars - 1];
  if (last && byScore(considered.most, last) > 0) return;
  others.push(considered.candidate());
  others.sort(byScore);
  if (others.length > exemplars) others.length = exemplars;
  kept.set(template, others);
}

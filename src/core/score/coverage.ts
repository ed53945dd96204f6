import type { Citation } from '../model/claim.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { LogFile, LogRecords } from '../model/logFile.ts';
import { wholeLog } from '../model/series.ts';
import { Severity } from '../model/severity.ts';
import type { Template } from '../model/template.ts';
import { tellOf } from '../tells/tells.ts';
import type { ScoreFacts } from './facts.ts';
import { counted, type Feature } from './feature.ts';

/** The templates that show the incident. */
export interface Symptoms {
  /** By template id. */
  readonly weights: ReadonlyMap<number, number>;
  /** Their sum: added up once, as a run scores its hypotheses many times. */
  readonly total: number;
  /** Logs in which something is told as an error, rotated files of one log counted once. */
  readonly logs: number;
  /** Failing kinds beside records, once they were looked for: a run scores its hypotheses many times. */
  readonly beside: Map<string, ReadonlySet<number>>;
}

/** A template counts no more for being repeated more often than this. */
const MOST_COUNTED = 64;
/** Weight of a line that states no level but tells of a failure. */
const UNLEVELLED = 0.5;

/**
 * The incident's symptoms: failing kinds of lines by severity and (capped) count. Whether one is new hangs on how much
 * was written before it: a line more of anything else would weigh them anew.
 */
export function symptomsOf(facts: ScoreFacts): Symptoms {
  const { mined } = facts;
  const weights = new Map<number, number>();
  const logs = new Set<number>();
  let total = 0;
  for (const template of mined.templates) {
    const severity = severityWeight(template, facts);
    if (severity === 0 || isWrittenToSteer(template, facts)) continue;
    const weight = severity * (1 + Math.log2(Math.min(template.count, MOST_COUNTED)));
    weights.set(template.id, weight);
    if (severity >= 1) logs.add(wholeLog(facts.files, template.first.file).files[0] ?? 0);
    total += weight;
  }
  return { weights, total, logs: logs.size, beside: new Map() };
}

/** Characters of a message that are looked at. */
const LONGEST = 400;

function isWrittenToSteer({ first }: Template, { files, isSteering }: ScoreFacts): boolean {
  const body = isSteering && files[first.file]?.records.at(first.record)?.body;
  return body !== undefined && isSteering?.(body.slice(0, LONGEST)) === true;
}

function severityWeight({ severityNumber, first }: Template, { files }: ScoreFacts): number {
  if (severityNumber >= Severity.fatal) return 2;
  if (severityNumber >= Severity.error) return 1;
  if (severityNumber >= Severity.info) return 0;
  const body = files[first.file]?.records.at(first.record)?.body;
  return body !== undefined && tellOf(body, severityNumber) ? UNLEVELLED : 0;
}

/** Share of the symptoms which the hypothesis cites, or which stand beside what it cites. */
export function coverageFeature(
  hypothesis: VerifiedHypothesis,
  symptoms: Symptoms,
  facts: ScoreFacts,
): Feature | undefined {
  const { weights, total } = symptoms;
  if (weights.size === 0) return undefined;
  const citations = hypothesis.claims.flatMap((claim) => claim.citations);
  // In the order of the total, so that all of them make exactly 1.
  const reached = [...reachedTemplates(citations, symptoms, facts)].sort((a, b) => a - b);
  const found = reached.flatMap((template) => weights.get(template) ?? []);
  const share = found.reduce((sum, weight) => sum + weight, 0) / total;
  return {
    name: 'coverage',
    value: share,
    reason: `It reaches ${found.length} of ${counted(weights.size, 'failing kind')} of lines, ${Math.round(100 * share)}% by weight.`,
  };
}

function reachedTemplates(
  citations: readonly Citation[],
  { weights, beside }: Symptoms,
  { files, mined }: ScoreFacts,
): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const { uri, startLine, endLine } of citations) {
    const index = files.findIndex((file) => file.uri === uri);
    const file: LogFile | undefined = files[index];
    const templates = mined.templateIds[index];
    if (!file || !templates) continue;
    const first = Math.max(0, file.recordAt(startLine));
    const last = file.recordAt(endLine);
    for (let record = first; record <= last; record++) reached.add(templates[record] ?? -1);
    const log = { records: file.records, templates, weights };
    for (const [from, step] of [[first, -1] as const, [last, 1] as const]) {
      const key = `${index} ${from} ${step}`;
      const kinds = beside.get(key) ?? kindsBeside(log, from, step);
      beside.set(key, kinds);
      for (const kind of kinds) reached.add(kind);
    }
  }
  return reached;
}

/** Kinds of failing lines on either side of a cited one that belong to what it tells. */
const BESIDE = 4;
/**
 * Milliseconds within which they do; where none states its time, kinds of lines: how often each of them
 * comes in between says nothing.
 */
const WITHIN = 10_000;
const WITHIN_KINDS = 24;
/** Records looked at for them. What works in between is passed over, however much it says. */
const LOOKED_AT = 20_000;

interface Beside {
  readonly records: LogRecords;
  readonly templates: ArrayLike<number>;
  readonly weights: ReadonlyMap<number, number>;
}

function kindsBeside(
  { records, templates, weights }: Beside,
  from: number,
  step: 1 | -1,
): ReadonlySet<number> {
  const start = records.timestamp(from);
  const kinds = new Set<number>();
  const passed = new Set<number>();
  for (let away = 1; away <= LOOKED_AT && kinds.size < BESIDE; away++) {
    const record = from + step * away;
    if (record < 0 || record >= records.length) break;
    const apart = Math.abs(records.timestamp(record) - start);
    const template = templates[record] ?? -1;
    passed.add(template);
    if (Number.isNaN(apart) ? passed.size > WITHIN_KINDS : apart > WITHIN) break;
    if (weights.has(template)) kinds.add(template);
  }
  return kinds;
}

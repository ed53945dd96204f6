import type { Citation } from '../model/claim.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { LogFile } from '../model/logFile.ts';
import { Severity } from '../model/severity.ts';
import type { Template } from '../model/template.ts';
import type { ScoreFacts } from './facts.ts';
import { counted, type Feature } from './feature.ts';

/** The templates that show the incident. */
export interface Symptoms {
  /** By template id. */
  readonly weights: ReadonlyMap<number, number>;
  /** Their sum: added up once, as a run scores its hypotheses many times. */
  readonly total: number;
}

/** A template counts no more for being repeated more often than this. */
const MOST_COUNTED = 64;
/** Weight of a failing kind of line that was there all along, against one that is new or in a burst. */
const ORDINARY = 0.5;
/** Weight of a line that states no level but uses a word of failure. */
const UNLEVELLED = 0.5;

const failing =
  /\b(?:error|errors|fail|failed|failure|failing|fatal|panic|exception|refused|denied|timed out|timeout|killed|oom|out of memory|crash|crashed|abort|aborted|unreachable|cannot|can't|could not|unable|segfault|bug:)\b|Exception\b|Error\b/i;

/** The incident's symptoms: failing kinds of lines by severity and (capped) count, new ones foremost. */
export function symptomsOf(facts: ScoreFacts): Symptoms {
  const { mined } = facts;
  // What is rare is so by how much else was written: that says nothing of an incident.
  const remarkable = new Set(
    mined.signals
      .filter(({ kind }) => kind === 'novel' || kind === 'burst')
      .map(({ template }) => template),
  );
  const weights = new Map<number, number>();
  let total = 0;
  for (const template of mined.templates) {
    const severity = severityWeight(template);
    if (severity === 0 || isWrittenToSteer(template, facts)) continue;
    const volume = 1 + Math.log2(Math.min(template.count, MOST_COUNTED));
    const change = remarkable.has(template.id) || template.count === 1 ? 1 : ORDINARY;
    const weight = severity * volume * change;
    weights.set(template.id, weight);
    total += weight;
  }
  return { weights, total };
}

/** Characters of a message that are looked at. */
const LONGEST = 400;

function isWrittenToSteer({ first }: Template, { files, isSteering }: ScoreFacts): boolean {
  const body = isSteering && files[first.file]?.records.at(first.record)?.body;
  return body !== undefined && isSteering?.(body.slice(0, LONGEST)) === true;
}

function severityWeight({ severityNumber, text }: Template): number {
  if (severityNumber >= Severity.fatal) return 2;
  if (severityNumber >= Severity.error) return 1;
  return severityNumber < Severity.info && failing.test(text) ? UNLEVELLED : 0;
}

/** Share of the symptoms which the hypothesis cites, or which stand in the excerpts it cites. */
export function coverageFeature(
  hypothesis: VerifiedHypothesis,
  { weights, total }: Symptoms,
  facts: ScoreFacts,
): Feature | undefined {
  if (weights.size === 0) return undefined;
  const citations = hypothesis.claims.flatMap((claim) => claim.citations);
  // In the order of the total, so that all of them make exactly 1.
  const reached = [...reachedTemplates(citations, facts)].sort((a, b) => a - b);
  const found = reached.flatMap((template) => weights.get(template) ?? []);
  const share = found.reduce((sum, weight) => sum + weight, 0) / total;
  return {
    name: 'coverage',
    value: share,
    reason: `It reaches ${found.length} of ${counted(weights.size, 'failing kind')} of lines, ${Math.round(100 * share)} % by weight.`,
  };
}

function reachedTemplates(citations: readonly Citation[], facts: ScoreFacts): ReadonlySet<number> {
  const reached = new Set<number>();
  const excerpts = new Map(facts.pack.evidence.map((evidence) => [evidence.id, evidence]));
  for (const citation of citations) {
    addTemplates(citation, facts, reached);
    const excerpt = excerpts.get(citation.evidence);
    if (excerpt) addTemplates(excerpt, facts, reached);
  }
  return reached;
}

interface Place {
  readonly uri: string;
  readonly startLine: number;
  readonly endLine: number;
}

function addTemplates(place: Place, { files, mined }: ScoreFacts, into: Set<number>): void {
  const index = files.findIndex(({ uri }) => uri === place.uri);
  const file: LogFile | undefined = files[index];
  if (!file) return;
  const last = file.recordAt(place.endLine);
  for (let record = Math.max(0, file.recordAt(place.startLine)); record <= last; record++) {
    const template = mined.templateIds[index]?.[record];
    if (template !== undefined) into.add(template);
  }
}

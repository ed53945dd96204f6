import { basename } from 'node:path';
import type { Expected, Prediction } from './expected.ts';

/** Lines a citation may be off, characters of text and citations that count. */
const tolerance = 2;
const mostText = 1500;
const mostCitations = 12;

/** One case, judged. */
export interface Row {
  readonly id: string;
  readonly source: string;
  readonly negative: boolean;
  /** Of the first diagnosis; 0 when there is none or the answer was "no incident". */
  readonly confidence: number;
  /** All keyword groups and a key line by the first diagnosis. */
  readonly correct: boolean;
  /** The first three diagnoses; empty for a healthy case. */
  readonly judgements: readonly Judgement[];
}

export interface Judgement {
  readonly words: boolean;
  /** Share of the keyword groups that were hit. */
  readonly wordShare: number;
  readonly keyLine: boolean;
  readonly citationPrecision: number;
  /** `undefined` where no service is at fault. */
  readonly service: boolean | undefined;
  readonly strict: boolean;
}

type Diagnosis = Prediction['diagnoses'][number];

export function judge(id: string, expected: Expected, prediction: Prediction): Row {
  const { diagnoses, noIncident } = prediction;
  const confidence = noIncident ? 0 : (diagnoses[0]?.confidence ?? 0);
  const nothing: Diagnosis = { text: '', confidence: 0, service: undefined, evidence: [] };
  const judged = (diagnoses.length > 0 ? diagnoses : [nothing]).slice(0, 3);
  const judgements = expected.negative ? [] : judged.map((one) => judgeOne(expected, one));
  return {
    id,
    source: expected.source.split(' (')[0] ?? expected.source,
    negative: expected.negative,
    confidence,
    correct: judgements[0]?.strict ?? false,
    judgements,
  };
}

function judgeOne(expected: Expected, diagnosis: Diagnosis): Judgement {
  const text = diagnosis.text.slice(0, mostText).toLowerCase();
  const hits = expected.keywords_any.filter((group) =>
    group.some((word) => text.includes(word.toLowerCase())),
  ).length;
  const citations = diagnosis.evidence.slice(0, mostCitations);
  const keyLine = citations.some((citation) => isNear(citation, expected, false));
  const good = citations.filter((citation) => isNear(citation, expected, true)).length;
  const words = expected.keywords_any.length > 0 && hits === expected.keywords_any.length;
  return {
    words,
    wordShare: hits / Math.max(1, expected.keywords_any.length),
    keyLine,
    citationPrecision: citations.length === 0 ? 0 : good / citations.length,
    service: namesService(expected.culprit_service, diagnosis.service, text),
    strict: words && keyLine,
  };
}

function isNear(
  citation: { readonly file: string; readonly line: number },
  expected: Expected,
  withLabels: boolean,
): boolean {
  const ranges = expected.evidence
    .filter(({ file }) => file === basename(citation.file))
    .flatMap(({ key_lines, label_ranges }) => [
      ...key_lines.map((line): readonly [number, number] => [line, line]),
      ...(withLabels ? label_ranges : []),
    ]);
  return ranges.some(
    ([from, to]) => from - tolerance <= citation.line && citation.line <= to + tolerance,
  );
}

function namesService(
  culprit: string | null | undefined,
  service: string | undefined,
  text: string,
): boolean | undefined {
  if (!culprit) {
    return undefined;
  }
  const name = culprit.toLowerCase();
  const told = (service ?? '').toLowerCase();
  return told.includes(name) || text.includes(name) || told.includes(name.replace('-service', ''));
}

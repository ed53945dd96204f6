import type { Citation } from '../model/claim.ts';
import type { LogRecord } from '../model/logRecord.ts';
import type { Template } from '../model/template.ts';
import { normalise } from './normalise.ts';
import type { Source, VerifyFacts } from './sources.ts';

/** What the citations of one claim lead to: the text and records the claim must agree with. */
export interface Cited {
  /** Normalised, one on a line: the cited lines, the records they belong to, excerpts cited whole, their files. */
  readonly text: string;
  /** What our own code counted for a question, where that is cited. */
  readonly counted: string;
  readonly records: readonly CitedRecord[];
  /** Templates of those records. */
  readonly templates: readonly Template[];
}

export interface CitedRecord {
  /** Index into the run's files. */
  readonly file: number;
  /** Index into that file's records. */
  readonly index: number;
  readonly record: LogRecord;
  readonly template: number | undefined;
}

export interface FoundCitation {
  readonly citation: Citation;
  readonly source: Source;
  /** Named without a quote: then all of its excerpt is meant, and not only the lines it is about. */
  readonly isWhole: boolean;
}

/** At most so many records of one citation are looked at. */
const MOST_RECORDS = 50;

export function gatherCited(found: readonly FoundCitation[], facts: VerifyFacts): Cited {
  const records = found.flatMap(({ citation, source }) => recordsOf(citation, source, facts));
  const ids = new Set(records.map(({ template }) => template));
  const texts = found.flatMap(({ citation, source, isWhole }) => [
    citation.quote,
    isWhole ? source.text.text : '',
    source.evidence.service ?? '',
    source.evidence.file,
  ]);
  const bodies = records.flatMap(({ record }) => [
    ...record.body.split('\n'),
    ...Object.values(record.attributes),
  ]);
  return {
    text: [...texts, ...bodies].map(normalise).join('\n'),
    counted: found
      .flatMap(({ source: { evidence } }) => (evidence.kind === 'count' ? evidence.text : []))
      .join('\n'),
    records,
    templates: [...ids].flatMap((id) =>
      id === undefined ? [] : (facts.mined.templates[id] ?? []),
    ),
  };
}

function recordsOf(citation: Citation, source: Source, facts: VerifyFacts): CitedRecord[] {
  if (!source.log) return [];
  const { file, index: fileIndex } = source.log;
  const first = file.recordAt(citation.startLine);
  const last = Math.min(file.recordAt(citation.endLine), first + MOST_RECORDS - 1);
  const records: CitedRecord[] = [];
  for (let at = Math.max(0, first); at <= last; at++) {
    const record = file.records.at(at);
    if (record) {
      const template = facts.mined.templateIds[fileIndex]?.[at];
      records.push({ file: fileIndex, index: at, record, template });
    }
  }
  return records;
}

import type { Cite } from '../../model/claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { LogFile } from '../../model/logFile.ts';
import type { LogRecord } from '../../model/logRecord.ts';
import type { RecordRef } from '../../model/template.ts';
import type { Material } from '../reasoner.ts';
import { quoteOf } from './text.ts';

/** A record that lies in the evidence, whatever the excerpt was chosen for. */
export interface Shown {
  readonly evidence: Evidence;
  readonly file: LogFile;
  readonly fileIndex: number;
  readonly record: LogRecord;
  /** Its first line, header included. */
  readonly line: string;
}

export function shownRecords({ files, pack }: Material): readonly Shown[] {
  return pack.evidence.flatMap((evidence) => {
    const fileIndex = files.findIndex(({ uri }) => uri === evidence.uri);
    const file = files[fileIndex];
    if (!file || evidence.kind !== 'log') return [];
    const from = Math.max(0, file.recordAt(evidence.startLine));
    // The empty line behind the last line end belongs to no record.
    const last = file.recordAt(evidence.endLine);
    const records = file.records.slice(from, last < 0 ? file.records.length : last + 1);
    return records
      .filter(({ startLine }) => startLine >= evidence.startLine)
      .map((record) => ({
        evidence,
        file,
        fileIndex,
        record,
        line: file.lineAt(record.startLine),
      }));
  });
}

export const citeShown = ({ evidence, record, line }: Shown): Cite => ({
  evidence: evidence.id,
  line: record.startLine,
  quote: quoteOf(line),
});

/** A record by its place, where it lies in the evidence. */
export function citeRef(ref: RecordRef, { files, pack }: Material): Cite | undefined {
  const file = files[ref.file];
  const line = file?.records.at(ref.record)?.startLine ?? 0;
  const evidence = pack.evidence.find(
    ({ uri, startLine, endLine }) => uri === file?.uri && startLine <= line && line <= endLine,
  );
  return evidence && file
    ? { evidence: evidence.id, line, quote: quoteOf(file.lineAt(line)) }
    : undefined;
}

/** Lines of evidence beside the logs that fulfil a condition, as citations with their text. */
export function linesWith(
  evidence: Evidence,
  fits: (line: string) => boolean,
  most: number,
): readonly (Cite & { readonly quote: string })[] {
  return evidence.text
    .split('\n')
    .flatMap((text, offset) =>
      fits(text)
        ? [{ evidence: evidence.id, line: evidence.startLine + offset, quote: text.trim() }]
        : [],
    )
    .slice(0, most);
}

/** What stands in quotation marks must be found as it is, so a line is cut at a word and not marked. */
export function quoted(text: string, limit = 120): string {
  return `“${quoteOf(text.replace(/[“”]/g, '"'), limit)}”`;
}

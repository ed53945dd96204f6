import type { LogFile } from '../model/logFile.ts';
import { Severity } from '../model/severity.ts';
import type { MinedLogs, RecordRef } from '../model/template.ts';
import { recovery } from '../tells/recovery.ts';
import type { Candidate } from './candidates.ts';

/** Logs that are looked at, by their most decisive failure. */
const mostLogs = 3;
/** Records after a failure among which a recovery is looked for, and characters of each. */
const reach = 2000;
const longest = 400;

/**
 * What became of a failure: its first record, as it may be older than what it is blamed on, what
 * tells of a recovery, and the last line of its log. They may speak against an explanation.
 */
export function aftermath(
  files: readonly LogFile[],
  mined: MinedLogs,
  failing: readonly Candidate[],
): readonly Candidate[] {
  const leading = failing
    .filter((one, at) => failing.findIndex(({ file }) => file === one.file) === at)
    .slice(0, mostLogs);
  return leading.flatMap(({ file, record }) => {
    const template = mined.templates[mined.templateIds[file]?.[record] ?? 0];
    const log = files[file];
    if (!log || !template || log.records.at(record)?.timestamp === undefined) {
      return [];
    }
    const after = template.last.file === file ? recoveryAfter(log, template.last) : undefined;
    return [
      ...(template.first.file === file ? [place(template.first, 'the first of its kind')] : []),
      ...(after === undefined ? [] : [place({ file, record: after }, 'tells of a recovery')]),
      place({ file, record: log.records.length - 1 }, 'the last line'),
    ];
  });
}

function recoveryAfter({ records }: LogFile, { record }: RecordRef): number | undefined {
  const after = records
    .slice(record + 1, record + 1 + reach)
    .findIndex(
      ({ body, severityNumber }) =>
        severityNumber < Severity.warn && recovery.test(body.slice(0, longest)),
    );
  return after < 0 ? undefined : record + 1 + after;
}

const place = ({ file, record }: RecordRef, reason: string): Candidate => ({
  file,
  record,
  focus: [],
  score: 0.2,
  reason,
});

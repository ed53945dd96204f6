import type { LogFile } from '../../model/logFile.ts';
import type { LogRecord } from '../../model/logRecord.ts';
import { wholeLog } from '../../model/series.ts';
import { Severity } from '../../model/severity.ts';
import type { RecordRef } from '../../model/template.ts';
import { recovery } from '../../tells/recovery.ts';
import { tellOf } from '../../tells/tells.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';

/** Kinds that a working system reports and gets over; a crash or a broken build it does not. */
const passing = /^(?:exception|network|failure|data|resource|permission)$/;

/** One of so many attempts: what is tried, in the words before it, may work at the next. */
const tried = /\battempt #?\d{1,4}(?: ?\/ ?| of )\d/i;

const worked =
  /^(?!.{0,200}\b(?:not|never|fail\w*)\b).{0,200}\b(?:connected|established|succeeded|acquired|registered|joined)\b/i;

/** Records that must follow the last failure: what ends a log has not been got over. */
const goesOn = 10;

/**
 * Whether a failure stopped nothing: the log tells of a recovery, or of an orderly stop, after its
 * last occurrence, and of nothing grave from then on. A warning needs any recovery, an error one that names the same thing,
 * e.g. `Reconnected to AMQP server on 10.0.0.2:5672` after `10.0.0.2:5672 is unreachable`.
 */
export function isOvercome(clue: Clue, { mined, files }: Material): boolean {
  const { record, template, tell, fileIndex } = clue;
  if (!passing.test(tell.kind) || !isMentioned(record.severityNumber)) {
    return false;
  }
  const last = mined.templates[template]?.last;
  const file = last && files[last.file];
  if (!file || !wholeLog(files, fileIndex).files.includes(last.file)) {
    return false;
  }
  const after = recordsAfter(files, last);
  const said = lastBody(file, last.record);
  const isTried = tried.test(said);
  if ((after.length < goesOn && !isTried) || hasGrave(after)) {
    return false;
  }
  const names = [...namesIn(said), ...(isTried ? (said.match(/[a-z]{4,30}/gi) ?? []) : [])];
  return after.some(
    ({ body, severityNumber }) =>
      severityNumber < Severity.warn &&
      (recovery.test(body.slice(0, longest)) || (isTried && worked.test(body.slice(0, longest)))) &&
      (record.severityNumber < Severity.error || names.some((name) => body.includes(name))),
  );
}

/** The records that follow in the same log, those of its later files too. */
function recordsAfter(
  files: readonly LogFile[],
  { file, record }: RecordRef,
): readonly LogRecord[] {
  const own = wholeLog(files, file).files;
  let from = record + 1;
  let room = farthest;
  return own.slice(own.indexOf(file)).flatMap((at) => {
    const records = files[at]?.records.slice(from, from + room) ?? [];
    from = 0;
    room -= records.length;
    return records;
  });
}

/** The record that tells, after the last of a kind of failure, that the same thing is well again. */
export function recoveryAfter(file: LogFile, last: number): number | undefined {
  const names = namesIn(lastBody(file, last));
  const after = file.records
    .slice(last + 1, last + 1 + farthest)
    .findIndex(
      ({ body, severityNumber }) =>
        severityNumber < Severity.warn &&
        recovery.test(body.slice(0, longest)) &&
        names.some((name) => body.includes(name)),
    );
  return after < 0 ? undefined : last + 1 + after;
}

/** Records after a failure that are read, and characters of each. */
const farthest = 2000;
const longest = 400;

const isMentioned = (severity: number): boolean => severity > 0 && severity < Severity.fatal;

/** Weight from which on a later error shows that the failure had consequences. */
const grave = 0.6;

/** Whether one of them shows that something did not go well after all. */
export const hasGrave = (records: readonly LogRecord[]): boolean =>
  records.some(({ body, severityNumber }) => {
    const tell = tellOf(body.slice(0, longest), severityNumber);
    return (
      tell !== undefined &&
      (tell.kind === 'crash' || (severityNumber >= Severity.error && tell.weight >= grave))
    );
  });

const lastBody = (file: LogFile, record: number): string =>
  (file.records.at(record)?.body ?? '').slice(0, longest);

/** What a message names by number or address: `10.0.0.2:5672`, `5043`, `17.0`. */
const namesIn = (text: string): readonly string[] =>
  (text.match(/[\w.-]{0,40}\d[\w.:-]{0,40}/g) ?? []).filter((name) => name.length > 3);

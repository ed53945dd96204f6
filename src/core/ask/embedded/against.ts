import type { Claim } from '../../model/claim.ts';
import { wholeLog } from '../../model/series.ts';
import { Severity } from '../../model/severity.ts';
import type { RecordRef, Template } from '../../model/template.ts';
import { isFinalTrailer } from '../../tells/tells.ts';
import type { Material } from '../reasoner.ts';
import { isSteady } from './background.ts';
import type { Clue } from './clues.ts';
import type { Incident } from './incidents.ts';
import { recoveryAfter } from './overcome.ts';
import { citeRef, quoted } from './shown.ts';
import { extentOf, grouped } from './words/since.ts';

/** How far each kind of fact refutes: see the rows that use them. */
const force = { rivalIsOlder: 0.1, cameLater: 0.5, recovered: 0.3, wentOn: 0.3, always: 0.3 };

/** Facts in the logs that speak against an explanation, each with its line; none is made up. */
export function againstOf(
  incident: Incident,
  all: readonly Incident[],
  material: Material,
): readonly Claim[] {
  const isLeading = incident === all[0];
  const beside = isLeading
    ? olderRival(incident, all, material)
    : laterThan(incident, all[0], material);
  const facts = [beside, ...courseOf(incident.cause, material)];
  return facts.filter((fact) => fact !== undefined);
}

/** Milliseconds by which clocks may differ. */
const tolerance = 2000;

const templateOf = ({ template }: Clue, { mined }: Material): Template | undefined =>
  mined.templates[template];

const startOf = (clue: Clue, material: Material): number | undefined =>
  templateOf(clue, material)?.firstSeen;

/** Weight of words from which on a line tells of more than a nuisance. */
const grave = 0.6;

/** A rival that was there before cannot follow from this one. */
function olderRival(
  { cause, callers = [] }: Incident,
  all: readonly Incident[],
  material: Material,
): Claim | undefined {
  const own = startOf(cause, material) ?? Number.NEGATIVE_INFINITY;
  const older = all
    .slice(1)
    .map((rival) => rival.cause)
    // Who waits for it may give up before it tells why it does not come.
    .filter((rival) => !callers.includes(rival))
    .filter((rival) => (startOf(rival, material) ?? Number.POSITIVE_INFINITY) < own - tolerance)
    .filter(
      ({ record, tell }) =>
        record.severityNumber >= cause.record.severityNumber && tell.weight >= grave,
    )[0];
  return (
    older &&
    factOn(
      templateOf(older, material)?.first,
      (said) =>
        `Another failure is older than this: ${said}, at ${extentOf(older, material).first}.`,
      force.rivalIsOlder,
      material,
    )
  );
}

function laterThan(
  { cause }: Incident,
  lead: Incident | undefined,
  material: Material,
): Claim | undefined {
  const [own, first] = [startOf(cause, material), lead && startOf(lead.cause, material)];
  return lead && own !== undefined && first !== undefined && own > first + tolerance
    ? factOn(
        templateOf(lead.cause, material)?.first,
        (said) => `What it would have to explain was there before it: ${said}.`,
        force.cameLater,
        material,
      )
    : undefined;
}

/** Kinds after which a program does not simply go on. */
const final = /^(?:crash|compile|test|dependency|trailer)$/;
/** Occurrences up to which a failure may have been passing, and calm records that show it was. */
const passing = 3;
const goesOn = 25;

/** How it went on in the same log: at the same rate as ever, over, or without any trace of it. */
function courseOf(cause: Clue, material: Material): readonly (Claim | undefined)[] {
  const { files } = material;
  const template = templateOf(cause, material);
  const log = wholeLog(files, cause.fileIndex);
  const last = template && lastWithin(log.files, template.id, material);
  if (!template || !last || cause.record.timestamp === undefined) {
    return [];
  }
  // What a later file of the log holds was not looked at.
  const isNewest = log.files.at(-1) === cause.fileIndex;
  return [
    alwaysThere(cause, template, material),
    final.test(cause.tell.kind) ? undefined : recovered(last, material),
    final.test(cause.tell.kind) || template.count > passing || !isNewest
      ? undefined
      : wentOn(cause, { file: cause.fileIndex, record: cause.file.records.length - 1 }, material),
  ];
}

/** The last of a kind of message in one log: another log's do not tell how it went on in this one. */
function lastWithin(
  log: readonly number[],
  template: number,
  { mined }: Material,
): RecordRef | undefined {
  for (const file of log.toReversed()) {
    const record = mined.templateIds[file]?.lastIndexOf(template) ?? -1;
    if (record >= 0) return { file, record };
  }
  return undefined;
}

function alwaysThere(cause: Clue, template: Template, material: Material): Claim | undefined {
  const { length, placeOf } = wholeLog(material.files, cause.fileIndex);
  const first = placeOf(template.first);
  const isOld = first !== undefined && first <= length / 10 && !beganLate(cause, template);
  return isOld && template.count >= 8 && isSteady(cause, material)
    ? factOn(
        template.first,
        (said) =>
          `It came all along, ${grouped(template.count)} times, from the start of the log on: ${said}.`,
        force.always,
        material,
      )
    : undefined;
}

/** Few records may be a long time, in a log that says little until something is wrong. */
function beganLate({ file: { span } }: Clue, { firstSeen }: Template): boolean {
  return (
    span !== undefined &&
    firstSeen !== undefined &&
    firstSeen - span.from > (span.to - span.from) / 10
  );
}

/** Records after a failure that are read. */
const reach = 2000;

/** A recovery that names what failed, by a number or an address in both. */
function recovered(last: RecordRef, material: Material): Claim | undefined {
  const file = material.files[last.file];
  const after = file && recoveryAfter(file, last.record);
  return after === undefined
    ? undefined
    : factOn(
        { file: last.file, record: after },
        (said) => `It was got over: ${said}.`,
        force.recovered,
        material,
      );
}

function wentOn(cause: Clue, last: RecordRef, material: Material): Claim | undefined {
  const { file, record, recordIndex } = cause;
  if (record.severityNumber < Severity.error) {
    return undefined;
  }
  const after = file.records.slice(recordIndex + 1, recordIndex + 1 + reach);
  const same = after.filter(({ service }) => service === record.service);
  const isCalm = after.every(
    ({ severityNumber, body }) => severityNumber < Severity.error && !isFinalTrailer(body),
  );
  return isCalm && same.length >= goesOn && same[0]?.severityNumber !== 0
    ? factOn(
        last,
        (said) => `The same log goes on without an error to its end: ${said}.`,
        force.wentOn,
        material,
      )
    : undefined;
}

function factOn(
  ref: RecordRef | undefined,
  tell: (said: string) => string,
  refutes: number,
  material: Material,
): Claim | undefined {
  const cite = ref && citeRef(ref, material);
  const body = ref && material.files[ref.file]?.records.at(ref.record)?.body;
  const said = (body ?? '').split('\n')[0]?.trim() ?? '';
  return cite && said.length > 3
    ? { role: 'ruledOut', text: tell(quoted(said, 120)), cites: [cite], refutes }
    : undefined;
}

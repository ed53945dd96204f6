import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { MinedLogs, RecordRef } from '../model/template.ts';
import { type ChangeTell, changeOf } from '../tells/changes.ts';
import { versionIn } from '../tells/versions.ts';
import { aftermath } from './aftermath.ts';
import type { Candidate } from './candidates.ts';
import { holderCandidates } from './holders.ts';

/**
 * What no word of failure tells and yet explains one: measurements that went astray, changes shortly
 * before it began, and what one of two hosts runs in another version. Its own lane.
 */
export async function circumstances(
  files: readonly LogFile[],
  mined: MinedLogs,
  failing: readonly Candidate[],
  pace: Pace,
): Promise<readonly Candidate[]> {
  const firsts = await firstRecords(files, mined, pace);
  return [
    ...(await changeCandidates(
      files,
      mined,
      { onsets: onsetsOf(files, mined, failing), file: failing[0]?.file },
      pace,
    )),
    ...(await holderCandidates(files, failing, pace)),
    ...numberCandidates(mined),
    ...aftermath(files, mined, failing),
    ...differenceCandidates(files, firsts),
  ];
}

/** Findings that are shown, of one kind of message at most so many, and from which strength on. */
const NUMBERS = 7;
const NUMBERS_OF_ONE = 3;
const NOTEWORTHY = 0.6;

function numberCandidates({ numbers = [] }: MinedLogs): readonly Candidate[] {
  const shown = numbers
    .filter(({ strength }) => strength >= NOTEWORTHY)
    .filter((one, i, all) => {
      const before = all.slice(0, i).filter(({ template }) => template === one.template);
      return before.length < NUMBERS_OF_ONE;
    })
    .slice(0, NUMBERS);
  return shown.flatMap(({ exemplars, reason }) => exemplars.map((ref) => toCandidate(ref, reason)));
}

const toCandidate = ({ file, record }: RecordRef, reason: string): Candidate => {
  return { file, record, focus: [], score: 0.44, reason };
};

/** Failures this much below the first still belong to how the incident began. */
const NEAR_SCORE = 0.25;

/** Where a change may have to be looked for: before the failures, and before the numbers moved. */
function onsetsOf(
  files: readonly LogFile[],
  mined: MinedLogs,
  failing: readonly Candidate[],
): readonly number[] {
  const known = [onsetOf(files, mined, failing), onsetOf(files, mined, [])];
  const found = known.filter((onset) => onset !== undefined);
  return [...new Set([...found, ...beginnings(files, mined, failing)])];
}

/** Kinds of failure whose beginnings count, of a log in which something else failed long before. */
const MOST_BEGINNINGS = 6;

/** When the most decisive kinds of failure were written first. */
function beginnings(
  files: readonly LogFile[],
  { templates, templateIds }: MinedLogs,
  failing: readonly Candidate[],
): readonly number[] {
  const best = failing[0]?.score ?? 0;
  const kinds = failing
    .filter(({ score }) => score >= best - NEAR_SCORE)
    .map(({ file, record }) => templateIds[file]?.[record] ?? 0);
  return [...new Set(kinds)].slice(0, MOST_BEGINNINGS).flatMap((id) => {
    const first = templates[id]?.first;
    return first ? [timeAt(files, first)] : [];
  });
}

/** When it began: the first of the most decisive failures, or of what the numbers say without one. */
export function onsetOf(
  files: readonly LogFile[],
  { numbers = [] }: MinedLogs,
  failing: readonly Candidate[],
): number | undefined {
  const best = failing[0]?.score ?? 0;
  const refs: readonly RecordRef[] =
    best > 0.5
      ? failing.filter(({ score }) => score >= best - NEAR_SCORE)
      : numbers.filter(({ strength }) => strength >= NOTEWORTHY).map(({ onset }) => onset);
  const times = refs.flatMap(
    ({ file, record }) => files[file]?.records.at(record)?.timestamp ?? [],
  );
  return times.length === 0 ? undefined : Math.min(...times);
}

/** A kind of message that comes more often tells of the ordinary course of things. */
const MOST_CHANGES = 40;
/** Changes that are shown, milliseconds before the onset within which they count, share of the run. */
const CHANGES = 5;
const MINUTE = 60_000;
const WINDOW = 20 * MINUTE;
const WINDOW_SHARE = 0.5;
/** Clocks of two machines differ, and the first failure may be logged before the change's end. */
const TOLERANCE = 5000;
/** Of like changes on several machines, the one in the log that fails is meant. */
const OWN_LOG = 0.1;

interface Change extends Candidate {
  readonly worth: number;
  readonly template: number;
  /** Before the onset, as a share of the window. */
  readonly early: number;
}

async function changeCandidates(
  files: readonly LogFile[],
  mined: MinedLogs,
  at: { readonly onsets: readonly number[]; readonly file: number | undefined },
  pace: Pace,
): Promise<readonly Candidate[]> {
  if (at.onsets.length === 0) {
    return [];
  }
  const kinds = kindsOfChange(files, mined);
  const window = Math.max(WINDOW, WINDOW_SHARE * spanOf(files));
  const found: Change[] = [];
  for (const { file, record, template } of await recordsOf(kinds, mined, pace)) {
    const tell = kinds.get(template);
    if (!tell) continue;
    const own = file === at.file ? OWN_LOG : 0;
    const early = earlinessOf(timeAt(files, { file, record }), at.onsets) / window;
    const place = toCandidate({ file, record }, `a change before it: ${tell.kind}`);
    found.push({ ...place, worth: tell.weight + own - 0.3 * early, template, early });
  }
  const late = -TOLERANCE / window;
  return nearestOfEach(found.filter(({ early }) => early >= late && early <= 1));
}

interface TemplatedRef extends RecordRef {
  readonly template: number;
}

/** Where the kinds of messages stand that tell of a change. */
async function recordsOf(
  kinds: ReadonlyMap<number, ChangeTell>,
  { templates, templateIds }: MinedLogs,
  pace: Pace,
): Promise<readonly TemplatedRef[]> {
  if (kinds.size === 0) {
    return [];
  }
  const isMeant = Uint8Array.from(templates, ({ id }) => (kinds.has(id) ? 1 : 0));
  const found: TemplatedRef[] = [];
  for (const [file, ids] of templateIds.entries()) {
    for (let record = 0; record < ids.length; record++) {
      const wait = (record & 4095) === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const template = ids[record] as number;
      if (isMeant[template] === 1) found.push({ file, record, template });
    }
  }
  return found;
}

/** Milliseconds before the nearest of the onsets that do not come first. */
function earlinessOf(time: number, onsets: readonly number[]): number {
  const before = onsets.map((onset) => onset - time).filter((one) => one >= -TOLERANCE);
  return before.length === 0 ? Number.NaN : Math.min(...before);
}

/** NaN where it states none, which no comparison lets pass. */
const timeAt = (files: readonly LogFile[], { file, record }: RecordRef): number =>
  files[file]?.records.at(record)?.timestamp ?? Number.NaN;

/** The kinds of messages that tell of a change and do not come all the time. */
function kindsOfChange(files: readonly LogFile[], { templates }: MinedLogs) {
  return new Map(
    templates.flatMap(({ id, count, first }) => {
      const tell = count <= MOST_CHANGES ? changeOf(lineOf(files, first)) : undefined;
      return tell ? [[id, tell] as const] : [];
    }),
  );
}

/** Of one kind of change the nearest is enough; the others are its repetition on other instances. */
function nearestOfEach(found: readonly Change[]): readonly Candidate[] {
  return [...found]
    .sort((a, b) => b.worth - a.worth || a.file - b.file || a.record - b.record)
    .filter((one, i, all) => all.findIndex(({ template }) => template === one.template) === i)
    .slice(0, CHANGES);
}

function lineOf(files: readonly LogFile[], { file, record }: RecordRef): string {
  const log = files[file];
  return log?.lineAt(log.records.at(record)?.startLine ?? 0) ?? '';
}

function spanOf(files: readonly LogFile[]): number {
  const times = files.flatMap(({ span }) => (span ? [span.from, span.to] : []));
  return times.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
}

/** The first record of each kind of message in each file. */
async function firstRecords(
  files: readonly LogFile[],
  mined: MinedLogs,
  pace: Pace,
): Promise<readonly RecordRef[]> {
  if (files.length < 2) {
    return [];
  }
  const firsts: RecordRef[] = [];
  for (const [file, ids] of mined.templateIds.entries()) {
    const seen = new Set<number>();
    for (let record = 0; record < ids.length; record++) {
      const wait = (record & 4095) === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const id = ids[record] ?? 0;
      if (!seen.has(id)) firsts.push({ file, record });
      seen.add(id);
    }
  }
  return firsts;
}

const DIFFERENCES = 3;

/** The same statement with another version in another file. */
function differenceCandidates(
  files: readonly LogFile[],
  firsts: readonly RecordRef[],
): readonly Candidate[] {
  const said = new Map<string, { readonly ref: RecordRef; readonly version: string }[]>();
  for (const ref of firsts) {
    const stated = versionIn(files[ref.file]?.records.at(ref.record) ? messageOf(files, ref) : '');
    if (!stated) continue;
    const others = said.get(stated.about) ?? [];
    others.push({ ref, version: stated.version });
    said.set(stated.about, others);
  }
  return [...said.values()]
    .filter(
      (all) =>
        new Set(all.map(({ version }) => version)).size > 1 &&
        new Set(all.map(({ ref }) => ref.file)).size === all.length,
    )
    .slice(0, DIFFERENCES)
    .flatMap((all) =>
      all.slice(0, 3).map(({ ref }) => toCandidate(ref, 'another version in the other log')),
    );
}

/** The message with the fields that its format took out of it. */
function messageOf(files: readonly LogFile[], { file, record }: RecordRef): string {
  const read = files[file]?.records.at(record);
  const version = read?.attributes['version'] ?? read?.attributes['service.version'];
  return `${read?.body.split('\n')[0] ?? ''}${version === undefined ? '' : ` version=${version}`}`;
}

import type { Claim } from '../../model/claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import { findAddressed } from '../../tells/addressed.ts';
import { type ChangeTell, changeOf } from '../../tells/changes.ts';
import type { Material } from '../reasoner.ts';
import { citeRef, citeShown, linesWith, quoted, type Shown, shownRecords } from './shown.ts';
import { fileStem } from './words/names.ts';

/** What changed before something began, told for the chain that leads to it. */
export interface Changed {
  readonly claims: readonly Claim[];
  /** For a headline, e.g. `after “Scaled up replica set catalog-6c9f7d5b8 from 3 to 12”`. */
  readonly after: string;
}

/** What the effect is known by. */
export interface Effect {
  /** Milliseconds since the epoch. */
  readonly onset: number | undefined;
  /** Names of services, hosts and logs it shows in, and of code it names. */
  readonly names: readonly string[];
  /** The log it shows in: of like changes, the one told there is meant. */
  readonly file?: string;
  /** Words of the failing lines: right before them, a log that is called after one is meant as well. */
  readonly words?: readonly string[];
}

/**
 * The change in the logs, and the patch it brought, that came shortly before an effect in the same
 * system: most incidents follow one. A change that shares no name with what fails is a coincidence.
 */
export function changeBefore(effect: Effect, material: Material): Changed | undefined {
  const changes = loggedBefore(effect, material);
  const patch = patchBefore(effect, changes, material);
  // A start is no change by itself; it tells when a patch took effect.
  const nearest = changes.find(({ tell }) => patch !== undefined || tell.kind !== 'start');
  if (!nearest && !patch) {
    return undefined;
  }
  const claims = [
    ...(patch ? [patchClaim(patch)] : []),
    ...(nearest ? [loggedClaim(nearest, patch !== undefined, effect)] : []),
    ...(nearest ? followedBy(nearest, effect, material) : []),
  ];
  const isActing = nearest !== undefined && nearest.tell.weight >= ACTING;
  const text = isActing || (nearest && !patch) ? messageOf(nearest.shown) : titleOf(patch);
  return { claims, after: `after ${quoted(text, 70)}` };
}

/**
 * What the log of the other party says for the first time right before an effect, where no change is
 * told: a caller's failure is loud, and what silences its callee may be one line of `INFO`.
 */
export function newsOfParty(
  effect: Effect,
  parties: readonly string[],
  material: Material,
): Claim[] {
  const { onset, file } = effect;
  const { files, mined } = material;
  for (const { kind, onset: ref } of mined.signals) {
    const log = files[ref.file];
    const record = log?.records.at(ref.record);
    const before = (onset ?? Number.NaN) - (record?.timestamp ?? Number.NaN);
    const isNews = (kind === 'novel' || kind === 'rare') && before >= 0 && before <= NEWS;
    if (!log || !record || !isNews || log.name === file) continue;
    const writers = [record.service ?? '', fileStem(log.name)].map((name) => name.toLowerCase());
    const cite = writers.some((name) => parties.includes(name))
      ? citeRef(ref, material)
      : undefined;
    const said = record.body.split('\n')[0]?.trim() ?? '';
    // What was written to steer whoever explains it is no news.
    if (cite && said.length > 8 && findAddressed(said).length === 0) {
      const text = `New in ${fileStem(log.name)} right before it: ${quoted(said, 160)}.`;
      return [{ role: 'mechanism', text, cites: [cite] }];
    }
  }
  return [];
}

/** Milliseconds before an effect within which what is new at the other party may explain it. */
const NEWS = 60_000;

interface Logged {
  readonly shown: Shown;
  readonly tell: ChangeTell;
  readonly worth: number;
}

/** Milliseconds before the effect within which a change may have caused it; it fades over that time. */
const WINDOW = 45 * 60_000;
/** The effect may be seen before the change is reported as done. */
const TOLERANCE = 5000;
/** Milliseconds before an effect within which a name that only sounds like it is no coincidence. */
const RIGHT_BEFORE = 15_000;
/** What standing in the log of the effect adds. */
const OWN_LOG = 0.1;

function loggedBefore(effect: Effect, material: Material): readonly Logged[] {
  const { onset, names, file, words = [] } = effect;
  if (onset === undefined) {
    return [];
  }
  return shownRecords(material)
    .flatMap((shown): Logged[] => {
      const tell = changeOf(shown.line);
      const before = onset - (shown.record.timestamp ?? Number.NaN);
      const isNear = before >= -TOLERANCE && before <= WINDOW;
      const own = shown.file.name === file ? OWN_LOG : 0;
      const isMeant =
        sharesName(shown, names) || (before <= RIGHT_BEFORE && isCalledAfter(shown, words));
      return tell && isNear && isMeant
        ? [{ shown, tell, worth: tell.weight + own - (0.3 * before) / WINDOW }]
        : [];
    })
    .sort((a, b) => b.worth - a.worth || a.shown.fileIndex - b.shown.fileIndex);
}

function sharesName(shown: Shown, names: readonly string[]): boolean {
  const said = `${shown.file.name} ${shown.record.service ?? ''} ${shown.line}`.toLowerCase();
  const writers = writersOf(shown);
  return names.some((name) =>
    name.length <= SHORT ? writers.includes(name) : said.includes(name),
  );
}

/** Names that are a part of too many words: who writes must be called just so. */
const SHORT = 3;

/** `failed to get product` may mean what `productcatalog.log` tells. */
const isCalledAfter = (shown: Shown, words: readonly string[]): boolean =>
  writersOf(shown).some((writer) => words.some((word) => writer.includes(word)));

const writersOf = ({ file, record }: Shown): readonly string[] =>
  [record.service ?? '', fileStem(file.name)].map((name) => name.toLowerCase());

/** A patch that a logged change names by its commit, else the last one that touches what fails. */
function patchBefore(
  { onset, names }: Effect,
  changes: readonly Logged[],
  { pack }: Material,
): Evidence | undefined {
  // A change of the very lines that fail is told of by `originsOf`.
  const patches = pack.evidence.filter(({ kind, origin }) => kind === 'change' && !origin);
  const lines = changes.map(({ shown }) => shown.line).join('\n');
  const named = patches.find((patch) => lines.includes(commitOf(patch) ?? '\0'));
  return (
    named ??
    patches
      .filter(({ text }) => names.some((name) => text.toLowerCase().includes(name)))
      .filter((patch) => onset !== undefined && dateOf(patch) <= onset)
      .sort((a, b) => dateOf(b) - dateOf(a))[0]
  );
}

function commitOf({ text }: Evidence): string | undefined {
  return /^(?:commit|From) ([0-9a-f]{7,40})\b/m.exec(text)?.[1]?.slice(0, 7);
}

const dateOf = ({ text }: Evidence): number =>
  Date.parse(/^Date: {1,8}(.{10,40})$/m.exec(text)?.[1] ?? '');

/** What a patch took away and put in its place, by its first changed lines. */
function patchClaim(patch: Evidence): Claim {
  const head = linesWith(patch, (line) => /^(?:commit|From) [0-9a-f]{7}/.test(line), 1);
  const subject = linesWith(patch, (line) => line === subjectLine(patch), 1);
  const path = linesWith(patch, (line) => /^\+\+\+ \S/.test(line), 1);
  const removed = linesWith(patch, (line) => /^-(?!--)\s*\S/.test(line), 2);
  const added = linesWith(patch, (line) => /^\+(?!\+\+)\s*\S/.test(line), 2);
  const file = path[0]?.quote.replace(/^\+\+\+ (?:b\/)?/, '') ?? patch.file;
  const from = removed[0] && quoted(removed[0].quote.replace(/^-\s*/, ''), 90);
  const to = added[0] && quoted(added[0].quote.replace(/^\+\s*/, ''), 90);
  const edit =
    from && to ? `${from} became ${to}` : from ? `${from} was removed` : `${to} was added`;
  return {
    role: 'cause',
    text: `Commit ${commitOf(patch) ?? 'before it'} ${quoted(titleOf(patch), 90)} changed ${file}: ${edit}.`,
    cites: [...head, ...subject, ...path, ...removed.slice(0, 1), ...added.slice(0, 1)],
  };
}

const subjectLine = ({ text }: Evidence): string | undefined =>
  text.split('\n').find((line) => /^(?: {4}|Subject: )\S/.test(line));

function titleOf(patch: Evidence | undefined): string {
  return (
    (patch &&
      subjectLine(patch)
        ?.replace(/^Subject: /, '')
        .trim()) ??
    patch?.file ??
    ''
  );
}

/** Kinds of change that act by themselves; others, such as a start, only carry one. */
const ACTING = 0.95;

function loggedClaim({ shown, tell }: Logged, hasPatch: boolean, { file }: Effect): Claim {
  const isElsewhere = file !== undefined && shown.file.name !== file;
  const where = isElsewhere ? ` in ${fileStem(shown.file.name)}` : '';
  const verb = hasPatch ? 'It took effect' : `Before that, something was changed${where}`;
  return {
    role: !hasPatch && tell.weight >= ACTING ? 'cause' : 'mechanism',
    text: `${verb}: ${quoted(messageOf(shown), 160)}.`,
    cites: [citeShown(shown)],
  };
}

/** Records behind a change among which new words tell what came of it. */
const SOON = 3;

/** What its log says for the first time right after a change, before it fails: `parsed catalog: 0 products`. */
function followedBy(
  { shown }: Logged,
  { onset: failed = Number.POSITIVE_INFINITY }: Effect,
  material: Material,
): readonly Claim[] {
  const { files, mined } = material;
  const at = files[shown.fileIndex]?.recordAt(shown.record.startLine) ?? 0;
  const news = mined.signals.find(
    ({ kind, onset }) =>
      (kind === 'novel' || kind === 'rare') &&
      onset.file === shown.fileIndex &&
      onset.record > at &&
      onset.record <= at + SOON &&
      (files[onset.file]?.records.at(onset.record)?.timestamp ?? 0) < failed,
  );
  const cite = news && citeRef(news.onset, material);
  const said = news && files[news.onset.file]?.records.at(news.onset.record)?.body.split('\n')[0];
  return cite && said !== undefined && said.trim().length > 8
    ? [{ role: 'mechanism', text: `What came of it there: ${quoted(said, 160)}.`, cites: [cite] }]
    : [];
}

/** The message without its header, the last words of the line where the format left fields in it. */
function messageOf({ record, line }: Shown): string {
  const body = record.body.split('\n')[0]?.trim() ?? '';
  const columns = body.split(/ {2,}/);
  const text = columns.at(-1) ?? body;
  return line.includes(text) && text.length > 8 ? text : body;
}

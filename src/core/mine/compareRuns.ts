import type { Baseline, ChangedValue, GoneKind, Standing } from '../model/baseline.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { MinedLogs, RecordRef } from '../model/template.ts';
import { numbersBeside } from './baselineNumbers.ts';
import { namesText } from './baselineSignals.ts';
import { changedValue } from './changedValue.ts';
import { clusterSkeletons } from './clusterSkeletons.ts';
import { surprise } from './surprise.ts';
import { createNearest } from './variants.ts';

export interface MinedRun {
  readonly files: readonly LogFile[];
  readonly mined: MinedLogs;
}

/**
 * Compares a run with runs that went well, kind by kind: what is new, gone, or comes more or less often.
 * The skeletons of both are clustered together, so that a kind has one name in both; what differs is
 * looked up among the others by its words (1-NN, as logjuicer does with whole lines). Nothing where they
 * have too little in common to be compared.
 */
export async function compareRuns(
  run: MinedRun,
  good: MinedRun,
  pace: Pace,
): Promise<Baseline | undefined> {
  const kinds = await kindsOf(run.files, good.files, pace);
  const here = await countKinds(run, kinds.here, kinds.texts.length, pace);
  const there = await countKinds(good, kinds.there, kinds.texts.length, pace);
  const sides = { texts: kinds.texts, here, there };
  if (!isComparable(sides)) {
    return undefined;
  }
  const size = relativeSize(sides);
  const isTwin = twinsAmong(sides, here, there);
  const standings: Standing[] = [];
  const expected: number[] = [];
  const values = new Map<number, ChangedValue>();
  for (const { id, count, first } of run.mined.templates) {
    const wait = pace.step();
    if (wait !== undefined) await wait;
    const own = here.kindsOfTemplate[id] ?? [];
    const past = own.reduce((sum, kind) => sum + (there.counts[kind] ?? 0), 0);
    const change =
      own[0] !== undefined && past <= SELDOM && count <= SELDOM && past > 0
        ? changedValue(messageOf(good.files, there.first[own[0]] ?? 0), bodyAt(run.files, first))
        : undefined;
    if (change) values.set(id, change);
    const standing = past === 0 ? newness(own, isTwin) : rate(count, past, size);
    standings.push(change ? 'changed' : standing);
    expected.push(past * size);
  }
  const names = good.files.map(({ name }) => name);
  const numbers = numbersBeside(run, good, sameTemplates(here, there), namesText({ names }));
  return { names, standings, expected, values, numbers, gone: goneKinds(good, sides, size) };
}

/** The templates of the good runs that have a kind of message in common with one of this run. */
function sameTemplates(here: Side, there: Side): (template: number) => readonly number[] {
  const ofKind = new Map<number, number[]>();
  for (const [template, kinds] of there.kindsOfTemplate.entries()) {
    for (const kind of kinds) {
      const known = ofKind.get(kind);
      if (known) known.push(template);
      else ofKind.set(kind, [template]);
    }
  }
  return (template) =>
    (here.kindsOfTemplate[template] ?? []).flatMap((kind) => ofKind.get(kind) ?? []);
}

/** Messages that come so seldom state a fact of their run, as which version it uses. */
const SELDOM = 3;

/** One side's kinds by number: how often each comes, how severe it gets, and which template has which. */
interface Side {
  readonly counts: Uint32Array;
  readonly severity: Uint8Array;
  /** First record of each, counted over all files. */
  readonly first: Uint32Array;
  readonly kindsOfTemplate: readonly (readonly number[])[];
}

interface Sides {
  readonly texts: readonly string[];
  readonly here: Side;
  readonly there: Side;
}

interface Kinds {
  readonly texts: readonly string[];
  /** The kind of each skeleton of each file. */
  readonly here: readonly Uint32Array[];
  readonly there: readonly Uint32Array[];
}

async function kindsOf(
  run: readonly LogFile[],
  good: readonly LogFile[],
  pace: Pace,
): Promise<Kinds> {
  const skeletons = new Map<string, number>();
  const numbers = (files: readonly LogFile[]) =>
    files.map((file) => file.skeletons.map((text) => numberOf(skeletons, text)));
  const [here, there] = [numbers(run), numbers(good)];
  const texts = await clusterSkeletons([...skeletons.keys()], pace);
  const ids = new Map<string, number>();
  const kind = texts.map((text) => numberOf(ids, text));
  const kinds = (own: readonly number[]) => Uint32Array.from(own, (number) => kind[number] ?? 0);
  return { texts: [...ids.keys()], here: here.map(kinds), there: there.map(kinds) };
}

function numberOf(known: Map<string, number>, text: string): number {
  const number = known.get(text) ?? known.size;
  known.set(text, number);
  return number;
}

/** Records between two looks at other work. */
const STRETCH = 1 << 14;

async function countKinds(
  { files, mined }: MinedRun,
  kindOf: readonly Uint32Array[],
  kinds: number,
  pace: Pace,
): Promise<Side> {
  const counts = new Uint32Array(kinds);
  const severity = new Uint8Array(kinds);
  const first = new Uint32Array(kinds);
  const kindsOfTemplate = mined.templates.map((): Set<number> => new Set());
  let place = 0;
  for (const [at, { records }] of files.entries()) {
    const [kindsHere, templates] = [kindOf[at] ?? none, mined.templateIds[at] ?? none];
    for (let index = 0; index < records.length; index++) {
      const wait = index % STRETCH === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const kind = kindsHere[records.skeleton(index)] as number;
      if (counts[kind] === 0) first[kind] = place;
      counts[kind] = (counts[kind] as number) + 1;
      severity[kind] = Math.max(severity[kind] as number, records.severityNumber(index));
      kindsOfTemplate[templates[index] as number]?.add(kind);
      place++;
    }
  }
  const ofTemplate = kindsOfTemplate.map((all) => [...all]);
  return { counts, severity, first, kindsOfTemplate: ofTemplate };
}

const none = new Uint32Array(0);

/** Share of a run's records, or of its kinds, that a good run of the same thing has too. */
const SHARED = 0.15;

function isComparable({ here, there }: Sides): boolean {
  let [records, sharedRecords, kinds, sharedKinds] = [0, 0, 0, 0];
  for (const [kind, count] of here.counts.entries()) {
    const isShared = (there.counts[kind] ?? 0) > 0;
    records += count;
    kinds += count > 0 ? 1 : 0;
    sharedRecords += isShared ? count : 0;
    sharedKinds += isShared && count > 0 ? 1 : 0;
  }
  return sharedRecords >= records * SHARED || sharedKinds >= kinds * SHARED;
}

/** Kinds that come this often tell how much longer one run is than the other, by most of them. */
const OFTEN = 5;

/** How many times as much this run writes as the good ones: the middle of what its kinds say. */
function relativeSize({ here, there }: Sides): number {
  const ratios = [...here.counts.entries()]
    .filter(([kind, count]) => count > 0 && (there.counts[kind] ?? 0) >= OFTEN)
    .map(([kind, count]) => count / (there.counts[kind] ?? 1))
    .sort((a, b) => a - b);
  const middle = ratios[ratios.length >> 1];
  // Of runs that do few things again and again, each thing once is the rule.
  return middle === undefined || ratios.length < 3 ? 1 : Math.min(100, Math.max(0.01, middle));
}

/** Times as often as in the good runs, and how surprising that is: one in a million. */
const TIMES = 3;
const SURPRISING = 6;

function rate(count: number, past: number, size: number): Standing {
  const usual = past * size;
  if (count >= usual * TIMES && surprise(count, past, 1 / size) >= SURPRISING) {
    return 'more';
  }
  const isFewer = count * TIMES <= usual && surprise(past, count, size) >= SURPRISING;
  return isFewer ? 'fewer' : 'known';
}

function newness(kinds: readonly number[], isTwin: (kind: number) => boolean): Standing {
  return kinds.some(isTwin) ? 'known' : 'new';
}

/** A word by which one of two messages that are else alike tells of a failure. */
const FAILING =
  /^(?:\w{0,20}(?:error|exception|fail|fault|refus|den(?:y|ied)|time-?d?-?out|abort|crash|panic|fatal|kill|unavail|unreach|unhealth|degrad|invalid|missing|lost|corrupt|reject|expire|exceed|exhaust|conflict|violat|unable|cannot|stuck|dead|drop|overflow|throttl|leak|stale|retry|retries|fallback|skipp)\w{0,20}|no|not|never|without|disabled?)$/;

/** Whether what only one side has is what the other says a little differently. */
function twinsAmong({ texts }: Sides, one: Side, other: Side): (kind: number) => boolean {
  const known = [...other.counts.keys()].filter((kind) => (other.counts[kind] ?? 0) > 0);
  const nearest = createNearest(known.map((kind) => texts[kind] ?? ''));
  return (kind) => {
    const text = texts[kind] ?? '';
    const twin = known[nearest(text) ?? -1];
    if (twin === undefined || (one.severity[kind] ?? 0) > (other.severity[twin] ?? 0)) {
      return false;
    }
    const same = new Set(wordsOf(texts[twin] ?? ''));
    return !wordsOf(text).some((word) => !same.has(word) && FAILING.test(word));
  };
}

const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[a-z][a-z_'-]{1,60}/g) ?? [];

/** What is told of at most, and how often a kind would have to come for its absence to be no chance. */
const MOST_GONE = 50;
const MISSED = 0.9;

function goneKinds({ files }: MinedRun, sides: Sides, size: number): readonly GoneKind[] {
  const { here, there } = sides;
  const isTwin = twinsAmong(sides, there, here);
  const shared = [...there.counts.keys()].filter(
    (kind) => (there.counts[kind] ?? 0) > 0 && (here.counts[kind] ?? 0) > 0,
  );
  const lastShared = shared.reduce((most, kind) => Math.max(most, there.first[kind] ?? 0), 0);
  return [...there.counts.keys()]
    .filter((kind) => (there.counts[kind] ?? 0) * size >= MISSED && here.counts[kind] === 0)
    .filter((kind) => !isTwin(kind))
    .sort((a, b) => (there.first[a] ?? 0) - (there.first[b] ?? 0))
    .slice(0, MOST_GONE)
    .map((kind) => ({
      text: messageOf(files, there.first[kind] ?? 0).slice(0, LONGEST),
      expected: (there.counts[kind] ?? 0) * size,
      isSkipped: (there.first[kind] ?? 0) < lastShared,
    }));
}

/** Characters of a message that are told. */
const LONGEST = 200;

/** @param place of the record, counted over all files. */
function messageOf(files: readonly LogFile[], place: number): string {
  let before = 0;
  for (const [file, { records }] of files.entries()) {
    if (place - before < records.length) {
      return bodyAt(files, { file, record: place - before });
    }
    before += records.length;
  }
  return '';
}

function bodyAt(files: readonly LogFile[], { file, record }: RecordRef): string {
  return (files[file]?.records.at(record)?.body.split('\n')[0] ?? '').trim();
}

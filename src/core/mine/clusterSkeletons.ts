import { WILDCARD } from '../masking/masking.ts';
import type { Pace } from '../model/pace.ts';
import { isVariableSlot, joinedWord } from './slot.ts';
import { markWithout, markWords, type WordMarks } from './wordMarks.ts';

/**
 * Joins masked messages that differ only in words which vary, such as user names, which no mask can
 * know: messages of equal length that are the same but for one word, or for two, are joined where
 * those words vary (`slot.ts`). Last, a message is joined with its like that has one parenthesised
 * value more. Gives the template's text for each skeleton.
 *
 * It works on the few thousand distinct skeletons, not on lines: the idea of offline clustering in
 * IPLoM (Makanju et al., KDD 2009). Linear in the skeletons' words; pairs of words have a budget.
 */
export async function clusterSkeletons(
  skeletons: readonly string[],
  pace: Pace,
): Promise<readonly string[]> {
  const live: Live = new Map();
  for (const [index, text] of skeletons.entries()) {
    add(live, text.split(' '), [index]);
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const byOne = await joinByOneWord(live, pace);
    const byTwo = await joinByTwoWords(live, pace);
    if (!byOne && !byTwo) {
      break;
    }
  }
  joinOptionalValues(live);
  joinLists(live);
  return textBySkeleton(live, skeletons.length);
}

/** Kinds of messages by their text, each with the skeletons that belong to it. */
type Live = Map<string, Cluster>;

interface Cluster {
  readonly text: string;
  readonly words: readonly string[];
  readonly mark: WordMarks;
  readonly members: number[];
}

const MAX_ROUNDS = 4;
/** Words after these are not compared; long messages differ early. */
const MAX_WORDS = 60;
/** Pairs of words compared in a round, so that long messages do not cost their square; short ones first. */
const PAIR_BUDGET = 400_000;

function add(live: Live, words: readonly string[], members: readonly number[]): void {
  const text = words.join(' ');
  const known = live.get(text);
  if (known) {
    for (const member of members) {
      known.members.push(member);
    }
  } else {
    live.set(text, { text, words, mark: markWords(words), members: [...members] });
  }
}

async function joinByOneWord(live: Live, pace: Pace): Promise<boolean> {
  let joined = false;
  for (const alike of byLength(live)) {
    for (let place = 0; place < Math.min(alike.length, MAX_WORDS); place++) {
      joined = joinAt(live, alike.clusters, [place]) || joined;
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
  }
  return joined;
}

async function joinByTwoWords(live: Live, pace: Pace): Promise<boolean> {
  let joined = false;
  let budget = PAIR_BUDGET;
  const groups = byLength(live).toSorted((a, b) => pairsOf(a) - pairsOf(b));
  for (const alike of groups) {
    budget -= pairsOf(alike);
    for (let two = 1; two < alike.length && budget >= 0; two++) {
      for (let one = 0; one < two; one++) {
        joined = joinAt(live, alike.clusters, [one, two]) || joined;
      }
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
  }
  return joined;
}

/** Clusters of equally many words. */
interface Alike {
  readonly length: number;
  readonly clusters: readonly Cluster[];
}

function byLength(live: Live): readonly Alike[] {
  const groups = new Map<number, Cluster[]>();
  for (const cluster of live.values()) {
    const { length } = cluster.words;
    const group = groups.get(length);
    if (group) {
      group.push(cluster);
    } else {
      groups.set(length, [cluster]);
    }
  }
  return [...groups].map(([length, clusters]) => ({ length, clusters }));
}

const pairsOf = ({ length, clusters }: Alike): number =>
  (clusters.length * length * (length - 1)) / 2;

/** Joins those of `clusters` that are still live and differ only in `places`. */
function joinAt(live: Live, clusters: readonly Cluster[], places: readonly number[]): boolean {
  const buckets = new Map<number, Cluster[]>();
  for (const cluster of clusters) {
    if (live.get(cluster.text) === cluster) {
      const key = markWithout(cluster.mark, places);
      const bucket = buckets.get(key);
      if (bucket) {
        bucket.push(cluster);
      } else {
        buckets.set(key, [cluster]);
      }
    }
  }
  let joined = false;
  for (const bucket of buckets.values()) {
    joined = (bucket.length > 1 && joinIfVariable(live, bucket, places)) || joined;
  }
  return joined;
}

/** Joins a bucket if each of its open places varies; says whether it did. */
function joinIfVariable(
  live: Live,
  bucket: readonly Cluster[],
  places: readonly number[],
): boolean {
  const first = bucket[0];
  if (!first) {
    return false;
  }
  const fixed = first.words.filter((word, i) => !places.includes(i) && isFixed(word)).length;
  const enough = places.length === 1 ? 1 : Math.max(2, first.words.length * 0.4);
  const slots = places.map((place) => bucket.map((cluster) => cluster.words[place] ?? ''));
  const varies = slots.every((values, i) =>
    isVariableSlot(values, places.length, first.words[(places[i] ?? 0) - 1]),
  );
  if (fixed < enough || !varies) {
    return false;
  }
  const words = [...first.words];
  for (const [i, place] of places.entries()) {
    words[place] = joinedWord(slots[i] ?? []);
  }
  const members = bucket.flatMap((cluster) => cluster.members);
  for (const cluster of bucket) {
    live.delete(cluster.text);
  }
  add(live, words, members);
  return true;
}

/** Whether a word names something, rather than being punctuation and wildcards. */
function isFixed(word: string): boolean {
  return /[A-Za-z]/.test(word);
}

/** `sent 426 bytes (1.2 KB)` is the same message as `sent 426 bytes`. */
function joinOptionalValues(live: Live): void {
  joinWhereEqual(live, (text) => text.replace(OPTIONAL_VALUE, ''));
}

/** `to delete <*>` and `to delete <*> <*> <*>` are the same message with lists of different length. */
function joinLists(live: Live): void {
  joinWhereEqual(live, (text) => text.replace(LIST, WILDCARD));
}

/** Joins the clusters that `shorten` gives one text, under that text. */
function joinWhereEqual(live: Live, shorten: (text: string) => string): void {
  const byShort = new Map<string, Cluster[]>();
  for (const cluster of live.values()) {
    const short = shorten(cluster.text);
    const group = byShort.get(short);
    if (group) {
      group.push(cluster);
    } else {
      byShort.set(short, [cluster]);
    }
  }
  for (const [short, clusters] of byShort) {
    if (clusters.length > 1 && isFixed(short)) {
      for (const cluster of clusters) {
        live.delete(cluster.text);
      }
      const members = clusters.flatMap((cluster) => cluster.members);
      add(live, short.split(' '), members);
    }
  }
}

const LIST = /<\*>(?:,? <\*>){1,2000}/g;
const OPTIONAL_VALUE = / \(<\*>(?: [A-Za-z%]{1,12})?\)/g;

function textBySkeleton(live: Live, count: number): readonly string[] {
  const texts = new Array<string>(count).fill('');
  for (const cluster of live.values()) {
    for (const member of cluster.members) {
      texts[member] = cluster.text;
    }
  }
  return texts;
}

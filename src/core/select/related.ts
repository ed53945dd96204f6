import type { ContextItem } from '../model/context.ts';

/** What an item beside the logs is held against. */
export interface Failure {
  /** The leading lines. */
  readonly text: string;
  /** What is known of such failures: names of settings and their usual causes. */
  readonly words: string;
  /** Names of the services and logs that fail. */
  readonly services: readonly string[];
  /** Milliseconds since the epoch when it began. */
  readonly onset: number | undefined;
}

/** The items that have to do with the failure, and how much. */
export function relationsOf(
  items: readonly ContextItem[],
  failure: Failure,
): { readonly item: ContextItem; readonly relation: number }[] {
  const spread = wordSpread(items);
  const said = wordsOf(`${failure.text}\n${failure.words}`);
  const services = [...new Set(failure.services.map(serviceName))].filter(
    (name) => name.length > 3,
  );
  return items
    .map((item) => ({
      item,
      relation:
        namedBy(item, failure.text) +
        Math.min(3, mentions(`${item.name}\n${item.text.slice(0, LONGEST)}`, services)) +
        sharedWords(item, said, spread) +
        changedBefore(item, failure),
    }))
    .filter(({ relation }) => relation >= LEAST);
}

/** One shared identifier, or two words that stand in no other item. */
const LEAST = 1;
const LONGEST = 20_000;

/** By its name, or by names in it. */
function namedBy(item: ContextItem, failing: string): number {
  if (item.kind === 'diagnostic') {
    return mentions(failing, [fileName(item.name)]) > 0 ? 3 : 1;
  }
  const names = [fileName(item.name), stem(item.name)].filter((name) => name.length > 3);
  return 3 * mentions(failing, names) + mentions(failing, identifiersOf(item.text));
}

/** Milliseconds before the onset in which a change counts as shortly before. */
const RECENT = 24 * 3_600_000;

/** A patch whose commit the logs name, or whose date lies shortly before it began. */
function changedBefore(item: ContextItem, { text, onset }: Failure): number {
  if (item.kind !== 'change') {
    return 0;
  }
  const commit = /^(?:commit|From) ([0-9a-f]{7,40})\b/m.exec(item.text)?.[1]?.slice(0, 7);
  const date = Date.parse(/^Date: {1,8}(.{10,40})$/m.exec(item.text)?.[1] ?? '');
  const isRecent = onset !== undefined && date <= onset && date > onset - RECENT;
  return (commit !== undefined && text.includes(commit) ? 5 : 0) + (isRecent ? 3 : 0);
}

/** Words the item shares with the failure; one that all items hold says little. */
function sharedWords(
  item: ContextItem,
  said: ReadonlySet<string>,
  spread: ReadonlyMap<string, number>,
): number {
  const shared = [...wordsOf(`${item.name}\n${item.text}`)].filter((word) => said.has(word));
  return Math.min(
    3,
    shared.reduce((sum, word) => sum + 0.5 / (spread.get(word) ?? 1), 0),
  );
}

function wordSpread(items: readonly ContextItem[]): ReadonlyMap<string, number> {
  const spread = new Map<string, number>();
  for (const item of items) {
    for (const word of wordsOf(`${item.name}\n${item.text}`)) {
      spread.set(word, (spread.get(word) ?? 0) + 1);
    }
  }
  return spread;
}

/** Words and names in small letters, parts of `dirty_decay_ms` and `evictOlder` too, and versions. */
function wordsOf(text: string): ReadonlySet<string> {
  const spaced = text.slice(0, LONGEST).replace(/([a-z])([A-Z])/g, '$1 $2');
  const words =
    spaced.match(/[A-Za-z][a-z]{4,30}|[A-Za-z]\w{5,40}|\d{1,4}\.\d{1,4}\.\d{1,4}/g) ?? [];
  const parts = words.flatMap((word) => word.split('_')).filter((part) => part.length > 4);
  return new Set(
    [...words, ...parts].map((word) => word.toLowerCase()).filter((word) => !common.has(word)),
  );
}

/** Words of code, manifests and logs that say nothing of what is meant. */
const common: ReadonlySet<string> = new Set(
  'after again always before being class const could default every false first found function import include interface label labels level limit limits metadata namespace never number object other private public readonly registry replicas return selector service services should spec static status string template there these thing type types update value values version which while width would apiversion apps container containers deployment example image images match matchlabels http https localhost error errors failed start started starting info warning debug request response server client'.split(
    ' ',
  ),
);

/** `catalog-6c9f7d5b8-k4bvs` and `logs/catalog.log` -> `catalog`. */
function serviceName(name: string): string {
  return stem(name).replace(/-(?=[a-z0-9]{0,9}\d)[a-z0-9]{6,10}(?:-[a-z0-9]{5})?$/, '');
}

/** Those of the item's lines that name what the failing lines name; at most `limit`. */
export function relatedLines(item: ContextItem, failing: string, limit: number): readonly number[] {
  const hits: number[] = [];
  for (const [offset, line] of item.text.split('\n').entries()) {
    if (mentions(failing, identifiersOf(line)) > 0) {
      hits.push(item.startLine + offset);
    }
    if (hits.length === limit) break;
  }
  return hits;
}

/** Words that say which thing is meant: names with an inner mark or a change of case. */
function identifiersOf(text: string): readonly string[] {
  const words = text.slice(0, 20_000).match(/[A-Za-z][\w./-]{4,60}/g) ?? [];
  return [...new Set(words.filter((word) => /[a-z][A-Z]|[\w][-_./][\w]/.test(word)))].slice(0, 400);
}

function mentions(text: string, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (text.includes(name) ? 1 : 0), 0);
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const stem = (path: string): string => fileName(path).replace(/\.[^.]{1,8}$/, '');

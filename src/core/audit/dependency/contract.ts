import type { ChangedFile, Finding, Suggestion } from '../../model/audit.ts';
import type { Place } from '../../model/topology.ts';
import { folderOf } from '../../topology/paths.ts';
import { EVERYWHERE, type ScopeOf } from './scopes.ts';
import { lineAfter, type Sides } from './sides.ts';

/** Something that is there for others by a name: a port, a setting, a route, a field. */
export interface Offer extends Place {
  /** What makes it one with its uses. */
  readonly key: string;
  /** What may take its place: another port of the same service, another setting of the same block. */
  readonly group: string;
  /** Begins a sentence, e.g. `Port 8080 of api`. */
  readonly what: string;
  /** What a finding is about, e.g. `api:8080`. */
  readonly subject: string;
}

/** Somebody that relies on it. */
export interface Use extends Place {
  readonly key: string;
  /** The service, or whatever else says who it is; `undefined` where nobody knows. */
  readonly by: string | undefined;
  /** It has something to fall back on. */
  readonly isOptional?: boolean;
}

export interface Contract {
  readonly offers: Sides<Offer>;
  readonly uses: Sides<Use>;
  /** What one user does and what several do, e.g. `addresses` and `address`. */
  readonly verb: readonly [one: string, several: string];
  /** What to do. */
  readonly advice: string;
  readonly scopeOf: ScopeOf;
}

const MOST_NAMED = 3;

/** What goes away though others still use it: one finding for each, citing who does. */
export function brokenContracts(contract: Contract, suggestion: Suggestion): readonly Finding[] {
  const { offers, uses, scopeOf } = contract;
  const kept = new Map<string, Offer[]>();
  for (const offer of offers.after) kept.set(offer.key, [...(kept.get(offer.key) ?? []), offer]);
  const users = new Map<string, Use[]>();
  for (const use of uses.after) users.set(use.key, [...(users.get(use.key) ?? []), use]);
  const told = new Set<string>();
  return offers.before.flatMap((offer) => {
    const id = `${offer.key}\0${scopeOf(offer.file)}`;
    const found = (users.get(offer.key) ?? []).filter((use) =>
      isLeft(offer, use, kept.get(offer.key) ?? [], scopeOf),
    );
    if (found.length === 0 || told.has(id)) return [];
    told.add(id);
    return [brokenFinding(offer, found, contract, suggestion)];
  });
}

/** Whether a use is left without what it relies on, where that was offered with it. */
function isLeft(offer: Offer, use: Use, kept: readonly Offer[], scopeOf: ScopeOf): boolean {
  if (kept.length === 0) return true;
  const [scope, used] = [scopeOf(offer.file), scopeOf(use.file)];
  const isKept = kept.some(({ file }) => {
    const other = scopeOf(file);
    return other === scope || other === EVERYWHERE || scope === EVERYWHERE;
  });
  if (isKept) return false;
  if (used !== EVERYWHERE) return used === scope;
  // Files of one folder may be merged.
  return kept.every(({ file }) => folderOf(file) !== folderOf(offer.file));
}

function brokenFinding(
  offer: Offer,
  users: readonly Use[],
  { offers, verb, advice }: Contract,
  suggestion: Suggestion,
): Finding {
  const known = new Set(offers.before.map(({ key }) => key));
  const [heir] = offers.after.filter(({ group, key }) => group === offer.group && !known.has(key));
  const instead = heir ? ` (${lowerFirst(heir.what)} comes instead)` : '';
  const sure = users.filter(({ isOptional }) => !isOptional);
  const shown = sure.length > 0 ? sure : users;
  const [first] = shown;
  const hint =
    sure.length > 0 ? advice : 'It falls back on a default: make sure that this is meant.';
  return {
    kind: 'dependency',
    severity: sure.length > 0 ? 'error' : 'warning',
    verdict: 'ignored',
    message: `${offer.what} goes away${instead}, but ${usersText(shown)} still ${verb[distinctUsers(shown).length > 1 ? 1 : 0]} it. ${hint}`,
    subject: offer.subject,
    ...placeIn(suggestion, offer),
    source: { file: first?.file ?? '', line: first?.line },
  };
}

/** `web (deploy/web.yaml:12) and api (src/a.ts:3)`, at most three. */
function usersText(users: readonly Use[]): string {
  const distinct = distinctUsers(users);
  const named = distinct
    .slice(0, MOST_NAMED)
    .map(({ by, file, line }) =>
      by === undefined ? `${file}:${line}` : `${by} (${file}:${line})`,
    );
  const rest = distinct.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : listed(named);
}

/** The first place of each. */
function distinctUsers(users: readonly Use[]): readonly Use[] {
  return [
    ...new Map([...users].reverse().map((use) => [`${use.by} ${use.file}`, use])).values(),
  ].reverse();
}

export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

/** Where a place of the workspace is in the suggestion; its first file for what it does not touch. */
export function placeIn(
  { files }: Suggestion,
  { file, line }: Place,
): { readonly file: string | undefined; readonly line: number | undefined } {
  const touched = files.find(({ path, renamedFrom }) => path === file || renamedFrom === file);
  if (touched) return { file: touched.path, line: lineAfter(touched, line) };
  const [first] = files;
  return { file: first?.path, line: first && firstLine(first) };
}

function firstLine({ added, removed }: ChangedFile): number {
  return Math.max(1, added[0]?.line ?? removed[0]?.line ?? 1);
}

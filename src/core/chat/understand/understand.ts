import { Severity, type SeverityNumber } from '../../model/severity.ts';
import { everywhere, type Question, type Scope, type Term } from '../question.ts';
import { extremeOf, followUp, groupingOf, intentOf, ofTime } from './intents.ts';
import { takeConcepts, takeQuoted, wordsAsTerms } from './terms.ts';
import { takeWindow, unitOf } from './times.ts';

/** What may be named in a question because the logs have it. */
export interface KnownNames {
  /** Services, pods, hosts and the like, as they are written. */
  readonly names: readonly string[];
  /** The run's files, in its order. */
  readonly files: readonly string[];
}

export type Understood =
  | { readonly kind: 'question'; readonly question: Question }
  /** It asks for nothing that we can look up. */
  | { readonly kind: 'unclear' };

/**
 * Reads a question without a model: what it asks for by its words, and of which records by the times,
 * levels, names, ids and quoted text in it. What is left are words of the log. A question that only
 * names other records asks the same of them as the one before.
 */
export function understand(given: string, known: KnownNames, before?: Question): Understood {
  const text = given.slice(0, LONGEST);
  const plain = plainText(text);
  const { scope, left } = scopeOf(text, known);
  // Words inside quotes and of times ask for nothing: `in the last 10 minutes` is no `last`.
  const asking = plainText(takeWindow(takeQuoted(plain).rest).rest).toLowerCase();
  const own = intentOf(before ? asking.replace(lead, '') : asking);
  if (before && hasAny(scope) && isFollowUp(asking, own, left)) {
    const both = merged(before.scope, scope);
    return { kind: 'question', question: { ...before, scope: both, isFollowUp: true } };
  }
  const isGuess = own === undefined;
  const intent = own ?? (hasAny(scope) && isTelling(left, scope) ? 'show' : undefined);
  if (intent === undefined) return { kind: 'unclear' };
  // `When did it begin?` asks of what the question before was about.
  const isSame = before !== undefined && !hasAny(scope) && pronoun.test(asking);
  return {
    kind: 'question',
    question: {
      intent,
      scope: isSame ? before.scope : scope,
      ...detailsOf(intent, asking),
      isFollowUp: isSame,
      ...(isGuess && { isGuess }),
    },
  };
}

/** Characters of a question that are read; the rest of what was pasted is no question. */
const LONGEST = 1_000;

/** `what about the warnings` asks nothing by itself. */
const lead = /^(?:and|but|or|then)?\s?(?:what about|how about|same for)\s/;

const pronoun = /\b(?:it|its|they|them|their|those|these|that|this|of them)\b/;

/** `what about the warnings`, `and for redis`, `after 14:10`; and not `what about the rate of warnings`. */
function isFollowUp(
  asking: string,
  own: Question['intent'] | undefined,
  left: readonly Term[],
): boolean {
  const isBegun = followUp.test(asking) || asking === '';
  if (own === undefined) return isBegun || left.length <= 2;
  return followUp.test(asking) && (own === 'any' || own === 'show' || own === 'happened');
}

const plainText = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[?!.\s]+$/, '');

function detailsOf(intent: Question['intent'], plain: string) {
  const unit =
    /\b(?:per|a|each|every|which|busiest|worst|by|one|any) (second|minute|hour|day)\b/.exec(
      plain,
    )?.[1];
  const top =
    /\b(?:top|first|last|the) (\d{1,3})\b(?! (?:seconds?|minutes?|hours?|days?))/.exec(
      plain,
    )?.[1] ??
    /\b(\d{1,2}) (?:slowest|longest|largest|biggest|most|lines|records|examples)\b/.exec(
      plain,
    )?.[1];
  return {
    ...(intent === 'who' && { by: groupingOf(plain) }),
    ...(intent === 'extremes' && { extreme: extremeOf(plain), isTime: ofTime.test(plain) }),
    ...(unit !== undefined && { per: unitOf(unit) }),
    ...(top !== undefined && { top: Number(top) }),
  };
}

function hasAny({ window, level, terms, names, files, status, lines }: Scope): boolean {
  return (
    [window, level, status, lines].some((part) => part !== undefined) ||
    [terms, names, files].some((list) => list.length > 0)
  );
}

/** One word that nobody knows is no question; a name, an id or something quoted is. */
function isTelling(left: readonly Term[], scope: Scope): boolean {
  const onlyWords = scope.terms.length === left.length && !hasAny({ ...scope, terms: [] });
  return !onlyWords || left.length <= 3;
}

function merged(before: Scope, now: Scope): Scope {
  const window = now.window ?? before.window;
  const level = now.level ?? before.level;
  const status = now.status ?? before.status;
  const list = <T>(mine: readonly T[], theirs: readonly T[]): readonly T[] =>
    mine.length > 0 ? mine : theirs;
  // Another level or another word is asked about in place of the words before, not beside them.
  const isOther = now.terms.length > 0 || now.level !== undefined || now.status !== undefined;
  return {
    ...everywhere,
    ...(window && { window }),
    ...(isOther ? only(now) : { ...(level && { level }), ...(status && { status }) }),
    terms: isOther ? now.terms : before.terms,
    names: list(now.names, before.names),
    files: list(now.files, before.files),
  };
}

const only = ({ level, status }: Scope) => ({ ...(level && { level }), ...(status && { status }) });

/** The records that a question names, and the words of it that are nothing else. */
export function scopeOf(
  text: string,
  known: KnownNames,
): { readonly scope: Scope; readonly left: readonly Term[] } {
  const quoted = takeQuoted(text.replace(/[?!]+(?=\s|$)/g, ' '));
  const windowed = takeWindow(quoted.rest);
  const lined = takeLines(windowed.rest);
  const named = takeKnown(lined.rest, known);
  const idd = takeIds(named.rest);
  const stated = takeStatus(idd.rest);
  const conceived = takeConcepts(stated.rest);
  const levelled = takeLevel(conceived.rest);
  const words = wordsAsTerms(levelled.rest);
  // `requests that failed with 503`: the status says it all.
  const isSaid = ({ word }: Term): boolean =>
    (stated.status !== undefined && ofHttp.test(word)) ||
    (idd.terms.length > 0 && ofIds.test(word));
  const left = words.filter((term) => !isSaid(term));
  const scope: Scope = {
    terms: [
      ...quoted.terms,
      ...idd.terms,
      ...conceived.terms.filter((term) => !isSaid(term)),
      ...left,
    ],
    names: named.names,
    files: named.files,
    ...(windowed.window && { window: windowed.window }),
    ...(lined.lines && { lines: lined.lines }),
    ...(stated.status && { status: stated.status }),
    ...(levelled.level && { level: levelled.level }),
  };
  return { scope, left };
}

const ofIds = /^(?:traces?|requests?|correlation|transactions?|spans?|ids?|sessions?)$/i;
const ofHttp = /^(?:requests?|calls?|responses?|fail(?:s|ed|ing|ures?)?|http)$/i;

function takeLines(text: string): { readonly lines?: Scope['lines']; readonly rest: string } {
  const match =
    /\b(?:lines?|L)\s?(\d{1,9})(?:\s?(?:-|–|to|and|until)\s?(?:line\s)?(\d{1,9}))?\b/i.exec(text);
  if (!match) return { rest: text };
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
  return {
    lines: { from: Math.min(from, to), to: Math.max(from, to) },
    rest: text.replace(match[0], ' '),
  };
}

/** Files and names by what they are called, the longest first; `redis` is also said of `redis-0`. */
function takeKnown(text: string, { names, files }: KnownNames) {
  let rest = text;
  const foundFiles: number[] = [];
  for (const [index, name] of files.entries()) {
    const taken = takeName(rest, name) ?? takeName(rest, name.slice(name.lastIndexOf('/') + 1));
    if (taken === undefined) continue;
    rest = taken;
    foundFiles.push(index);
  }
  const foundNames: string[] = [];
  for (const name of [...new Set(names)].toSorted((a, b) => b.length - a.length)) {
    const taken = name.length > 1 ? takeName(rest, name) : undefined;
    if (taken === undefined) continue;
    rest = taken;
    foundNames.push(name);
  }
  return { names: foundNames, files: foundFiles, rest };
}

function takeName(text: string, name: string): string | undefined {
  if (name === '') return undefined;
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}_.-])${literal}(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])`,
    'iu',
  );
  return pattern.test(text) ? text.replace(pattern, ' ') : undefined;
}

/** What only a machine would have named: it is looked for as it is. */
function takeIds(text: string): { readonly terms: readonly Term[]; readonly rest: string } {
  const terms: Term[] = [];
  const rest = text.replace(
    /(?<![\p{L}\p{N}_-])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-z_-]{0,40}\d)[\p{L}\p{N}]+(?:[-_:#][\p{L}\p{N}]+)+|(?=[a-f]{0,40}\d)(?=\d{0,40}[a-f])[0-9a-f]{6,64})(?![\p{L}\p{N}_])/giu,
    (word) => {
      terms.push({ word, spellings: [word.toLowerCase()], isWhole: true });
      return ' ';
    },
  );
  return { terms, rest };
}

function takeStatus(text: string): {
  readonly status?: NonNullable<Scope['status']>;
  readonly rest: string;
} {
  const match =
    /\b(?:(?:http|status(?: codes?)?)\s)*([1-5])xx(?:['’]?s)?\b(?: (?:status(?:es)?|responses?|codes?|errors?))*|\b(?:http|status(?: codes?)?)(?: of)?\s([1-5]\d\d)s?\b|\b([1-5]\d\d)s\b|\b([45]\d\d) (?:status(?:es)?|responses?|errors?)\b|\b(?:with|returned|returning|gave|got|answered)(?: a| an)? ([1-5]\d\d)\b/i.exec(
      text,
    );
  if (!match) return { rest: text };
  const rest = text.replace(match[0], ' ');
  if (match[1] !== undefined) {
    const from = Number(match[1]) * 100;
    return { status: { from, to: from + 99, word: `${match[1]}xx` }, rest };
  }
  const code = Number(match[2] ?? match[3] ?? match[4] ?? match[5]);
  return { status: { from: code, to: code, word: String(code) }, rest };
}

type Level = NonNullable<Scope['level']>;

const levels: readonly (readonly [RegExp, SeverityNumber, SeverityNumber])[] = [
  [
    /\b(?:fatals?|criticals?|emergenc(?:y|ies))(?: (?:errors?|level|lines?|records?|messages?))?\b/i,
    Severity.fatal,
    24,
  ],
  [
    /\b(?:errors?|errored)(?: (?:or worse|level|lines?|records?|messages?|entries))?\b/i,
    Severity.error,
    24,
  ],
  [/\b(?:warnings?|warns?)(?: or worse)\b/i, Severity.warn, 24],
  [
    /\b(?:warnings?|warns?)(?: (?:level|lines?|records?|messages?|entries))?\b/i,
    Severity.warn,
    Severity.error - 1,
  ],
  [
    /\b(?:infos?|informational)(?: (?:level|lines?|records?|messages?|entries))?\b/i,
    Severity.info,
    Severity.warn - 1,
  ],
  [
    /\b(?:debugs?)(?: (?:level|lines?|records?|messages?|entries))\b/i,
    Severity.debug,
    Severity.info - 1,
  ],
];

function takeLevel(text: string): { readonly level?: Level; readonly rest: string } {
  for (const [pattern, from, to] of levels) {
    const match = pattern.exec(text);
    if (match) return { level: { from, to, word: match[0] }, rest: text.replace(match[0], ' ') };
  }
  return { rest: text };
}

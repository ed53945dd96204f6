import type { ChatCell, ChatTable } from '../../model/chat.ts';
import { count } from '../../model/numberText.ts';
import type { RecordRef } from '../../model/template.ts';
import type { ChatRun } from '../chatRun.ts';
import { type Draft, type Fact, note } from '../draft.ts';
import { type Hit, type Sieve, type Sifted, sift, textOf } from '../logs/sift.ts';
import type { Question, Scope, Term } from '../question.ts';
import { listed, oneLine, placeOf, recordsText } from '../words.ts';

/** A question's records, and how to speak of them. */
export interface Look {
  readonly scope: Scope;
  readonly sieve: Sieve;
  readonly found: Sifted;
  /** e.g. `records at level error that hold “timeout”`. */
  what(many: number): string;
  /** How words were read and times resolved. */
  readonly notes: readonly Draft[];
}

/** Finds the records that a question is about. Words that stand nowhere together are told. */
export async function look(
  question: Question,
  run: ChatRun,
  within: Pick<Sieve, 'from' | 'to'> = { from: -Infinity, to: Infinity },
): Promise<Look> {
  const scope = withSubjects(question.scope, run);
  const resolved = scope.window && run.clock.resolve(scope.window);
  const { from, to } = resolved ?? within;
  const sieve: Sieve = { ...scope, from, to };
  const found = await sift(run.files, sieve, run.pace);
  if (scope.level && found.of === 0 && found.unlevelled > 0) {
    // A log without levels says it in words, if at all.
    const seen = await look({ ...question, scope: inWords(question.scope) }, run, within);
    const how = `These records state no level, so I looked for the word “${stem(scope.level.word)}”.`;
    return { ...seen, notes: [note(how), ...seen.notes] };
  }
  const window = windowText(sieve, run);
  return {
    scope,
    sieve,
    found,
    what: (many) => recordsText(scope, window, run.files, many !== 1),
    notes: [
      ...(resolved?.note === undefined ? [] : [note(resolved.note)]),
      ...howRead(scope.terms),
      ...(found.unlevelled > 0
        ? [
            note(
              `${count(found.unlevelled, 'record')} more of that time and file ${found.unlevelled === 1 ? 'states' : 'state'} no level.`,
            ),
          ]
        : []),
    ],
  };
}

function inWords({ level, ...scope }: Scope): Scope {
  const word = stem(level?.word ?? '');
  return { ...scope, terms: [{ word, spellings: [word], isWhole: false }, ...scope.terms] };
}

/** `errors`, `errors or worse` -> `error`. */
const stem = (word: string): string => word.toLowerCase().split(' ')[0]?.replace(/s$/, '') ?? '';

/** Logs and lines of the chips are what is asked about, unless the question itself names some. */
function withSubjects(scope: Scope, { subjects, files }: ChatRun): Scope {
  if (scope.files.length > 0) return scope;
  const indexOf = (uri: string): readonly number[] => {
    const index = files.findIndex((file) => file.uri === uri);
    return index < 0 ? [] : [index];
  };
  const logs = subjects.flatMap((one) => (one.kind === 'log' ? indexOf(one.uri) : []));
  const [lines] = subjects.flatMap((one) =>
    one.kind === 'lines' && indexOf(one.uri).length > 0 ? [one] : [],
  );
  if (lines && scope.lines === undefined && logs.length === 0 && lines.endLine > lines.startLine) {
    return {
      ...scope,
      files: indexOf(lines.uri),
      lines: { from: lines.startLine, to: lines.endLine },
    };
  }
  return logs.length > 0 && logs.length < files.length ? { ...scope, files: logs } : scope;
}

/** `from 14:00:00 until before 14:10:00`; a bound that is none is left out. */
function windowText({ from, to }: Pick<Sieve, 'from' | 'to'>, { clock }: ChatRun): string {
  const bounds = [from, to].filter((time) => Number.isFinite(time));
  const [first = '', second = ''] = clock.sayBounds(bounds);
  if (bounds.length === 2) return `from ${first} until before ${second}`;
  if (bounds.length === 0) return '';
  return Number.isFinite(from) ? `from ${first} on` : `before ${first}`;
}

function howRead(terms: readonly Term[]): readonly Draft[] {
  const wide = terms.filter(
    ({ word, spellings }) => spellings.length > 1 || spellings[0] !== word.toLowerCase(),
  );
  if (wide.length === 0) return [];
  const texts = wide.map(
    ({ word, spellings }) =>
      `“${word}” is ${listed(
        spellings.map((one) => `“${one.replace(/\s+/g, ' ').trim()}”`),
        'or',
      )} in any case`,
  );
  return [note(`Counted by text: ${texts.join('; ')}. A stack trace belongs to its record.`)];
}

/** What was counted, in a form that the check of a claim can read: see `verify`. */
export function countedText(
  { found, what }: Look,
  run: ChatRun,
  more: readonly string[] = [],
): string {
  const { first, last } = found;
  const end = (hit: Hit | undefined): string => (hit ? placeText(hit, run) : 'none');
  return [
    `${found.count} records: ${count(found.count, 'record')}; ${what(2)}; ${what(1)}`,
    `${found.of} records of that time, level and file; ${count(found.of, 'record')}`,
    `first: ${end(first)}; last: ${end(last)}`,
    ...more,
  ].join('\n');
}

export function placeText(ref: RecordRef, { files, clock }: ChatRun): string {
  const log = files[ref.file];
  const place = placeOf(files, ref);
  if (!log || !place) return '';
  const time = log.records.timestamp(ref.record);
  const at = Number.isNaN(time) ? '' : ` at ${clock.say(ref.file, time)}`;
  return `line ${place.startLine} of ${log.name}${at}`;
}

/** The ends of what was found, to be pointed at. */
export function endsOf({ first, last }: Sifted): readonly RecordRef[] {
  if (!first || !last) return [];
  const isOne = first.file === last.file && first.record === last.record;
  return isOne ? [first] : [first, last];
}

/** Nothing fits: told with what was looked through, so that it can be trusted. */
export function nothingFound(seen: Look, run: ChatRun): readonly Draft[] {
  const { found, scope, what } = seen;
  const all = run.files.reduce((sum, { records }) => sum + records.length, 0);
  const fact: Fact = {
    kind: 'fact',
    text: `There are 0 ${what(2)}.`,
    at: [],
    counted: countedText(seen, run),
  };
  const looked =
    found.of === 0
      ? `None of the ${count(all, 'record')} is of that time, level or file.`
      : `I looked at ${count(found.of, 'record')}.`;
  const [word] = scope.terms;
  const advice = word
    ? ` Try another word for “${word.word}”, or ask which kinds of messages there are.`
    : '';
  return [fact, note(looked + advice), ...seen.notes];
}

/** Records as rows: when, where, what they say. */
export function recordTable(
  title: string,
  refs: readonly RecordRef[],
  run: ChatRun,
  more = 0,
  extra?: { readonly title: string; readonly text: (ref: RecordRef) => string },
): ChatTable {
  const isTimed = run.clock.span !== undefined;
  return {
    kind: 'table',
    title,
    columns: [
      ...(extra ? [{ title: extra.title, kind: 'number' as const }] : []),
      ...(isTimed ? [{ title: 'Time', kind: 'time' as const }] : []),
      { title: 'Line', kind: 'text' },
      { title: 'Message', kind: 'code' },
    ],
    rows: refs.map((ref) => recordRow(ref, run, extra && { text: extra.text(ref) })),
    more,
  };
}

function recordRow(
  ref: RecordRef,
  { files, clock }: ChatRun,
  extra?: ChatCell,
): readonly ChatCell[] {
  const log = files[ref.file];
  const place = placeOf(files, ref);
  if (!log || !place) return [];
  const time = log.records.timestamp(ref.record);
  const body = log.records.at(ref.record)?.body ?? textOf(log, ref.record);
  return [
    ...(extra ? [extra] : []),
    ...(clock.span === undefined
      ? []
      : [{ text: Number.isNaN(time) ? '' : clock.say(ref.file, time) }]),
    { text: `${log.name}:${place.startLine}`, place },
    { text: oneLine(body.split('\n')[0] ?? ''), place },
  ];
}

/** Some of the records that were found, over all files in the order of their times. */
export function refsOf(found: Sifted, { files }: ChatRun, most: number): readonly RecordRef[] {
  const refs = found.matches.flatMap((records, file) =>
    records.slice(0, most).map((record) => ({
      file,
      record,
      time: files[file]?.records.timestamp(record) ?? Number.NaN,
    })),
  );
  const isTimed = refs.every(({ time }) => !Number.isNaN(time));
  return (isTimed ? refs.toSorted((a, b) => a.time - b.time) : refs).slice(0, most);
}

import { count, number } from '../../model/numberText.ts';
import { Severity } from '../../model/severity.ts';
import type { ChatRun } from '../chatRun.ts';
import type { Draft, Fact } from '../draft.ts';
import { note } from '../draft.ts';
import type { Question } from '../question.ts';
import { aStretch, duration, perText, rounded } from '../words.ts';
import {
  countedText,
  endsOf,
  type Look,
  look,
  nothingFound,
  placeText,
  recordTable,
  refsOf,
} from './look.ts';

/** How many there are, and where they begin and end. */
export async function answerCount(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const seen = await look(question, run);
  const { found, what } = seen;
  if (found.count === 0) return nothingFound(seen, run);
  const share = seen.scope.terms.length > 0 || seen.scope.names.length > 0 || seen.scope.status;
  return [
    fact(
      `There ${found.count === 1 ? 'is' : 'are'} ${number(found.count)} ${what(found.count)}.`,
      seen,
      run,
    ),
    ...endFacts(seen, run),
    ...(share
      ? [
          note(
            `That is ${shareText(found.count, found.of)} of the ${count(found.of, 'record')} of that time, level and file.`,
          ),
        ]
      : []),
    ...byFile(seen, run),
    ...seen.notes,
  ];
}

export async function answerAny(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const drafts = await answerCount(question, run);
  const [first, ...rest] = drafts;
  if (first?.kind !== 'fact') return drafts;
  const isNone = /^There are 0 /.test(first.text);
  const text = isNone
    ? first.text.replace('There are 0 ', 'No: there are 0 ')
    : first.text.replace(/^There/, 'Yes: there');
  return [{ ...first, text }, ...rest];
}

/** The first or the last of them. */
export async function answerEnd(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const asked = withErrors(question);
  const seen = await look(asked, run);
  const { found, what } = seen;
  const { first, last } = found;
  if (!first || !last) return nothingFound(seen, run);
  const isFirst = question.intent === 'first';
  const [one, other] = isFirst ? [first, last] : [last, first];
  const top = question.top ?? 1;
  const refs = refsOf(found, run, isFirst ? top : Number.POSITIVE_INFINITY);
  const shown = isFirst ? refs.slice(0, top) : refs.slice(-top);
  const name = isFirst ? 'first' : 'last';
  const others =
    found.count > 1
      ? [
          fact(
            `The ${isFirst ? 'last' : 'first'} of all ${number(found.count)} is ${placeText(other, run)}.`,
            seen,
            run,
            [other],
          ),
        ]
      : [];
  return [
    fact(`The ${name} ${what(1)} is ${placeText(one, run)}.`, seen, run, [one]),
    ...others,
    ...lasted(seen),
    recordTable(top > 1 ? `The ${name} ${top}` : `The ${name}`, shown, run),
    ...(asked === question ? [] : [note('No event was named, so I took errors.')]),
    ...seen.notes,
  ];
}

/** `When did it begin?` is asked of the trouble, where nothing else is named. */
function withErrors(question: Question): Question {
  const { level, terms, names, files, status, lines, window } = question.scope;
  const isNamed =
    [level, status, lines, window].some((part) => part !== undefined) ||
    [terms, names, files].some((list) => list.length > 0);
  const errors = { from: Severity.error, to: 24, word: 'error' };
  return isNamed ? question : { ...question, scope: { ...question.scope, level: errors } };
}

function lasted({ found: { first, last, count: many } }: Look): readonly Draft[] {
  const span = (last?.time ?? 0) - (first?.time ?? 0);
  return many > 1 && span > 0 ? [note(`From the first to the last it is ${duration(span)}.`)] : [];
}

function endFacts(seen: Look, run: ChatRun): readonly Draft[] {
  const { first, last, count: many } = seen.found;
  if (!first || !last) return [];
  if (many === 1) return [fact(`It is ${placeText(first, run)}.`, seen, run, [first])];
  return [
    fact(`The first is ${placeText(first, run)}.`, seen, run, [first]),
    fact(`The last is ${placeText(last, run)}.`, seen, run, [last]),
  ];
}

export function fact(
  text: string,
  seen: Look,
  run: ChatRun,
  at: Fact['at'] = endsOf(seen.found),
  more: readonly string[] = [],
): Fact {
  return {
    kind: 'fact',
    text,
    at,
    counted: countedText(seen, run, [...more, ...at.map((ref) => placeText(ref, run))]),
  };
}

function shareText(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : (100 * part) / whole;
  return percent > 0 && percent < 0.1 ? 'less than 0.1%' : `${rounded(percent)}%`;
}

function byFile({ found }: Look, run: ChatRun): readonly Draft[] {
  const files = found.matches.flatMap((records, file) =>
    records.length > 0 ? [{ file, records }] : [],
  );
  if (files.length < 2) return [];
  const rows = files
    .toSorted((a, b) => b.records.length - a.records.length)
    .map(({ file, records }) => {
      const place = recordTable('', [{ file, record: records[0] ?? 0 }], run).rows[0]?.find(
        (cell) => cell.place,
      )?.place;
      return [
        { text: run.files[file]?.name ?? '', ...(place && { place }) },
        { text: number(records.length) },
      ];
    });
  return [
    {
      kind: 'table',
      title: 'By file',
      columns: [
        { title: 'File', kind: 'text' },
        { title: 'Records', kind: 'number' },
      ],
      rows: rows.slice(0, MOST_ROWS),
      more: Math.max(0, rows.length - MOST_ROWS),
    },
  ];
}

const MOST_ROWS = 20;

/** How often they come: on the whole, and stretch by stretch. */
export async function answerRate(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const seen = await look(question, run);
  if (seen.found.count === 0) return nothingFound(seen, run);
  const buckets = bucketsOf(seen, run, question.per);
  if (!buckets) return [...(await answerCount(question, run)), note(noTimes)];
  const { per, span, rows, busiest } = buckets;
  const mean = seen.found.count / (span / per);
  const peak = `${count(busiest.count, 'record')} ${aStretch(per)}`;
  const usual = `${rounded(mean)} ${rounded(mean) === '1' ? 'record' : 'records'} ${aStretch(per)}`;
  const more = [
    usual,
    peak,
    `${perText(per)} that begins at ${run.clock.say(busiest.first.file, busiest.from)}`,
  ];
  const isPeak = question.intent === 'peak';
  const what = seen.what(busiest.count);
  const kind = /^records?$/.test(what) ? '' : ` (${what})`;
  const facts = [
    fact(
      `The busiest ${perText(per)} begins at ${run.clock.say(busiest.first.file, busiest.from)}: ${peak}${kind}.`,
      seen,
      run,
      [busiest.first],
      more,
    ),
    fact(
      `On average it is ${usual} over ${duration(span)}: ${number(seen.found.count)} ${seen.what(seen.found.count)}.`,
      seen,
      run,
      endsOf(seen.found),
      [...more, duration(span)],
    ),
  ];
  return [...(isPeak ? facts : facts.toReversed()), rows, ...seen.notes];
}

const noTimes = 'These records state no times, so there is no rate.';

/** Rows of a table of rates, and buckets that are told apart at all. */
const MOST_STRETCHES = 30;
const MOST_BUCKETS = 500_000;
const steps = [1000, 60_000, 3_600_000, 86_400_000];

interface Bucket {
  readonly from: number;
  count: number;
  readonly first: { readonly file: number; readonly record: number };
}

function bucketsOf(seen: Look, run: ChatRun, wanted?: number) {
  const { clock } = run;
  if (!clock.span) return undefined;
  const span = lengthOf(seen, clock.span);
  const usual = steps.findLast((step) => span >= step * 3) ?? 1000;
  const per =
    steps.find((step) => step >= (wanted ?? usual) && span / step < MOST_BUCKETS) ?? 86_400_000;
  const all = fill(seen, run, per);
  const [busiest] = all.toSorted((a, b) => b.count - a.count || a.from - b.from);
  return busiest && { per, span, busiest, rows: stretchTable(all, per, run) };
}

/** Milliseconds of the logs that were looked at. */
function lengthOf(
  { sieve, scope }: Look,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  if (scope.window === undefined) return Math.max(1000, to - from);
  return Math.max(1000, Math.min(sieve.to, to) - Math.max(sieve.from, from));
}

function fill({ found }: Look, { files }: ChatRun, per: number): readonly Bucket[] {
  const buckets = new Map<number, Bucket>();
  for (const [file, records] of found.matches.entries()) {
    for (const record of records) {
      const time = files[file]?.records.timestamp(record) ?? Number.NaN;
      if (Number.isNaN(time)) continue;
      const start = Math.floor(time / per) * per;
      const bucket = buckets.get(start);
      if (bucket) bucket.count++;
      else buckets.set(start, { from: start, count: 1, first: { file, record } });
    }
  }
  return [...buckets.values()].sort((a, b) => a.from - b.from);
}

function stretchTable(all: readonly Bucket[], per: number, run: ChatRun): Draft {
  const isMany = all.length > MOST_STRETCHES;
  const shown = isMany
    ? all.toSorted((a, b) => b.count - a.count || a.from - b.from).slice(0, MOST_STRETCHES)
    : all;
  return {
    kind: 'table',
    title: isMany ? `The busiest ${perText(per)}s` : `By ${perText(per)}`,
    columns: [
      { title: 'From', kind: 'time' },
      { title: 'Records', kind: 'number' },
    ],
    rows: shown.map(({ from, count: many, first }) => {
      const place = recordTable('', [first], run).rows[0]?.find((cell) => cell.place)?.place;
      return [
        { text: run.clock.say(first.file, from), ...(place && { place }) },
        { text: number(many) },
      ];
    }),
    more: all.length - shown.length,
  };
}

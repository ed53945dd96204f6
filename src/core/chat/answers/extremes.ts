import { count, number } from '../../model/numberText.ts';
import type { RecordRef } from '../../model/template.ts';
import type { ChatRun } from '../chatRun.ts';
import { type Draft, note } from '../draft.ts';
import { largestSize, longestTime, type Measured, valueBeside } from '../logs/values.ts';
import type { Extreme, Question, Term } from '../question.ts';
import { duration, oneLine, rounded } from '../words.ts';
import { fact } from './counts.ts';
import { type Look, look, nothingFound, placeText, recordTable } from './look.ts';

interface Value extends Measured {
  readonly ref: RecordRef;
}

interface Reader {
  readonly name: string;
  readonly read: (text: string) => Measured | undefined;
  say(value: number): string;
}

const time: Reader = { name: 'time', read: longestTime, say: (value) => duration(value) };
const size: Reader = {
  name: 'size',
  read: largestSize,
  say: (value) => `${number(Math.round(value))} bytes`,
};

/**
 * The largest, the smallest, or a middle of the numbers in the records: times, sizes, or those beside a
 * word of the question. Every record is read, so that the rare one is not missed.
 */
export async function answerExtremes(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  for (const { scope, readers } of readings(question)) {
    const seen = await look({ ...question, scope }, run);
    for (const reader of readers) {
      const values = await valuesOf(seen, reader, run);
      if (values.length > 0) return told(question, seen, reader, values, run);
    }
  }
  const seen = await look(question, run);
  if (seen.found.count === 0) return nothingFound(seen, run);
  return [
    note(
      `I found no such number in ${number(seen.found.count)} ${seen.what(seen.found.count)}. Name the word beside the number, in quotes, e.g. highest “queue depth”.`,
    ),
    ...seen.notes,
  ];
}

/** Words of the question are looked for in the records first; then they name the number, or nothing. */
function readings({ scope, isTime = false }: Question) {
  const phrase = scope.terms.map(({ word }) => word).join(' ');
  const generic = scope.terms.filter(({ word }) => measured.test(word));
  const others = scope.terms.filter((term) => !generic.includes(term));
  const beside = (term: Term): Reader => ({
    name: term.word,
    read: valueBeside(term.spellings[0] ?? term.word),
    say: rounded,
  });
  const whole: Reader = { name: phrase, read: valueBeside(phrase), say: rounded };
  const isSize = generic.some(({ word }) => /byte|size|memory|heap|payload|body/i.test(word));
  const usual = isSize ? [size] : isTime ? [time] : [time, size];
  return [
    ...(scope.terms.length > 1 ? [{ scope: { ...scope, terms: [] }, readers: [whole] }] : []),
    ...(others.length > 0 && !isTime
      ? [{ scope: { ...scope, terms: [] }, readers: others.map(beside) }]
      : []),
    ...(others.length > 0
      ? [
          { scope, readers: usual },
          { scope: { ...scope, terms: others }, readers: usual },
        ]
      : []),
    {
      scope: { ...scope, terms: [] },
      readers: [
        ...others.map(beside),
        ...generic.map(beside),
        ...(others.length === 0 ? usual : []),
      ],
    },
    { scope: { ...scope, terms: [] }, readers: usual },
  ];
}

/** Words that name what is measured in general, and stand in no record for it. */
const measured =
  /^(?:requests?|queries|query|responses?|calls?|operations?|latenc(?:y|ies)|durations?|times?|bytes?|sizes?|memory|payloads?|transactions?|statements?|jobs?|tasks?|steps?)$/i;

const STRIDE = 512;
/** Characters of a message that are read for numbers. */
const LONGEST = 8_000;
const MOST_KEPT = 1_000_000;

async function valuesOf(
  { found }: Look,
  { read }: Reader,
  { files, pace }: ChatRun,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const [file, records] of found.matches.entries()) {
    const log = files[file];
    for (const [at, record] of records.entries()) {
      const wait = at % STRIDE === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      // The header is left out: its times are when, and not how long.
      const value = log && read((log.records.at(record)?.body ?? '').slice(0, LONGEST));
      if (value && values.length < MOST_KEPT) values.push({ ...value, ref: { file, record } });
    }
  }
  return values;
}

function told(
  question: Question,
  seen: Look,
  reader: Reader,
  values: readonly Value[],
  run: ChatRun,
): readonly Draft[] {
  const extreme = question.extreme ?? { kind: 'most' };
  const sorted = values.toSorted((a, b) =>
    extreme.kind === 'least' ? a.value - b.value : b.value - a.value,
  );
  const top = question.top ?? 5;
  const rows = sorted.slice(0, top);
  const [best] = sorted;
  if (!best) return [];
  const table = recordTable(
    extreme.kind === 'least' ? 'Smallest' : 'Largest',
    rows.map(({ ref }) => ref),
    run,
    Math.max(0, sorted.length - top),
    {
      title: reader.name === 'time' ? 'Took' : 'Value',
      text: (ref) => oneLine(rows.find((one) => one.ref === ref)?.written ?? '', 60),
    },
  );
  const read = note(
    `Read in ${count(values.length, 'record')} of ${number(seen.found.count)}: the ${reader.name === 'time' ? 'longest time' : reader.name === 'size' ? 'largest size' : `number beside “${reader.name}”`} that each names.`,
  );
  return [headline(extreme, seen, reader, sorted, run), table, read, ...seen.notes];
}

function headline(
  extreme: Extreme,
  seen: Look,
  reader: Reader,
  sorted: readonly Value[],
  run: ChatRun,
): Draft {
  const [best] = sorted;
  if (!best) return note('');
  if (extreme.kind === 'most' || extreme.kind === 'least') {
    const name = nameOfEnd(extreme.kind, reader.name);
    const text = `The ${name} is “${oneLine(best.written, 80)}”, in ${placeText(best.ref, run)}.`;
    return fact(text, seen, run, [best.ref], [best.written]);
  }
  const values = sorted.map(({ value }) => value).sort((a, b) => a - b);
  const { name, value } = middle(extreme, values);
  const isShort = reader.name === 'time' && value < 10_000;
  const told = isShort ? `${rounded(value)} ms` : reader.say(value);
  const text = `The ${name} is ${told}, of ${count(values.length, 'value')}.`;
  return fact(text, seen, run, [best.ref], [told, name, count(values.length, 'value')]);
}

function nameOfEnd(kind: 'most' | 'least', what: string): string {
  if (what === 'time') return kind === 'most' ? 'longest time' : 'shortest time';
  return `${kind === 'most' ? 'largest' : 'smallest'} ${what}`;
}

/** @param values ascending. */
function middle(
  extreme: Exclude<Extreme, { readonly kind: 'most' | 'least' }>,
  values: readonly number[],
): { readonly name: string; readonly value: number } {
  if (extreme.kind === 'mean') {
    const sum = values.reduce((total, one) => total + one, 0);
    return { name: 'mean', value: sum / Math.max(1, values.length) };
  }
  const { of } = extreme;
  const at = Math.min(values.length, Math.max(1, Math.ceil(of * values.length))) - 1;
  const name = of === 0.5 ? 'middle value' : `value that ${rounded(of * 100)} in 100 do not exceed`;
  return { name, value: values[at] ?? 0 };
}

import { count, number } from '../../model/numberText.ts';
import type { RecordRef } from '../../model/template.ts';
import type { ChatRun } from '../chatRun.ts';
import { type Draft, type Fact, note } from '../draft.ts';
import { textOf } from '../logs/sift.ts';
import type { Question, Term } from '../question.ts';
import { duration, oneLine, placeOf } from '../words.ts';
import { fact } from './counts.ts';
import { look, nothingFound, placeText, recordTable, refsOf } from './look.ts';

const MOST_SHOWN = 20;

/** The lines themselves. */
export async function answerShow(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const seen = await look(question, run);
  const { found, what } = seen;
  if (found.count === 0) return nothingFound(seen, run);
  const most = Math.min(question.top ?? MOST_SHOWN, 100);
  const refs = refsOf(found, run, most);
  return [
    fact(
      `There ${found.count === 1 ? 'is' : 'are'} ${number(found.count)} ${what(found.count)}.`,
      seen,
      run,
    ),
    recordTable('In the order of time', refs, run, found.count - refs.length),
    ...seen.notes,
  ];
}

const MOST_OF_TRACE = 60;

/** All that bears an id, over all logs, in the order of time. */
export async function answerFollow(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const terms = question.scope.terms.length > 0 ? question.scope.terms : traceOfSubject(run);
  if (terms.length === 0) {
    return [note('Name the trace or request by its id, or add a line that bears one.')];
  }
  const seen = await look({ ...question, scope: { ...question.scope, terms } }, run);
  const { found } = seen;
  const { first, last } = found;
  if (!first || !last) return nothingFound(seen, run);
  const refs = refsOf(found, run, MOST_OF_TRACE);
  const logs = found.matches.filter((records) => records.length > 0).length;
  const took = last.time - first.time;
  const length = took > 0 ? `, over ${duration(took)}` : '';
  return [
    fact(
      `${number(found.count)} ${seen.what(found.count)} ${found.count === 1 ? 'stands' : 'stand'} in ${count(logs, 'log')}${length}.`,
      seen,
      run,
      undefined,
      [count(logs, 'log'), duration(Math.max(0, took))],
    ),
    fact(`It begins in ${placeText(first, run)}.`, seen, run, [first]),
    ...(found.count > 1 ? [fact(`It ends in ${placeText(last, run)}.`, seen, run, [last])] : []),
    recordTable('In the order of time', refs, run, found.count - refs.length),
    ...seen.notes,
  ];
}

/** The trace of the line that a chip points at. */
function traceOfSubject({ subjects, files }: ChatRun): readonly Term[] {
  for (const subject of subjects) {
    if (subject.kind !== 'lines') continue;
    const log = files.find(({ uri }) => uri === subject.uri);
    const trace = log?.records.at(log.recordAt(subject.startLine))?.traceId;
    if (trace !== undefined)
      return [{ word: trace, spellings: [trace.toLowerCase()], isWhole: true }];
  }
  return [];
}

/** The line that is meant: by its number, by a chip, or by words. */
function lineMeant(question: Question, { subjects, files }: ChatRun): RecordRef | undefined {
  const { lines, files: named } = question.scope;
  const chip = subjects.find((one) => one.kind === 'lines' || one.kind === 'evidence');
  const place = chip?.kind === 'lines' ? chip : chip?.kind === 'evidence' ? chip.place : undefined;
  const ofChip = files.findIndex(({ uri }) => uri === place?.uri);
  const file = named[0] ?? (ofChip >= 0 ? ofChip : 0);
  const line = lines?.from ?? (ofChip >= 0 ? place?.startLine : undefined);
  const record = line === undefined ? -1 : (files[file]?.recordAt(line) ?? -1);
  return record < 0 ? undefined : { file, record };
}

/** Records of the same kind as a line. */
export async function answerSimilar(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const meant = lineMeant(question, run);
  if (!meant) return answerShow(question, run);
  const mined = await run.mined();
  const id = mined.templateIds[meant.file]?.[meant.record] ?? -1;
  const template = mined.templates[id];
  if (!template) return [note('That line is of no kind that comes again.')];
  const refs: RecordRef[] = [];
  for (const [file, ids] of mined.templateIds.entries()) {
    for (
      let at = ids.indexOf(id);
      at >= 0 && refs.length < MOST_SHOWN;
      at = ids.indexOf(id, at + 1)
    ) {
      refs.push({ file, record: at });
    }
  }
  const told: Fact = {
    kind: 'fact',
    text: `${count(template.count, 'record')} ${template.count === 1 ? 'is' : 'are'} of this kind.`,
    at: [template.first, template.last],
    counted: count(template.count, 'record'),
  };
  const kind = note(`The kind is “${oneLine(template.text)}”; <*> stands for what varies.`);
  return [told, kind, recordTable('Of the same kind', refs, run, template.count - refs.length)];
}

/** What a line says, and what is known of its kind. */
export async function answerExplain(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const meant = lineMeant(question, run) ?? (await firstOf(question, run));
  if (!meant) return [note('Say which line: by its number, or add it from the editor.')];
  const log = run.files[meant.file];
  const place = placeOf(run.files, meant);
  if (!log || !place) return [];
  const card = await run.card(meant.file, place.startLine);
  const excerpt: Draft = { kind: 'excerpt', ...place, text: textOf(log, meant.record) };
  if (!card) return [excerpt, note('Nothing is known of this line.')];
  const { known, template, count: many, rate, numbers, before } = card;
  const often: Fact = {
    kind: 'fact',
    text: `This kind of message comes ${count(many, 'time')} in these logs.`,
    at: [meant],
    counted: `${count(many, 'time')}`,
  };
  return [
    ...(known ? [note(`A known sign: ${known.title}. ${known.meaning}`)] : []),
    excerpt,
    often,
    note(`Its kind is “${oneLine(template)}”; <*> stands for what varies.`),
    ...(rate === '' ? [] : [note(`How often: ${rate}.`)]),
    ...(numbers === '' ? [] : [note(`Its numbers: ${numbers}.`)]),
    ...(before
      ? [
          note(
            `Before it, in line ${before.line}${before.within === '' ? '' : ` of the same ${before.within === 'trace' ? 'trace' : `thread ${before.within}`}`}: “${oneLine(before.text, 160)}”`,
          ),
        ]
      : []),
    ...(known
      ? []
      : [
          {
            kind: 'offer',
            text: 'You can also ask',
            questions: [
              `What happened before line ${place.startLine}?`,
              `Show lines like line ${place.startLine}`,
              'Why did it fail?',
            ],
          } as const,
        ]),
  ];
}

async function firstOf(question: Question, run: ChatRun): Promise<RecordRef | undefined> {
  const { terms, level, names } = question.scope;
  if (terms.length === 0 && !level && names.length === 0) return undefined;
  return (await look(question, run)).found.first;
}

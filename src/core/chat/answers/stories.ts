import { count, number } from '../../model/numberText.ts';
import { Severity } from '../../model/severity.ts';
import type { RecordRef, Template } from '../../model/template.ts';
import type { ChatRun } from '../chatRun.ts';
import { type Draft, type Fact, heading, note } from '../draft.ts';
import type { Question } from '../question.ts';
import { duration, listed, oneLine, placeOf } from '../words.ts';
import { fact } from './counts.ts';
import { type Group, kindsOf, kindTable } from './groups.ts';
import { type Look, look, nothingFound, placeText, recordTable } from './look.ts';

/** A stretch of the logs told: how much, what is severe, what is new in it, what came most. */
export async function answerHappened(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const seen = await look(question, run);
  if (seen.found.count === 0) return nothingFound(seen, run);
  const mined = await run.mined();
  const kinds = await kindsOf(seen, run);
  const severe = kinds.filter(({ first }) => severityOf(first, run) >= Severity.warn);
  const isPart = seen.found.of < totalOf(run) || seen.found.count < seen.found.of;
  const fresh = isPart ? freshOf(kinds, run, mined.templates, mined.templateIds) : [];
  const inAll = (groups: readonly Group[]): number =>
    groups.reduce((sum, one) => sum + one.count, 0);
  const errors = severe.filter(({ first }) => severityOf(first, run) >= Severity.error);
  const worst = bySeverity(severe, run);
  return [
    fact(
      `There are ${number(seen.found.count)} ${seen.what(seen.found.count)}, of ${count(kinds.length, 'kind')}.`,
      seen,
      run,
      undefined,
      [count(kinds.length, 'kind')],
    ),
    ...(errors.length > 0
      ? [
          fact(
            `${count(inAll(errors), 'record')} of ${count(errors.length, 'kind')} of message ${inAll(errors) === 1 ? 'is' : 'are'} at level error or worse; the first is ${placeText(earliest(errors, run), run)}.`,
            seen,
            run,
            [earliest(errors, run)],
            [count(inAll(errors), 'record'), count(errors.length, 'kind'), 'error or worse'],
          ),
        ]
      : [
          note(
            severe.length > 0
              ? 'None of them is an error.'
              : 'None of them is a warning or an error.',
          ),
        ]),
    ...(fresh.length > 0
      ? [kindTable(bySeverity(fresh, run), run, 8, 'Only now for the first time')]
      : []),
    ...(severe.length > 0 ? [kindTable(worst, run, 8, 'Warnings and errors')] : []),
    kindTable(kinds, run, severe.length > 0 ? 5 : 10, 'Most frequent'),
    ...seen.notes,
  ];
}

function freshOf(
  kinds: readonly Group[],
  run: ChatRun,
  templates: readonly Template[],
  ids: readonly Uint32Array[],
): readonly Group[] {
  return kinds.filter(({ first }) => {
    const template = templates[ids[first.file]?.[first.record] ?? -1];
    return (
      template?.first.file === first.file &&
      template.first.record === first.record &&
      !isAtStart(first, run)
    );
  });
}

/** What comes in the first hundredth of a log is not new there. */
function isAtStart({ file, record }: RecordRef, { files }: ChatRun): boolean {
  const length = files[file]?.records.length ?? 0;
  return record < Math.max(3, length / 100);
}

function severityOf({ file, record }: RecordRef, { files }: ChatRun): number {
  return files[file]?.records.severityNumber(record) ?? 0;
}

function bySeverity(kinds: readonly Group[], run: ChatRun): readonly Group[] {
  return kinds.toSorted(
    (a, b) => severityOf(b.first, run) - severityOf(a.first, run) || b.count - a.count,
  );
}

function earliest(kinds: readonly Group[], run: ChatRun): RecordRef {
  const timeOf = ({ first }: Group): number =>
    run.files[first.file]?.records.timestamp(first.record) ?? 0;
  const [first] = kinds.toSorted((a, b) => timeOf(a) - timeOf(b));
  return first?.first ?? { file: 0, record: 0 };
}

const totalOf = ({ files }: ChatRun): number =>
  files.reduce((sum, { records }) => sum + records.length, 0);

/** Words by which logs and people tell that something was changed. */
const changing =
  /\b(?:deploy(?:ed|ing|ment)?|roll(?:ed|ing)?[ -]?(?:out|back)|rollout|releas(?:e|ed|ing)|upgrad(?:e|ed|ing)|downgrad(?:e|ed)|migrat(?:e|ed|ing|ion)|config(?:uration)?\b.*\b(?:chang|load|reload|updat|appl)|(?:chang|reload|updat|appl)\w*\b.*\bconfig|restart(?:ed|ing)?|start(?:ed|ing) (?:up|version|application|service|server|worker)|scal(?:ed|ing) (?:up|down|to)|feature[ -]?flag|toggl\w+|rotat(?:ed|ing)|failover|leader (?:elected|changed)|elected|promoted|patch(?:ed|ing)|version|installed|enabled|disabled|killing|created|terminated|new (?:pod|instance|node|master|leader))\b/i;

/** Characters of a message that are looked at. */
const LONGEST = 2_000;

const HOUR = 3_600_000;
const SHORTEST_LOOK = 120_000;

/** What is other than before: lines that tell of a change, kinds that began, and rates that moved. */
export async function answerChanged(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const span = run.clock.span;
  const window = question.scope.window && run.clock.resolve(question.scope.window);
  if (!span) return [note('These logs state no times, so what changed can’t be placed in time.')];
  const onset = window ? undefined : await onsetOf(run);
  const stretch = stretchOf(span, window, onset);
  const { window: _window, ...scope } = question.scope;
  const seen = await look({ ...question, scope }, run, stretch);
  const told = await changesIn(seen, run, stretch);
  const assumed =
    onset === undefined
      ? []
      : [note(`No time was named: I took ${run.clock.say(0, onset)}, when the trouble begins.`)];
  if (told.length > 0) return [...told, ...assumed, ...contextChanges(run), ...seen.notes];
  const looked = `from ${run.clock.say(0, Math.max(stretch.from, span.from))} to ${run.clock.say(0, Math.min(stretch.to, span.to))}, ${count(seen.found.count, 'record')}`;
  const text = `Nothing in these logs tells of a change there: no new kind of message, no rate that moved, and no line about a deployment, setting or restart. I looked at ${looked}.`;
  return [note(text), ...assumed, ...contextChanges(run), ...seen.notes];
}

/** Before a moment it is the time that led to it; since one, all that follows. */
function stretchOf(
  span: { readonly from: number; readonly to: number },
  window: { readonly from: number; readonly to: number } | undefined,
  onset: number | undefined,
): { readonly from: number; readonly to: number } {
  if (window && Number.isFinite(window.from)) return window;
  const to = Math.min(window?.to ?? onset ?? span.to, span.to + 1);
  const length = Math.max(SHORTEST_LOOK, Math.min(HOUR, (span.to - span.from) / 2));
  return { from: to - length, to };
}

async function changesIn(
  seen: Look,
  run: ChatRun,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly Draft[]> {
  const mined = await run.mined();
  const kinds = await kindsOf(seen, run);
  const telling = kinds.filter(
    ({ name, first }) => changing.test(name) || changing.test(bodyOf(first, run)),
  );
  const fresh = freshOf(kinds, run, mined.templates, mined.templateIds).filter(
    (one) => !telling.includes(one),
  );
  const moved = mined.signals.filter(({ onset, kind }) => {
    const time = run.files[onset.file]?.records.timestamp(onset.record) ?? Number.NaN;
    return kind !== 'rare' && kind !== 'novel' && time >= from && time < to;
  });
  const numbers = (mined.numbers ?? []).filter(({ onset, strength }) => {
    const time = run.files[onset.file]?.records.timestamp(onset.record) ?? Number.NaN;
    return strength >= 0.5 && time >= from && time < to;
  });
  const shown = telling
    .toSorted((a, b) => timeOf(b.first, run) - timeOf(a.first, run))
    .slice(0, MOST);
  const sentences = [
    ...shown.slice(0, 3).map((one) => quoteFact(one.first, run)),
    ...numbers.slice(0, 3).map(({ reason, onset, exemplars }) => ({
      ...{ kind: 'fact' as const, text: sentence(reason), at: [onset, ...exemplars].slice(0, 3) },
      counted: reason,
    })),
    ...moved.slice(0, 4).map(({ template, onset, reason }) => ({
      ...{
        kind: 'fact' as const,
        text: `“${oneLine(bodyOf(onset, run), 90)}”: ${reason}.`,
        at: [onset],
      },
      counted: `${reason} ${mined.templates[template]?.text ?? ''}`,
    })),
  ];
  return [
    ...sentences,
    ...(shown.length > 0
      ? [
          recordTable(
            'Lines that tell of a change',
            shown.map(({ first }) => first),
            run,
            telling.length - shown.length,
          ),
        ]
      : []),
    ...(fresh.length > 0
      ? [kindTable(bySeverity(fresh, run), run, 8, 'Messages that were not there before')]
      : []),
  ];
}

const MOST = 10;

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

function quoteFact(ref: RecordRef, run: ChatRun): Fact {
  const body = oneLine(bodyOf(ref, run), 140);
  return {
    kind: 'fact',
    text: `In ${placeText(ref, run)}, it says “${body.replace(/…$/, '').replaceAll('”', '"')}”.`,
    at: [ref],
    counted: placeText(ref, run),
  };
}

function bodyOf({ file, record }: RecordRef, { files }: ChatRun): string {
  const body = files[file]?.records.at(record)?.body.slice(0, LONGEST) ?? '';
  return body.split('\n')[0] ?? '';
}

const timeOf = ({ file, record }: RecordRef, { files }: ChatRun): number =>
  files[file]?.records.timestamp(record) ?? 0;

/** When the trouble begins: with the open diagnosis's first cited line, else the first error. */
async function onsetOf(run: ChatRun): Promise<number | undefined> {
  const [best] = (await run.diagnosis())?.hypotheses ?? [];
  const claims = best?.claims ?? [];
  // The chain may begin with the change itself: what is asked for is what came before it showed.
  const shows = claims.filter(({ role }) => role === 'symptom' || role === 'impact');
  const times = (shows.length > 0 ? shows : claims).flatMap(({ timestamp }) => timestamp ?? []);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Changes that stand beside the logs, as the diagnosis was given them. */
function contextChanges({ open }: ChatRun): readonly Draft[] {
  const changes = (open?.evidence ?? []).filter(({ kind }) => kind === 'change');
  if (changes.length === 0) return [];
  return [
    heading('Changes beside the logs'),
    ...changes.slice(0, 3).map(
      ({ uri, file, startLine, endLine, text }): Draft => ({
        kind: 'excerpt',
        uri,
        file,
        startLine,
        endLine,
        text,
      }),
    ),
  ];
}

/** Kinds of messages that first come in the stretch that is asked about. */
export async function answerNew(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const seen = await look(question, run);
  if (seen.found.count === 0) return nothingFound(seen, run);
  const mined = await run.mined();
  const fresh = bySeverity(
    freshOf(await kindsOf(seen, run), run, mined.templates, mined.templateIds),
    run,
  );
  const text = `There ${fresh.length === 1 ? 'is' : 'are'} ${count(fresh.length, 'new kind')} of message among the ${number(seen.found.count)} ${seen.what(seen.found.count)}.`;
  const told = fact(
    text,
    seen,
    run,
    fresh.slice(0, 3).map(({ first }) => first),
    [count(fresh.length, 'new kind')],
  );
  const how = note(
    'New is a kind of message that does not come before, as far as these logs go back.',
  );
  return fresh.length === 0
    ? [told, how, ...seen.notes]
    : [told, kindTable(fresh, run, question.top ?? 15, 'New'), how, ...seen.notes];
}

/** Kinds of messages that came regularly and stopped. */
export async function answerStopped(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const { span } = run.clock;
  if (!span) return [note('These logs state no times, so I can’t tell what stopped.')];
  const mined = await run.mined();
  const window = question.scope.window && run.clock.resolve(question.scope.window);
  const silent = mined.signals.filter(
    ({ kind, onset }) =>
      kind === 'silent' && (!window || timeOf(onset, run) >= window.from - SHORTEST_LOOK),
  );
  const at = window && (Number.isFinite(window.from) ? window.from : window.to);
  const ended = mined.templates.filter(
    ({ count: many, lastSeen }) =>
      at !== undefined &&
      many >= OFTEN &&
      lastSeen !== undefined &&
      lastSeen < at &&
      span.to - at > (span.to - span.from) / 20,
  );
  const rows: readonly Group[] =
    at === undefined
      ? []
      : ended.map(({ text, count: many, last }) => ({ name: text, count: many, first: last }));
  if (silent.length === 0 && rows.length === 0) {
    return [
      note(
        `No kind of message that came regularly stopped${at === undefined ? '' : ` before ${run.clock.say(0, at)}`}.`,
      ),
    ];
  }
  const facts: readonly Fact[] = silent.slice(0, 6).map(({ template, onset, reason }) => ({
    kind: 'fact',
    text: `“${oneLine(bodyOf(onset, run), 90)}”: ${reason}.`,
    at: [onset],
    counted: `${reason} ${mined.templates[template]?.text ?? ''}`,
  }));
  const ends = rows.toSorted((a, b) => b.count - a.count).slice(0, 3);
  const told = ends.map((one): Fact => {
    const text = `A kind of message that came ${count(one.count, 'time')} comes last in ${placeText(one.first, run)}.`;
    return { kind: 'fact', text, at: [one.first], counted: text };
  });
  const table = kindTable(
    rows.toSorted((a, b) => b.count - a.count),
    run,
    15,
    'Came last before then',
  );
  return [...facts, ...told, ...(rows.length > 0 ? [table] : [])];
}

const OFTEN = 3;

/** The longest stretches in which nothing was written. */
export async function answerGaps(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const seen = await look(question, run);
  if (seen.found.count < 2) return nothingFound(seen, run);
  const gaps = gapsIn(seen, run);
  const [longest] = gaps;
  if (!longest) return [note('These records state no times, so there are no gaps to tell.')];
  const text = duration(longest.milliseconds);
  return [
    {
      kind: 'fact',
      text: `In one log, the longest stretch without ${seen.what(2)} is ${text}, after ${placeText(longest.before, run)}, until ${placeText(longest.after, run)}.`,
      at: [longest.before, longest.after],
      counted: `${text}; ${placeText(longest.before, run)}; ${placeText(longest.after, run)}; ${seen.what(2)}`,
    },
    recordTable(
      'Longest gaps: the record after each',
      gaps.slice(0, 8).map(({ after }) => after),
      run,
      0,
      {
        title: 'Gap',
        text: (ref) => duration(gaps.find(({ after }) => after === ref)?.milliseconds ?? 0),
      },
    ),
    ...seen.notes,
  ];
}

interface Gap {
  readonly before: RecordRef;
  readonly after: RecordRef;
  readonly milliseconds: number;
}

const MOST_GAPS = 20;

function gapsIn({ found }: Look, { files }: ChatRun): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const [file, records] of found.matches.entries()) {
    let before: { readonly record: number; readonly time: number } | undefined;
    for (const record of records) {
      const time = files[file]?.records.timestamp(record) ?? Number.NaN;
      if (Number.isNaN(time)) continue;
      if (before && time > before.time) {
        gaps.push({
          before: { file, record: before.record },
          after: { file, record },
          milliseconds: time - before.time,
        });
        if (gaps.length > 4 * MOST_GAPS) keepLongest(gaps);
      }
      before = { record, time };
    }
  }
  keepLongest(gaps);
  return gaps;
}

function keepLongest(gaps: Gap[]): void {
  gaps.sort((a, b) => b.milliseconds - a.milliseconds).splice(MOST_GAPS);
}

/** What there is to read: files, lines, times. */
export async function answerSpan(_question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const { files, clock } = run;
  const lines = files.reduce((sum, { lineCount }) => sum + lineCount, 0);
  const { span } = clock;
  const parts = [count(lines, 'line'), count(totalOf(run), 'record'), count(files.length, 'file')];
  const length = span ? duration(span.to - span.from) : '';
  const told: Fact = {
    kind: 'fact',
    text: `There are ${listed(parts)}${span ? `; they go over ${length}, beginning at ${clock.say(0, span.from)} and ending at ${clock.say(0, span.to)}` : ', without times'}.`,
    at: files
      .flatMap(({ records }, file) => (records.length > 0 ? [{ file, record: 0 }] : []))
      .slice(0, 2),
    counted: [
      ...parts,
      length,
      ...(span ? [clock.say(0, span.from), clock.say(0, span.to)] : []),
    ].join('; '),
  };
  return [
    told,
    {
      kind: 'table',
      title: 'Files',
      columns: [
        { title: 'File', kind: 'text' },
        { title: 'Lines', kind: 'number' },
        { title: 'Records', kind: 'number' },
        { title: 'Format', kind: 'text' },
        { title: 'From', kind: 'time' },
        { title: 'To', kind: 'time' },
      ],
      rows: files.slice(0, 30).map(({ name, lineCount, records, format, span: own }, file) => {
        const place = records.length > 0 ? placeOf(files, { file, record: 0 }) : undefined;
        return [
          { text: name, ...(place && { place }) },
          { text: number(lineCount) },
          { text: number(records.length) },
          { text: format },
          { text: own ? clock.say(file, own.from) : '' },
          { text: own ? clock.say(file, own.to) : '' },
        ];
      }),
      more: Math.max(0, files.length - 30),
    },
  ];
}

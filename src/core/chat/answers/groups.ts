import type { ChatTable } from '../../model/chat.ts';
import type { LogFile } from '../../model/logFile.ts';
import type { LogRecord } from '../../model/logRecord.ts';
import { count, number } from '../../model/numberText.ts';
import { severityName } from '../../model/severity.ts';
import type { RecordRef } from '../../model/template.ts';
import type { ChatRun } from '../chatRun.ts';
import { type Draft, note } from '../draft.ts';
import { statusOf } from '../logs/sift.ts';
import type { Grouping, Question } from '../question.ts';
import { oneLine, placeOf } from '../words.ts';
import { fact } from './counts.ts';
import { type Look, look, nothingFound } from './look.ts';

export interface Group {
  readonly name: string;
  count: number;
  readonly first: RecordRef;
}

const MOST_ROWS = 20;
/** Records that are read whole; of more than these only so many, evenly over all. */
const MOST_READ = 100_000;

/** Who wrote them: by service, host, pod, file, logger, thread or status. */
export async function answerWho(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const seen = await look(question, run);
  if (seen.found.count === 0) return nothingFound(seen, run);
  const asked = question.by ?? 'service';
  const { groups, by, isSample } = await named(seen, run, asked);
  if (groups.length === 0) {
    return [note(`These records name no ${asked}.`), ...seen.notes];
  }
  const [most] = groups;
  const naming = groups.reduce((sum, one) => sum + one.count, 0);
  const told = most
    ? [
        fact(
          `${number(groups.length)} ${plural(by, groups.length)} ${groups.length === 1 ? 'is' : 'are'} named by ${number(naming)} of ${number(seen.found.count)} ${seen.what(seen.found.count)}; most often ${most.name}, by ${count(most.count, 'record')}.`,
          seen,
          run,
          [most.first],
          [
            `${groups.length} ${plural(by, groups.length)}; ${number(naming)} of ${number(seen.found.count)} ${seen.what(2)}`,
            ...groups
              .slice(0, MOST_ROWS)
              .map((group) => `${group.name}: ${count(group.count, 'record')}`),
          ],
        ),
      ]
    : [];
  const sampled = isSample
    ? [note(`Of ${number(MOST_READ)} records, evenly over all of them.`)]
    : [];
  const other =
    by === asked ? [] : [note(`They name no ${asked}, so they are told apart by ${by}.`)];
  return [...told, groupTable(by, groups, run), ...sampled, ...other, ...seen.notes];
}

const plural = (by: Grouping, many: number): string =>
  many === 1 ? by : by === 'status' ? 'statuses' : `${by}s`;

/** By what was asked for; else by what such records do name. */
async function named(seen: Look, run: ChatRun, asked: Grouping) {
  const order: readonly Grouping[] =
    asked === 'service' || asked === 'host' || asked === 'pod'
      ? [asked, 'service', 'pod', 'host', 'logger', 'file']
      : [asked];
  for (const by of new Set(order)) {
    const grouped = await groupBy(seen, run, (record, file) => nameOf[by](record, file));
    if (
      grouped.groups.length > 0 &&
      !(by === 'file' && by !== asked && grouped.groups.length < 2)
    ) {
      return { ...grouped, by };
    }
  }
  return { groups: [], by: asked, isSample: false };
}

const nameOf: Readonly<Record<Grouping, (record: LogRecord, file: LogFile) => string | undefined>> =
  {
    service: ({ service }) => service,
    host: ({ host }) => host,
    pod: ({ attributes }) =>
      attributes['k8s.pod.name'] ?? attributes['k8s.container.name'] ?? attributes['container.id'],
    file: (_, { name }) => name,
    logger: ({ attributes }) => attributes['logger'],
    thread: ({ attributes }) => attributes['thread.name'],
    status: (record) => statusOf(record)?.toString(),
  };

async function groupBy(
  { found }: Look,
  { files, pace }: ChatRun,
  of: (record: LogRecord, file: LogFile) => string | undefined,
): Promise<{ readonly groups: readonly Group[]; readonly isSample: boolean }> {
  const groups = createGroups<string>();
  const total = found.matches.reduce((sum, records) => sum + records.length, 0);
  const step = Math.max(1, Math.ceil(total / MOST_READ));
  for (const [file, records] of found.matches.entries()) {
    const log = files[file];
    for (let at = 0; log && at < records.length; at += step) {
      const wait = at % 512 < step ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const record = records[at] ?? 0;
      const name = nameIn(log, record, of);
      if (name !== '') groups.add(name, name, { file, record });
    }
  }
  return { groups: groups.all(), isSample: step > 1 };
}

function nameIn(
  log: LogFile,
  record: number,
  of: (record: LogRecord, file: LogFile) => string | undefined,
): string {
  const parsed = log.records.at(record);
  return (parsed && of(parsed, log)) ?? '';
}

/** Counts by a key; the first of each is kept. */
function createGroups<K>() {
  const groups = new Map<K, Group>();
  return {
    add(key: K, name: string, first: RecordRef): void {
      const group = groups.get(key);
      if (group) group.count++;
      else groups.set(key, { name, count: 1, first });
    },
    /** Most frequent first. */
    all: (): readonly Group[] =>
      [...groups.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'en')),
  };
}

function groupTable(by: string, groups: readonly Group[], { files }: ChatRun): ChatTable {
  return {
    kind: 'table',
    title: `By ${by}`,
    columns: [
      { title: by.charAt(0).toUpperCase() + by.slice(1), kind: 'code' },
      { title: 'Records', kind: 'number' },
    ],
    rows: groups.slice(0, MOST_ROWS).map(({ name, count: many, first }) => {
      const place = placeOf(files, first);
      return [{ text: oneLine(name, 120), ...(place && { place }) }, { text: number(many) }];
    }),
    more: Math.max(0, groups.length - MOST_ROWS),
  };
}

/** The kinds of messages among them, most frequent first. */
export async function answerKinds(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const seen = await look(question, run);
  if (seen.found.count === 0) return nothingFound(seen, run);
  const kinds = await kindsOf(seen, run);
  const [most] = kinds;
  if (!most) return nothingFound(seen, run);
  const told = fact(
    `${number(seen.found.count)} ${seen.what(seen.found.count)} ${seen.found.count === 1 ? 'is' : 'are'} of ${count(kinds.length, 'kind')}; the commonest comes ${count(most.count, 'time')}.`,
    seen,
    run,
    [most.first],
    [count(kinds.length, 'kind'), count(most.count, 'time')],
  );
  return [told, kindTable(kinds, run, question.top ?? 10), ...seen.notes];
}

export async function kindsOf({ found }: Look, run: ChatRun): Promise<readonly Group[]> {
  const mined = await run.mined();
  const groups = createGroups<number>();
  for (const [file, records] of found.matches.entries()) {
    const ids = mined.templateIds[file];
    for (const record of records) {
      const id = ids?.[record] ?? 0;
      groups.add(id, mined.templates[id]?.text ?? '', { file, record });
    }
  }
  return groups.all();
}

export function kindTable(
  kinds: readonly Group[],
  run: ChatRun,
  most = 10,
  title = 'Kinds of messages',
): ChatTable {
  return {
    kind: 'table',
    title,
    columns: [
      { title: 'Records', kind: 'number' },
      { title: 'Level', kind: 'text' },
      { title: 'First', kind: 'text' },
      { title: 'Message', kind: 'code' },
    ],
    rows: kinds.slice(0, most).map(({ name, count: many, first }) => {
      const place = placeOf(run.files, first);
      const level = severityName(run.files[first.file]?.records.severityNumber(first.record) ?? 0);
      return [
        { text: number(many) },
        { text: level === 'unspecified' ? '' : level },
        { text: place ? `${place.file}:${place.startLine}` : '', ...(place && { place }) },
        { text: oneLine(name) },
      ];
    }),
    more: Math.max(0, kinds.length - most),
  };
}

/** Records of each level. */
export async function answerLevels(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const { level: _level, ...scope } = question.scope;
  const seen = await look({ ...question, scope }, run);
  if (seen.found.count === 0) return nothingFound(seen, run);
  const levels = createGroups<string>();
  for (const [file, records] of seen.found.matches.entries()) {
    for (const record of records) {
      const name = severityName(run.files[file]?.records.severityNumber(record) ?? 0);
      levels.add(name, name, { file, record });
    }
  }
  const all = levels.all().toSorted((a, b) => order.indexOf(b.name) - order.indexOf(a.name));
  const text = all.map(({ name, count: many }) => `${number(many)} ${levelName(name)}`).join(', ');
  return [
    fact(
      `Of ${number(seen.found.count)} ${seen.what(seen.found.count)}: ${text}.`,
      seen,
      run,
      all.slice(0, 3).map(({ first }) => first),
      [text],
    ),
    groupTable(
      'level',
      all.map((one) => ({ ...one, name: levelName(one.name) })),
      run,
    ),
    ...seen.notes,
  ];
}

const levelName = (name: string): string => (name === 'unspecified' ? 'without a level' : name);

const order = ['unspecified', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'];

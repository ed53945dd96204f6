import type { Cancellation } from './model/cancellation.ts';
import type { ContextItem } from './model/context.ts';
import type { LogFile } from './model/logFile.ts';
import type { LogRecord } from './model/logRecord.ts';
import type {
  LineChange,
  Origin,
  SourceAnswer,
  SourcePlace,
  SourceQuestion,
  SourceSpot,
} from './model/source.ts';
import type { RecordRef } from './model/template.ts';
import type { SourceAccess } from './ports.ts';
import { sourcePlaces } from './source/sourcePlaces.ts';
import { exceptionChain } from './tells/exceptionChain.ts';

/** Records that are traced to their source: those on which an explanation rests. */
const MOST_RECORDS = 5;
/** Lines of a record that are looked at. */
const MOST_LINES = 200;

/**
 * Where the decisive records come from in the workspace's own source: the statement that prints them, the
 * first frame of their stack that lies in it, and what was changed of those very lines of late.
 */
export async function tracedOrigins(
  leading: readonly RecordRef[],
  files: readonly LogFile[],
  source: SourceAccess,
  cancellation: Cancellation,
): Promise<readonly ContextItem[]> {
  const records = leading.slice(0, MOST_RECORDS).flatMap(({ file, record }) => {
    const log = files[file];
    const read = log?.records.at(record);
    return log && read ? [{ log, record: read }] : [];
  });
  const asked = records.map(({ log, record }) => ({ log, record, ...questionOf(log, record) }));
  const answers = await source.find(
    asked.map(({ question }) => question),
    cancellation,
  );
  const items = asked.flatMap((one, index) => itemsOf(answers[index] ?? noAnswer, one));
  return items.filter(
    ({ uri, startLine }, index) =>
      items.findIndex((other) => other.uri === uri && other.startLine === startLine) === index,
  );
}

const noAnswer: SourceAnswer = { statements: [], frame: undefined };

interface Asked {
  readonly log: LogFile;
  readonly record: LogRecord;
  readonly question: SourceQuestion;
  /** The lines of the log in which the messages and places of the question stand. */
  readonly messageLines: readonly number[];
  readonly placeLines: readonly number[];
}

function questionOf(log: LogFile, record: LogRecord): Omit<Asked, 'log' | 'record'> {
  const last = Math.min(record.endLine, record.startLine + MOST_LINES);
  const lines = Array.from({ length: last - record.startLine + 1 }, (_, i) =>
    log.lineAt(record.startLine + i),
  );
  const chain = exceptionChain(lines);
  const deepest = chain.links.at(-1);
  const [first = ''] = record.body.trimStart().split('\n', 1);
  const messages = [
    { text: first, line: record.messageLine ?? record.startLine },
    { text: deepest?.message ?? '', line: record.startLine + (deepest?.offset ?? 0) },
  ].filter(({ text }) => text !== '');
  const places = placesOf(lines, chain.frameOffset, deepest?.offset ?? 0);
  return {
    question: {
      messages: messages.map(({ text }) => text),
      places: places.map(({ place }) => place),
    },
    messageLines: messages.map(({ line }) => line),
    placeLines: places.map(({ at }) => record.startLine + at),
  };
}

/**
 * The frame that is not a library's first, then those of the deepest cause, then all others. Python names
 * the innermost call last.
 */
function placesOf(
  lines: readonly string[],
  frame: number | undefined,
  deepest: number,
): readonly { readonly place: SourcePlace; readonly at: number }[] {
  const isPython = lines.some((line) => /^\s*File "/.test(line));
  const inOrder = [...lines.keys()];
  const order = isPython
    ? inOrder.reverse()
    : [...inOrder.slice(deepest), ...inOrder.slice(0, deepest)];
  return [...(frame === undefined ? [] : [frame]), ...order].flatMap((at) =>
    sourcePlaces(lines[at] ?? '').map((place) => ({ place, at })),
  );
}

function itemsOf(
  { statements, frame }: SourceAnswer,
  { log, record, messageLines, placeLines }: Asked,
): readonly ContextItem[] {
  const found: readonly { readonly spot: SourceSpot; readonly how: Origin['how'] }[] = [
    ...(frame ? [{ spot: frame, how: 'frame' as const }] : []),
    ...statements.map((spot) => ({ spot, how: spot.does })),
  ];
  return found.flatMap(({ spot, how }) => {
    const place = `${spot.name}:${spot.startLine}`;
    const line = (how === 'frame' ? placeLines : messageLines)[spot.asked] ?? record.startLine;
    const origin = { how, log: { uri: log.uri, line }, place, others: spot.others };
    return [codeItem(spot, origin, log.name, record), ...changeItems(spot, origin, record)];
  });
}

type Told = Omit<Origin, 'reason' | 'focus'>;

const verbs: Readonly<Record<Origin['how'], string>> = {
  prints: 'prints',
  raises: 'raises the error of',
  frame: 'named by the stack of',
};

function codeItem(spot: SourceSpot, origin: Told, log: string, record: LogRecord): ContextItem {
  const { uri, name, excerpt } = spot;
  const said = `${verbs[origin.how]} line ${origin.log.line} of ${log}`;
  const others = origin.others.length === 0 ? '' : `, as ${origin.others.join(', ')} may`;
  return {
    kind: 'code',
    uri,
    name,
    startLine: excerpt.startLine,
    endLine: excerpt.startLine + excerpt.text.split('\n').length - 1,
    text: excerpt.text,
    origin: {
      ...origin,
      focus: [{ startLine: spot.startLine, endLine: spot.endLine }],
      reason: `${said}${others}${lastChange(spot, record)}`,
    },
  };
}

/** Said of the lines where no change of them is shown. */
function lastChange({ history }: SourceSpot, { timestamp }: LogRecord): string {
  const [last] = history?.changes ?? [];
  if (history?.isUncommitted) {
    return '; changed and not committed';
  }
  if (!last) {
    return '';
  }
  const since = timestamp !== undefined && last.time > timestamp ? ', after this was written' : '';
  return `; last changed ${dayOf(last.time)}${since} (${shortId(last)})`;
}

const DAY = 86_400_000;
/** A change so long before a failure may have brought it about; older ones have proved themselves. */
const RECENT = 14 * DAY;
const MOST_CHANGES = 2;

/** What was done to these lines shortly before: as a patch, like any other change. */
function changeItems(spot: SourceSpot, origin: Told, record: LogRecord): readonly ContextItem[] {
  const { history, name, uri } = spot;
  const until = record.timestamp ?? history?.headTime ?? 0;
  const recent = (history?.changes ?? []).filter(
    ({ time, patch }) => patch !== '' && time <= until && time > until - RECENT,
  );
  return recent.slice(0, MOST_CHANGES).map((change) => {
    const { patch: _text, ...told } = change;
    const text = patchText(change);
    const endLine = text.split('\n').length;
    return {
      kind: 'change',
      uri: `${uri.replace(/^file:\/\//, 'whytrace-change:')}.diff?${shortId(change)}-${spot.startLine}`,
      name: `${name} (${shortId(change)})`,
      startLine: 1,
      endLine,
      text,
      origin: {
        ...origin,
        focus: focusOf(text),
        change: told,
        reason: `changed ${origin.place} on ${dayOf(change.time)}`,
      },
    };
  });
}

/** As git shows a commit. */
function patchText({ commit, author, time, subject, patch }: LineChange): string {
  const date = new Date(time).toISOString();
  return `commit ${commit}\nAuthor: ${author}\nDate:   ${date}\n\n    ${subject}\n\n${patch}`;
}

/** What the commit says of itself, and the first lines that it changed. */
function focusOf(text: string): Origin['focus'] {
  const lines = text.split('\n');
  const isChange = (line: string): boolean => /^[-+](?!--|\+\+)/.test(line);
  const first = lines.findIndex(isChange);
  const length = lines.slice(first).findIndex((line) => !isChange(line));
  const last = length < 0 ? lines.length : first + length;
  const head = { startLine: 1, endLine: HEAD };
  return first < 0
    ? [head]
    : [head, { startLine: first + 1, endLine: Math.min(last, first + MOST_CHANGED) }];
}

/** Lines above the patch that say whose it is, and changed lines that are pointed at. */
const HEAD = 5;
const MOST_CHANGED = 6;

const shortId = ({ commit }: LineChange): string => commit.slice(0, 8);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

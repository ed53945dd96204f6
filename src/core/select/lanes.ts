import type { LogFile, LogRecords } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { Severity } from '../model/severity.ts';
import type { MinedLogs, Signal, SignalKind } from '../model/template.ts';
import { mayWait, slowWait } from '../tells/durations.ts';
import type { Candidate } from './candidates.ts';

/**
 * Slots for what is remarkable without a word of failure, each lane by its own order and never
 * blended into one score (measured: 13 such slots hold the root of all four kinds of incident).
 */
const slots: Readonly<Record<SignalKind, number>> = { novel: 4, burst: 6, silent: 3, rare: 2 };
/** Beside a good run, what is new says more than all else. */
const slotsBesideGood: typeof slots = { ...slots, novel: 12 };

export function laneCandidates(files: readonly LogFile[], mined: MinedLogs): readonly Candidate[] {
  const most = mined.baseline ? slotsBesideGood : slots;
  return (Object.keys(most) as SignalKind[]).flatMap((kind) => {
    const signals = mined.signals.filter((signal) => signal.kind === kind);
    const chosen = [...signals].sort(orderOf(kind)).slice(0, most[kind]).map(toCandidate);
    return mined.baseline && kind !== 'rare' ? chosen.map((one) => withFocus(one, files)) : chosen;
  });
}

/** Chosen for what it is and not for its place, so that the analyst reads it as well. */
function withFocus(candidate: Candidate, files: readonly LogFile[]): Candidate {
  const line = files[candidate.file]?.records.startLine(candidate.record) ?? 0;
  return { ...candidate, focus: [line] };
}

/** New messages count by who came first: that finds the cause, not the cascade. */
function orderOf(kind: SignalKind): (a: Signal, b: Signal) => number {
  const byPlace = (a: Signal, b: Signal): number =>
    a.onset.file - b.onset.file || a.onset.record - b.onset.record;
  return kind === 'novel' ? byPlace : (a, b) => b.strength - a.strength || byPlace(a, b);
}

function toCandidate(signal: Signal, place: number): Candidate {
  const { file, record } = signal.onset;
  const score = Math.max(0.2, 0.42 - 0.03 * place);
  return { file, record, focus: [], score, reason: signal.reason };
}

interface Slow extends Candidate {
  readonly seconds: number;
}

function slowAt(records: LogRecords, file: number, record: number): Slow {
  const read = records.glance ? records.glance(record) : records.at(record);
  const seconds = slowWait(read?.body ?? '');
  const focus = [records.startLine(record)];
  return { file, record, focus, score: 0.4, reason: `took ${seconds} s`, seconds };
}

function keepSlowest(slowest: Map<number, Slow>, template: number, one: Slow): void {
  if (one.seconds > (slowest.get(template)?.seconds ?? 0)) {
    slowest.set(template, one);
  }
}

/** The slowest operations that ordinary messages report, for incidents without any error. */
export async function slowCandidates(
  files: readonly LogFile[],
  mined: MinedLogs,
  pace: Pace,
): Promise<readonly Candidate[]> {
  const isDue = readingPlan(mined);
  const slowest = new Map<number, Slow>();
  for (const [file, { records }] of files.entries()) {
    const ids = mined.templateIds[file];
    const { length } = records;
    for (let record = 0; record < length; record++) {
      const wait = (record & 1023) === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      const template = ids?.[record] ?? 0;
      if (isDue(template) && records.severityNumber(record) >= Severity.info) {
        keepSlowest(slowest, template, slowAt(records, file, record));
      }
    }
  }
  return [...slowest.values()].sort((a, b) => b.seconds - a.seconds).slice(0, 4);
}

/** Records of one template that are read again for the time they took; of more, every second, third ... is. */
const mostRead = 100;
/** Records read for it in all, as far as each template has its few. */
const readInAll = 1500;
const fewest = 20;

/** Whether the next record of a template is read: the first, and from then on one in so many. */
function readingPlan({ templates }: MinedLogs): (template: number) => boolean {
  const may = templates.map(({ text }) => mayWait(text));
  const share = Math.floor(readInAll / Math.max(1, may.filter(Boolean).length));
  const read = Math.min(mostRead, Math.max(fewest, share));
  const stride = Uint32Array.from(templates, ({ count }, id) =>
    may[id] ? Math.ceil(count / read) : 0,
  );
  const left = Uint32Array.from(stride, (every) => (every === 0 ? never : 1));
  return (template) => {
    const next = (left[template] as number) - 1;
    const isDue = next === 0;
    left[template] = isDue ? (stride[template] as number) : next;
    return isDue;
  };
}

/** More records than a run can have. */
const never = 0xffffffff;

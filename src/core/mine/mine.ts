import type { LogFile, LogRecords } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { streamsOf } from '../model/series.ts';
import type { SeverityNumber } from '../model/severity.ts';
import type { MinedLogs, Template } from '../model/template.ts';
import { clusterSkeletons } from './clusterSkeletons.ts';
import { findNumbers } from './numbers.ts';
import { groupByTemplate } from './occurrences.ts';
import { orderRecords, type RunOrder, refAt } from './runOrder.ts';
import { findSignals } from './signals.ts';

/**
 * Finds the kinds of messages of a run, over all its files together and with one configuration, and
 * what is remarkable about them. Linear in the records; memory beside the ids is bounded, since at
 * most some 21,000 templates are told apart.
 */
export async function mineLogs(files: readonly LogFile[], pace: Pace): Promise<MinedLogs> {
  const { texts, templateIds } = await findTemplates(files, pace);
  const order = await orderRecords(files, pace);
  const templateAt = new Uint32Array(order.length).map(
    (_, i) => templateIds[order.file[i] ?? 0]?.[order.record[i] ?? 0] ?? 0,
  );
  const occurrences = groupByTemplate(templateAt, texts.length);
  const templates: Template[] = [];
  for (const [id, text] of texts.entries()) {
    templates.push(await describe({ id, text, files, order, pace }, occurrences.of(id)));
  }
  const run = { files, streams: streamsOf(files), order, templates, templateAt, occurrences };
  const signals = await findSignals(run, pace);
  return { templates, templateIds, signals, numbers: await findNumbers(run, pace) };
}

interface Assignment {
  /** Text of each template, in order of first appearance in the files. */
  readonly texts: readonly string[];
  readonly templateIds: readonly Uint32Array[];
}

async function findTemplates(files: readonly LogFile[], pace: Pace): Promise<Assignment> {
  const skeletons = new Map<string, number>();
  const numbers = files.map((file) => file.skeletons.map((text) => numberOf(skeletons, text)));
  const texts = await clusterSkeletons([...skeletons.keys()], pace);
  const ids = new Map<string, number>();
  const idOf = Uint32Array.from(texts, (text) => numberOf(ids, text));
  const templateIds: Uint32Array[] = [];
  for (const [file, { records }] of files.entries()) {
    const byOwn = Uint32Array.from(numbers[file] ?? [], (number) => idOf[number] ?? 0);
    templateIds.push(await templatesOf(records, byOwn, pace));
  }
  return { texts: [...ids.keys()], templateIds };
}

/** The number of a text, by first appearance. */
function numberOf(known: Map<string, number>, text: string): number {
  const number = known.get(text) ?? known.size;
  known.set(text, number);
  return number;
}

async function templatesOf(
  records: LogRecords,
  bySkeleton: Uint32Array,
  pace: Pace,
): Promise<Uint32Array> {
  const templates = new Uint32Array(records.length);
  for (let i = 0; i < records.length; i++) {
    if (i % 1000 === 0) {
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    templates[i] = bySkeleton[records.skeleton(i)] ?? 0;
  }
  return templates;
}

interface Description {
  readonly id: number;
  readonly text: string;
  readonly files: readonly LogFile[];
  readonly order: RunOrder;
  readonly pace: Pace;
}

async function describe(about: Description, positions: Uint32Array): Promise<Template> {
  const { id, text, files, order, pace } = about;
  let severityNumber: SeverityNumber = 0;
  let firstSeen: number | undefined;
  let lastSeen: number | undefined;
  for (const [i, position] of positions.entries()) {
    if (i % 1000 === 0) {
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    const records = files[order.file[position] ?? 0]?.records;
    const record = order.record[position] ?? 0;
    const time = records?.timestamp(record) ?? Number.NaN;
    severityNumber = Math.max(severityNumber, records?.severityNumber(record) ?? 0);
    if (!Number.isNaN(time)) {
      firstSeen ??= time;
      lastSeen = time;
    }
  }
  const at = (i: number) => refAt(order, positions[i] ?? 0);
  const last = positions.length - 1;
  return {
    id,
    text,
    count: positions.length,
    first: at(0),
    last: at(last),
    firstSeen,
    lastSeen,
    severityNumber,
    exemplars: [...new Set([0, last >> 1, last])].map(at),
  };
}

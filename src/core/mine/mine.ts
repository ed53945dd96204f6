import type { LogFile } from '../model/logFile.ts';
import type { LogRecord } from '../model/logRecord.ts';
import type { Pace } from '../model/pace.ts';
import type { SeverityNumber } from '../model/severity.ts';
import type { MinedLogs, Template } from '../model/template.ts';
import { clusterSkeletons } from './clusterSkeletons.ts';
import { findNumbers } from './numbers.ts';
import { groupByTemplate } from './occurrences.ts';
import { orderRecords, type RunOrder, refAt } from './runOrder.ts';
import { findSignals } from './signals.ts';
import { createSkeletonIndex } from './skeletonIndex.ts';

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
  const run = { files, order, templates, templateAt, occurrences };
  const signals = await findSignals(run, pace);
  return { templates, templateIds, signals, numbers: await findNumbers(run, pace) };
}

interface Assignment {
  /** Text of each template, in order of first appearance in the files. */
  readonly texts: readonly string[];
  readonly templateIds: readonly Uint32Array[];
}

async function findTemplates(files: readonly LogFile[], pace: Pace): Promise<Assignment> {
  const index = createSkeletonIndex();
  const skeletons: Uint32Array[] = [];
  for (const { records } of files) {
    skeletons.push(await numberSkeletons(records, index.numberOf, pace));
  }
  const texts = await clusterSkeletons(index.texts, pace);
  const ids = new Map<string, number>();
  const idOf = Uint32Array.from(texts, (text) => {
    const id = ids.get(text) ?? ids.size;
    ids.set(text, id);
    return id;
  });
  const templateIds = skeletons.map((numbers) => numbers.map((number) => idOf[number] ?? 0));
  return { texts: [...ids.keys()], templateIds };
}

async function numberSkeletons(
  records: readonly LogRecord[],
  numberOf: (body: string) => number,
  pace: Pace,
): Promise<Uint32Array> {
  const numbers = new Uint32Array(records.length);
  for (const [i, record] of records.entries()) {
    if (i % 1000 === 0) {
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    numbers[i] = numberOf(record.body);
  }
  return numbers;
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
    const record = files[order.file[position] ?? 0]?.records[order.record[position] ?? 0];
    severityNumber = Math.max(severityNumber, record?.severityNumber ?? 0);
    if (record?.timestamp !== undefined) {
      firstSeen ??= record.timestamp;
      lastSeen = record.timestamp;
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

import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { streamsOf } from '../model/series.ts';
import type { MinedLogs, Template } from '../model/template.ts';
import { clusterSkeletons } from './clusterSkeletons.ts';
import { gatherRecords, type Tallies } from './gather.ts';
import { mineNumbers } from './numbers.ts';
import { groupByTemplate } from './occurrences.ts';
import { type RunOrder, refAt } from './runOrder.ts';
import { findSignals } from './signals.ts';

/**
 * Finds the kinds of messages of a run, over all its files together and with one configuration, and
 * what is remarkable about them. Linear in the records; memory beside the ids is bounded, since at
 * most some 21,000 templates are told apart.
 */
export async function mineLogs(files: readonly LogFile[], pace: Pace): Promise<MinedLogs> {
  const { texts, bySkeleton } = await findTemplates(files, pace);
  const { templateIds, tallies, order } = await gatherRecords(
    files,
    bySkeleton,
    texts.length,
    pace,
  );
  const occurrences = groupByTemplate(order.template, tallies.count);
  const templates = texts.map((text, id) => describe(id, text, occurrences.of(id), order, tallies));
  const run = { files, streams: streamsOf(files), order, templates, occurrences };
  const signals = await findSignals(run, pace);
  return { templates, templateIds, signals, ...(await mineNumbers(run, pace)) };
}

interface Assignment {
  /** Text of each template, in order of first appearance in the files. */
  readonly texts: readonly string[];
  /** Template of each skeleton of each file. */
  readonly bySkeleton: readonly Uint32Array[];
}

async function findTemplates(files: readonly LogFile[], pace: Pace): Promise<Assignment> {
  const skeletons = new Map<string, number>();
  const numbers = files.map((file) => file.skeletons.map((text) => numberOf(skeletons, text)));
  const texts = await clusterSkeletons([...skeletons.keys()], pace);
  const ids = new Map<string, number>();
  const idOf = Uint32Array.from(texts, (text) => numberOf(ids, text));
  return {
    texts: [...ids.keys()],
    bySkeleton: numbers.map((own) => Uint32Array.from(own, (number) => idOf[number] ?? 0)),
  };
}

/** The number of a text, by first appearance. */
function numberOf(known: Map<string, number>, text: string): number {
  const number = known.get(text) ?? known.size;
  known.set(text, number);
  return number;
}

function describe(
  id: number,
  text: string,
  positions: Uint32Array,
  order: RunOrder,
  { severity, firstSeen, lastSeen }: Tallies,
): Template {
  const at = (i: number) => refAt(order, positions[i] ?? 0);
  const last = positions.length - 1;
  return {
    id,
    text,
    count: positions.length,
    first: at(0),
    last: at(last),
    firstSeen: finite(firstSeen[id]),
    lastSeen: finite(lastSeen[id]),
    severityNumber: severity[id] ?? 0,
    exemplars: [...new Set([0, last >> 1, last])].map(at),
  };
}

const finite = (time: number | undefined): number | undefined =>
  Number.isFinite(time) ? time : undefined;

import type { LogFile } from '../model/logFile.ts';
import type { MinedLogs, NumberFinding, RecordRef, SlotSummary } from '../model/template.ts';
import { measurementsOf } from './measurements.ts';
import { quantityText } from './wording.ts';

/** How far a usual value must lie from that of the good runs; ordinary load changes it by less. */
const TIMES = 2.5;
/** Values that make a usual one. */
const LEAST_READ = 8;
const MANY_READ = 30;
/** Milliseconds that nobody waits for in vain. */
const PATIENT = 100;

interface Side {
  readonly files: readonly LogFile[];
  readonly mined: MinedLogs;
}

/**
 * Measurements that are another from the first line on: alone, a run that is slow all the time looks
 * like one that always is. Told where the usual value lies beyond what nearly all good ones were.
 * @param goodTemplates the templates of the good runs that are the same kind as one of this run.
 */
export function numbersBeside(
  run: Side,
  good: Side,
  goodTemplates: (template: number) => readonly number[],
  names: string,
): readonly NumberFinding[] {
  const known = good.mined.slots ?? [];
  return (run.mined.slots ?? []).flatMap((slot) => {
    const templates = goodTemplates(slot.template);
    const usual = known.find((other) => templates.includes(other.template) && isSame(slot, other));
    const finding =
      usual && isShifted(slot, usual) ? findingOf(run, slot, usual, names) : undefined;
    return finding ? [finding] : [];
  });
}

const isSame = (a: SlotSummary, b: SlotSummary): boolean =>
  a.slot === b.slot && a.unit === b.unit && a.measure === b.measure;

function isShifted(here: SlotSummary, usual: SlotSummary): boolean {
  if (here.read < LEAST_READ || usual.read < LEAST_READ || here.measure === 'count') {
    return false;
  }
  if (here.measure === 'room') {
    return here.median * TIMES <= usual.median && here.median < usual.min;
  }
  const isFelt = here.unit !== 'ms' || here.median >= PATIENT;
  return isFelt && here.median >= usual.median * TIMES && here.median > usual.p99;
}

function findingOf(
  { files, mined }: Side,
  here: SlotSummary,
  usual: SlotSummary,
  names: string,
): NumberFinding | undefined {
  const { template, slot, measure, unit } = here;
  const isRoom = measure === 'room';
  const read = (mined.templates[template]?.exemplars ?? []).flatMap((ref) =>
    valuesAt(files, ref, here)
      .filter(({ value }) => (isRoom ? value < usual.min : value > usual.p95))
      .slice(0, 1)
      .map(({ written }) => ({ ref, written })),
  );
  const [first] = read;
  const [before, after] = [usual.median, here.median];
  return (
    first && {
      ...{ kind: 'step', template, slot, measure, unit, before, after, onset: first.ref },
      exemplars: read.map(({ ref }) => ref),
      written: read.map(({ written }) => written),
      strength: strengthOf(here, usual),
      reason: `${slot} is ${quantityText(after, unit)} here and was ${quantityText(before, unit)} in ${names}, the good run`,
    }
  );
}

function valuesAt(files: readonly LogFile[], { file, record }: RecordRef, here: SlotSummary) {
  const read = files[file]?.records.at(record);
  return (read ? measurementsOf(read) : []).filter(
    ({ slot, unit }) => slot === here.slot && unit === here.unit,
  );
}

/** 0..1, as of findings in one run: from .7 on it is more than healthy systems do. */
function strengthOf(here: SlotSummary, usual: SlotSummary): number {
  const [low, high] = [here.median, usual.median].sort((a, b) => a - b);
  const times = (high ?? 1) / Math.max(1e-9, low ?? 1);
  const isSure = Math.min(here.read, usual.read) >= MANY_READ;
  return 0.7 + 0.15 * Math.min(1, Math.log2(times) / 4) + (isSure ? 0.1 : 0);
}

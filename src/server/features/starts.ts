import type { Pace } from '../../core/model/pace.ts';
import { changeOf } from '../../core/tells/changes.ts';
import type { LogView } from '../logViews.ts';
import { eachRecord, templateIdAt } from './records.ts';

/** Where a program started, by its banner or what it says when it is up: records, in file order. */
export async function starts(view: LogView, pace: Pace): Promise<readonly number[]> {
  const kinds = new Set(
    view.mined.templates
      .filter(({ count, text }) => count <= MOST_OF_A_KIND && isStart(text))
      .map(({ id }) => id),
  );
  const found: number[] = [];
  if (kinds.size === 0) {
    return found;
  }
  await eachRecord(0, view.file.records.length, pace, (record) => {
    if (!kinds.has(templateIdAt(view, record)) || found.length >= MOST) return;
    const last = found.at(-1);
    if (last === undefined || !isOneStart(view, last, record)) found.push(record);
  });
  return found;
}

const MOST = 100;
/** What comes more often is the work of the program and not its start. */
const MOST_OF_A_KIND = 50;

/** What programs say of themselves when they begin, beyond what `changeOf` knows. */
const banner =
  /\bLinux version \d|ready (?:to accept|for) connections|(?:^|[^\w])(?:[Ss]erver|[Aa]pplication|[Ss]ervice|[Ww]orker|[Dd]aemon) (?:is )?(?:started|starting|ready|up|initialized)\b|\b[Ll]istening (?:on|at)\b|\b[Ss]tarted \S{2,60} in\b|^[Ss]tarting (?:up|server|application|service|daemon)|\bBoot(?:ing|strapping)\b|start worker processes|\bRedis is starting\b|starting PostgreSQL \d/;

const isStart = (text: string): boolean =>
  banner.test(text.slice(0, 300)) || changeOf(text)?.kind === 'start';

/** A start takes a few lines and some seconds; they are one. */
function isOneStart({ file: { records } }: LogView, before: number, after: number): boolean {
  const pause = records.timestamp(after) - records.timestamp(before);
  return Number.isNaN(pause) ? after - before < NEAR : pause < SOON;
}

const SOON = 15_000;
const NEAR = 60;

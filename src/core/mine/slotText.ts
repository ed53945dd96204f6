import type { MinedLogs, SlotSummary, StatusSummary } from '../model/template.ts';
import { countText, quantityText } from './wording.ts';

/** Places of a message that are told, what takes time before what else changes. */
const MOST = 2;
const ORDER: readonly SlotSummary['measure'][] = ['time', 'usage', 'room', 'count'];
/** Values that a quantile needs to be more than the maximum. */
const FOR_P95 = 40;
const FOR_P99 = 200;

/** Strength from which on a change is worth its words. */
const TOLD = 0.5;

/**
 * What the numbers in a kind of message are like, in a line, a change first: `took: median 12 ms,
 * p99 900 ms, max 4.2 s`; empty where it measures nothing. Names of places are the log's own words.
 */
export function slotText(mined: MinedLogs, template: number): string {
  const { numbers = [], slots = [], statuses = [] } = mined;
  const change = numbers.find((one) => one.template === template && one.strength >= TOLD);
  const own = slots
    .filter((slot) => slot.template === template)
    .sort((a, b) => ORDER.indexOf(a.measure) - ORDER.indexOf(b.measure))
    .slice(0, MOST);
  const status = statuses.find((one) => one.template === template);
  const parts = [change?.reason ?? '', ...own.map(quantiles), status ? shares(status) : ''];
  const sampled = [...own, ...(status ? [status] : [])].find(({ isSample }) => isSample);
  const of = sampled ? `of ${countText(sampled.read)} sampled` : '';
  return [...parts, of].filter((part) => part !== '').join(' · ');
}

function quantiles({ slot, unit, read, median, p95, p99, max }: SlotSummary): string {
  const high =
    read >= FOR_P99
      ? [`p99 ${quantityText(p99, unit)}`]
      : read >= FOR_P95
        ? [`p95 ${quantityText(p95, unit)}`]
        : [];
  const values = [
    `median ${quantityText(median, unit)}`,
    ...high,
    `max ${quantityText(max, unit)}`,
  ];
  return `${slot}: ${values.join(', ')}`;
}

function shares({ shares: byClass }: StatusSummary): string {
  const texts = Object.entries(byClass).map(([name, share]) => `${name} ${percent(share)}`);
  return `status: ${texts.join(', ')}`;
}

/** Never 0 or 100% for what only nearly is. */
function percent(share: number): string {
  const hundredths = share * 100;
  if (share < 0.001) return '< 0.1%';
  if (hundredths > 99.9 && share < 1) return '> 99.9%';
  return `${Number(hundredths.toFixed(hundredths < 10 || hundredths > 99 ? 1 : 0))}%`;
}

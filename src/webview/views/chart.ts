import { html, nothing, svg, type TemplateResult } from 'lit';
import {
  formatClock,
  formatCount,
  formatDate,
  formatDuration,
  formatMinute,
  formatNumber,
} from '../format.ts';
import { t } from '../l10n.ts';
import type { Timeline } from '../model.ts';
import type { Folds } from '../ui.ts';
import { fold } from './controls.ts';

type Bucket = Timeline['buckets'][number];

const chartTop = 22;
const chartHeight = 76;
const base = chartTop + chartHeight;

/**
 * Volume by level over time.
 * @param moments what happened in it, in the order of time; the first is where it began to deviate.
 */
export function chart(timeline: Timeline, moments: readonly number[]): TemplateResult {
  const { start, step, buckets } = timeline;
  const most = mostOf(timeline);
  const percent = (time: number): number => (100 * (time - start)) / (step * buckets.length);
  return html`
    <svg class="chart" width="100%" height=${base + 20} role="img" aria-label=${describe(timeline, moments)}>
      ${buckets.map((bucket, index) => column(bucket, index, timeline, most))}
      <line class="axis" x1="0" x2="100%" y1=${base} y2=${base}/>
      ${ticks(timeline).map(tickLabel)}
      ${moments.map((time, index) => marker(percent(time), time, index === 0))}
    </svg>`;
}

/** How to read the heights. */
export function scaleText(timeline: Timeline): string {
  return t(
    'a bar is {0}, the highest {1}',
    formatDuration(timeline.step),
    formatCount(mostOf(timeline), 'record'),
  );
}

/** The same for those who do not see the chart. */
export function chartTable(folds: Folds, timeline: Timeline): TemplateResult {
  return fold(folds, 'timeline.table', t('The same as a table'), '', () => table(timeline));
}

function mostOf({ buckets }: Timeline): number {
  return Math.max(1, ...buckets.map(total));
}

/** Errors stand on the base line, where their heights compare; what exists is never invisible. */
function column(bucket: Bucket, index: number, timeline: Timeline, most: number): unknown {
  const sum = total(bucket);
  if (sum === 0) {
    return nothing;
  }
  const width = 100 / timeline.buckets.length;
  const x = `${(index * width).toFixed(3)}%`;
  const barWidth = `${(width * 0.84).toFixed(3)}%`;
  let y = base;
  const parts = (['error', 'warn', 'info'] as const).map((level) => {
    const count = bucket[level];
    const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (chartHeight - 4));
    y -= height;
    return height === 0
      ? nothing
      : svg`<rect class=${level} x=${x} y=${y.toFixed(1)} width=${barWidth} height=${height.toFixed(1)}/>`;
  });
  return svg`
    <g>
      <title>${describeBucket(timeline, index)}</title>
      <rect class="area" x=${x} y=${chartTop} width="${width.toFixed(3)}%" height=${chartHeight}/>
      ${parts}
    </g>`;
}

function marker(percent: number, time: number, isFirst: boolean): unknown {
  if (percent < 0 || percent > 100) {
    return nothing;
  }
  const x = `${percent.toFixed(2)}%`;
  if (!isFirst) {
    return svg`<line class="marker" x1=${x} x2=${x} y1=${base - 5} y2=${base + 5}/>`;
  }
  const isRight = percent > 60;
  const anchor = isRight ? 'end' : 'start';
  return svg`
    <line class="marker first" x1=${x} x2=${x} y1="4" y2=${base}/>
    <text class="marker-label" x=${x} y="13" dx=${isRight ? -6 : 6} text-anchor=${anchor}>
      ${t('{0} first deviation', formatClock(time))}
    </text>`;
}

function tickLabel(tick: Tick): unknown {
  const name = tick.isMinor ? 'tick minor' : 'tick';
  const x = `${tick.percent}%`;
  return svg`
    <text class=${name} x=${x} y=${base + 15} text-anchor=${anchor(tick.percent)}>${tick.label}</text>`;
}

export function legend(): TemplateResult {
  return html`
    <ul class="legend" aria-hidden="true">
      <li class="error">${t('errors')}</li>
      <li class="warn">${t('warnings')}</li>
      <li class="info">${t('other')}</li>
    </ul>`;
}

/** At most a dozen rows; buckets are added up for it. */
function table({ start, step, buckets }: Timeline): TemplateResult {
  const group = Math.ceil(buckets.length / 12);
  const rows: LevelRow[] = [];
  for (let index = 0; index < buckets.length; index += group) {
    const part = buckets.slice(index, index + group);
    const sum = (level: keyof Bucket): number => part.reduce((all, one) => all + one[level], 0);
    const counts = { error: sum('error'), warn: sum('warn'), info: sum('info') };
    rows.push({ time: start + index * step, ...counts });
  }
  return levelTable(rows);
}

/** Records by level from a time on. */
type LevelRow = Bucket & {
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
};

/** The twin of a picture of levels over time. */
export function levelTable(rows: readonly LevelRow[]): TemplateResult {
  return html`
    <table>
      <caption class="hidden">${t('Records by level over time')}</caption>
      <thead>
        <tr>
          <th scope="col">${t('From')}</th><th scope="col">${t('Errors')}</th>
          <th scope="col">${t('Warnings')}</th><th scope="col">${t('Other')}</th>
        </tr>
      </thead>
      <tbody>${rows.map(
        ({ time, error, warn, info }) => html`
        <tr>
          <th scope="row">${formatClock(time)}</th>
          <td>${formatNumber(error)}</td><td>${formatNumber(warn)}</td><td>${formatNumber(info)}</td>
        </tr>`,
      )}</tbody>
    </table>`;
}

function describe({ start, step, buckets }: Timeline, moments: readonly number[]): string {
  const errors = buckets.map((bucket) => bucket.error);
  const all = errors.reduce((sum, count) => sum + count, 0);
  const peak = errors.indexOf(Math.max(...errors));
  const parts = [
    t(
      'Records by level from {0} to {1}.',
      formatClock(start),
      formatClock(start + step * buckets.length),
    ),
    all === 0
      ? t('No errors.')
      : t('{0}, most at {1}.', formatCount(all, 'error'), formatClock(start + peak * step)),
    moments[0] === undefined ? '' : t('First deviation at {0}.', formatClock(moments[0])),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function describeBucket({ start, step, buckets }: Timeline, index: number): string {
  const { error, warn, info } = buckets[index] ?? { error: 0, warn: 0, info: 0 };
  return `${formatClock(start + index * step)}: ${levelCounts({ error, warn, info })}`;
}

/** `2 errors, 1 warning, 40 other`. */
export function levelCounts({ error, warn, info }: Bucket): string {
  const others = t('{0} other', formatNumber(info));
  return [formatCount(error, 'error'), formatCount(warn, 'warning'), others].join(', ');
}

interface Tick {
  readonly percent: number;
  readonly label: string;
  /** Left out where there is little room. */
  readonly isMinor: boolean;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const tickSteps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * day),
];

/** Round times, at most seven of them. */
function ticks({ start, step, buckets }: Timeline): readonly Tick[] {
  const length = step * buckets.length;
  const size = tickSteps.find((candidate) => length / candidate <= 7) ?? length;
  const label = size < minute ? formatClock : size < day ? formatMinute : formatDate;
  const first = Math.ceil(start / size) * size;
  const found: Tick[] = [];
  for (let time = first; time <= start + length; time += size) {
    const percent = Math.round((10000 * (time - start)) / length) / 100;
    found.push({ percent, label: label(time), isMinor: found.length % 2 === 1 });
  }
  return found;
}

function anchor(percent: number): string {
  if (percent < 6) {
    return 'start';
  }
  return percent > 94 ? 'end' : 'middle';
}

function total(bucket: Bucket): number {
  return bucket.info + bucket.warn + bucket.error;
}

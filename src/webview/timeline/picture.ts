import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatClock, formatCount, formatDuration, formatNumber } from '../format.ts';
import { t } from '../l10n.ts';
import { levelCounts } from '../views/chart.ts';
import { type Cluster, clustersOf, type Label, labelsOf, type TimedEvent } from './events.ts';
import {
  type Bars,
  type Bucket,
  heightOf,
  type Span,
  shownSpan,
  ticksOf,
  totalOf,
} from './scale.ts';

const LANE = 16;
const BARS = 84;
const AXIS = 18;
const ROW = 22;
/** Pixels left of the bars, for the scale and the names of the rows. */
const GUTTER = 56;
/** Below this the rows go without their names. */
export const NARROW = 480;

export interface Picture {
  readonly bars: Bars;
  readonly events: readonly TimedEvent[];
  /** Pixels in all. */
  readonly width: number;
  /** What is chosen of it, or being chosen. */
  readonly range: Span | undefined;
  readonly label: string;
  onPointer(event: PointerEvent, moment: number): void;
}

interface Frame extends Picture {
  readonly left: number;
  readonly plot: number;
  readonly top: number;
  readonly base: number;
  xOf(time: number): number;
}

/** Volume by level over time, what happened above and below it, and what is chosen of it. */
export function picture(given: Picture): TemplateResult {
  const left = given.width < NARROW ? 0 : GUTTER;
  const plot = Math.max(120, given.width - left);
  const { from, to } = shownSpan(given.bars);
  const xOf = (time: number): number => (plot * (time - from)) / (to - from);
  const labels = labelsOf(given.events, xOf, plot);
  const top = 4 + LANE * Math.max(1, ...labels.map(({ lane }) => lane + 1));
  const frame: Frame = { ...given, left, plot, top, base: top + BARS, xOf };
  const below = rows(frame);
  const height = frame.base + AXIS + ROW * below.length;
  return html`
    <svg class="timeline-picture" width=${given.width} height=${height}
      viewBox="0 0 ${given.width} ${height}" role="img" aria-label=${given.label}>
      ${names(frame, below)}
      <g transform="translate(${left} 0)">
        ${columns(frame)}
        ${chosen(frame)}
        <line class="axis" x1="0" x2=${plot} y1=${frame.base} y2=${frame.base}/>
        ${ticks(frame)}
        ${labels.map((label) => leader(frame, label))}
        ${labels.map(labelText)}
        ${below.map(({ draw }, index) => draw(frame.base + AXIS + ROW * index + ROW / 2))}
      </g>
    </svg>`;
}

/** The bars, which take the mouse together, with the room above them. */
function columns(frame: Frame): unknown {
  const { plot, top, bars, onPointer } = frame;
  const { from, to } = shownSpan(bars);
  const onEvent = (event: PointerEvent): void => {
    const { left, width } = (event.currentTarget as SVGGElement).getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    onPointer(event, from + share * (to - from));
  };
  return svg`
    <g class="plot" @pointerdown=${onEvent} @pointermove=${onEvent} @pointerup=${onEvent} @pointercancel=${onEvent}>
      <rect class="catch" x="0" y=${top} width=${plot} height=${BARS}/>
      ${bars.bars.map((bar, index) => column(frame, bar, index))}
    </g>`;
}

/** Errors stand on the base line, where their heights compare; what exists is never invisible. */
function column({ bars, plot, top, base }: Frame, bar: Bucket, index: number): unknown {
  const sum = totalOf(bar);
  if (sum === 0) return nothing;
  const room = plot / bars.bars.length;
  const x = (index * room).toFixed(2);
  const width = Math.max(1, room - Math.min(2, room * 0.2)).toFixed(2);
  let y = base;
  const parts = (['error', 'warn', 'info'] as const).map((level) => {
    const height =
      bar[level] === 0 ? 0 : Math.max(1.5, heightOf(bars, bar[level], sum) * (BARS - 4));
    y -= height;
    return height === 0
      ? nothing
      : svg`<rect class=${level} x=${x} y=${y.toFixed(1)} width=${width} height=${height.toFixed(1)}/>`;
  });
  return svg`
    <g class="column">
      <title>${described(bars, bar, index)}</title>
      <rect class="area" x=${x} y=${top} width=${room.toFixed(2)} height=${BARS}/>
      ${parts}
    </g>`;
}

function described({ start, step }: Bars, bar: Bucket, index: number): string {
  return `${formatClock(start + index * step)}, ${formatDuration(step)}: ${levelCounts(bar)}`;
}

function names({ left, top, base, bars }: Frame, below: readonly Row[]): unknown {
  if (left === 0) return nothing;
  const name = (y: number, text: string): unknown =>
    svg`<text class="name" x=${left - 10} y=${y} text-anchor="end">${text}</text>`;
  return [
    name(top + 12, formatNumber(bars.most)),
    name(base, '0'),
    below.map(({ title }, index) => name(base + AXIS + ROW * index + ROW / 2 + 4, title)),
  ];
}

function ticks({ bars, plot, base, xOf }: Frame): unknown {
  return ticksOf(bars, plot).map(({ time, label }) => {
    const x = xOf(time);
    const anchor = x < 24 ? 'start' : x > plot - 24 ? 'end' : 'middle';
    return svg`
      <line class="axis" x1=${x.toFixed(1)} x2=${x.toFixed(1)} y1=${base} y2=${base + 3}/>
      <text class="tick" x=${x.toFixed(1)} y=${base + 14} text-anchor=${anchor}>${label}</text>`;
  });
}

function labelLine(lane: number): number {
  return 12 + LANE * lane;
}

function leader({ base }: Frame, { x, lane, kind }: Label): unknown {
  const at = x.toFixed(1);
  return svg`<line class="leader is-${kind}" x1=${at} x2=${at} y1=${labelLine(lane) - 8} y2=${base}/>`;
}

function labelText({ x, text, lane, isEnd, kind }: Label): unknown {
  const anchor = isEnd ? 'end' : 'start';
  return svg`<text class="label" lang=${kind === 'change' ? 'en' : nothing} x=${x.toFixed(1)} y=${labelLine(lane)} dx=${isEnd ? -5 : 5} text-anchor=${anchor}>${text}</text>`;
}

/** What lies outside of the choice is dimmed, its edges are drawn. */
function chosen({ range, plot, top, base, xOf }: Frame): unknown {
  if (!range) return nothing;
  const clip = (x: number): number => Math.min(plot, Math.max(0, x));
  const [from, to] = [clip(xOf(range.from)), clip(xOf(range.to))];
  const shade = (x: number, width: number): unknown =>
    width <= 0
      ? nothing
      : svg`<rect class="outside" x=${x.toFixed(1)} y=${top} width=${width.toFixed(1)} height=${base - top}/>`;
  const edge = (x: number): unknown =>
    svg`<line class="edge" x1=${x.toFixed(1)} x2=${x.toFixed(1)} y1=${top} y2=${base}/>`;
  return [shade(0, from), shade(to, plot - to), edge(from), edge(to)];
}

interface Row {
  readonly title: string;
  draw(y: number): unknown;
}

/** Below the bars: the chain's steps by their numbers, then what was found without a reasoner. */
function rows({ events, plot, xOf }: Frame): readonly Row[] {
  const steps = events.filter(({ kind }) => kind === 'chain');
  const found = events.filter(({ kind }) => kind !== 'chain');
  const all: readonly (Row & { readonly isThere: boolean })[] = [
    {
      title: t('Steps'),
      isThere: steps.length > 0,
      draw: (y) => clustersOf(steps, xOf, plot, STEP_ROOM).map((cluster) => stepMark(cluster, y)),
    },
    {
      title: t('Signals'),
      isThere: found.length > 0,
      draw: (y) => clustersOf(found, xOf, plot, 30).map((cluster) => signalMark(cluster, y)),
    },
  ];
  return all.filter(({ isThere }) => isThere);
}

function told(events: readonly TimedEvent[]): string {
  return events
    .map(({ time, step, word, what, remark }) => {
      const number = step === undefined ? '' : `${step} `;
      return `${formatClock(time)} ${number}${word}: ${what}${remark === '' ? '' : `; ${remark}`}`;
    })
    .join('\n');
}

/** `1–3` for steps that follow each other, `1, 2, 4` for others, and how many where those are many. */
function numbersText(numbers: readonly number[]): string {
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  if (numbers.length > 2 && last - first === numbers.length - 1) return `${first}–${last}`;
  return numbers.length > 4 ? formatCount(numbers.length, 'step') : numbers.join(', ');
}

/** Pixels from one mark of steps to the next: half of the widest, `6 steps`, and half of a number. */
const STEP_ROOM = 40;

function stepMark({ x, events }: Cluster, y: number): unknown {
  const numbers = events.flatMap(({ step }) => step ?? []).sort((a, b) => a - b);
  const text = numbersText(numbers);
  const width = Math.max(16, 7 * text.length + 8);
  return svg`
    <g class="step-mark">
      <title>${told(events)}</title>
      <rect x=${(x - width / 2).toFixed(1)} y=${y - 8} width=${width} height="16" rx="8"/>
      <text x=${x.toFixed(1)} y=${y + 4} text-anchor="middle">${text}</text>
    </g>`;
}

/** A shape for each kind, on a field of 12 x 12 around the origin. */
export const markShapes: Readonly<Record<string, string>> = {
  change: 'M0 -6 6 0 0 6 -6 0Z',
  novel: 'M-1.5 -6H1.5V-1.5H6V1.5H1.5V6H-1.5V1.5H-6V-1.5H-1.5Z',
  burst: 'M0 -6 6 5H-6Z',
  silent: 'M-6 -2H6V2H-6Z',
  shift: 'M-6 5V1H0V-5H6V-1H3V5Z',
};

/** Of several signals in one place the one that is drawn. */
const signalOrder = ['change', 'burst', 'silent', 'novel', 'shift'] as const;

function signalMark({ x, events }: Cluster, y: number): unknown {
  const kind = signalOrder.find((one) => events.some((event) => event.kind === one)) ?? 'shift';
  const more =
    events.length > 1 ? svg`<text class="more" x="8" y="4">+${events.length - 1}</text>` : nothing;
  return svg`
    <g class="signal-mark is-${kind}" transform="translate(${x.toFixed(1)} ${y})">
      <title>${told(events)}</title>
      <path d=${markShapes[kind] ?? ''}/>
      ${more}
    </g>`;
}

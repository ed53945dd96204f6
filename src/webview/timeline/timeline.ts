import { html, svg, type TemplateResult } from 'lit';
import { formatClock, formatCount, formatDuration } from '../format.ts';
import type { Claim, Evidence, Timeline } from '../model.ts';
import type { Ui } from '../ui.ts';
import { section } from '../views/controls.ts';
import { markWord } from '../words.ts';
import { eventsOf, firstDeviation, type TimedEvent } from './events.ts';
import { markShapes, NARROW, picture } from './picture.ts';
import { added, type Bars, barsOf, type Span, shownSpan, wholeOf, zoomed } from './scale.ts';
import { tables } from './tables.ts';

/** When it happened: volume, what was remarkable, and a choice of time that filters the evidence. */
export function timelineSection(
  ui: Ui,
  timeline: Timeline,
  claims: readonly Claim[],
  evidence: readonly Evidence[],
): TemplateResult {
  const events = eventsOf(timeline, claims);
  const bars = barsOf(timeline, ui.view ?? wholeOf(timeline), ui.width);
  const span = shownSpan(bars);
  const label = described(timeline, events);
  const given = { bars, events, width: ui.width, range: ui.range, label };
  const body = html`
    <div class="picture ${ui.width < NARROW ? 'narrow' : ''}">
      ${picture({ ...given, onPointer: ui.onBrush })}
      ${sliders(ui, bars)}
    </div>
    <div class="below-chart">
      ${ui.range ? choice(ui, timeline, ui.range, evidence) : order(events)}
      ${legend(events)}
    </div>
    ${tables(ui, timeline, span, events)}`;
  return section('when', 'When', zoomBar(ui, timeline, bars, events), body);
}

function zoomBar(
  ui: Ui,
  timeline: Timeline,
  bars: Bars,
  events: readonly TimedEvent[],
): TemplateResult {
  const span = shownSpan(bars);
  const middle = (span.from + span.to) / 2;
  const first = firstDeviation(events);
  const isSeen = first !== undefined && first > span.from && first < span.to;
  const at = isSeen && !ui.view ? first : middle;
  const closest = zoomed(timeline, span, at, 0.5);
  const isClosest = closest.to - closest.from >= span.to - span.from - 1;
  const zoomIn = (): void => ui.zoom(ui.range ?? closest);
  const zoomOut = (): void => {
    const wider = zoomed(timeline, span, middle, 2);
    const whole = wholeOf(timeline);
    ui.zoom(wider.to - wider.from >= whole.to - whole.from ? undefined : wider);
  };
  return html`
    <span class="zoom">
      <span>a bar is ${formatDuration(bars.step)}${bars.isRoot ? ', heights are square roots' : ''}</span>
      <span role="group" aria-label="Zoom">
        <button type="button" aria-label="Zoom in" title="Zoom in" ?disabled=${isClosest && !ui.range} @click=${zoomIn}>+</button>
        <button type="button" aria-label="Zoom out" title="Zoom out" ?disabled=${!ui.view} @click=${zoomOut}>−</button>
        <button type="button" ?disabled=${!ui.view} @click=${() => ui.zoom(undefined)}>Whole run</button>
      </span>
    </span>`;
}

const sliderLabel = { from: 'Earliest evidence', to: 'Latest evidence' } as const;

/** The choice by keyboard: two sliders that lie upon the axis. */
function sliders(ui: Ui, { start, step, bars }: Bars): TemplateResult {
  const last = bars.length;
  const timeOf = (index: number): number => start + index * step;
  const indexOf = (time: number): number =>
    Math.min(last, Math.max(0, Math.round((time - start) / step)));
  const from = ui.range ? indexOf(ui.range.from) : 0;
  const to = ui.range ? indexOf(ui.range.to) : last;
  const choose = (a: number, b: number): void => {
    const isAll = a <= 0 && b >= last;
    ui.choose(isAll ? undefined : { from: timeOf(a), to: timeOf(b) });
  };
  const slider = (
    name: 'from' | 'to',
    value: number,
    set: (value: number) => void,
  ): TemplateResult => html`
    <input type="range" class=${name} min="0" max=${last} step="1" .value=${String(value)}
      aria-label=${sliderLabel[name]}
      aria-valuetext=${formatClock(timeOf(value))} title="Drag, or use the arrow keys, to choose a time"
      @input=${(event: Event) => {
        const input = event.currentTarget as HTMLInputElement;
        set(Number(input.value));
      }}>`;
  return html`
    <div class="sliders">
      <span class="slider-name" aria-hidden="true">Filter</span>
      ${slider('from', from, (value) => choose(Math.min(value, to - 1), to))}
      ${slider('to', to, (value) => choose(from, Math.max(value, from + 1)))}
    </div>`;
}

/** What was chosen, what lies in it, and the ways on. */
function choice(
  ui: Ui,
  timeline: Timeline,
  range: Span,
  evidence: readonly Evidence[],
): TemplateResult {
  const { error, warn } = added(timeline, range.from, range.to - range.from);
  const inside = evidence.filter((item) => isWithin(range, item)).length;
  const counts = `${formatCount(error, 'error')}, ${formatCount(warn, 'warning')}, ${inside} of ${formatCount(evidence.length, 'excerpt')}`;
  return html`
    <p class="choice">
      <b>${formatClock(range.from)}–${formatClock(range.to)}</b> ${counts}
      <button type="button" class="link" @click=${() => ui.zoom(range)}>Zoom to it</button>
      <button type="button" class="link" @click=${() => ui.showEvidence()}>Show its evidence</button>
      <button type="button" class="link" @click=${() => ui.choose(undefined)}>Clear</button>
    </p>`;
}

/** Whether an excerpt states a time in the range. */
export function isWithin({ from, to }: Span, { timestamp }: Pick<Evidence, 'timestamp'>): boolean {
  return timestamp !== undefined && timestamp >= from && timestamp < to;
}

/** The chain in one line: what came first. */
function order(events: readonly TimedEvent[]): TemplateResult {
  const steps = events.filter(({ kind }) => kind === 'chain');
  if (steps.length === 0) {
    return html`<p class="quiet">The chain cites no line with a time.</p>`;
  }
  const moments = new Map<string, string[]>();
  for (const { time, word } of steps) {
    const clock = formatClock(time);
    const words = moments.get(clock) ?? [];
    moments.set(clock, [...new Set([...words, word.toLowerCase()])]);
  }
  return html`
    <ol class="order">${[...moments].map(
      ([clock, words]) => html`<li><b>${clock}</b> ${words.join(', ')}</li>`,
    )}</ol>`;
}

function legend(events: readonly TimedEvent[]): TemplateResult {
  const kinds = [...new Set(events.map(({ kind }) => kind))].filter((kind) => kind !== 'chain');
  return html`
    <ul class="legend" aria-hidden="true">
      <li class="error">errors</li>
      <li class="warn">warnings</li>
      <li class="info">other</li>
      ${kinds.map(
        (kind) => html`
          <li class="mark">
            <svg class="sign signal-mark is-${kind}" viewBox="-8 -8 16 16">${svg`<path d=${markShapes[kind] ?? ''}/>`}</svg>
            ${markWord[kind as keyof typeof markWord].toLowerCase()}
          </li>`,
      )}
    </ul>`;
}

function described(timeline: Timeline, events: readonly TimedEvent[]): string {
  const { buckets, start, step } = timeline;
  const { from, to } = wholeOf(timeline);
  const errors = buckets.map((bucket) => bucket.error);
  const all = errors.reduce((sum, count) => sum + count, 0);
  const peak = errors.indexOf(Math.max(...errors));
  const first = firstDeviation(events);
  const changes = events.filter(({ kind }) => kind === 'change').length;
  const parts = [
    `Records by level from ${formatClock(from)} to ${formatClock(to)}.`,
    all === 0
      ? 'No errors.'
      : `${formatCount(all, 'error')}, most at ${formatClock(start + peak * step)}.`,
    first === undefined ? '' : `First deviation at ${formatClock(first)}.`,
    changes === 0 ? '' : `${formatCount(changes, 'change')} marked.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

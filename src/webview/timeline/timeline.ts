import { html, svg, type TemplateResult } from 'lit';
import { formatClock, formatCount, formatDuration, plural } from '../format.ts';
import { lower, t } from '../l10n.ts';
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
  return section('when', t('When'), zoomBar(ui, timeline, bars, events), body);
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
      <span>${bars.isRoot ? t('a bar is {0}, heights are square roots', formatDuration(bars.step)) : t('a bar is {0}', formatDuration(bars.step))}</span>
      <span role="group" aria-label=${t('Zoom')}>
        <button type="button" aria-label=${t('Zoom in')} title=${t('Zoom in')} ?disabled=${isClosest && !ui.range} @click=${zoomIn}>+</button>
        <button type="button" aria-label=${t('Zoom out')} title=${t('Zoom out')} ?disabled=${!ui.view} @click=${zoomOut}>−</button>
        <button type="button" ?disabled=${!ui.view} @click=${() => ui.zoom(undefined)}>${t('Whole run')}</button>
      </span>
    </span>`;
}

const sliderLabel = { from: t('Earliest evidence'), to: t('Latest evidence') } as const;

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
      aria-valuetext=${formatClock(timeOf(value))} title=${t('Drag, or use the arrow keys, to choose a time')}
      @input=${(event: Event) => {
        const input = event.currentTarget as HTMLInputElement;
        set(Number(input.value));
      }}>`;
  return html`
    <div class="sliders">
      <span class="slider-name" aria-hidden="true">${t('Filter')}</span>
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
  const counts = [
    formatCount(error, 'error'),
    formatCount(warn, 'warning'),
    t('{0} of {1}', inside, formatCount(evidence.length, 'excerpt')),
  ].join(', ');
  return html`
    <p class="choice">
      <b>${formatClock(range.from)}–${formatClock(range.to)}</b> ${counts}
      <button type="button" class="link" @click=${() => ui.zoom(range)}>${t('Zoom to it')}</button>
      <button type="button" class="link" @click=${() => ui.showEvidence()}>${t('Show its evidence')}</button>
      <button type="button" class="link" @click=${() => ui.choose(undefined)}>${t('Clear')}</button>
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
    return html`<p class="quiet">${t('The chain cites no line with a time.')}</p>`;
  }
  const moments = new Map<string, string[]>();
  for (const { time, word } of steps) {
    const clock = formatClock(time);
    const words = moments.get(clock) ?? [];
    moments.set(clock, [...new Set([...words, lower(word)])]);
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
      <li class="error">${t('errors')}</li>
      <li class="warn">${t('warnings')}</li>
      <li class="info">${t('other')}</li>
      ${kinds.map(
        (kind) => html`
          <li class="mark">
            <svg class="sign signal-mark is-${kind}" viewBox="-8 -8 16 16">${svg`<path d=${markShapes[kind] ?? ''}/>`}</svg>
            ${lower(markWord[kind as keyof typeof markWord])}
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
    t('Records by level from {0} to {1}.', formatClock(from), formatClock(to)),
    all === 0
      ? t('No errors.')
      : t('{0}, most at {1}.', formatCount(all, 'error'), formatClock(start + peak * step)),
    first === undefined ? '' : t('First deviation at {0}.', formatClock(first)),
    changes === 0 ? '' : plural(changes, '{0} change marked.', '{0} changes marked.'),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

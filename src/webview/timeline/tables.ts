import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatClock, formatDateTime, formatOffset } from '../format.ts';
import { t } from '../l10n.ts';
import type { Timeline } from '../model.ts';
import type { Ui } from '../ui.ts';
import { levelTable } from '../views/chart.ts';
import { fold, placeButton } from '../views/controls.ts';
import { shownText } from '../views/modelText.ts';
import { firstDeviation, type TimedEvent } from './events.ts';
import { markShapes } from './picture.ts';
import { added, type Span } from './scale.ts';

/** Rows of the table of volumes. */
const ROWS = 12;

/** The same as the picture, for who does not see it or wants to read on. */
export function tables(
  ui: Ui,
  timeline: Timeline,
  span: Span,
  events: readonly TimedEvent[],
): TemplateResult {
  return html`
    <div class="folds twins">
      ${events.length === 0 ? nothing : fold(ui, 'timeline.events', t('What happened, in order'), t('{0} in time', events.length), () => eventTable(ui, events))}
      ${fold(ui, 'timeline.table', t('Records by level, as a table'), '', () => volumeTable(timeline, span))}
    </div>`;
}

function eventTable(ui: Ui, events: readonly TimedEvent[]): TemplateResult {
  const first = firstDeviation(events);
  return html`
    <table class="wide events">
      <caption class="hidden">${t('What happened, in the order of time')}</caption>
      <thead>
        <tr>
          <th scope="col">${t('Time (UTC)')}</th><th scope="col">${t('From first deviation')}</th>
          <th scope="col">${t('What')}</th><th scope="col">${t('Line')}</th>
        </tr>
      </thead>
      <tbody>${events.map((event) => eventRow(ui, event, first))}</tbody>
    </table>`;
}

function eventRow(ui: Ui, event: TimedEvent, first: number | undefined): TemplateResult {
  const { time, word, what, remark, place } = event;
  const offset = first === undefined ? '' : distance(time - first);
  return html`
    <tr>
      <th scope="row" title=${formatDateTime(time)}>${formatClock(time)}</th>
      <td data-label=${t('From first deviation')}>${offset}</td>
      <td class="happened-then">
        ${sign(event)} <b>${word}</b> <span lang="en">${shownText(ui, what)}</span>
        ${remark === '' ? nothing : html`<span class="quiet" lang="en">${remark}</span>`}
      </td>
      <td>${place ? placeButton(ui, place) : nothing}</td>
    </tr>`;
}

/** Fractions of a second count only where there is little else. */
function distance(milliseconds: number): string {
  const isLong = Math.abs(milliseconds) >= 10_000;
  const rounded = Math.round(milliseconds / (isLong ? 1000 : 100)) * (isLong ? 1000 : 100);
  return rounded === 0 ? '0' : formatOffset(rounded);
}

/** As it is drawn in the picture. */
function sign({ kind, step }: TimedEvent): TemplateResult {
  return step === undefined
    ? html`<svg class="sign signal-mark is-${kind}" viewBox="-8 -8 16 16" aria-hidden="true">${svg`<path d=${markShapes[kind] ?? ''}/>`}</svg>`
    : html`<span class="step-number">${step}</span>`;
}

/** At most a dozen rows; buckets are added up for it. */
function volumeTable(timeline: Timeline, { from, to }: Span): TemplateResult {
  const length = Math.ceil((to - from) / ROWS / timeline.step) * timeline.step;
  const rows = [];
  for (let time = from; time < to; time += length) {
    rows.push({ time, ...added(timeline, time, length) });
  }
  return levelTable(rows);
}

import { html, nothing, type TemplateResult } from 'lit';
import { formatClock, formatDateTime } from '../format.ts';
import type { Claim, Timeline } from '../model.ts';
import type { Ui } from '../ui.ts';
import { roleWord } from '../words.ts';
import { chainLinks } from './chain.ts';
import { chart, chartTable, legend, scaleText } from './chart.ts';
import { section } from './controls.ts';

/** Volume by level over time, with the moments the chain cites. */
export function timeline(ui: Ui, timeline: Timeline, claims: readonly Claim[]): TemplateResult {
  const events = eventsOf(claims);
  const moments = events.map(({ time }) => time);
  const body = html`
    ${chart(timeline, moments)}
    <div class="below-chart">
      ${claims.length === 0 ? nothing : order(events)}
      ${legend()}
    </div>
    ${chartTable(ui, timeline)}`;
  return section('when', 'When', scaleText(timeline), body);
}

/** A moment, and the parts of the chain that cite it. */
interface Event {
  readonly time: number;
  readonly roles: readonly string[];
}

/** In the order of time; what happened within the same second is one event. */
function eventsOf(claims: readonly Claim[]): readonly Event[] {
  const events: { time: number; roles: string[] }[] = [];
  const timed = chainLinks(claims)
    .flatMap(({ timestamp: time, role }) => (time === undefined ? [] : [{ time, role }]))
    .sort((a, b) => a.time - b.time);
  for (const { time, role } of timed) {
    const last = events.at(-1);
    const word = roleWord[role].toLowerCase();
    if (last && formatDateTime(last.time).slice(0, 19) === formatDateTime(time).slice(0, 19)) {
      last.roles = [...new Set([...last.roles, word])];
    } else {
      events.push({ time, roles: [word] });
    }
  }
  return events;
}

function order(events: readonly Event[]): TemplateResult {
  if (events.length === 0) {
    return html`<p class="quiet">The chain cites no line with a time.</p>`;
  }
  return html`
    <ol class="order">${events.map(
      ({ time, roles }) => html`<li><b>${formatClock(time)}</b> ${roles.join(', ')}</li>`,
    )}</ol>`;
}

import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatBytes, formatCount, formatDuration, formatNumber, formatSpan } from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import { chart, chartTable, legend, scaleText } from '../views/chart.ts';
import { fold, section } from '../views/controls.ts';
import type { FirstLook, Level, LogOverview, Shown } from './state.ts';
import type { OverviewUi } from './ui.ts';
import { levelIcon, levelWord, nowText, shareText } from './words.ts';

/** What the log is: name, size, time; and what may be wrong with it. */
export function heading(ui: OverviewUi, { name, path, overview }: Shown): TemplateResult {
  const { bytes, lines, format, span, problems } = overview;
  const facts = [formatBytes(bytes), formatCount(lines, 'line'), format === 'text' ? '' : format];
  return html`
    <header class="top">
      <h1 tabindex="-1" title=${path}>${name}</h1>
      <div class="actions">
        <button type="button" class="primary" @click=${() => ui.diagnose()}>${t('Diagnose')}</button>
      </div>
    </header>
    <p class="quiet about">${facts.filter((fact) => fact !== '').join(' · ')}</p>
    ${
      span
        ? html`<p class="quiet span">${formatSpan(span.from, span.to)} · ${formatDuration(span.to - span.from)}</p>`
        : html`<p class="quiet span">${t('Its lines state no times')}</p>`
    }
    ${problems.length === 0 ? nothing : html`<div class="notice">${icon('warning')}<p lang="en">${problems.join(' ')}</p></div>`}`;
}

/** The levels with their counts; each is a filter, too. */
export function levelFilter(ui: OverviewUi, { levels, records }: LogOverview): TemplateResult {
  const most = Math.max(1, ...levels.map(({ count }) => count));
  return section(
    'levels',
    t('Levels'),
    formatCount(records, 'entry', 'entries'),
    html`<div class="level-list" role="group" aria-label=${t('Filter by level')}>${levels.map(
      ({ level, count }) => levelButton(ui, level, count, most, shareText(count, records)),
    )}</div>`,
  );
}

function levelButton(
  ui: OverviewUi,
  level: Level,
  count: number,
  most: number,
  share: string,
): TemplateResult {
  const chosen = ui.filter.levels;
  const isChosen = chosen.includes(level);
  const toggle = (): void =>
    ui.setFilter({
      levels: isChosen ? chosen.filter((other) => other !== level) : [...chosen, level],
    });
  // What exists is never invisible.
  const width = Math.max(1.5, (100 * count) / most);
  return html`
    <button type="button" class="level" aria-pressed=${isChosen ? 'true' : 'false'} @click=${toggle}>
      ${icon(levelIcon[level])}
      <span class="level-word">${levelWord[level]}</span>
      <svg class="level-bar ${level}" width="100%" height="6" aria-hidden="true">${svg`<rect width="${width.toFixed(1)}%" height="6" rx="1"/>`}</svg>
      <span class="level-count">${formatNumber(count)}</span>
      <span class="level-share quiet">${share}</span>
    </button>`;
}

/** What the head and the tail of a log tell while the rest is read. */
export function firstLookView({
  bytes,
  format,
  span,
  levels,
  templates,
}: FirstLook): TemplateResult {
  const facts = [
    span ? formatSpan(span.from, span.to) : '',
    format === 'text' ? '' : format,
    ...levels.map(({ level, count }) => `${formatNumber(count)} ${levelWord[level]}`),
  ];
  return section(
    'first-look',
    t('First look'),
    t('its first and last lines, {0}', formatBytes(bytes)),
    html`
      <p class="quiet">${facts.filter((fact) => fact !== '').join(' · ')}</p>
      <ul class="first-kinds">${templates.map(
        ({ text, count, level }) => html`
          <li><span class="first-count">${formatNumber(count)}</span>${icon(levelIcon[level])}<span class="first-text" lang="en">${text}</span></li>`,
      )}</ul>`,
  );
}

/** Volume over time, and what the words of the table mean. */
export function volume(ui: OverviewUi, overview: LogOverview): TemplateResult {
  const { timeline } = overview;
  const explanations = html`
    <div class="folds quiet-folds">
      ${timeline ? chartTable(ui, timeline) : nothing}
      ${fold(ui, 'keyboard', t('Keyboard and words'), '', () => help(overview))}
    </div>`;
  return timeline
    ? section(
        'when',
        t('When'),
        scaleText(timeline),
        html`${chart(timeline, [])}<div class="below-chart">${legend()}</div>${explanations}`,
      )
    : explanations;
}

function help(overview: LogOverview): TemplateResult {
  const keys = [
    ['↑ ↓ ← →', t('move in the table; ↑ leads to its head, where Enter sorts')],
    [t('Enter, click'), t('open the first entry of a kind')],
    [t('Shift+Enter'), t('open the last one')],
    [t('Page, Home, End'), t('move far; with Ctrl to the first or last row')],
    [t('a letter'), t('filter by text')],
    [t('Esc'), t('clear the filter, then back to the editor')],
  ];
  return html`
    <dl class="keys">${keys.map(
      ([key, what]) => html`<div><dt>${key}</dt><dd>${what}</dd></div>`,
    )}</dl>
    <p class="quiet">${nowText(overview)}</p>`;
}

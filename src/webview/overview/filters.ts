import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatNumber } from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import { noFilter, signals } from './rows.ts';
import type { LogOverview, Row, Signal } from './state.ts';
import type { OverviewUi } from './ui.ts';
import { signalMeaning, signalWord } from './words.ts';

/** What chooses among the kinds of messages: a text and the signals; levels have theirs above. */
export function filters(
  ui: OverviewUi,
  overview: LogOverview,
  rows: readonly Row[],
): TemplateResult {
  const onInput = (event: InputEvent): void =>
    ui.setFilter({ text: (event.target as HTMLInputElement).value });
  return html`
    <div class="filters">
      <div class="search">
        ${icon('search')}
        <input type="search" class="search-input" aria-label=${t('Filter the kinds of messages by text')}
          placeholder=${t('Filter')} autocomplete="off" spellcheck="false" .value=${ui.filter.text}
          @input=${onInput} @keydown=${(event: KeyboardEvent) => ui.onFilterKey(event)}>
      </div>
      <div class="signals" role="group" aria-label=${t('Filter by signal')}>${signals.map((kind) =>
        signalButton(ui, kind, countOf(overview, kind)),
      )}</div>
      <p class="quiet found">${foundText(overview, rows)} ${clearButton(ui)}</p>
    </div>`;
}

function countOf({ templates }: LogOverview, signal: Signal): number {
  return templates.filter((row) => row.signals.some(({ kind }) => kind === signal)).length;
}

function signalButton(ui: OverviewUi, kind: Signal, count: number): TemplateResult {
  const chosen = ui.filter.signals;
  const isChosen = chosen.includes(kind);
  const toggle = (): void =>
    ui.setFilter({
      signals: isChosen ? chosen.filter((other) => other !== kind) : [...chosen, kind],
    });
  return html`
    <button type="button" class="chip" aria-pressed=${isChosen ? 'true' : 'false'}
      title=${signalMeaning[kind]} ?disabled=${count === 0 && !isChosen} @click=${toggle}
    >${signalWord[kind]} <b>${formatNumber(count)}</b></button>`;
}

/** `12 of 340 kinds`. */
export function foundText({ templates, templateCount }: LogOverview, rows: readonly Row[]): string {
  const all = formatCount(templateCount, 'kind of message', 'kinds of messages');
  const cut =
    templateCount > templates.length
      ? t('; {0} of them are listed', formatNumber(templates.length))
      : '';
  return rows.length === templates.length
    ? `${all}${cut}`
    : `${t('{0} of {1}', formatNumber(rows.length), all)}${cut}`;
}

export function nothingFound(ui: OverviewUi, overview: LogOverview): TemplateResult {
  if (overview.templates.length === 0) {
    return html`<p class="none quiet">${t('The file is empty: nothing was written to it yet.')}</p>`;
  }
  return html`
    <div class="none">
      <p class="quiet">${t('No kind of message is like this.')}</p>
      <button type="button" @click=${() => ui.setFilter(noFilter)}>${t('Clear the filters')}</button>
    </div>`;
}

/** Nothing where no filter is set. */
function clearButton(ui: OverviewUi): TemplateResult | typeof nothing {
  const { text, levels, signals: chosen } = ui.filter;
  return text === '' && levels.length === 0 && chosen.length === 0
    ? nothing
    : html`<button type="button" class="link" @click=${() => ui.setFilter(noFilter)}>${t('Clear')}</button>`;
}

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { OverviewState } from '../../protocol/overview.ts';
import { formatBytes, formatPercent } from '../format.ts';
import { icon } from '../icons.ts';
import { parts, t } from '../l10n.ts';
import { filters, nothingFound } from './filters.ts';
import { grid } from './grid.ts';
import type { Row, Shown } from './state.ts';
import { firstLookView, heading, levelFilter, volume } from './summary.ts';
import type { OverviewUi } from './ui.ts';

type State<K extends OverviewState['kind']> = Extract<OverviewState, { kind: K }>;

export function shownView(ui: OverviewUi, state: Shown, rows: readonly Row[]): TemplateResult {
  const { overview } = state;
  return html`
    ${heading(ui, state)}
    ${
      overview.records === 0
        ? nothingFound(ui, overview)
        : html`
          <div class="glimpse">${levelFilter(ui, overview)}${volume(ui, overview)}</div>
          <section class="kinds" aria-label=${t('Kinds of messages')}>
            ${filters(ui, overview, rows)}
            ${grid(ui, overview, rows)}
            ${rows.length === 0 ? nothingFound(ui, overview) : nothing}
          </section>`
    }`;
}

export function noLogView(ui: OverviewUi, { candidate }: State<'noLog'>): TemplateResult {
  const choose = html`
    <button type="button" class=${candidate === '' ? 'primary large' : 'link'} @click=${() => ui.choose()}
    >${t('Open a log')}</button>`;
  if (candidate === '') {
    return invitation(
      t('No log is open'),
      html`
        <p>${t('Open a log of any size to see its levels, its kinds of messages and what changed.')}</p>
        <p>${choose}</p>`,
    );
  }
  return invitation(
    t('Is this a log?'),
    html`
      <p>${parts('{0} is not one by its name.', html`<b>${candidate}</b>`)}</p>
      <p><button type="button" class="primary large" @click=${() => ui.read()}>${t('Read it as a log')}</button></p>
      <p>${choose}</p>`,
  );
}

export function readingView(
  ui: OverviewUi,
  { name, bytes, share, firstLook }: State<'reading'>,
): TemplateResult {
  const percent = share === undefined ? undefined : Math.round(100 * share);
  const what = [
    bytes === 0 ? '' : formatBytes(bytes),
    percent === undefined
      ? ''
      : percent < 100
        ? t('{0} read', formatPercent(percent / 100))
        : t('finding what changed'),
  ];
  return html`
    <header class="top">
      <div>
        <h1 tabindex="-1">${name}</h1>
        <p class="quiet about">${[t('Reading'), ...what.filter((part) => part !== '')].join(' · ')}</p>
      </div>
    </header>
    <svg class="progress ${percent === undefined ? 'unknown' : ''}" width="100%" height="3" role="progressbar"
      aria-label=${t('Reading {0}', name)} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent ?? nothing}
    >${svg`<rect width="${percent ?? 30}%" height="3"/>`}</svg>
    <p><button type="button" ?disabled=${ui.isCancelling} @click=${() => ui.cancel()}
    >${ui.isCancelling ? t('Cancelling…') : t('Cancel')}</button></p>
    ${firstLook ? firstLookView(firstLook) : nothing}`;
}

export function cancelledView(ui: OverviewUi, { name }: State<'cancelled'>): TemplateResult {
  return invitation(
    t('Reading was cancelled'),
    html`
      <p>${t('{0} was not read to its end.', name)}</p>
      <p><button type="button" class="primary" @click=${() => ui.read()}>${t('Read it')}</button></p>`,
  );
}

export function failedView(ui: OverviewUi, { name, message }: State<'failed'>): TemplateResult {
  return invitation(
    t('{0} can’t be read', name),
    html`
      <p class="message">${message}</p>
      <p><button type="button" class="primary" @click=${() => ui.read()}>${t('Try again')}</button></p>`,
    html`<p class="failure">${icon('refuted')}</p>`,
  );
}

/** Shown where drawing a state threw, which is a fault of the view. */
export function brokenView(message: string, reload: () => void): TemplateResult {
  return invitation(
    t('The overview could not draw this'),
    html`
      <p class="message">${message}</p>
      <p><button type="button" class="primary" @click=${reload}>${t('Reload')}</button></p>`,
  );
}

function invitation(
  title: string,
  body: TemplateResult,
  above: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="invitation">${above}<h1 tabindex="-1">${title}</h1>${body}</div>`;
}

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { SystemMapState } from '../../protocol/systemMap.ts';
import { formatCount } from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import { coverageView, serviceView } from './detail.ts';
import { graphView, zoomOf } from './graph.ts';
import type { GraphLayout } from './layout.ts';
import { listView } from './list.ts';
import type { Shown, Status } from './state.ts';
import { type MapUi, statuses } from './ui.ts';
import { statusWords } from './words.ts';

type State<K extends SystemMapState['kind']> = Extract<SystemMapState, { kind: K }>;

export function shownView(ui: MapUi, state: Shown, layout: GraphLayout): TemplateResult {
  const { map, folder } = state;
  if (map.services.length === 0) {
    return nothingFound(ui, state);
  }
  const { selected } = ui.kept;
  return html`
    <header class="top">
      <div>
        <h1 tabindex="-1">${folder}</h1>
        <p class="quiet about">${formatCount(map.services.length, 'service')} ·
          ${formatCount(map.edges.length, 'dependency', 'dependencies')}</p>
      </div>
      <button type="button" @click=${() => ui.read()}>${t('Read again')}</button>
    </header>
    ${tools(ui, state, layout)}
    <div class="map">
      <section class="picture" aria-label=${t('Services')}>
        ${ui.mode === 'graph' ? graphView(ui, state, layout) : listView(ui, state)}
      </section>
      <section class="detail" aria-label=${selected === '' ? t('What was read') : t('Service {0}', selected)}>
        ${selected === '' ? coverageView(ui, state) : serviceView(ui, state, selected)}
      </section>
    </div>`;
}

/** How to look at it: search, graph or list, zoom, and which dependencies. */
function tools(ui: MapUi, { map }: Shown, layout: GraphLayout): TemplateResult {
  const { text, zoom } = ui.kept;
  const { mode } = ui;
  const present = zoomOf(ui, layout);
  const choose = (to: 'graph' | 'list', name: string): TemplateResult => html`
    <button type="button" aria-pressed=${mode === to} @click=${() => ui.keep({ mode: to })}>${name}</button>`;
  return html`
    <div class="tools">
      <label class="search">${icon('search')}<span class="hidden">${t('Search services')}</span>
        <input class="search-input" type="search" placeholder=${t('Search services')} .value=${text}
          @input=${(event: Event) => ui.search((event.target as HTMLInputElement).value)}></label>
      <div class="choice" role="group" aria-label=${t('View')}>${choose('graph', t('Graph'))}${choose('list', t('List'))}</div>
      ${
        mode === 'graph'
          ? html`
            <div class="choice" role="group" aria-label=${t('Zoom')}>
              <button type="button" aria-label=${t('Zoom out')} @click=${() => ui.keep({ zoom: present / 1.25 })}>−</button>
              <button type="button" aria-pressed=${zoom === 0} @click=${() => ui.keep({ zoom: 0 })}>${t('Fit')}</button>
              <button type="button" aria-label=${t('Zoom in')} @click=${() => ui.keep({ zoom: present * 1.25 })}>+</button>
            </div>`
          : nothing
      }
    </div>
    <div class="legend" role="group" aria-label=${t('Dependencies shown')}>
      ${statuses.map((status) => legendEntry(ui, status, map.edges.filter((edge) => edge.status === status).length))}
    </div>`;
}

function legendEntry(ui: MapUi, status: Status, count: number): TemplateResult | typeof nothing {
  if (count === 0) {
    return nothing;
  }
  const { hidden } = ui.kept;
  const isShown = !hidden.includes(status);
  const others = hidden.filter((each) => each !== status);
  return html`
    <button type="button" class="kind" aria-pressed=${isShown} title=${statusWords[status].means}
      @click=${() => ui.keep({ hidden: isShown ? [...others, status] : others })}>
      <svg class="sample edge ${status}" width="26" height="10" aria-hidden="true">${svg`<path d="M1 5H25"/>`}</svg>
      ${statusWords[status].name} <span class="quiet">${count}</span></button>`;
}

function nothingFound(ui: MapUi, state: Shown): TemplateResult {
  return html`
    <div class="invitation">
      <h1 tabindex="-1">${t('No service was found in {0}', state.folder)}</h1>
      <p>${t('Whytrace reads Kubernetes manifests, Helm charts, Compose files, Terraform, code and logs.')}</p>
      <p><button type="button" class="primary" @click=${() => ui.choose()}>${t('Choose another folder')}</button></p>
    </div>
    <section class="detail" aria-label=${t('What was read')}>${coverageView(ui, state)}</section>`;
}

export function noFolderView(ui: MapUi): TemplateResult {
  return invitation(
    t('No folder is open'),
    html`
      <p>${t('Open the folder that holds the manifests, settings and code of your system.')}</p>
      <p><button type="button" class="primary large" @click=${() => ui.choose()}>${t('Open a folder')}</button></p>`,
  );
}

export function readingView({ folder }: State<'reading'>): TemplateResult {
  return html`
    <header class="top"><div>
      <h1 tabindex="-1">${folder}</h1>
      <p class="quiet about">${t('Reading manifests, settings, code and logs')}</p>
    </div></header>
    <svg class="progress unknown" width="100%" height="3" role="progressbar" aria-label=${t('Reading {0}', folder)}
    >${svg`<rect width="30%" height="3"/>`}</svg>`;
}

export function failedView(ui: MapUi, { folder, message }: State<'failed'>): TemplateResult {
  return invitation(
    t('{0} can’t be read', folder),
    html`
      <p class="message">${message}</p>
      <p><button type="button" class="primary" @click=${() => ui.read()}>${t('Try again')}</button></p>`,
  );
}

/** Shown where drawing a state threw, which is a fault of the view. */
export function brokenView(message: string, reload: () => void): TemplateResult {
  return invitation(
    t('The map could not draw this'),
    html`
      <p class="message">${message}</p>
      <p><button type="button" class="primary" @click=${reload}>${t('Reload')}</button></p>`,
  );
}

function invitation(title: string, body: TemplateResult): TemplateResult {
  return html`<div class="invitation"><h1 tabindex="-1">${title}</h1>${body}</div>`;
}

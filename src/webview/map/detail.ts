import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatProbability } from '../format.ts';
import { icon } from '../icons.ts';
import { lower, parts, t } from '../l10n.ts';
import type { Dependent, Edge, Place, Shown } from './state.ts';
import type { MapUi } from './ui.ts';
import { statusWords } from './words.ts';

/** All that is known of the service that is selected. */
export function serviceView(ui: MapUi, state: Shown, service: string): TemplateResult {
  const { map, suspects } = state;
  const suspect = suspects.find((each) => each.service === service);
  const users = map.edges.filter(({ to }) => to === service);
  const used = map.edges.filter(({ from }) => from === service);
  const external = map.external.filter(({ from }) => from === service);
  const entries = map.entryPoints.filter(({ to }) => to === service);
  return html`
    <h2 tabindex="-1">${service}</h2>
    ${
      suspect
        ? html`<p class="suspicion">${icon('warning')}<span>${parts('Suspect {0} of the open diagnosis, {1}: {2}', suspect.rank, formatProbability(suspect.confidence), html`<span lang="en">${suspect.title}</span>`)}</span></p>`
        : nothing
    }
    ${radius(ui, state, service)}
    ${relations(ui, t('Used by'), t('Nothing that was read uses it.'), users, ({ from }) => from)}
    ${relations(ui, t('Depends on'), t('It depends on nothing that was read.'), used, ({ to }) => to)}
    ${
      external.length === 0
        ? nothing
        : html`
          <h3>${t('Calls outside')}</h3>
          <ul>${external.map(({ host, place }) => html`<li><span>${host}</span>${placeView(ui, place)}</li>`)}</ul>`
    }
    ${
      entries.length === 0
        ? nothing
        : html`
          <h3>${t('Requests come in by')}</h3>
          <ul>${entries.map(({ name, place }) => html`<li><span>${name}</span>${placeView(ui, place)}</li>`)}</ul>`
    }`;
}

/** Who is hit when it fails, and by which way. */
function radius(ui: MapUi, { map }: Shown, service: string): TemplateResult {
  const all = map.dependents[service] ?? [];
  const sure = all.filter(({ isSure }) => isSure);
  const doubtful = all.filter(({ isSure }) => !isSure);
  return html`
    ${
      sure.length === 0
        ? html`<p class="radius">${t('If it fails, no service is hit that is known to call it.')}</p>`
        : html`
          <p class="radius">${parts('If it fails, {0} may be hit:', html`<b>${formatCount(sure.length, 'service')}</b>`)}</p>
          <ul class="hit">${sure.map((each) => dependent(ui, each))}</ul>`
    }
    ${
      doubtful.length === 0
        ? nothing
        : html`
          <p class="radius">${t('Perhaps also, by start order or policy alone:')}</p>
          <ul class="hit">${doubtful.map((each) => dependent(ui, each))}</ul>`
    }`;
}

function dependent(ui: MapUi, { name, path }: Dependent): TemplateResult {
  const way = path.length > 2 ? t('by {0}', path.slice(1, -1).join(' → ')) : t('directly');
  return html`<li>${serviceButton(ui, name)}<span class="quiet">${way}</span></li>`;
}

function relations(
  ui: MapUi,
  title: string,
  none: string,
  edges: readonly Edge[],
  other: (edge: Edge) => string,
): TemplateResult {
  return html`
    <h3>${title}</h3>
    ${
      edges.length === 0
        ? html`<p class="quiet">${none}</p>`
        : html`<ul>${edges.map(
            (edge) => html`
              <li>
                ${serviceButton(ui, other(edge))}
                <span class="quiet">${lower(statusWords[edge.status].name)}, <span lang="en">${edge.kind}</span></span>
                ${placesView(ui, edge)}
              </li>`,
          )}</ul>`
    }`;
}

/** Where it is written; the first place tells most. */
function placesView(ui: MapUi, { from, to, evidence }: Edge): TemplateResult {
  const [first, ...others] = evidence;
  const key = `${from} ${to}`;
  return html`<span class="places">
    ${first ? placeView(ui, first) : nothing}
    ${
      others.length === 0
        ? nothing
        : ui.isOpen(key)
          ? others.map((place) => placeView(ui, place))
          : html`<button type="button" class="link" aria-label=${t('Show {0} more places of {1} and {2}', others.length, from, to)}
            @click=${() => ui.setOpen(key, true)}>${t('{0} more', others.length)}</button>`
    }</span>`;
}

export function serviceButton(ui: MapUi, name: string): TemplateResult {
  return html`<button type="button" class="link service" @click=${() => ui.select(name)}>${name}</button>`;
}

function placeView(ui: MapUi, place: Place): TemplateResult {
  const short = place.file.split('/').slice(-2).join('/');
  return html`<button type="button" class="link place" title=${place.file} @click=${() => ui.open(place)}
    >${short}:${place.line}</button>`;
}

/** What the map speaks for, while no service is selected. */
export function coverageView(ui: MapUi, { map }: Shown): TemplateResult {
  const { coverage, notes, external } = map;
  const left = [...coverage.skipped, ...coverage.unsupported];
  return html`
    <h2 tabindex="-1">${t('What was read')}</h2>
    <p class="quiet">${t('Select a service to see who uses it, what it depends on, and who is hit when it fails.')}</p>
    <ul class="read">${coverage.read.map(
      ({ format, files }) =>
        html`<li><span lang="en">${format}</span><span class="quiet">${formatCount(files, 'file')}</span></li>`,
    )}</ul>
    ${
      external.length === 0
        ? nothing
        : html`
          <h3>${t('Outside the system')}</h3>
          <ul>${external.map(
            ({ from, host, place }) =>
              html`<li>${serviceButton(ui, from)}<span class="quiet">${t('calls')}</span><span>${host}</span>${placeView(ui, place)}</li>`,
          )}</ul>`
    }
    ${
      notes.length === 0
        ? nothing
        : html`
          <h3>${t('What is odd')}</h3>
          <ul>${notes.map((note) => html`<li><span lang="en">${note.message}</span>${placeView(ui, note)}</li>`)}</ul>`
    }
    ${
      left.length === 0
        ? nothing
        : html`
          <details ?open=${ui.isOpen('left')} @toggle=${(event: Event) => ui.setOpen('left', (event.target as HTMLDetailsElement).open)}>
            <summary>${t('Not read: {0}', formatCount(left.length, 'file or folder', 'files and folders'))}</summary>
            <ul>${left.map(({ file, reason }) => html`<li><code>${file}</code><span class="quiet" lang="en">${reason}</span></li>`)}</ul>
          </details>`
    }`;
}

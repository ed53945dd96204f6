import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../l10n.ts';
import { serviceButton } from './detail.ts';
import type { Shown } from './state.ts';
import type { MapUi } from './ui.ts';
import { surelyHit, suspectText } from './words.ts';

/** The graph in words: a row a service. */
export function listView(ui: MapUi, { map, suspects }: Shown): TemplateResult {
  const { text, selected, hidden } = ui.kept;
  const edges = map.edges.filter(({ status }) => !hidden.includes(status));
  const services = map.services.filter((name) => name.toLowerCase().includes(text.toLowerCase()));
  if (services.length === 0) {
    return html`<p class="none">${t('No service has “{0}” in its name.', text)}</p>`;
  }
  return html`
      <table>
        <thead><tr>
          <th scope="col">${t('Service')}</th><th scope="col">${t('Used by')}</th><th scope="col">${t('Depends on')}</th>
          <th scope="col" class="count">${t('Hit if it fails')}</th>
        </tr></thead>
        <tbody>${services.map((name) => {
          const suspect = suspects.find(({ service }) => service === name);
          const users = edges.filter(({ to }) => to === name).map(({ from }) => from);
          const used = edges.filter(({ from }) => from === name).map(({ to }) => to);
          return html`
            <tr class=${name === selected ? 'selected' : ''}>
              <th scope="row">${serviceButton(ui, name)}${
                suspect ? html`<span class="note">${suspectText(suspect)}</span>` : nothing
              }</th>
              <td data-label=${t('Used by')}>${users.join(', ') || '–'}</td>
              <td data-label=${t('Depends on')}>${used.join(', ') || '–'}</td>
              <td class="count" data-label=${t('Hit if it fails')}>${surelyHit(map, name) || '–'}</td>
            </tr>`;
        })}</tbody>
      </table>`;
}

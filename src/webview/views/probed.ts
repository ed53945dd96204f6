import { html, nothing, type TemplateResult } from 'lit';
import { formatPercent } from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import type { Diagnosis } from '../model.ts';
import type { Ui } from '../ui.ts';
import { section } from './controls.ts';
import { shownText } from './modelText.ts';

type ReadOutput = NonNullable<Diagnosis['probed']>[number];

/** What the outputs that were given moved, and why. */
export function probed(ui: Ui, { probed: outputs = [] }: Diagnosis): unknown {
  if (outputs.length === 0) return nothing;
  const body = html`<ul class="outputs">${outputs.map((output) => row(ui, output))}</ul>`;
  return section('probed', t('What the checks changed'), '', body);
}

function row(ui: Ui, { name, uri, moves, notes }: ReadOutput): TemplateResult {
  const place = { uri, file: name, startLine: 1, endLine: 1 };
  return html`
    <li>
      <div class="output-head">
        <button type="button" class="link place" title=${t('Open the output')} @click=${() => ui.reveal(place)}
        >${name}</button>
        <button type="button" class="link" aria-label=${t('Remove {0}', name)} @click=${() => ui.removeOutput(uri)}
        >${t('Remove')}</button>
      </div>
      <ul>${moves.map(
        ({ hypothesis, from, to, why }) => html`
          <li class="move">
            ${icon(to > from ? 'up' : 'down')}
            <span>
              <span lang="en">${shownText(ui, hypothesis)}</span>
              <b class="shift">${formatPercent(from)} → ${formatPercent(to)}</b>
              <span class="why" lang="en">${why}</span>
            </span>
          </li>`,
      )}</ul>
      ${notes.map((note) => html`<p class="quiet" lang="en">${note}</p>`)}
    </li>`;
}

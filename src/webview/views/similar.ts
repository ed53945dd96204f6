import { html, nothing, type TemplateResult } from 'lit';
import { formatLocalTime, plural } from '../format.ts';
import { icon } from '../icons.ts';
import { parts, t } from '../l10n.ts';
import type { Done } from '../model.ts';
import type { Ui } from '../ui.ts';
import { section } from './controls.ts';

type Similar = NonNullable<Done['similar']>[number];

/**
 * Earlier cases that are like this one: the fastest way out is often the one that worked before. Their
 * placeholders stay, as they stand for other values than those of this diagnosis.
 */
export function similar(ui: Ui, cases: readonly Similar[] = []): TemplateResult | typeof nothing {
  if (cases.length === 0) return nothing;
  const solved = cases.filter(({ status }) => status === 'solved').length;
  const remark =
    solved === 0
      ? t('none of them solved yet')
      : plural(solved, '{0} case solved', '{0} cases solved');
  const body = html`<ul class="similar-cases">${cases.map((one) => item(ui, one))}</ul>`;
  return section('similar', t('Seen before'), remark, body);
}

function item(ui: Ui, one: Similar): TemplateResult {
  const { id, title, status, changed, why } = one;
  return html`
    <li>
      ${icon(status === 'solved' ? 'supported' : 'partly')}
      <div>
        <div class="similar-head">
          <button type="button" class="link" lang="en" @click=${() => ui.openCase(id)}>${title}</button>
          <span class="quiet">${status === 'solved' ? t('Solved') : t('Open')}, ${formatLocalTime(changed)}</span>
        </div>
        ${solution(one)}
        <p class="quiet">${parts('In both: {0}', html`<span lang="en">${why}</span>`)}</p>
      </div>
    </li>`;
}

function solution(one: Similar): TemplateResult | typeof nothing {
  switch (one.solutionBy) {
    case 'words':
      return html`<p><b>${t('What solved it:')}</b> ${one.solution}</p>`;
    case 'verdict':
      return html`<p><b>${t('Found to be right:')}</b> <span lang="en">${one.solution}</span></p>`;
    case 'nobody':
      return nothing;
  }
}

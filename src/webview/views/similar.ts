import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatLocalTime } from '../format.ts';
import { icon } from '../icons.ts';
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
  const remark = solved === 0 ? 'none of them solved yet' : `${formatCount(solved, 'case')} solved`;
  const body = html`<ul class="similar-cases">${cases.map((one) => item(ui, one))}</ul>`;
  return section('similar', 'Seen before', remark, body);
}

function item(ui: Ui, one: Similar): TemplateResult {
  const { id, title, status, changed, why } = one;
  return html`
    <li>
      ${icon(status === 'solved' ? 'supported' : 'partly')}
      <div>
        <div class="similar-head">
          <button type="button" class="link" @click=${() => ui.openCase(id)}>${title}</button>
          <span class="quiet">${status === 'solved' ? 'Solved' : 'Open'}, ${formatLocalTime(changed)}</span>
        </div>
        ${solution(one)}
        <p class="quiet">In both: ${why}</p>
      </div>
    </li>`;
}

function solution(one: Similar): TemplateResult | typeof nothing {
  switch (one.solutionBy) {
    case 'words':
      return html`<p><b>What solved it:</b> ${one.solution}</p>`;
    case 'verdict':
      return html`<p><b>Found to be right:</b> ${one.solution}</p>`;
    case 'nobody':
      return nothing;
  }
}

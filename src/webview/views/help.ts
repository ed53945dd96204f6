import { html, type TemplateResult } from 'lit';
import { t } from '../l10n.ts';
import type { Ui } from '../ui.ts';
import { fold } from './controls.ts';

/** The keys that work here; `?` opens it. */
export function help(ui: Ui): TemplateResult {
  return html`<div class="folds help">${fold(ui, 'keyboard', t('Keyboard'), t('press ?'), keyboard)}</div>`;
}

function keyboard(): TemplateResult {
  const keys = [
    [t('Tab, Shift+Tab'), t('move through the page in reading order')],
    [t('← → Home End'), t('move between the hypotheses')],
    [t('← → on the filter'), t('choose a time below the bars; the evidence follows')],
    [t('Enter, Space'), t('select, open or fold what has the focus')],
    [t('Esc'), t('cancel a run; otherwise back to the editor')],
    ['?', t('show this list')],
    ['Alt+F1', t('what is where on this page, in words')],
  ];
  return html`
    <dl class="keys">${keys.map(
      ([key, what]) => html`<div><dt>${key}</dt><dd>${what}</dd></div>`,
    )}</dl>`;
}

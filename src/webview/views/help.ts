import { html, type TemplateResult } from 'lit';
import type { Ui } from '../ui.ts';
import { fold } from './controls.ts';

/** The keys that work here; `?` opens it. */
export function help(ui: Ui): TemplateResult {
  return html`<div class="folds help">${fold(ui, 'keyboard', 'Keyboard', 'press ?', keyboard)}</div>`;
}

function keyboard(): TemplateResult {
  const keys = [
    ['Tab, Shift+Tab', 'move through the page in reading order'],
    ['← → Home End', 'move between the hypotheses'],
    ['← → on the filter', 'choose a time below the bars; the evidence follows'],
    ['Enter, Space', 'select, open or fold what has the focus'],
    ['Esc', 'cancel a run; otherwise back to the editor'],
    ['?', 'show this list'],
    ['Alt+F1', 'what is where on this page, in words'],
  ];
  return html`
    <dl class="keys">${keys.map(
      ([key, what]) => html`<div><dt>${key}</dt><dd>${what}</dd></div>`,
    )}</dl>`;
}

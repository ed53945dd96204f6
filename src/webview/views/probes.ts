import { html, nothing, type TemplateResult } from 'lit';
import { LONGEST_OUTPUT } from '../../protocol/webview.ts';
import { formatCount } from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import type { Diagnosis, Probe } from '../model.ts';
import type { Ui } from '../ui.ts';
import { commandLine } from './commandLine.ts';
import { disclosure } from './controls.ts';
import { said } from './modelText.ts';

/** The checks that would decide it, each with room for what it printed. */
export function probeList(
  ui: Ui,
  key: string,
  probes: readonly Probe[],
  { probed = [] }: Diagnosis,
): TemplateResult {
  const made = new Set(probed.map(({ probe }) => probe));
  return html`
    <ul class="probe-list">${probes.map(
      ({ title, command, confirms, refutes }, index) => html`
        <li>
          <p class="probe-title">${said(ui, title)}</p>
          ${command === undefined ? nothing : commandLine(ui, command, () => ui.insert(index))}
          <dl class="outcomes">
            <div><dt>${t('Confirms')}</dt><dd>${said(ui, confirms)}</dd></div>
            <div><dt>${t('Refutes')}</dt><dd>${said(ui, refutes)}</dd></div>
          </dl>
          ${paste(ui, `${key}.probe${index}`, index, made.has(title))}
        </li>`,
    )}</ul>`;
}

function paste(ui: Ui, key: string, probe: number, isMade: boolean): TemplateResult {
  const label = isMade ? t('Paste another output…') : t('Paste output…');
  const made = html`<span class="made quiet">${icon('supported')}${t('Output given, see above')}</span>`;
  return html`
    <div class="paste-head">
      <button type="button" class="link mark-tried" @click=${() => ui.markTried(probe)}>${t('Mark as tried…')}</button>
      ${disclosure(ui, key, label, 'paste-output')}
      ${isMade ? made : nothing}
    </div>
    ${ui.isOpen(key) ? pasteBox(ui, key, probe) : nothing}`;
}

/** Lines of the box: it grows with what is pasted, up to a point. */
const rows = { least: 5, most: 14 };

function pasteBox(ui: Ui, key: string, probe: number): TemplateResult {
  const text = ui.draft(key) ?? '';
  const isFit = text.trim() !== '' && text.length <= LONGEST_OUTPUT;
  const lines = text.split('\n').length;
  const use = (): void => {
    if (isFit) ui.giveOutput(probe, text);
  };
  const onKey = (event: KeyboardEvent): void => {
    // What is typed here is text, not an order to the panel.
    event.stopPropagation();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) use();
    if (event.key === 'Escape') closeBox(ui, key, event.currentTarget as HTMLElement);
  };
  return html`
    <div class="paste-box">
      <label for=${key}>${t('What it printed')}</label>
      <textarea id=${key} rows=${Math.min(rows.most, Math.max(rows.least, lines))}
        spellcheck="false" autocomplete="off" aria-describedby="${key}-about" .value=${text}
        @input=${(event: Event) => ui.setDraft(key, (event.target as HTMLTextAreaElement).value)}
        @keydown=${onKey}></textarea>
      <p class="quiet" id="${key}-about">
        ${text.length > LONGEST_OUTPUT ? t('It has {0}; at most {1} are taken. Leave out what says nothing.', formatCount(text.length, 'character'), formatCount(LONGEST_OUTPUT, 'character')) : t('It is read as evidence and runs nothing. Secrets are taken out before a model sees it.')}
      </p>
      <div class="paste-actions">
        <button type="button" class="primary" ?disabled=${!isFit} @click=${use}>${t('Use as evidence')}</button>
        <button type="button"
          @click=${(event: Event) => closeBox(ui, key, event.currentTarget as HTMLElement)}
        >${t('Close')}</button>
      </div>
    </div>`;
}

/** Who works by keyboard goes on where the box was opened. */
function closeBox(ui: Ui, key: string, inside: HTMLElement): void {
  const opener = inside.closest('li')?.querySelector<HTMLElement>('.paste-output');
  opener?.focus();
  ui.setOpen(key, false);
}

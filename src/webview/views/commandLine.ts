import { html, nothing, type TemplateResult } from 'lit';
import { riskOf } from '../../protocol/commandRisk.ts';
import { isInsertable } from '../../protocol/terminalText.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import type { Copies } from '../ui.ts';
import { copyButton } from './controls.ts';
import { risk } from './modelText.ts';

/**
 * One command line, the button that copies it and, where there is a way, the one that writes it into a
 * terminal. What it would do stands beside it; it is never run by us.
 */
export function commandLine(ui: Copies, command: string, insert?: () => void): TemplateResult {
  const title = t('Writes it into the terminal; you run it');
  const inserting = html`
    <button type="button" class="insert" title=${title} @click=${insert}
    >${icon('terminal')}${t('Insert into terminal')}</button>`;
  return html`
    <div class="command">
      <code>${command}</code>
      <span class="command-actions">
        ${copyButton(ui, command, t('command'))}
        ${insert && isInsertable(command) ? inserting : nothing}
      </span>
    </div>
    ${risk(riskOf(command))}`;
}

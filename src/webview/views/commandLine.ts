import { html, type TemplateResult } from 'lit';
import { riskOf } from '../../protocol/commandRisk.ts';
import type { Copies } from '../ui.ts';
import { copyButton } from './controls.ts';
import { risk } from './modelText.ts';

/** One command line and the button that copies it. */
export function commandLine(ui: Copies, command: string): TemplateResult {
  return html`
    <div class="command"><code>${command}</code>${copyButton(ui, command, 'command')}</div>
    ${risk(riskOf(command))}`;
}

import { html, nothing, svg, type TemplateResult } from 'lit';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import type { Empty, Failed } from '../model.ts';
import type { Ui } from '../ui.ts';

export function emptyView(ui: Ui, { isRestricted = false }: Empty): TemplateResult {
  return html`
    <div class="invitation">
      ${emblem()}
      <h1 tabindex="-1">${t('Why is it failing?')}</h1>
      <p>
        ${t('Open the logs of the failing system and diagnose them. You get rival explanations, each with the lines it rests on and a score you can take apart.')}
      </p>
      <p>
        <button type="button" class="primary large" @click=${() => ui.run('diagnose')}>${t('Diagnose')}</button>
      </p>
      <ul class="quiet">
        <li>${t('Select lines first to ask about those alone.')}</li>
        <li>
          ${t('Without a model everything stays on this machine.')}
          <button type="button" class="link" @click=${() => ui.run('chooseModel')}>${t('Choose a model')}</button>
        </li>
        ${isRestricted ? restricted(ui) : nothing}
      </ul>
    </div>`;
}

function restricted(ui: Ui): TemplateResult {
  return html`
    <li>
      ${t('This workspace is not trusted: logs are diagnosed, its git changes and its team’s signatures are not read.')}
      <button type="button" class="link" @click=${() => ui.run('manageTrust')}>${t('Manage trust')}</button>
    </li>`;
}

const headings: Readonly<Record<NonNullable<Failed['reason']>, string>> = {
  unreadable: t('Nothing could be read'),
  interrupted: t('The run was interrupted'),
};

export function failedView(ui: Ui, { message, canRetry, reason }: Failed): TemplateResult {
  const retry = html`<button type="button" class="primary" @click=${() => ui.again()}>${t('Retry')}</button>`;
  const messages = message.split('\n');
  return html`
    <div class="invitation">
      <p class="failure">${icon(reason === 'interrupted' ? 'stopped' : 'refuted')}</p>
      <h1 tabindex="-1">${reason ? headings[reason] : t('The diagnosis failed')}</h1>
      ${
        messages.length === 1
          ? html`<p class="message">${message}</p>`
          : html`<ul class="message plain">${messages.map((text) => html`<li>${text}</li>`)}</ul>`
      }
      <p class="actions">
        ${canRetry ? retry : nothing}
        <button type="button" class=${canRetry ? '' : 'primary'} @click=${() => ui.run('diagnose')}
        >${t('Diagnose other logs')}</button>
      </p>
    </div>`;
}

/** Shown where drawing a state threw, which is a fault of the panel. */
export function brokenView(message: string, reload: () => void): TemplateResult {
  return html`
    <div class="invitation">
      <p class="failure">${icon('warning')}</p>
      <h1 tabindex="-1">${t('The panel could not draw this')}</h1>
      <p class="message">${message}</p>
      <p class="actions">
        <button type="button" class="primary" @click=${reload}>${t('Reload panel')}</button>
      </p>
    </div>`;
}

/** A chain of causes, the last of them found. */
function emblem(): TemplateResult {
  return html`
    <svg class="emblem" viewBox="0 0 168 40" aria-hidden="true">
      <path class="thread" d="M20 20H148"/>
      ${[20, 62, 104].map((x) => knot(x))}
      <circle class="found" cx="148" cy="20" r="11"/>
      <path class="tick" d="m143.4 20.4 3.2 3.2 6-6.6"/>
    </svg>`;
}

function knot(x: number): unknown {
  return svg`<circle class="knot" cx=${x} cy="20" r="7"/>`;
}

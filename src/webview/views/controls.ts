import { html, nothing, type TemplateResult } from 'lit';
import { formatLines } from '../format.ts';
import { icon } from '../icons.ts';
import type { Copies, Folds, Place, Ui } from '../ui.ts';

export type Content = TemplateResult | string | typeof nothing;

/** A part of the page with its heading and a quiet remark beside it; `name` is unique on the page. */
export function section(
  name: string,
  title: string,
  remark: Content,
  body: Content,
): TemplateResult {
  return html`
    <section class=${name} aria-labelledby="${name}-title">
      <header class="section-head">
        <h2 id="${name}-title" tabindex="-1">${title}</h2>
        ${remark === '' ? nothing : html`<span class="quiet">${remark}</span>`}
      </header>
      ${body}
    </section>`;
}

/** Something folded away; its body is made only while it is open. `context` is for the editor's menu on it. */
export function fold(
  ui: Folds,
  key: string,
  title: Content,
  remark: Content,
  body: () => Content,
  context?: string,
): TemplateResult {
  const isOpen = ui.isOpen(key);
  const onToggle = (event: Event): void => {
    ui.setOpen(key, (event.currentTarget as HTMLDetailsElement).open);
  };
  return html`
    <details class="fold" data-key=${key} data-vscode-context=${context ?? nothing} ?open=${isOpen} @toggle=${onToggle}>
      <summary>
        ${icon('chevron')}
        <span class="fold-title">${title}</span>
        <span class="fold-remark quiet">${remark}</span>
      </summary>
      ${isOpen ? html`<div class="fold-body">${body()}</div>` : nothing}
    </details>`;
}

/** A button that shows and hides what stands after it, e.g. the reasons of a verdict. */
export function disclosure(ui: Folds, key: string, label: Content, name: string): TemplateResult {
  const isOpen = ui.isOpen(key);
  return html`
    <button type="button" class="disclosure ${name}"
      aria-expanded=${isOpen ? 'true' : 'false'}
      @click=${() => ui.setOpen(key, !isOpen)}
    >${label}${icon('chevron')}</button>`;
}

export function copyButton(ui: Copies, text: string, what: string): TemplateResult {
  const isCopied = ui.copied === text;
  return html`
    <button type="button" class="copy" aria-label="Copy ${what}" @click=${() => ui.copy(text)}
    >${icon(isCopied ? 'copied' : 'copy')}${isCopied ? 'Copied' : 'Copy'}</button>`;
}

/** The text of a request, as it is: to be read here, in an editor, or elsewhere. */
export function requestText(
  ui: Copies & Pick<Ui, 'openRequest'>,
  text: string,
  title: string,
  what: string,
): TemplateResult {
  return html`
    <div class="receipt-head">
      <span class="quiet">${title}</span>
      <span class="receipt-actions">
        <button type="button" class="link" @click=${() => ui.openRequest()}>Open in an editor</button>
        ${copyButton(ui, text, what)}
      </span>
    </div>
    <pre class="receipt" tabindex="0" role="region" aria-label=${title}>${text}</pre>`;
}

/** `redis.log:881–890`, opens the file there. */
export function placeButton(ui: Pick<Ui, 'reveal'>, place: Place): TemplateResult {
  const label = `${place.file}:${formatLines(place.startLine, place.endLine)}`;
  return html`
    <button type="button" class="link place" title="Open ${label}" @click=${() => ui.reveal(place)}
    >${label}</button>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { AuditUi } from './ui.ts';

export type Places = readonly string[];

/** A place as a button where it can be opened, else in words. */
export function placeView(
  ui: AuditUi,
  file: string | undefined,
  line: number | undefined,
  places: Places,
): TemplateResult | typeof nothing {
  if (file === undefined) {
    return nothing;
  }
  if (line === undefined || !places.includes(file)) {
    return html`<span>${line === undefined ? file : `${file}:${line}`}</span>`;
  }
  return html`<button type="button" class="link place" @click=${() => ui.open(file, line)}>${file}:${line}</button>`;
}

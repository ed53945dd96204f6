import { html, nothing, type TemplateResult } from 'lit';
import {
  type Block,
  hostRemark,
  type Inline,
  modelBlocks,
  modelInlines,
  riskRemark,
} from '../../protocol/modelText.ts';

/**
 * Text of a model, or made from a log, on one line. `cli/modelHtml.ts` writes the same nodes as text;
 * a test in the browser holds the two together.
 */
export function said(text: string): readonly TemplateResult[] {
  return modelInlines(text).map(inline);
}

/** The same for text of several paragraphs. */
export function saidAtLength(text: string): readonly TemplateResult[] {
  return modelBlocks(text).map(block);
}

function block(given: Block): TemplateResult {
  switch (given.kind) {
    case 'paragraph':
      return html`<p>${given.parts.map(inline)}</p>`;
    case 'list':
      return html`<ul>${given.items.map((parts) => html`<li>${parts.map(inline)}</li>`)}</ul>`;
    case 'code':
      return html`<pre><code>${given.text}</code></pre>${risk(given.risk)}`;
  }
}

function inline(given: Inline): TemplateResult {
  switch (given.kind) {
    case 'text':
      return html`${given.text}`;
    case 'strong':
      return html`<strong>${given.text}</strong>`;
    case 'code':
      return html`<code>${given.text}</code>${risk(given.risk)}`;
    case 'risk':
      return html`${risk(given.risk)}`;
    case 'address':
      return html`<span class="address">${given.text} <span class="host">(${hostRemark(given)})</span></span>`;
  }
}

/** A word beside a command that would do more than look. */
export function risk(
  given: Parameters<typeof riskRemark>[0] | undefined,
): TemplateResult | typeof nothing {
  return given ? html` <span class="risk ${given.level}">${riskRemark(given)}</span>` : nothing;
}

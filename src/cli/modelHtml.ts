import {
  type Block,
  hostRemark,
  type Inline,
  modelBlocks,
  modelInlines,
  riskRemark,
} from '../protocol/modelText.ts';

/** What the panel makes of a model's text, as the text of a page; see `webview/views/modelText.ts`. */
export function modelHtml(text: string): string {
  return modelBlocks(text).map(block).join('');
}

/** The same of a text on one line. */
export function modelLineHtml(text: string): string {
  return modelInlines(text).map(inline).join('');
}

function block(given: Block): string {
  switch (given.kind) {
    case 'paragraph':
      return `<p>${given.parts.map(inline).join('')}</p>`;
    case 'list':
      return `<ul>${given.items.map((parts) => `<li>${parts.map(inline).join('')}</li>`).join('')}</ul>`;
    case 'code':
      return `<pre><code>${escapeHtml(given.text)}</code></pre>${riskHtml(given.risk)}`;
  }
}

function inline(given: Inline): string {
  switch (given.kind) {
    case 'text':
      return escapeHtml(given.text);
    case 'strong':
      return `<strong>${escapeHtml(given.text)}</strong>`;
    case 'code':
      return `<code>${escapeHtml(given.text)}</code>${riskHtml(given.risk)}`;
    case 'risk':
      return riskHtml(given.risk);
    case 'address':
      return `<span class="address">${escapeHtml(given.text)} <span class="host">(${escapeHtml(hostRemark(given))})</span></span>`;
  }
}

/** A word beside a command that would do more than look. */
export function riskHtml(given: Parameters<typeof riskRemark>[0] | undefined): string {
  return given ? ` <span class="risk ${given.level}">${escapeHtml(riskRemark(given))}</span>` : '';
}

/** Also what ends a value without quotes or begins a scheme, so that not even careless readers of it err. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`=:]/g, (character) => `&#${character.charCodeAt(0)};`);
}

import { html, nothing, type TemplateResult } from 'lit';
import type { CommandRisk } from '../../protocol/commandRisk.ts';
import {
  type Block,
  hostRemark,
  type Inline,
  modelBlocks,
  modelInlines,
} from '../../protocol/modelText.ts';
import { partsOf } from '../../protocol/placeholders.ts';
import { ownLanguage, t, word } from '../l10n.ts';
import type { Ui } from '../ui.ts';

/** What of the panel a text needs: the values that a model was not told. */
type Told = Pick<Ui, 'hidden'>;

/**
 * Text of a model, or made from a log, on one line. `cli/modelHtml.ts` writes the same nodes as text;
 * a test in the browser holds the two together.
 */
export function said(told: Told, text: string): TemplateResult {
  return html`<span lang="en">${modelInlines(text).map((given) => inline(told, given))}</span>`;
}

/** The same for text of several paragraphs; what stands around it says that it is English. */
export function saidAtLength(told: Told, text: string): readonly TemplateResult[] {
  return modelBlocks(text).map((given) => block(told, given));
}

/**
 * Plain text, in which a value that was hidden from the model stands in the place of its placeholder.
 * Nowhere else: code, commands and addresses, and whatever is copied, keep the placeholder.
 */
export function shownText({ hidden }: Told, text: string): unknown {
  return partsOf(text, hidden).map((part) =>
    part.kind === 'text'
      ? part.text
      : html`<span class="restored" title=${t('hidden from the model as {0}', part.placeholder)}>${part.value}</span>`,
  );
}

function block(told: Told, given: Block): TemplateResult {
  switch (given.kind) {
    case 'paragraph':
      return html`<p>${given.parts.map((part) => inline(told, part))}</p>`;
    case 'list':
      return html`<ul>${given.items.map((parts) => html`<li>${parts.map((part) => inline(told, part))}</li>`)}</ul>`;
    case 'code':
      return html`<pre><code>${given.text}</code></pre>${risk(given.risk)}`;
  }
}

function inline(told: Told, given: Inline): TemplateResult {
  switch (given.kind) {
    case 'text':
      return html`${shownText(told, given.text)}`;
    case 'strong':
      return html`<strong>${shownText(told, given.text)}</strong>`;
    case 'code':
      return html`<code>${given.text}</code>${risk(given.risk)}`;
    case 'risk':
      return html`${risk(given.risk)}`;
    case 'address':
      return html`<span class="address">${given.text} <span class="host">(${word(hostRemark(given))})</span></span>`;
  }
}

/** A word beside a command that would do more than look. */
export function risk(given: CommandRisk | undefined): TemplateResult | typeof nothing {
  return given
    ? html` <span class="risk ${given.level}" lang=${ownLanguage}>${riskText(given)}</span>`
    : nothing;
}

/** As `riskRemark` says it in English. */
function riskText({ level, what }: CommandRisk): string {
  return level === 'high' ? t('Dangerous: {0}', word(what)) : t('Careful: {0}', word(what));
}

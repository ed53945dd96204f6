import { html, nothing, type TemplateResult } from 'lit';
import { placeLabel } from '../../protocol/chatSubject.ts';
import { riskOf } from '../../protocol/commandRisk.ts';
import { plural } from '../format.ts';
import { icon } from '../icons.ts';
import { t, word } from '../l10n.ts';
import type { Hidden } from '../model.ts';
import { copyButton, disclosure } from '../views/controls.ts';
import { excerpt } from '../views/excerpt.ts';
import { tellingWords } from '../views/highlight.ts';
import { risk, said } from '../views/modelText.ts';
import { verdictWord } from '../words.ts';
import type { Block, BlockOf, Citation } from './state.ts';
import type { ChatUi } from './ui.ts';

/** Citations that stand beside a sentence; the others are behind a button. */
const MOST_CITED = 3;

/** What a block needs to know beside itself. */
export interface Around {
  /** Unique in the conversation. */
  readonly key: string;
  /** What stands behind the placeholders of a model's text. */
  readonly hidden: Hidden;
}

export function blockView(ui: ChatUi, block: Block, around: Around): TemplateResult {
  switch (block.kind) {
    case 'statement':
      return statement(ui, block, around);
    case 'note':
      return html`<p class="note quiet">${said(around, block.text)}</p>`;
    case 'heading':
      return html`<h3>${said(around, block.text)}</h3>`;
    case 'table':
      return table(ui, block);
    case 'excerpt':
      return html`
        <div class="quote">
          ${placeLink(ui, block)}
          ${excerpt(ui, around.key, block)}
        </div>`;
    case 'check':
      return check(ui, block, around);
    case 'offer':
      return offer(ui, block);
    case 'action':
      return html`
        <p><button type="button" @click=${() => ui.act(block.action)}>${word(block.label)}</button></p>`;
  }
}

/** A sentence, the lines it rests on, and whether they bear it out. */
function statement(
  ui: ChatUi,
  { text, verdict, citations }: BlockOf<'statement'>,
  around: Around,
): TemplateResult {
  const isWhole = verdict.kind === 'supported';
  const key = `${around.key}.cited`;
  const shown = ui.isOpen(key) ? citations : citations.slice(0, MOST_CITED);
  const more = citations.length - MOST_CITED;
  return html`
    <div class="statement ${verdict.kind}">
      <p>${said(around, text)}
        <span class="cites">${shown.map((one) => citation(ui, one, text, isWhole))}${
          more > 0
            ? disclosure(ui, key, ui.isOpen(key) ? t('fewer') : t('{0} more', more), 'more-cited')
            : nothing
        }</span>
        ${isWhole ? checkedWord(citations) : mark(ui, verdict, around)}</p>
      ${isWhole || !ui.isOpen(`${around.key}.why`) ? nothing : reasons(verdict)}
    </div>`;
}

/** Of a sentence that holds and needs no lines, e.g. as it says what is nowhere. */
function checkedWord(citations: readonly Citation[]): TemplateResult | typeof nothing {
  return citations.length > 0
    ? nothing
    : html`<span class="checked">${icon('supported')}${t('recomputed')}</span>`;
}

function citation(ui: ChatUi, place: Citation, text: string, isWhole: boolean): TemplateResult {
  const words = tellingWords(text);
  const telling = place.quote
    .split('\n')
    .find((line) => [...words].some((word) => line.toLowerCase().includes(word)));
  return html`<button type="button" class="cite" title=${(telling ?? place.quote).slice(0, 300)}
    @click=${() => ui.reveal(place)}>${placeLabel(place)}${
      isWhole ? html`${icon('supported')}<span class="hidden">${t(', checked')}</span>` : nothing
    }</button> `;
}

type Verdict = BlockOf<'statement'>['verdict'];

function mark(ui: ChatUi, { kind }: Verdict, { key }: Around): TemplateResult {
  return html`<span class="mark">${disclosure(ui, `${key}.why`, html`${icon(kind)}${verdictWord[kind]}`, kind)}</span>`;
}

function reasons({ checks }: Verdict): TemplateResult {
  return html`<ul class="reasons">${checks.map(({ reason }) => html`<li lang="en">${reason}</li>`)}</ul>`;
}

function placeLink(ui: ChatUi, place: Parameters<ChatUi['reveal']>[0]): TemplateResult {
  return html`<button type="button" class="link place" @click=${() => ui.reveal(place)}>${placeLabel(place)}</button>`;
}

/** From so many columns on a narrow table is drawn as a list of its rows. */
const MANY = 4;

function table(ui: ChatUi, { title, columns, rows, more }: BlockOf<'table'>): TemplateResult {
  return html`
    <table class=${columns.length >= MANY ? 'figures many' : 'figures'}>
      <caption lang="en">${title}</caption>
      <thead lang="en"><tr>${columns.map((column) => html`<th scope="col" class="is-${column.kind}">${column.title}</th>`)}</tr></thead>
      <tbody>${rows.map(
        (row) => html`
        <tr>${row.map(({ text, place }, i) => {
          const kind = columns[i]?.kind ?? 'text';
          const body = kind === 'code' ? html`<code>${text}</code>` : text;
          const shown = place
            ? html`<button type="button" class="link" title=${t('Open {0}', placeLabel(place))} @click=${() => ui.reveal(place)}>${body}</button>`
            : body;
          return html`<td class="is-${kind}" lang="en" data-title=${columns[i]?.title ?? ''}>${shown}</td>`;
        })}</tr>`,
      )}</tbody>
    </table>
    ${more > 0 ? html`<p class="note quiet">${plural(more, '{0} more row not shown', '{0} more rows not shown')}</p>` : nothing}`;
}

/** Something to run by hand: what it would do, and what its output would say. */
function check(
  ui: ChatUi,
  { title, command, confirms, refutes }: BlockOf<'check'>,
  around: Around,
): TemplateResult {
  const outcome = (name: string, text: string): TemplateResult | typeof nothing =>
    text === '' ? nothing : html`<div><dt>${name}</dt><dd>${said(around, text)}</dd></div>`;
  return html`
    <div class="check">
      <p>${said(around, title)}</p>
      ${command === undefined ? nothing : commandView(ui, command)}
      <dl class="outcomes">${outcome(t('Confirms'), confirms)}${outcome(t('Refutes'), refutes)}</dl>
    </div>`;
}

function commandView(ui: ChatUi, command: string): TemplateResult {
  return html`
    <pre class="run"><code>${command}</code></pre>
    <p class="run-actions">
      ${copyButton(ui, command, t('command'))}
      <button type="button" class="link" title=${t('Puts it into the terminal; you press Enter')}
        @click=${() => ui.insert(command)}>${t('Insert into terminal')}</button>
      ${risk(riskOf(command))}
    </p>`;
}

function offer(ui: ChatUi, { text, questions }: BlockOf<'offer'>): TemplateResult {
  return html`
    ${text === '' ? nothing : html`<p class="quiet" lang="en">${text}</p>`}
    ${questionList(ui, questions)}`;
}

/** Whole questions that a click asks. */
export function questionList(ui: ChatUi, questions: readonly string[]): TemplateResult {
  return html`
    <ul class="questions">${questions.map(
      (question) => html`
        <li><button type="button" class="question" @click=${() => ui.ask(question)}>${question}</button></li>`,
    )}</ul>`;
}

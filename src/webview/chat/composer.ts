import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ChatState, Chip } from '../../protocol/chat.ts';
import { subjectPlace, subjectWords } from '../../protocol/chatSubject.ts';
import { formatCount, formatNumber } from '../format.ts';
import { icon } from '../icons.ts';
import { t, word } from '../l10n.ts';
import { runningTurn } from './state.ts';
import { type ChatUi, type Choice, helpKey, type Offered } from './ui.ts';

/** Where a question is written: what it is about, the box, and what asking it would take. */
export function composer(ui: ChatUi, state: ChatState): TemplateResult {
  const isBusy = runningTurn(state) !== undefined;
  return html`
    <form class="composer" aria-label=${t('Ask')} @submit=${(event: Event) => event.preventDefault()}>
      ${ui.offered ? offers(ui, ui.offered) : nothing}
      <div class="ask-box">
        ${state.chips.length === 0 ? nothing : chips(ui, state.chips)}
        <textarea id="question" rows="1" aria-label=${t('Question')}
          placeholder=${t('Ask about these logs')}
          aria-autocomplete="list" aria-controls=${ui.offered ? 'offers' : nothing}
          aria-activedescendant=${ui.offered ? `offer-${ui.offered.active}` : nothing}
          .value=${live(ui.kept.draft)}
          @input=${(event: Event) => ui.write(event.currentTarget as HTMLTextAreaElement)}
          @keydown=${(event: KeyboardEvent) => ui.onBoxKey(event)}></textarea>
        <div class="ask-row">
          <button type="button" class="flat" aria-label=${t('Add what the question is about')} title=${t('Add context (#)')}
            @click=${() => ui.begin('#')}>#</button>
          <button type="button" class="flat" aria-label=${t('Commands')} title=${t('Commands (/)')}
            @click=${() => ui.begin('/')}>/</button>
          <button type="button" class="flat" aria-label=${t('Keyboard')} title=${t('Keyboard (?)')}
            aria-expanded=${ui.isOpen(helpKey) ? 'true' : 'false'}
            @click=${() => ui.setOpen(helpKey, !ui.isOpen(helpKey))}>?</button>
          <span class="room"></span>
          ${isBusy ? stopButton(ui) : sendButton(ui)}
        </div>
      </div>
      ${budget(ui, state)}
    </form>`;
}

function sendButton(ui: ChatUi): TemplateResult {
  return html`
    <button type="button" class="primary send" ?disabled=${ui.kept.draft.trim() === ''}
      title=${t('Ask (Enter)')} @click=${() => ui.send()}>${t('Ask')}${icon('up')}</button>`;
}

function stopButton(ui: ChatUi): TemplateResult {
  return html`
    <button type="button" class="send" ?disabled=${ui.isStopping} title=${t('Stop (Esc)')}
      @click=${() => ui.stop()}>${icon('stopped')}${ui.isStopping ? t('Stopping…') : t('Stop')}</button>`;
}

/** One stop for Tab; the arrows move inside, Delete takes a chip away. */
function chips(ui: ChatUi, all: readonly Chip[]): TemplateResult {
  return html`
    <ul class="chips" aria-label=${t('What the question is about')} @keydown=${(event: KeyboardEvent) => ui.onChipKey(event)}>
      ${all.map((chip, i) => chipView(ui, chip, i === 0))}
    </ul>`;
}

function chipView(ui: ChatUi, chip: Chip, isFirst: boolean): TemplateResult {
  const { label, detail } = subjectWords(chip.subject);
  const place = subjectPlace(chip.subject);
  const tokens = chip.tokens > 0 ? t(', about {0}', formatCount(chip.tokens, 'token')) : '';
  const name = html`<span class="chip-kind">${word(detail)}</span><span class="chip-label">${label}</span>`;
  return html`
    <li class="chip" data-chip=${chip.id} title="${label}${tokens}">
      ${
        place
          ? html`<button type="button" class="flat" tabindex=${isFirst ? 0 : -1} @click=${() => ui.reveal(place)}>${name}</button>`
          : html`<span class="flat">${name}</span>`
      }
      <button type="button" class="flat remove" tabindex=${isFirst && !place ? 0 : -1} aria-label=${t('Remove {0}', label)}
        @click=${(event: Event) => ui.removeChip(chip, event)}>×</button>
    </li>`;
}

/** What `/` or `#` can become. The box keeps the focus; the arrows move the mark. */
function offers(ui: ChatUi, { choices, active }: Offered): TemplateResult {
  return html`
    <ul id="offers" role="listbox" aria-label=${t('Suggestions')}>
      ${choices.map(
        (choice, i) => html`
        <li id="offer-${i}" role="option" aria-selected=${i === active ? 'true' : 'false'}
          @mousedown=${(event: Event) => event.preventDefault()} @click=${() => ui.choose(choice)}>
          <span class="offer-name">${nameOf(choice)}</span> <span class="quiet">${word(choice.detail)}</span>
        </li>`,
      )}
    </ul>`;
}

function nameOf(choice: Choice): string {
  return choice.kind === 'command' ? `/${choice.command}` : choice.label;
}

/** Who answers, whether anything leaves, and how much of the room for it is used. */
function budget(ui: ChatUi, { budget: given }: ChatState): TemplateResult {
  const { answers, sends, history, subjects, limit } = given;
  if (!sends) {
    return html`
      <p class="budget quiet"><span>${t('{0} · nothing is sent', word(answers))}</span>
        <button type="button" class="link" @click=${() => ui.act('chooseModel')}>${t('Choose a model')}</button></p>`;
  }
  const used = history + subjects;
  const of = limit === undefined ? '' : t(' of {0}', formatNumber(limit));
  const today =
    given.today.limit === undefined ? '' : t(' of {0}', formatNumber(given.today.limit));
  const title = t(
    'About {0} of this conversation and {1} of what was added. Used today: {2}{3}.',
    formatCount(history, 'token'),
    formatNumber(subjects),
    formatNumber(given.today.used),
    today,
  );
  return html`
    <p class="budget quiet" title=${title}>
      <button type="button" class="link" title=${t('Choose another model')} @click=${() => ui.act('chooseModel')}>${answers}</button>
      <span class=${limit !== undefined && used > limit ? 'over' : ''}>${
        limit !== undefined && used > limit ? icon('warning') : nothing
      }${t('about {0}{1} tokens', formatNumber(used), of)}</span>
    </p>`;
}

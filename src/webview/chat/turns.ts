import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { questionText } from '../../protocol/chatQuestion.ts';
import { subjectWords } from '../../protocol/chatSubject.ts';
import { formatCost, formatCount, formatLocalTime } from '../format.ts';
import { icon } from '../icons.ts';
import { parts, t, word } from '../l10n.ts';
import { copyButton, fold } from '../views/controls.ts';
import { previewView } from '../views/preview.ts';
import { blockView } from './blocks.ts';
import { type Answered, blocksOf, type Running, type Turn } from './state.ts';
import type { ChatUi } from './ui.ts';
import { answerSummary } from './words.ts';

/**
 * The turns that are shown. Only those that changed are drawn again, only those near what is read have
 * their answers in the document, and only those in sight are laid out (`content-visibility`), so that a
 * conversation of hundreds of turns stays quick.
 */
export function turnList(ui: ChatUi, turns: readonly Turn[]): TemplateResult {
  return html`
    <ol class="turns">${repeat(
      turns,
      ({ id }) => id,
      (turn, index) => {
        const place = placeOf(ui, turn, index, turns.length);
        return guard(dependencies(ui, turn, place), () => turnView(ui, turn, place));
      },
    )}</ol>`;
}

interface TurnPlace {
  readonly isLast: boolean;
  /** Whether it is near what is read. */
  readonly isNear: boolean;
}

function placeOf(ui: ChatUi, { id }: Turn, index: number, count: number): TurnPlace {
  return { isLast: index === count - 1, isNear: ui.isNear(id, index, count) };
}

/** All that a turn's drawing depends on. */
function dependencies(ui: ChatUi, turn: Turn, { isLast, isNear }: TurnPlace): unknown[] {
  const isEdited = ui.editing === turn.id;
  const around = isNear ? [ui.copied, ui.kept.open, isLast && ui.isStopping] : [];
  return [turn, isLast, isNear, isEdited, ...around];
}

function turnView(ui: ChatUi, turn: Turn, { isLast, isNear }: TurnPlace): TemplateResult {
  return html`
    <li class="turn ${turn.state.kind}" data-turn=${turn.id} aria-labelledby="q-${turn.id}">
      ${ui.editing === turn.id ? editor(ui, turn) : asked(ui, turn)}
      <div class="answer-text">${isNear ? answer(ui, turn, isLast) : nothing}</div>
    </li>`;
}

function asked(ui: ChatUi, turn: Turn): TemplateResult {
  const { subjects, version } = turn;
  return html`
    <div class="asked">
      <h2 id="q-${turn.id}" tabindex="-1">${questionText(turn)}</h2>
      ${
        subjects.length === 0
          ? nothing
          : html`<ul class="about-chips" aria-label=${t('About')}>${subjects.map(
              (subject) => html`<li>${subjectWords(subject).label}</li>`,
            )}</ul>`
      }
      <div class="asked-actions">
        ${version.count > 1 ? versions(ui, turn) : nothing}
        ${
          turn.state.kind === 'running'
            ? nothing
            : html`<button type="button" class="link" @click=${() => ui.edit(turn.id)}>${t('Edit')}</button>`
        }
      </div>
    </div>`;
}

/** `‹ 2 of 3 ›`: the versions of an edited question, each with what followed it. */
function versions(ui: ChatUi, turn: Turn): TemplateResult {
  const { index, count } = turn.version;
  return html`
    <span class="versions" role="group" aria-label=${t('Versions of this question')}>
      <button type="button" class="flat" aria-label=${t('Earlier version')} ?disabled=${index === 0}
        @click=${() => ui.showVersion(turn, -1)}>${icon('chevron')}</button>
      <span class="quiet">${t('{0} of {1}', index + 1, count)}</span>
      <button type="button" class="flat" aria-label=${t('Later version')} ?disabled=${index === count - 1}
        @click=${() => ui.showVersion(turn, 1)}>${icon('chevron')}</button>
    </span>`;
}

function editor(ui: ChatUi, turn: Turn): TemplateResult {
  const box = (event: Event): HTMLTextAreaElement | null | undefined =>
    (event.currentTarget as HTMLElement).closest('.editing')?.querySelector('textarea');
  const send = (event: Event): void => ui.sendEdit(turn, box(event)?.value ?? '');
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send(event);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      ui.edit(undefined);
    }
  };
  return html`
    <div class="asked editing">
      <textarea aria-label=${t('Edit the question')} rows="1" .value=${questionText(turn)} @keydown=${onKey}></textarea>
      <div class="asked-actions">
        <button type="button" class="primary" @click=${send}>${t('Ask')}</button>
        <button type="button" @click=${() => ui.edit(undefined)}>${t('Keep as it was')}</button>
      </div>
      <p class="note quiet">${t('It becomes another version: what was answered before is kept.')}</p>
    </div>`;
}

function answer(ui: ChatUi, turn: Turn, isLast: boolean): TemplateResult {
  const { state, id } = turn;
  const hidden = state.kind === 'answered' ? (state.answer.hidden ?? {}) : {};
  return html`
    ${blocksOf(state).map((block, i) => blockView(ui, block, { key: `${id}.${i}`, hidden }))}
    ${ending(ui, turn)}
    ${state.kind === 'running' ? nothing : actions(ui, turn, isLast)}`;
}

function ending(ui: ChatUi, turn: Turn): TemplateResult | typeof nothing {
  const { state } = turn;
  switch (state.kind) {
    case 'running':
      return state.preview
        ? html`<div class="preview">${previewView(ui.previewUi(turn), { preview: state.preview })}</div>`
        : working(state);
    case 'answered':
      return machinery(ui, turn, state);
    case 'cancelled':
      return html`<p class="ended">${icon('stopped')}${
        state.blocks.length > 0
          ? t('Stopped. What stands above is not the whole answer.')
          : t('Stopped before there was an answer.')
      }</p>`;
    case 'failed':
      return html`<p class="ended failed">${icon('refuted')}<span class="message">${state.message}</span></p>`;
  }
}

function working({ status, streamed }: Running): TemplateResult {
  const doing = html`<span lang="en">${status}</span>`;
  const told = streamed
    ? parts('{0}, {1} so far', doing, formatCount(streamed, 'character'))
    : doing;
  return html`<p class="working">${icon('running')}<span>${told}</span></p>`;
}

/** Who answered, how much of it holds, and what it took; folded. */
function machinery(ui: ChatUi, turn: Turn, { answer, notice }: Answered): TemplateResult {
  const { by, receipt, details, problems, partial } = answer;
  const remark = receipt
    ? `${t('{0} sent to {1}', formatCount(receipt.tokens ?? 0, 'token'), by.name)}${receipt.cost ? `, ${formatCost(receipt.cost)}` : ''}`
    : t('{0}, nothing left this machine', word(by.name));
  return html`
    ${notice === '' ? nothing : html`<div class="notice">${icon('warning')}<p class="message">${notice}</p></div>`}
    ${partial ? html`<p class="ended">${icon('stopped')}${t('This is not the whole answer.')}</p>` : nothing}
    ${fold(
      ui,
      `${turn.id}.how`,
      answerSummary(answer.blocks),
      '',
      () => html`
      <p>${remark}</p>
      <p>${t('Asked at {0}', formatLocalTime(turn.at))}</p>
      ${details.map((text) => html`<p lang="en">${text}</p>`)}
      ${problems.map(({ message }) => html`<p class="problem">${icon('warning')}<span lang="en">${message}</span></p>`)}
      ${
        receipt
          ? html`<p><button type="button" class="link" @click=${() => ui.previewUi(turn).openRequest()}>${t('Open what was sent')}</button></p>`
          : nothing
      }`,
    )}`;
}

function actions(ui: ChatUi, { id }: Turn, isLast: boolean): TemplateResult {
  const text = (title: string, act: () => void): TemplateResult =>
    html`<button type="button" class="link" @click=${act}>${title}</button>`;
  return html`
    <div class="turn-actions">
      ${copyButton({ copied: ui.copied === id ? id : undefined, copy: () => ui.copyTurn(id) }, id, t('question and answer'))}
      ${text(t('Ask again'), () => ui.again(id))}
      ${isLast ? nothing : text(t('Go on from here'), () => ui.goOnFrom(id))}
    </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { ChatState } from '../../protocol/chat.ts';
import { formatCount, formatLocalTime } from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import { questionList } from './blocks.ts';
import { composer } from './composer.ts';
import { turnList } from './turns.ts';
import { type ChatUi, helpKey } from './ui.ts';
import { keys } from './words.ts';

/** Conversations that an empty one names. */
const MOST_EARLIER = 4;

export function chatView(ui: ChatUi, state: ChatState): TemplateResult {
  const isEmpty = state.turns.length === 0;
  return html`
    <div class="scroller" role="region" aria-label=${t('Conversation')} tabindex="0">
      <div class="content">
        ${isEmpty ? welcome(ui, state) : html`<h1 tabindex="-1">${state.title}</h1>${turnList(ui, state.turns)}`}
      </div>
    </div>
    <div class="below">
      ${
        ui.isAtEnd || isEmpty
          ? nothing
          : html`<button type="button" class="to-end" @click=${() => ui.toEnd()}>${icon('down')}${t('To the end')}</button>`
      }
      ${state.notice === undefined ? nothing : html`<p class="state-notice">${icon('info')}<span>${state.notice}</span></p>`}
      ${ui.isOpen(helpKey) ? keyboard() : nothing}
      ${composer(ui, state)}
    </div>
    ${ui.isDropping ? html`<div class="drop">${t('Drop to add to the question')}</div>` : nothing}`;
}

/** Nothing was asked yet: what can be, by what is open. */
function welcome(ui: ChatUi, { starters, conversations, conversation }: ChatState): TemplateResult {
  const earlier = conversations.filter(({ id }) => id !== conversation).slice(0, MOST_EARLIER);
  return html`
    <div class="welcome">
      <h1 tabindex="-1">${t('Ask about your logs')}</h1>
      <p class="quiet">${t('What was counted is counted again by code, and each sentence of fact names its lines.')}</p>
      ${
        starters.length === 0
          ? html`<p><button type="button" @click=${() => ui.act('chooseLog')}>${t('Open a log')}</button></p>`
          : questionList(ui, starters)
      }
      ${
        earlier.length === 0
          ? nothing
          : html`
            <h2>${t('Earlier')}</h2>
            <ul class="earlier">${earlier.map(
              ({ id, title, at, turns }) => html`
                <li><button type="button" class="link" @click=${() => ui.showConversation(id)}>${title}</button>
                  <span class="quiet">${formatCount(turns, 'question')} · ${formatLocalTime(at)}</span></li>`,
            )}</ul>`
      }
    </div>`;
}

function keyboard(): TemplateResult {
  return html`
    <dl class="keys" id="keys" aria-label=${t('Keyboard')}>${keys.map(([key, what]) => html`<div><dt>${key}</dt><dd>${what}</dd></div>`)}</dl>`;
}

/** Shown where drawing a state threw, which is a fault of the view. */
export function brokenView(message: string, reload: () => void): TemplateResult {
  return html`
    <div class="invitation">
      <h1 tabindex="-1">${t('The chat could not draw this')}</h1>
      <p class="message">${message}</p>
      <p><button type="button" class="primary" @click=${reload}>${t('Reload')}</button></p>
    </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import {
  formatCost,
  formatCount,
  formatLines,
  formatLocalTime,
  formatNumber,
  plural,
} from '../format.ts';
import { type IconName, icon } from '../icons.ts';
import { parts, t } from '../l10n.ts';
import type { Preview, PreviewItem, Running } from '../model.ts';
import type { Copies, Folds, Ui } from '../ui.ts';
import { fold, placeButton, requestText, section } from './controls.ts';
import { leftOutTable } from './coverage.ts';

/** What a preview asks for: of the panel's run, or of a question in the chat. */
export type PreviewUi = Folds &
  Copies &
  Pick<Ui, 'isCancelling' | 'reveal' | 'cancel' | 'wish' | 'endPreview' | 'openRequest'>;

/** What would leave the machine, before it does: all of it can be read, taken out and refused. */
export function previewView(ui: PreviewUi, { preview }: Pick<Running, 'preview'>): TemplateResult {
  if (!preview) return html``;
  const { request } = preview;
  const files = new Set(going(request.items).map(({ file }) => file)).size;
  const size = t(
    '{0} from {1}',
    formatCount(going(request.items).length, 'excerpt'),
    formatCount(files, 'file'),
  );
  return html`
    <header class="top">
      <div>
        <h1 tabindex="-1">${t('Send this to {0}?', modelName(request))}</h1>
        <p class="quiet about">${t('Nothing has left this machine yet. {0} would, as they stand below.', size)}</p>
      </div>
    </header>
    ${notices(preview)}
    ${facts(preview)}
    ${buttons(ui, preview)}
    ${section('sending', t('What would be sent'), tokenText(request.tokens), items(ui, preview))}
    ${section('machinery', t('What happens to it'), '', machinery(ui, preview))}`;
}

/** What a screen reader is told when the preview comes, and after each change of it. */
export function previewAnnouncement({ request, isChanging }: Preview): string | undefined {
  if (isChanging) return undefined;
  const { items, tokens, destination } = request;
  const what = t('{0} of {1}', going(items).length, formatCount(items.length, 'excerpt'));
  return t(
    'Waiting for you: {0}, {1}, would be sent to {2}. Nothing has been sent yet.',
    what,
    tokenText(tokens),
    hostOf(destination),
  );
}

type Request = Preview['request'];

function going(all: readonly PreviewItem[]): readonly PreviewItem[] {
  return all.filter(({ state }) => state === 'kept' || state === 'pinned');
}

function tokenText(tokens: number): string {
  return t('about {0}', formatCount(tokens, 'token'));
}

/** `gpt-5.2 at api.openai.com` -> `gpt-5.2`; the host stands beside it. */
function modelName({ model }: Request): string {
  return model.replace(/ at \S{1,260}$/, '');
}

function hostOf(destination: string): string {
  return URL.parse(destination)?.host || destination;
}

/** Four facts that decide: where to, how much, what it costs, what was hidden. */
function facts({ request, today }: Preview): TemplateResult {
  const { destination, model, tokens, cost, most, redactions } = request;
  const values = redactions.reduce((sum, { count }) => sum + count, 0);
  const ofDay =
    today.limit === undefined
      ? t('{0} were used today', formatNumber(today.used))
      : t('{0} of {1} were used today', formatNumber(today.used), formatNumber(today.limit));
  const [price, basis] = cost
    ? [
        t('about {0}', formatCost(cost)),
        most.cost ? t('up to {0} with all rounds', formatCost(most.cost)) : '',
      ]
    : [t('unknown'), t('{0} has no price for it', 'whytrace.model.prices')];
  const secrets = redactions.length === 0 ? t('nothing looked like a secret') : kinds(redactions);
  return html`
    <dl class="glance facts">
      ${fact(t('To'), hostOf(destination), model)}
      ${fact(t('Size'), tokenText(tokens), ofDay)}
      ${fact(t('Cost'), price, basis)}
      ${fact(t('Hidden'), formatCount(values, 'value'), secrets)}
    </dl>`;
}

function fact(name: string, value: string, remark: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd><b>${value}</b><span class="quiet">${remark}</span></dd></div>`;
}

function kinds(redactions: Request['redactions']): string {
  const shown = redactions.slice(0, 3).map(({ kind, count }) => `${count} ${kind}`);
  const more = redactions.length - shown.length;
  return more > 0
    ? plural(more, '{1} and {0} more kind', '{1} and {0} more kinds', shown.join(', '))
    : shown.join(', ');
}

function notices({ request, above, keptAt }: Preview): readonly unknown[] {
  const { tokens, limit } = request;
  const notice = (text: TemplateResult, name: IconName = 'warning'): TemplateResult =>
    html`<div class="notice">${icon(name)}<p>${text}</p></div>`;
  return [
    above === undefined
      ? nothing
      : notice(html`
          <b>${t('This is a large request:')}</b>
          ${parts('more than the {0} above which {1} has you asked.', formatCount(above, 'token'), html`<code>whytrace.model.confirmAboveTokens</code>`)}`),
    limit !== undefined && tokens > limit
      ? notice(html`
          <b>${t('It does not fit:')}</b>
          ${parts('{0} allows {1}. Take something out, or unpin it.', html`<code>whytrace.model.tokensPerRequest</code>`, formatCount(limit, 'token'))}`)
      : nothing,
    keptAt === undefined
      ? nothing
      : notice(
          html`
          <b>${t('The same was asked at {0}.', formatLocalTime(keptAt))}</b>
          ${t('That answer is used again: nothing is sent for it, and it costs nothing.')}`,
          'info',
        ),
  ];
}

function buttons(ui: PreviewUi, { request, isChanging, mayRemember }: Preview): TemplateResult {
  const { items, tokens, limit } = request;
  const isBarred =
    isChanging || going(items).length === 0 || (limit !== undefined && tokens > limit);
  const always = html`
    <button type="button" ?disabled=${isBarred} @click=${() => ui.endPreview('sendAlways')}
    >${t('Send without asking again in this workspace')}</button>`;
  return html`
    <div class="actions decide">
      <button type="button" class="primary" ?disabled=${isBarred} @click=${() => ui.endPreview('send')}
      >${t('Send')}</button>
      ${mayRemember ? always : nothing}
      <button type="button" @click=${() => ui.endPreview('embedded')}
      >${t('Use the embedded analyst instead')}</button>
      <button type="button" ?disabled=${ui.isCancelling} @click=${() => ui.cancel()}>${t('Cancel')}</button>
    </div>`;
}

function items(ui: PreviewUi, { request }: Preview): TemplateResult {
  return html`
    <ul class="items">
      ${request.items.map((item) => row(ui, item, request.text))}
      <li class="item frame">
        <span></span>
        <span>${t('Instructions, the answer’s schema, kinds of messages, dependencies')}</span>
        <span class="tokens">${formatNumber(request.frameTokens)}</span>
      </li>
    </ul>`;
}

function row(ui: PreviewUi, item: PreviewItem, text: string): TemplateResult {
  const { id, file, startLine, endLine, state, tokens, reason } = item;
  const place = `${file}:${formatLines(startLine, endLine)}`;
  const isGoing = state === 'kept' || state === 'pinned';
  const onChange = (event: Event): void => {
    const { checked } = event.currentTarget as HTMLInputElement;
    // What has no room goes only if it is held on to.
    ui.wish(id, checked ? (state === 'noRoom' ? 'pin' : 'keep') : 'drop');
  };
  const title = html`
    <span class="badge">${id}</span><span class="evidence-place">${place}</span>`;
  return html`
    <li class="item ${state}">
      <input type="checkbox" aria-label=${t('Send {0}', place)} .checked=${isGoing} @change=${onChange}>
      ${fold(ui, `preview.${id}`, title, stateWord[state] || html`<span lang="en">${reason}</span>`, () => excerptOf(ui, text, item))}
      <span class="tokens">${spoken(tokens)}</span>
      <button type="button" class="pin" aria-pressed=${state === 'pinned'}
        aria-label=${t('Pin {0}', place)} title=${t('A pinned excerpt stays where a limit leaves no room for all')}
        @click=${() => ui.wish(id, state === 'pinned' ? 'keep' : 'pin')}
      >${t('Pin')}</button>
    </li>`;
}

/** The number alone is seen; what it counts is only said. */
function spoken(tokens: number): unknown {
  const number = html`${formatNumber(tokens)}`;
  return parts('about {0} tokens', number).map((part) =>
    part === number ? number : html`<span class="hidden">${part}</span>`,
  );
}

const stateWord: Readonly<Record<PreviewItem['state'], string>> = {
  kept: '',
  pinned: '',
  dropped: t('taken out; nothing of it is sent, now or later'),
  noRoom: t('no room under the limit of tokens; the model may ask for it'),
};

/** The lines as they stand in the request: from the excerpt's heading to the next. */
function excerptOf(ui: PreviewUi, text: string, item: PreviewItem): TemplateResult {
  const place = html`<p>${placeButton(ui, item)}</p>`;
  const start = text.indexOf(`\n### ${item.id} · `);
  if (start < 0) {
    return html`${place}<p class="quiet">${t('It is not in the request.')}</p>`;
  }
  const rest = text.slice(start + 1);
  const end = rest.search(/\n\n#{2,3} |\nDATA [0-9a-f]{8,}>>>/);
  const lines = (end < 0 ? rest : rest.slice(0, end)).split('\n').slice(1);
  return html`
    ${place}
    <pre class="receipt" lang="en" tabindex="0" role="region" aria-label=${t('As it would be sent')}>${lines.join('\n')}</pre>`;
}

/** What was hidden and left out, what may follow, and the text itself. */
function machinery(ui: PreviewUi, { request }: Preview): TemplateResult {
  const { text, redactions, leftOut, mayAdd } = request;
  const { shownLines, totalLines, groups } = leftOut;
  const hiddenValues = redactions.reduce((sum, { count }) => sum + count, 0);
  const values = formatCount(hiddenValues, 'value');
  const all = formatCount(totalLines, 'line');
  const lines = t('{0} of {1} would be sent', formatNumber(shownLines), all);
  return html`
    <div class="folds">
      ${fold(ui, 'preview.hidden', t('Hidden before it is sent'), values, () => hidden(redactions))}
      ${fold(ui, 'preview.leftOut', t('Left out, and why'), lines, () =>
        groups.length === 0 ? html`<p>${t('Nothing was left out.')}</p>` : leftOutTable(groups),
      )}
      ${fold(ui, 'preview.later', t('What may follow'), t('up to {0} of evidence', formatCount(mayAdd, 'token')), () => later(request))}
      ${fold(ui, 'preview.text', t('The exact text'), formatCount(text.length, 'character'), () =>
        requestText(ui, text, t('The first request, byte for byte'), t('what would be sent')),
      )}
    </div>`;
}

function hidden(redactions: Request['redactions']): TemplateResult {
  return redactions.length === 0
    ? html`<p>${t('Nothing in it looked like a secret.')}</p>`
    : html`
        <ul class="chips">${redactions.map(
          ({ kind, count }) => html`<li>${kind} <b>${formatNumber(count)}</b></li>`,
        )}</ul>
        <p class="quiet">${t('Each value became a placeholder such as {0}, the same one throughout.', '⟦PASSWORD_1⟧')}</p>`;
}

function later({ mayAdd, most }: Request): TemplateResult {
  const cost = most.cost ? `, ${formatCost(most.cost)}` : '';
  return html`
    <p>
      ${t('The model may ask for more evidence in up to three rounds, {0} in all, and is asked once to mend claims that did not hold.', formatCount(mayAdd, 'token'))}
      ${t('Each of these requests sends the whole again: {0} of them at most, about {1}{2}.', most.requests, formatCount(most.tokens, 'token'), cost)}
    </p>
    <p>
      ${t('It is part of what you allow now; you are not asked again in this run. Each round is redacted alike, kept in the receipt and told in the trace. What you took out is not looked up.')}
    </p>`;
}

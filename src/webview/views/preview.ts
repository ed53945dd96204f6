import { html, nothing, type TemplateResult } from 'lit';
import { formatCost, formatCount, formatLines, formatLocalTime, formatNumber } from '../format.ts';
import { type IconName, icon } from '../icons.ts';
import type { Preview, PreviewItem, Running } from '../model.ts';
import type { Copies, Folds, Ui } from '../ui.ts';
import { fold, placeButton, requestText, section } from './controls.ts';
import { leftOutTable } from './lookedAt.ts';

/** What a preview asks for: of the panel's run, or of a question in the chat. */
export type PreviewUi = Folds &
  Copies &
  Pick<Ui, 'isCancelling' | 'reveal' | 'cancel' | 'wish' | 'endPreview' | 'openRequest'>;

/** What would leave the machine, before it does: all of it can be read, taken out and refused. */
export function previewView(ui: PreviewUi, { preview }: Pick<Running, 'preview'>): TemplateResult {
  if (!preview) return html``;
  const { request } = preview;
  const files = new Set(going(request.items).map(({ file }) => file)).size;
  const size = `${formatCount(going(request.items).length, 'excerpt')} of ${formatCount(files, 'file')}`;
  return html`
    <header class="top">
      <div>
        <h1 tabindex="-1">Send this to ${modelName(request)}?</h1>
        <p class="quiet about">Nothing has left this machine yet. ${size} would, as they stand below.</p>
      </div>
    </header>
    ${notices(preview)}
    ${facts(preview)}
    ${buttons(ui, preview)}
    ${section('sending', 'What would be sent', tokenText(request.tokens), items(ui, preview))}
    ${section('machinery', 'What happens to it', '', machinery(ui, preview))}`;
}

/** What a screen reader is told when the preview comes, and after each change of it. */
export function previewAnnouncement({ request, isChanging }: Preview): string | undefined {
  if (isChanging) return undefined;
  const { items, tokens, destination } = request;
  const what = `${going(items).length} of ${formatCount(items.length, 'excerpt')}, ${tokenText(tokens)}`;
  return `Waiting for you: ${what}, would be sent to ${hostOf(destination)}. Nothing has been sent yet.`;
}

type Request = Preview['request'];

function going(all: readonly PreviewItem[]): readonly PreviewItem[] {
  return all.filter(({ state }) => state === 'kept' || state === 'pinned');
}

function tokenText(tokens: number): string {
  return `about ${formatCount(tokens, 'token')}`;
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
      ? `${formatNumber(today.used)} were used today`
      : `${formatNumber(today.used)} of ${formatNumber(today.limit)} were used today`;
  const [price, basis] = cost
    ? [
        `about ${formatCost(cost)}`,
        most.cost ? `up to ${formatCost(most.cost)} with all rounds` : '',
      ]
    : ['unknown', 'whytrace.model.prices has no price for it'];
  const secrets = redactions.length === 0 ? 'nothing looked like a secret' : kinds(redactions);
  return html`
    <dl class="glance facts">
      ${fact('To', hostOf(destination), model)}
      ${fact('Size', tokenText(tokens), ofDay)}
      ${fact('Cost', price, basis)}
      ${fact('Hidden', formatCount(values, 'value'), secrets)}
    </dl>`;
}

function fact(name: string, value: string, remark: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd><b>${value}</b><span class="quiet">${remark}</span></dd></div>`;
}

function kinds(redactions: Request['redactions']): string {
  const shown = redactions.slice(0, 3).map(({ kind, count }) => `${count} ${kind}`);
  const more = redactions.length - shown.length;
  return more > 0
    ? `${shown.join(', ')} and ${formatCount(more, 'more kind', 'more kinds')}`
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
          <b>This is a large request:</b> more than the ${formatCount(above, 'token')} above which
          <code>whytrace.model.confirmAboveTokens</code> has you asked.`),
    limit !== undefined && tokens > limit
      ? notice(html`
          <b>It does not fit:</b> <code>whytrace.model.tokensPerRequest</code> allows
          ${formatCount(limit, 'token')}. Take something out, or unpin it.`)
      : nothing,
    keptAt === undefined
      ? nothing
      : notice(
          html`
          <b>The same was asked at ${formatLocalTime(keptAt)}.</b> That answer is used again: nothing
          is sent for it, and it costs nothing.`,
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
    >Send without asking again in this workspace</button>`;
  return html`
    <div class="actions decide">
      <button type="button" class="primary" ?disabled=${isBarred} @click=${() => ui.endPreview('send')}
      >Send</button>
      ${mayRemember ? always : nothing}
      <button type="button" @click=${() => ui.endPreview('embedded')}
      >Use the embedded analyst instead</button>
      <button type="button" ?disabled=${ui.isCancelling} @click=${() => ui.cancel()}>Cancel</button>
    </div>`;
}

function items(ui: PreviewUi, { request }: Preview): TemplateResult {
  return html`
    <ul class="items">
      ${request.items.map((item) => row(ui, item, request.text))}
      <li class="item frame">
        <span></span>
        <span>Instructions, the answer’s schema, kinds of messages, dependencies</span>
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
      <input type="checkbox" aria-label="Send ${place}" .checked=${isGoing} @change=${onChange}>
      ${fold(ui, `preview.${id}`, title, stateWord[state] || reason, () => excerptOf(ui, text, item))}
      <span class="tokens"><span class="hidden">about </span>${formatNumber(tokens)}<span
        class="hidden"> tokens</span></span>
      <button type="button" class="pin" aria-pressed=${state === 'pinned'}
        aria-label="Pin ${place}" title="A pinned excerpt stays where a limit leaves no room for all"
        @click=${() => ui.wish(id, state === 'pinned' ? 'keep' : 'pin')}
      >Pin</button>
    </li>`;
}

const stateWord: Readonly<Record<PreviewItem['state'], string>> = {
  kept: '',
  pinned: '',
  dropped: 'taken out; nothing of it is sent, now or later',
  noRoom: 'no room under the limit of tokens; the model may ask for it',
};

/** The lines as they stand in the request: from the excerpt's heading to the next. */
function excerptOf(ui: PreviewUi, text: string, item: PreviewItem): TemplateResult {
  const place = html`<p>${placeButton(ui, item)}</p>`;
  const start = text.indexOf(`\n### ${item.id} · `);
  if (start < 0) {
    return html`${place}<p class="quiet">It is not in the request.</p>`;
  }
  const rest = text.slice(start + 1);
  const end = rest.search(/\n\n#{2,3} |\nDATA [0-9a-f]{8,}>>>/);
  const lines = (end < 0 ? rest : rest.slice(0, end)).split('\n').slice(1);
  return html`
    ${place}
    <pre class="receipt" tabindex="0" role="region" aria-label="As it would be sent">${lines.join('\n')}</pre>`;
}

/** What was hidden and left out, what may follow, and the text itself. */
function machinery(ui: PreviewUi, { request }: Preview): TemplateResult {
  const { text, redactions, leftOut, mayAdd } = request;
  const { shownLines, totalLines, groups } = leftOut;
  const values = formatCount(
    redactions.reduce((sum, { count }) => sum + count, 0),
    'value',
  );
  const lines = `${formatNumber(shownLines)} of ${formatCount(totalLines, 'line')} would be sent`;
  return html`
    <div class="folds">
      ${fold(ui, 'preview.hidden', 'Hidden before it is sent', values, () => hidden(redactions))}
      ${fold(ui, 'preview.leftOut', 'Left out, and why', lines, () =>
        groups.length === 0 ? html`<p>Nothing was left out.</p>` : leftOutTable(groups),
      )}
      ${fold(ui, 'preview.later', 'What may follow', `up to ${formatCount(mayAdd, 'token')} of evidence`, () => later(request))}
      ${fold(ui, 'preview.text', 'The exact text', formatCount(text.length, 'character'), () =>
        requestText(ui, text, 'The first request, byte for byte', 'what would be sent'),
      )}
    </div>`;
}

function hidden(redactions: Request['redactions']): TemplateResult {
  return redactions.length === 0
    ? html`<p>Nothing in it looked like a secret.</p>`
    : html`
        <ul class="chips">${redactions.map(
          ({ kind, count }) => html`<li>${kind} <b>${formatNumber(count)}</b></li>`,
        )}</ul>
        <p class="quiet">Each value became a placeholder such as ⟦PASSWORD_1⟧, the same one throughout.</p>`;
}

function later({ mayAdd, most }: Request): TemplateResult {
  const cost = most.cost ? `, ${formatCost(most.cost)}` : '';
  return html`
    <p>
      The model may ask for more evidence in up to three rounds, ${formatCount(mayAdd, 'token')} in
      all, and is asked once to mend claims that did not hold. Each of these requests sends the whole
      again: ${most.requests} of them at most, about ${formatCount(most.tokens, 'token')}${cost}.
    </p>
    <p>
      It is part of what you allow now; you are not asked again in this run. Each round is redacted
      alike, kept in the receipt and told in the trace. What you took out is not looked up.
    </p>`;
}

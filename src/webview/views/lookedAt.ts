import { html, nothing, type TemplateResult } from 'lit';
import { formatCost, formatCount, formatDuration, formatLines, formatNumber } from '../format.ts';
import { icon } from '../icons.ts';
import type { Diagnosis, Receipt } from '../model.ts';
import type { Ui } from '../ui.ts';
import { fold, requestText, section } from './controls.ts';
import { coverage } from './coverage.ts';
import { stages } from './stages.ts';

/** The machinery, folded: stages, coverage, what was sent, problems. */
export function lookedAt(ui: Ui, diagnosis: Diagnosis): TemplateResult {
  const { sources, problems, reasoner } = diagnosis;
  const time = `${formatDuration(totalTime(diagnosis))}, ${reasoner.name}`;
  const read = `${formatCount(sources.length, 'file')}, ${formatCount(lineCount(diagnosis), 'line')}; ${keptRemark(diagnosis)}`;
  const body = html`
    <div class="folds">
      ${fold(ui, 'stages', 'Stages', time, () => stages(ui, diagnosis))}
      ${fold(ui, 'coverage', 'Coverage', read, () => coverage(diagnosis))}
      ${sentRow(ui, diagnosis.receipt)}
      ${
        problems.length === 0
          ? nothing
          : fold(
              ui,
              'problems',
              'Problems met while reading',
              formatCount(problems.length, 'problem'),
              () => problemList(diagnosis),
            )
      }
    </div>`;
  return section('looked-at', 'What was looked at', '', body);
}

/** Milliseconds the stages took together. */
export function totalTime({ stages }: Diagnosis): number {
  return stages.reduce((sum, stage) => sum + stage.milliseconds, 0);
}

export function lineCount({ sources }: Diagnosis): number {
  return sources.reduce((sum, source) => sum + source.lines, 0);
}

function keptRemark({ evidence, characters, budget }: Diagnosis): string {
  const room = `${formatNumber(characters)} of ${formatNumber(budget)} characters`;
  return `${formatCount(evidence.length, 'excerpt')}, ${room}`;
}

function sentRow(ui: Ui, receipt: Receipt | undefined): TemplateResult {
  if (!receipt) {
    return html`
      <div class="fold-like">
        <span class="fold-title">What was sent</span>
        <span class="fold-remark quiet">nothing left this machine</span>
      </div>`;
  }
  const values = receipt.redactions.reduce((sum, redaction) => sum + redaction.count, 0);
  const size = formatCount(receipt.text.length, 'character');
  const cost = receipt.cost ? `, ${formatCost(receipt.cost)}` : '';
  const remark = `${size} to ${receipt.destination}, ${formatCount(values, 'value')} redacted${cost}`;
  return fold(ui, 'sent', 'What was sent', remark, () => sent(ui, receipt));
}

function sent(ui: Ui, receipt: Receipt): TemplateResult {
  const { redactions, text } = receipt;
  const chips = html`
    <p>Redacted before it was sent:</p>
    <ul class="chips">${redactions.map(
      ({ kind, count }) => html`<li>${kind} <b>${formatNumber(count)}</b></li>`,
    )}</ul>`;
  return html`
    ${taken(receipt)}
    ${approval(ui, receipt)}
    ${restoredNote(ui)}
    ${redactions.length === 0 ? html`<p>Nothing in it looked like a secret.</p>` : chips}
    ${requestText(ui, text, 'The request, byte for byte', 'what was sent')}`;
}

/** What was hidden from the model is put back on this screen, and marked there. */
function restoredNote({ hidden }: Ui): unknown {
  const count = Object.keys(hidden).length;
  return count === 0
    ? nothing
    : html`
        <p>
          ${formatCount(count, 'value is', 'values are')} put back into the model’s words on this screen only,
          <span class="restored">underlined like this</span>.
        </p>`;
}

/** How much it took: counted by the server, else estimated, and what that costs by the user's prices. */
function taken({ usage, tokens, cost }: Receipt): unknown {
  const price = cost ? `, ${formatCost(cost)} by your prices` : '';
  if (usage) {
    return html`<p>${formatCount(usage.inputTokens, 'token')} in, ${formatCount(usage.outputTokens, 'token')} out${price}.</p>`;
  }
  return tokens === undefined
    ? nothing
    : html`<p>About ${formatCount(tokens, 'token')}${price}; the server did not count them.</p>`;
}

const allowed: Readonly<Record<NonNullable<Receipt['approval']>['by'], string>> = {
  user: 'You saw it before and allowed it.',
  workspace: 'It was sent without asking, as you chose for this workspace.',
  setting: 'It was sent without asking, as your settings say.',
};

/** Who allowed it, and what was kept back or held on to. */
function approval(ui: Ui, { approval: given }: Receipt): unknown {
  if (!given) return nothing;
  const lists = [
    ['You took out', given.dropped],
    ['You pinned', given.pinned],
    ['No room was left for', given.noRoom],
  ] as const;
  const again = html`
    <button type="button" class="link" @click=${() => ui.run('askBeforeSending')}>Ask again from now on</button>`;
  return html`
    <p>${allowed[given.by]} ${given.by === 'workspace' ? again : nothing}</p>
    ${lists.flatMap(([what, lines]) =>
      lines.length === 0 ? [] : [html`<p>${what} ${lines.map(placeText).join(', ')}.</p>`],
    )}`;
}

function placeText({
  file,
  startLine,
  endLine,
}: NonNullable<Receipt['approval']>['dropped'][number]): string {
  return `${file}:${formatLines(startLine, endLine)}`;
}

function problemList({ problems }: Diagnosis): TemplateResult {
  const place = (file: string | undefined, line: number | undefined): unknown =>
    file === undefined ? nothing : html`<b>${file}${line === undefined ? '' : `:${line}`}</b>`;
  return html`
    <ul class="problems">${problems.map(
      ({ file, line, message }) => html`
        <li>${icon('warning')}<span>${place(file, line)} ${message}</span></li>`,
    )}</ul>`;
}

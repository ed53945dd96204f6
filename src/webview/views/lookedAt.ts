import { html, nothing, type TemplateResult } from 'lit';
import {
  formatCost,
  formatCount,
  formatDuration,
  formatLines,
  formatNumber,
  plural,
} from '../format.ts';
import { icon } from '../icons.ts';
import { t, word } from '../l10n.ts';
import type { Diagnosis, Receipt } from '../model.ts';
import type { Ui } from '../ui.ts';
import { fold, requestText, section } from './controls.ts';
import { coverage } from './coverage.ts';
import { stages } from './stages.ts';

/** The machinery, folded: stages, coverage, what was sent, problems. */
export function lookedAt(ui: Ui, diagnosis: Diagnosis): TemplateResult {
  const { sources, problems, reasoner } = diagnosis;
  const time = `${formatDuration(totalTime(diagnosis))}, ${word(reasoner.name)}`;
  const read = `${formatCount(sources.length, 'file')}, ${formatCount(lineCount(diagnosis), 'line')}; ${keptRemark(diagnosis)}`;
  const body = html`
    <div class="folds">
      ${fold(ui, 'stages', t('Stages'), time, () => stages(ui, diagnosis))}
      ${fold(ui, 'coverage', t('Coverage'), read, () => coverage(diagnosis))}
      ${sentRow(ui, diagnosis.receipt)}
      ${
        problems.length === 0
          ? nothing
          : fold(
              ui,
              'problems',
              t('Problems met while reading'),
              formatCount(problems.length, 'problem'),
              () => problemList(diagnosis),
            )
      }
    </div>`;
  return section('looked-at', t('What was looked at'), '', body);
}

/** Milliseconds the stages took together. */
export function totalTime({ stages }: Diagnosis): number {
  return stages.reduce((sum, stage) => sum + stage.milliseconds, 0);
}

export function lineCount({ sources }: Diagnosis): number {
  return sources.reduce((sum, source) => sum + source.lines, 0);
}

function keptRemark({ evidence, characters, budget }: Diagnosis): string {
  const room = t('{0} of {1} characters', formatNumber(characters), formatNumber(budget));
  return `${formatCount(evidence.length, 'excerpt')}, ${room}`;
}

function sentRow(ui: Ui, receipt: Receipt | undefined): TemplateResult {
  if (!receipt) {
    return html`
      <div class="fold-like">
        <span class="fold-title">${t('What was sent')}</span>
        <span class="fold-remark quiet">${t('nothing left this machine')}</span>
      </div>`;
  }
  const values = receipt.redactions.reduce((sum, redaction) => sum + redaction.count, 0);
  const size = formatCount(receipt.text.length, 'character');
  const cost = receipt.cost ? `, ${formatCost(receipt.cost)}` : '';
  const remark = `${t('{0} to {1}', size, receipt.destination)}, ${plural(values, '{0} value redacted', '{0} values redacted')}${cost}`;
  return fold(ui, 'sent', t('What was sent'), remark, () => sent(ui, receipt));
}

function sent(ui: Ui, receipt: Receipt): TemplateResult {
  const { redactions, text } = receipt;
  const chips = html`
    <p>${t('Redacted before it was sent:')}</p>
    <ul class="chips">${redactions.map(
      ({ kind, count }) => html`<li>${kind} <b>${formatNumber(count)}</b></li>`,
    )}</ul>`;
  return html`
    ${taken(receipt)}
    ${approval(ui, receipt)}
    ${restoredNote(ui)}
    ${redactions.length === 0 ? html`<p>${t('Nothing in it looked like a secret.')}</p>` : chips}
    ${requestText(ui, text, t('The request, byte for byte'), t('what was sent'))}`;
}

/** What was hidden from the model is put back on this screen, and marked there. */
function restoredNote({ hidden }: Ui): unknown {
  const count = Object.keys(hidden).length;
  return count === 0
    ? nothing
    : html`
        <p>
          ${plural(count, '{0} value is put back into the model’s words on this screen only,', '{0} values are put back into the model’s words on this screen only,')}
          <span class="restored">${t('underlined like this')}</span>.
        </p>`;
}

/** How much it took: counted by the server, else estimated, and what that costs by the user's prices. */
function taken({ usage, tokens, cost }: Receipt): unknown {
  const price = cost ? t(', {0} by your prices', formatCost(cost)) : '';
  if (usage) {
    return html`<p>${t('{0} in, {1} out{2}.', formatCount(usage.inputTokens, 'token'), formatCount(usage.outputTokens, 'token'), price)}</p>`;
  }
  return tokens === undefined
    ? nothing
    : html`<p>${t('About {0}{1}; the server did not count them.', formatCount(tokens, 'token'), price)}</p>`;
}

const allowed: Readonly<Record<NonNullable<Receipt['approval']>['by'], string>> = {
  user: t('You saw it before and allowed it.'),
  workspace: t('It was sent without asking, as you chose for this workspace.'),
  setting: t('It was sent without asking, as your settings say.'),
};

/** Who allowed it, and what was kept back or held on to. */
function approval(ui: Ui, { approval: given }: Receipt): unknown {
  if (!given) return nothing;
  const placesOf = (lines: typeof given.dropped): string => lines.map(placeText).join(', ');
  const lists = [
    [given.dropped, t('You took out {0}.', placesOf(given.dropped))],
    [given.pinned, t('You pinned {0}.', placesOf(given.pinned))],
    [given.noRoom, t('No room was left for {0}.', placesOf(given.noRoom))],
  ] as const;
  const again = html`
    <button type="button" class="link" @click=${() => ui.run('askBeforeSending')}>${t('Ask again from now on')}</button>`;
  return html`
    <p>${allowed[given.by]} ${given.by === 'workspace' ? again : nothing}</p>
    ${lists.map(([lines, told]) => (lines.length === 0 ? nothing : html`<p>${told}</p>`))}`;
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
        <li>${icon('warning')}<span>${place(file, line)} <span lang="en">${message}</span></span></li>`,
    )}</ul>`;
}

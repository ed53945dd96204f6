import { html, nothing, svg, type TemplateResult } from 'lit';
import type { AuditState } from '../../protocol/audit.ts';
import { formatCount } from '../format.ts';
import { type IconName, icon } from '../icons.ts';
import { parts, t } from '../l10n.ts';
import { commandLine } from '../views/commandLine.ts';
import { fold, section } from '../views/controls.ts';
import { ring, score } from '../views/score.ts';
import { explanation, motives, omissions, prose } from './explained.ts';
import { type Places, placeView } from './places.ts';
import type { Audit, Done, Finding, Severity } from './state.ts';
import type { AuditUi } from './ui.ts';
import {
  assumptionWords,
  kindWords,
  severityWords,
  sizeText,
  sureText,
  verdictText,
  wayText,
} from './words.ts';

type State<K extends AuditState['kind']> = Extract<AuditState, { kind: K }>;

/** Findings that are shown at once, and effects. */
const MOST_FINDINGS = 5;
const MOST_EFFECTS = 8;

export function doneView(ui: AuditUi, done: Done): TemplateResult {
  const { about, audit, places } = done;
  return html`
    <header class="top">
      <div class="answer-head">
        ${ring(audit.confidence)}
        <div>
          <h1 tabindex="-1">${verdictText(audit)}</h1>
          <p class="quiet about">${about} · ${sizeText(audit)} · ${sureText(audit)}</p>
        </div>
      </div>
      <div class="actions">
        <button type="button" @click=${() => ui.copyReview()}>${ui.isReviewCopied ? t('Copied') : t('Copy review')}</button>
        <button type="button" @click=${() => ui.markTried()}>${t('Mark as tried…')}</button>
        <button type="button" @click=${() => ui.again()}>${t('Audit again')}</button>
      </div>
    </header>
    ${problems(audit)}
    <div class="columns">
      <div>${findings(ui, audit, places)}${effects(ui, audit, places)}${motives(ui, done)}${omissions(ui, done)}${explanation(ui, done)}</div>
      <div>${reach(ui, audit, places)}${verification(ui, audit)}${assumptions(ui, audit, places)}${sureness(ui, audit)}</div>
    </div>`;
}

function problems({ problems: all }: Audit): TemplateResult | typeof nothing {
  return all.length === 0
    ? nothing
    : html`<div class="notice">${icon('warning')}<div>${all.map(({ message }) => html`<p lang="en">${message}</p>`)}</div></div>`;
}

const severityIcons: Readonly<Record<Severity, IconName>> = {
  error: 'refuted',
  warning: 'warning',
  info: 'info',
};

function findings(ui: AuditUi, { findings: all }: Audit, places: Places): TemplateResult {
  const [first, rest] = [all.slice(0, MOST_FINDINGS), all.slice(MOST_FINDINGS)];
  const list = (some: readonly Finding[]): TemplateResult =>
    html`<ul class="findings">${some.map((finding) => findingView(ui, finding, places))}</ul>`;
  return section(
    'findings-section',
    t('Findings'),
    '',
    all.length === 0
      ? html`<p class="quiet">${t('Nothing was found that speaks against it. What was not checked stands below.')}</p>`
      : html`${list(first)}${
          rest.length === 0
            ? nothing
            : fold(ui, 'findings', formatCount(rest.length, 'more finding'), '', () => list(rest))
        }`,
  );
}

function findingView(ui: AuditUi, finding: Finding, places: Places): TemplateResult {
  const { severity, kind, message, file, line, source } = finding;
  const isElsewhere = source.file !== file || source.line !== line;
  return html`
    <li class="finding ${severity}">
      ${icon(severityIcons[severity])}
      <div>
        <p class="finding-head"><b>${severityWords[severity]}</b> <span class="quiet">${kindWords[kind]}</span>
          ${placeView(ui, file, line, places)}</p>
        <p lang="en">${prose(message)}</p>
        ${
          isElsewhere
            ? html`<p class="decided quiet">${parts('Decided by {0}', placeView(ui, source.file, source.line, places))}</p>`
            : nothing
        }
      </div>
    </li>`;
}

function effects(ui: AuditUi, { effects: all, commands }: Audit, places: Places): TemplateResult {
  const list = (some: Audit['effects']): TemplateResult => html`
    <ul class="plain">${some.map(
      ({ text, file, line }) =>
        html`<li><span lang="en">${text}</span> ${placeView(ui, file, line, places)}</li>`,
    )}</ul>`;
  const [first, rest] = [all.slice(0, MOST_EFFECTS), all.slice(MOST_EFFECTS)];
  return section(
    'effects',
    t('What it does'),
    '',
    html`
      ${list(first)}
      ${rest.length === 0 ? nothing : fold(ui, 'effects', t('{0} more', rest.length), '', () => list(rest))}
      ${commands.map((command) => commandLine(ui, command))}`,
  );
}

function reach(ui: AuditUi, { blastRadius }: Audit, places: Places): TemplateResult {
  const hit = blastRadius.filter(({ kind }) => kind !== 'changed');
  const remark = hit.length === 0 ? '' : formatCount(hit.length, 'service');
  return section(
    'reach',
    t('Who depends on it'),
    remark,
    html`
      ${
        blastRadius.length === 0
          ? html`<p class="quiet">${t('No service that was read depends on what is changed.')}</p>`
          : html`<ul class="impacts">${blastRadius.map(
              (impact) => html`
              <li>
                <span><b>${impact.service}</b> <span class="quiet">${wayText(impact)}</span></span>
                ${impact.unhealthy === undefined ? nothing : html`<span class="unhealthy">${icon('warning')}<span lang="en">${impact.unhealthy}</span></span>`}
                ${impact.evidence.slice(0, 1).map(({ file, line }) => placeView(ui, file, line, places))}
              </li>`,
            )}</ul>`
      }
      <p><button type="button" class="link" @click=${() => ui.showMap()}>${t('Show the system map')}</button></p>`,
  );
}

function verification(ui: AuditUi, { verify }: Audit): TemplateResult | typeof nothing {
  return verify.length === 0
    ? nothing
    : section(
        'verify',
        t('How to verify it first'),
        '',
        html`<ul class="probe-list">${verify.map(
          ({ title, command }) => html`
            <li><p lang="en">${title}</p>${command === undefined ? nothing : commandLine(ui, command)}</li>`,
        )}</ul>`,
      );
}

function assumptions(ui: AuditUi, audit: Audit, places: Places): TemplateResult {
  const { assumptions: all, notChecked } = audit;
  const open = all.filter(({ state }) => state !== 'checked');
  const list = (some: Audit['assumptions']): TemplateResult => html`
    <ul class="plain">${some.map(
      ({ text, state, source }) => html`
        <li><span class="quiet">${assumptionWords[state]}:</span> <span lang="en">${text}</span>
          ${source ? placeView(ui, source.file, source.line, places) : nothing}</li>`,
    )}</ul>`;
  const checked = all.filter(({ state }) => state === 'checked');
  return section(
    'assumptions',
    t('What it assumes'),
    '',
    html`
      ${open.length === 0 ? html`<p class="quiet">${t('Nothing is left open that could be checked here.')}</p>` : list(open)}
      ${checked.length === 0 ? nothing : fold(ui, 'checked', t('{0} checked', checked.length), '', () => list(checked))}
      ${
        notChecked.length === 0
          ? nothing
          : html`
          <h3>${t('Not checked')}</h3>
          <ul class="plain">${notChecked.map((text) => html`<li lang="en">${text}</li>`)}</ul>`
      }`,
  );
}

function sureness(ui: AuditUi, { confidence }: Audit): TemplateResult {
  return section('sureness', t('How sure, and why'), '', score(ui, 'score', confidence));
}

export function runningView(ui: AuditUi, { about }: State<'running'>): TemplateResult {
  return html`
    <header class="top"><div>
      <h1 tabindex="-1">${t('Auditing')}</h1>
      <p class="quiet about">${about}</p>
    </div></header>
    <svg class="progress unknown" width="100%" height="3" role="progressbar" aria-label=${t('Auditing {0}', about)}
    >${svg`<rect width="30%" height="3"/>`}</svg>
    <p><button type="button" ?disabled=${ui.isCancelling} @click=${() => ui.cancel()}
    >${ui.isCancelling ? t('Cancelling…') : t('Cancel')}</button></p>`;
}

export function emptyView(ui: AuditUi): TemplateResult {
  return invitation(
    t('Audit what a copilot suggests'),
    html`
      <p>${t('Whytrace holds a change against your system, your constraints and what you tried already, on this machine.')}</p>
      <p><button type="button" class="primary large" @click=${() => ui.choose()}>${t('Audit changes')}</button></p>
      <p class="quiet">${parts('Or select a patch, a command or code and run {0}.', html`<i>${t('Audit Selection as Suggestion')}</i>`)}</p>`,
  );
}

export function failedView(ui: AuditUi, { about, message }: State<'failed'>): TemplateResult {
  return invitation(
    t('Nothing could be audited'),
    html`
      <p class="quiet">${about}</p>
      <p class="message">${message}</p>
      <p><button type="button" class="primary" @click=${() => ui.choose()}>${t('Audit changes')}</button></p>`,
  );
}

export function cancelledView(ui: AuditUi, { about }: State<'cancelled'>): TemplateResult {
  return invitation(
    t('The audit was cancelled'),
    html`
      <p class="quiet">${about}</p>
      <p><button type="button" class="primary" @click=${() => ui.again()}>${t('Audit again')}</button></p>`,
  );
}

/** Shown where drawing a state threw, which is a fault of the view. */
export function brokenView(message: string, reload: () => void): TemplateResult {
  return invitation(
    t('The audit could not be drawn'),
    html`
      <p class="message">${message}</p>
      <p><button type="button" class="primary" @click=${reload}>${t('Reload')}</button></p>`,
  );
}

function invitation(title: string, body: TemplateResult): TemplateResult {
  return html`<div class="invitation"><h1 tabindex="-1">${title}</h1>${body}</div>`;
}

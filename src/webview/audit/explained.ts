import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons.ts';
import { type ClaimUi, claimList, type SingleClaim } from '../views/chain.ts';
import { fold, requestText, section } from '../views/controls.ts';
import { saidAtLength } from '../views/modelText.ts';
import { placeView } from './places.ts';
import type { Done, Explanation } from './state.ts';
import type { AuditUi } from './ui.ts';
import { rulingWords, sectionWords } from './words.ts';

/** Why it may have been proposed: what it seems to follow, never more than that. */
export function motives(ui: AuditUi, { audit, places }: Done): TemplateResult | typeof nothing {
  return audit.motives.length === 0
    ? nothing
    : section(
        'motives',
        'Why it may have been proposed',
        'inferred',
        html`<ul class="plain">${audit.motives.map(
          ({ text, evidence }) => html`
            <li>${text} ${evidence.slice(0, MOST_PLACES).map(({ file, line }) => html`${placeView(ui, file, line, places)} `)}</li>`,
        )}</ul>`,
      );
}

const MOST_PLACES = 3;

/** What it leaves out of account. */
export function omissions(ui: AuditUi, { audit, places }: Done): TemplateResult | typeof nothing {
  return audit.omissions.length === 0
    ? nothing
    : section(
        'omissions',
        'What it does not account for',
        '',
        html`<ul class="plain">${audit.omissions.map(
          ({ text, source }) => html`
            <li>${text} ${source ? placeView(ui, source.file, source.line, places) : nothing}</li>`,
        )}</ul>`,
      );
}

/** What a model says of it, or how to have it asked; each of its statements was checked by code. */
export function explanation(ui: AuditUi, done: Done): TemplateResult {
  const { audit, explaining, notice } = done;
  const told = audit.explanation;
  if (explaining) return asking(ui, explaining.model);
  if (!told || told.reasoner.failure) return offer(ui, notice);
  const remark = told.receipt
    ? `${told.receipt.requests === 1 ? 'a redacted request' : `${told.receipt.requests} redacted requests`} went to ${hostOf(told.receipt.destination)}`
    : 'an answer that was kept; nothing was sent';
  return section(
    'explanation',
    `What ${told.reasoner.name} says of it`,
    remark,
    html`
      <div class="summary">${saidAtLength(ui, told.summary)}</div>
      ${claimGroups(ui, told)}
      ${(told.rounds ?? []).map((round) => html`<p class="quiet">${round}</p>`)}
      ${told.receipt ? fold(ui, 'receipt', 'What was sent', '', () => requestText(ui, told.receipt?.text ?? '', 'The request, byte for byte', 'what was sent')) : nothing}`,
  );
}

function asking(ui: AuditUi, model: string): TemplateResult {
  return section(
    'explanation',
    `Asking ${model}`,
    '',
    html`
      <p class="quiet">Its answer is checked statement by statement before it is shown.</p>
      <p><button type="button" ?disabled=${ui.isCancelling} @click=${() => ui.cancel()}
      >${ui.isCancelling ? 'Cancelling…' : 'Cancel'}</button></p>`,
  );
}

function offer(ui: AuditUi, notice: string | undefined): TemplateResult {
  return section(
    'explanation',
    'In the words of a model',
    '',
    html`
      ${notice === undefined ? nothing : html`<div class="notice">${icon('warning')}<p>${notice}</p></div>`}
      <p class="quiet">A model can say what it does, why it may have been proposed and what it leaves out, and judge rules in words. You see what it would get before it is sent; each statement is checked.</p>
      <p><button type="button" @click=${() => ui.explain()}>Explain with a model…</button></p>`,
  );
}

function claimGroups(ui: AuditUi, { claims }: Explanation): readonly unknown[] {
  return Object.entries(sectionWords).map(([name, title]) => {
    const here = claims.filter((claim) => claim.section === name);
    return here.length === 0
      ? nothing
      : html`<h3>${title}</h3>${claimList(ui satisfies ClaimUi, `explained.${name}`, here.map(withRule), undefined)}`;
  });
}

/** A ruling stands before its reason: `web-not-db is broken: …`. */
function withRule(claim: Explanation['claims'][number]): SingleClaim {
  const { rule, text } = claim;
  return rule ? { ...claim, text: `${rule.id} is ${rulingWords[rule.ruling]}: ${text}` } : claim;
}

function hostOf(destination: string): string {
  return URL.parse(destination)?.host || destination;
}

/** A sentence of ours: what stands in backticks is code. */
export function prose(text: string): unknown {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}

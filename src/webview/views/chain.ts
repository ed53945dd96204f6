import { html, nothing, type TemplateResult } from 'lit';
import type { Chip } from '../../protocol/chat.ts';
import { formatClock, formatCount, formatDateTime, formatOffset } from '../format.ts';
import { icon } from '../icons.ts';
import type { Citation, Claim } from '../model.ts';
import type { Folds, Ui } from '../ui.ts';
import { roleLink, roleWord, verdictWord } from '../words.ts';
import { disclosure, placeButton } from './controls.ts';
import { excerpt } from './excerpt.ts';
import { tellingWords } from './highlight.ts';
import { said } from './modelText.ts';
import { menuContext } from './subjects.ts';

const chainOrder: readonly Claim['role'][] = ['symptom', 'mechanism', 'cause', 'impact'];

/** What claims ask for, wherever they are shown. */
export type ClaimUi = Folds & Pick<Ui, 'hidden' | 'reveal'>;

/** A claim that is told by itself, without a place in a chain. */
export type SingleClaim = Omit<Claim, 'role'>;

/** The why chain of the selected hypothesis, from what was seen to why, and then to what it led to. */
export function chain(
  ui: Ui,
  key: string,
  claims: readonly Claim[],
  since: number | undefined,
): TemplateResult {
  return html`
    <ol class="chain">${chainLinks(claims).map((claim, index) => {
      const link = index === 0 ? '' : roleLink[claim.role];
      return html`
        <li class="step ${claim.verdict.kind}" id="step-${index + 1}"
          data-vscode-context=${menuContext(claimSubject(ui, 'claims', claims, claim))}>
          <span class="node"><span class="step-number">${index + 1}</span></span>
          ${claimBody(ui, `${key}.${claims.indexOf(claim)}`, claim, since, role(claim, link))}
        </li>`;
    })}</ol>`;
}

function role({ role }: Claim, link: string): TemplateResult {
  return html`
    <p class="role">
      ${link === '' ? nothing : html`<span class="joint">${link}</span>`}
      ${roleWord[role]}
    </p>`;
}

/** Claims that are not links of the chain: facts against, and what was ruled out. */
export function claimList(
  ui: ClaimUi,
  key: string,
  claims: readonly SingleClaim[],
  since: number | undefined,
  subjectOf?: (claim: SingleClaim) => ClaimSubject,
): TemplateResult {
  return html`
    <ul class="claims">${claims.map(
      (claim, index) => html`
        <li class="fact ${claim.verdict.kind}"
          data-vscode-context=${subjectOf ? menuContext(subjectOf(claim)) : nothing}>${claimBody(ui, `${key}.${index}`, claim, since)}</li>`,
    )}</ul>`;
}

type ClaimSubject = Extract<Chip['subject'], { kind: 'claim' }>;

/** A claim of the selected hypothesis, as a question can be about it. */
export function claimSubject(
  { selected }: Pick<Ui, 'selected'>,
  list: ClaimSubject['list'],
  claims: readonly SingleClaim[],
  claim: SingleClaim,
): ClaimSubject {
  const at = { hypothesis: selected, list, claim: claims.indexOf(claim) };
  return { kind: 'claim', ...at, text: claim.text };
}

/** The claims of the chain in its order, without what was ruled out. */
export function chainLinks(claims: readonly Claim[]): readonly Claim[] {
  return chainOrder.flatMap((role) => claims.filter((claim) => claim.role === role));
}

/** Earliest time any of the claims cites, in milliseconds since the epoch. */
export function earliest(claims: readonly Claim[]): number | undefined {
  const times = claims.flatMap(({ timestamp }) => (timestamp === undefined ? [] : [timestamp]));
  return times.length === 0 ? undefined : Math.min(...times);
}

function claimBody(
  ui: ClaimUi,
  key: string,
  claim: SingleClaim,
  since: number | undefined,
  role: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const words = tellingWords(claim.text);
  return html`
    <div class="claim-facts">
      ${role} ${time(claim.timestamp, since)} ${verdict(ui, key, claim)} ${numbers(claim)}
    </div>
    <p class="claim">${said(ui, claim.text)}</p>
    ${reasons(ui, key, claim)}
    ${quotes(ui, key, claim.citations, words)}`;
}

/** More than this is folded: a claim on a message written a thousand times cites several of them. */
const shownQuotes = 2;

function quotes(
  ui: ClaimUi,
  key: string,
  citations: readonly Citation[],
  words: ReadonlySet<string>,
): unknown {
  const isOpen = ui.isOpen(`${key}.quotes`);
  const shown = isOpen ? citations : citations.slice(0, shownQuotes);
  const label = isOpen ? 'Fewer quotes' : formatCount(citations.length - shownQuotes, 'more quote');
  return [
    shown.map((citation, index) => quote(ui, `${key}.quote${index}`, citation, words)),
    citations.length > shownQuotes
      ? disclosure(ui, `${key}.quotes`, label, 'more-quotes')
      : nothing,
  ];
}

function verdict(ui: ClaimUi, key: string, { verdict }: SingleClaim): TemplateResult {
  const label = html`${icon(verdict.kind)}<span>${verdictWord[verdict.kind]}</span>`;
  return verdict.checks.length === 0
    ? html`<span class="verdict">${label}</span>`
    : disclosure(ui, `${key}.checks`, label, 'verdict');
}

/** All reasons on demand; what was not supported says why at once. */
function reasons(
  ui: ClaimUi,
  key: string,
  { verdict }: SingleClaim,
): TemplateResult | typeof nothing {
  const isOpen = ui.isOpen(`${key}.checks`);
  const shown = isOpen
    ? verdict.checks
    : verdict.kind === 'supported'
      ? []
      : verdict.checks.slice(0, 1);
  return shown.length === 0
    ? nothing
    : html`<ul class="reasons">${shown.map((check) => html`<li>${check.reason}</li>`)}</ul>`;
}

function numbers({ numbers }: SingleClaim): TemplateResult | typeof nothing {
  const { checked, right } = numbers;
  return checked === 0
    ? nothing
    : html`<span class="quiet">${right} of ${formatCount(checked, 'number')} recomputed</span>`;
}

/** When, and how long after the first deviation: `14:05:40 +9m40s`. */
function time(
  timestamp: number | undefined,
  since: number | undefined,
): TemplateResult | typeof nothing {
  if (timestamp === undefined) {
    return nothing;
  }
  const offset = since === undefined || since === timestamp ? '' : formatOffset(timestamp - since);
  return html`
    <time class="quiet" datetime=${new Date(timestamp).toISOString()} title=${formatDateTime(timestamp)}
    >${formatClock(timestamp)}${offset === '' ? nothing : html` <b>${offset}</b>`}</time>`;
}

function quote(
  ui: ClaimUi,
  key: string,
  citation: Citation,
  words: ReadonlySet<string>,
): TemplateResult {
  const { quote: text, startLine } = citation;
  return html`
    <figure class="quote">
      <figcaption>
        <span class="badge">${citation.evidence}</span>
        ${placeButton(ui, citation)}
        <span class="quiet match">${matchWord(citation.strength)}</span>
      </figcaption>
      ${excerpt(ui, key, { text, startLine, words })}
    </figure>`;
}

/** How the quote was found again, where it was not word for word. */
function matchWord(strength: number): string {
  if (strength >= 1) {
    return '';
  }
  if (strength >= 0.9) {
    return 'found, spacing or case differ';
  }
  return strength >= 0.7 ? 'found in another line' : 'found by its pattern only';
}

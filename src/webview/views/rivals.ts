import { html, nothing, type TemplateResult } from 'lit';
import { formatClock, formatProbability, formatSigned, plural } from '../format.ts';
import { lower, t } from '../l10n.ts';
import type { Diagnosis, Hypothesis } from '../model.ts';
import type { Ui } from '../ui.ts';
import { bandInText, factorWord } from '../words.ts';
import { chainLinks, earliest } from './chain.ts';
import { commandLine } from './commandLine.ts';
import { type Content, fold, placeButton } from './controls.ts';
import { said, shownText } from './modelText.ts';
import { meter } from './score.ts';

/** The rivals side by side, and what separates the first two. */
export function rivals(ui: Ui, { hypotheses }: Diagnosis): TemplateResult | typeof nothing {
  const [first, second] = hypotheses;
  if (!(first && second)) return nothing;
  const remark = leadOf(first, second);
  return html`
    <div class="folds rivals">
      ${fold(ui, 'rivals', t('Side by side'), remark, () => table(ui, hypotheses))}
    </div>`;
}

/** Parts of the score in which two explanations differ, most first. */
function differences(a: Hypothesis, b: Hypothesis): readonly { name: string; by: number }[] {
  const others = new Map(b.confidence.factors.map((factor) => [factor.name, factor.contribution]));
  return a.confidence.factors
    .filter(({ name }) => name !== 'rivals' && name !== 'start')
    .map(({ name, contribution }) => ({ name, by: contribution - (others.get(name) ?? 0) }))
    .filter(({ by }) => Math.abs(by) >= 0.1)
    .sort((x, y) => Math.abs(y.by) - Math.abs(x.by));
}

function leadOf(first: Hypothesis, second: Hypothesis): string {
  const ahead = differences(first, second).filter(({ by }) => by > 0);
  const names = ahead.slice(0, 2).map(({ name }) => lower(factorWord(name)));
  return names.length === 0 ? '' : t('1 leads 2 by {0}', names.join(t(' and ')));
}

interface Fact {
  readonly label: string;
  readonly of: (hypothesis: Hypothesis, index: number) => Content | unknown;
}

const nothingTold = html`<span class="quiet">–</span>`;

function facts(ui: Ui, all: readonly Hypothesis[]): readonly Fact[] {
  const [first] = all;
  return [
    {
      label: t('How sure'),
      of: ({ confidence: { band, value } }) =>
        html`<b>${formatProbability(value)}</b> ${bandInText[band]} ${meter(value)}`,
    },
    { label: t('Cause'), of: (one) => claimsOf(ui, one, 'cause') },
    { label: t('In'), of: ({ service }) => service ?? nothingTold },
    { label: t('Since'), of: ({ claims }) => timeOf(claims) },
    { label: t('Claims'), of: supported },
    { label: t('Speaks against it'), of: ({ against }) => againstOf(ui, against) },
    { label: t('Only it cites'), of: (one) => onlyCited(ui, one, all) },
    {
      label: t('Score beside 1'),
      of: (one) => (one === first || !first ? nothingTold : scoreBeside(one, first)),
    },
    { label: t('Decided by'), of: (one, index) => decider(ui, one, index) },
  ];
}

function table(ui: Ui, all: readonly Hypothesis[]): TemplateResult {
  return html`
    <table class="wide beside">
      <caption class="hidden">${t('The hypotheses side by side')}</caption>
      <thead>
        <tr>
          <td></td>
          ${all.map(({ title }, index) => html`<th scope="col"><b>${index + 1}</b> <span lang="en">${shownText(ui, title)}</span></th>`)}
        </tr>
      </thead>
      <tbody>${facts(ui, all).map(
        ({ label, of }) => html`
          <tr>
            <th scope="row">${label}</th>
            ${all.map((one, index) => html`<td data-label=${index + 1}>${of(one, index)}</td>`)}
          </tr>`,
      )}</tbody>
    </table>`;
}

function claimsOf(ui: Ui, { claims }: Hypothesis, role: string): unknown {
  const own = claims.filter((claim) => claim.role === role);
  return own.length === 0 ? nothingTold : own.map(({ text }) => html`<p>${said(ui, text)}</p>`);
}

function timeOf(claims: Hypothesis['claims']): Content {
  const time = earliest(chainLinks(claims));
  return time === undefined ? nothingTold : html`<b>${formatClock(time)}</b>`;
}

function supported({ claims }: Hypothesis): string {
  const links = chainLinks(claims);
  const good = links.filter(({ verdict }) => verdict.kind === 'supported').length;
  return t('{0} of {1} supported', good, links.length);
}

function againstOf(ui: Ui, against: Hypothesis['against']): unknown {
  return against.length === 0
    ? html`<span class="quiet">${t('nothing found')}</span>`
    : against.map(({ text }) => html`<p>${said(ui, text)}</p>`);
}

/** Places that no rival cites: what would be left unexplained if it were wrong. */
function onlyCited(ui: Ui, one: Hypothesis, all: readonly Hypothesis[]): unknown {
  const citedBy = (hypothesis: Hypothesis) => hypothesis.claims.flatMap((claim) => claim.citations);
  const others = new Set(
    all.filter((other) => other !== one).flatMap((other) => citedBy(other).map((c) => c.evidence)),
  );
  const own = new Map(
    citedBy(one)
      .filter(({ evidence }) => !others.has(evidence))
      .map((citation) => [citation.evidence, citation]),
  );
  const shown = [...own.values()].slice(0, 3);
  const more = own.size - shown.length;
  return own.size === 0
    ? nothingTold
    : html`<ul>${shown.map((place) => html`<li>${placeButton(ui, place)}</li>`)}</ul>
        ${more > 0 ? html`<span class="quiet">${plural(more, 'and {0} more excerpt', 'and {0} more excerpts')}</span>` : nothing}`;
}

function scoreBeside(one: Hypothesis, first: Hypothesis): Content {
  const shown = differences(one, first).slice(0, 3);
  return shown.length === 0
    ? nothingTold
    : html`<ul>${shown.map(({ name, by }) => html`<li>${factorWord(name)} <span class="points">${formatSigned(Math.round(by * 100))}</span></li>`)}</ul>`;
}

function decider(ui: Ui, { probes }: Hypothesis, hypothesis: number): Content {
  const index = Math.max(
    0,
    probes.findIndex(({ command }) => command !== undefined),
  );
  const probe = probes[index];
  if (!probe) return nothingTold;
  const { title, command } = probe;
  return html`
    <p>${said(ui, title)}</p>
    ${command === undefined ? nothing : commandLine(ui, command, () => ui.insert(index, hypothesis))}`;
}

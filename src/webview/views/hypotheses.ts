import { html, nothing, type TemplateResult } from 'lit';
import { formatProbability } from '../format.ts';
import type { Diagnosis, Done, Hypothesis } from '../model.ts';
import type { Ui } from '../ui.ts';
import { bandWord } from '../words.ts';
import { chain, chainLinks, claimList, claimSubject, earliest } from './chain.ts';
import { section } from './controls.ts';
import { local } from './local.ts';
import { said, saidAtLength, shownText } from './modelText.ts';
import { probeList } from './probes.ts';
import { rivals } from './rivals.ts';
import { meter, score } from './score.ts';
import { sensitivity } from './sensitivity.ts';
import { menuContext } from './subjects.ts';
import { triedList } from './tried.ts';
import { verdict } from './verdict.ts';
import { NARROW_GRAPH, whyGraph } from './whyGraph.ts';

/** The rivals as tabs, the last of them being that it is none of these, and the one selected. */
export function hypotheses(ui: Ui, done: Done): TemplateResult {
  const { diagnosis } = done;
  const { outcome, hypotheses: all } = diagnosis;
  const title = outcome === 'diagnosed' ? 'Hypotheses' : 'Leads, none of them strong enough';
  const selected = all[ui.selected];
  const tabs = html`
    <div class="tabs" role="tablist" aria-label="Hypotheses" @keydown=${moveFocus}>
      ${all.map((hypothesis, index) => hypothesisTab(ui, hypothesis, index))}
      ${noneTab(ui, diagnosis)}
    </div>`;
  return html`
    ${section('hypotheses', title, '', html`${tabs}${rivals(ui, diagnosis)}`)}
    <div role="tabpanel" id="hypothesis" aria-labelledby="tab-${ui.selected}">
      ${selected ? details(ui, selected, done) : noneOfThese(ui, diagnosis)}
    </div>`;
}

function hypothesisTab(ui: Ui, hypothesis: Hypothesis, index: number): TemplateResult {
  const { value, band } = hypothesis.confidence;
  return tab(
    ui,
    index,
    html`
      <span class="tab-head">
        <b>${index + 1}</b>
        <span class="quiet">${bandWord[band]}</span>
        <b class="probability">${formatProbability(value)}</b>
      </span>
      <span class="tab-title">${shownText(ui, hypothesis.title)}</span>
      ${meter(value)}`,
    menuContext({ kind: 'hypothesis', hypothesis: index, title: hypothesis.title }),
  );
}

function noneTab(ui: Ui, { hypotheses, noneOfThese }: Diagnosis): TemplateResult {
  return tab(
    ui,
    hypotheses.length,
    html`
      <span class="tab-head">
        <span class="quiet">None of these</span>
        <b class="probability">${formatProbability(noneOfThese)}</b>
      </span>
      <span class="tab-title">Something the evidence does not show</span>
      ${meter(noneOfThese)}`,
  );
}

function tab(ui: Ui, index: number, content: TemplateResult, context?: string): TemplateResult {
  const isSelected = ui.selected === index;
  return html`
    <button type="button" class="tab" role="tab" id="tab-${index}" aria-controls="hypothesis"
      aria-selected=${isSelected ? 'true' : 'false'}
      tabindex=${isSelected ? 0 : -1}
      data-vscode-context=${context ?? nothing}
      @click=${() => ui.select(index)}
    >${content}</button>`;
}

/** Arrow keys move between the tabs; Enter and Space select, as on any button. */
function moveFocus(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: tabs.length - 1,
  };
  const next = steps[event.key];
  if (next !== undefined) {
    event.preventDefault();
    tabs[(next + tabs.length) % tabs.length]?.focus();
  }
}

/** Left what is claimed, what speaks for and against it and what would decide it, right how sure that is. */
function details(ui: Ui, hypothesis: Hypothesis, done: Done): TemplateResult {
  const key = `h${ui.selected}`;
  const { claims, against, confidence, missing, probes, alreadyTried = [] } = hypothesis;
  const since = earliest(claims);
  const ruledOut = claims.filter((claim) => claim.role === 'ruledOut');
  const isTold = ui.selected === 0 && done.diagnosis.outcome === 'diagnosed';
  const isGraph = ui.isOpen('why.graph') && ui.width >= NARROW_GRAPH;
  const noneAgainst = html`<p class="quiet">None was found in the evidence.</p>`;
  return html`
    ${isTold ? nothing : html`<div class="summary">${saidAtLength(ui, hypothesis.summary)}</div>`}
    ${about(hypothesis)}
    ${isGraph ? section('why', 'Why', whyRemark(ui, hypothesis), whyGraph(ui, hypothesis)) : nothing}
    <div class="columns">
      <div>
        ${isGraph ? nothing : section('why', 'Why', whyRemark(ui, hypothesis), chain(ui, `${key}.claim`, claims, since))}
        ${section('against', 'Facts against', '', against.length === 0 ? noneAgainst : claimList(ui, `${key}.against`, against, since, (claim) => claimSubject(ui, 'against', against, claim)))}
        ${
          ruledOut.length === 0
            ? nothing
            : section(
                'ruled-out',
                'Ruled out',
                '',
                claimList(ui, `${key}.ruledOut`, ruledOut, since, (claim) =>
                  claimSubject(ui, 'claims', claims, claim),
                ),
              )
        }
        ${probes.length === 0 && alreadyTried.length === 0 ? nothing : section('probes', 'What would decide it', '', html`${probeList(ui, key, probes, done.diagnosis)}${triedList(ui, key, alreadyTried)}`)}
      </div>
      <div>
        ${section('sure', 'How sure, and why', '', html`${score(ui, key, confidence)}${local(confidence)}`)}
        ${sensitivity(ui, key, hypothesis)}
        ${missing.length === 0 ? nothing : section('missing', 'What is missing', '', missingList(ui, missing))}
      </div>
    </div>
    ${verdict(ui, done)}`;
}

/** How much of it holds, and the choice between the steps and the picture of them. */
function whyRemark(ui: Ui, hypothesis: Hypothesis): TemplateResult {
  const isGraph = ui.isOpen('why.graph');
  const choice = (label: string, graph: boolean): TemplateResult => html`
    <button type="button" aria-pressed=${isGraph === graph ? 'true' : 'false'}
      @click=${() => ui.setOpen('why.graph', graph)}>${label}</button>`;
  const choices = html`
    <span class="choices" role="group" aria-label="Show the trace as">${choice('Steps', false)}${choice('Graph', true)}</span>`;
  return html`
    <span class="why-remark"><span>${supportOf(hypothesis)}</span>
      ${ui.width < NARROW_GRAPH ? nothing : choices}</span>`;
}

/** Where the fault lies, and the known way to fail it was recognised by. */
function about({ service, signature }: Hypothesis): TemplateResult | typeof nothing {
  const at = service === undefined ? nothing : html`<span>In <b>${service}</b></span>`;
  const known =
    signature === undefined ? nothing : html`<span>Known signature <b>${signature}</b></span>`;
  return service === undefined && signature === undefined
    ? nothing
    : html`<p class="at-fault quiet">${at}${known}</p>`;
}

/** e.g. `3 of 4 claims supported`, of the chain alone. */
export function supportOf({ claims }: Hypothesis): string {
  const links = chainLinks(claims);
  const supported = links.filter((claim) => claim.verdict.kind === 'supported').length;
  return `${supported} of ${links.length} ${links.length === 1 ? 'claim' : 'claims'} supported`;
}

function noneOfThese(ui: Ui, { hypotheses, noneOfThese }: Diagnosis): TemplateResult {
  const missing = [...new Set(hypotheses.flatMap((hypothesis) => hypothesis.missing))];
  const body = html`
    <p>
      ${formatProbability(noneOfThese)} is kept for a cause that none of the hypotheses names.
      ${missing.length === 0 ? nothing : 'This could show it:'}
    </p>
    ${missing.length === 0 ? nothing : missingList(ui, missing)}`;
  return section('none', 'None of these', '', body);
}

export function missingList(ui: Ui, missing: readonly string[]): TemplateResult {
  return html`<ul class="plain">${missing.map((text) => html`<li>${said(ui, text)}</li>`)}</ul>`;
}

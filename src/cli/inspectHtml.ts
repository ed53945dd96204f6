import type { Claim } from '../core/model/claim.ts';
import type { Probe, Proposal, ProposedHypothesis } from '../core/model/hypothesis.ts';
import { riskOf } from '../protocol/commandRisk.ts';
import { escapeHtml, modelHtml, modelLineHtml, riskHtml } from './modelHtml.ts';

/** The texts of a model's answer as the panel shows them, without what we add to them. */
export function proposalHtml({ reason, hypotheses }: Proposal): string {
  return [
    reason === '' ? '' : `<p>${modelLineHtml(reason)}</p>`,
    ...hypotheses.map(hypothesisHtml),
  ].join('');
}

function hypothesisHtml(hypothesis: ProposedHypothesis): string {
  const { title, summary, service, claims, against, missing, probes } = hypothesis;
  return [
    '<article>',
    `<h1>${escapeHtml(title)}</h1>`,
    `<div class="summary">${modelHtml(summary)}</div>`,
    service === undefined ? '' : `<p>In <b>${escapeHtml(service)}</b></p>`,
    list([...claims, ...against].map(claimHtml)),
    list(missing.map(modelLineHtml)),
    list(probes.map(probeHtml)),
    '</article>',
  ].join('');
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function claimHtml({ text, cites }: Claim): string {
  const quotes = cites.map(({ quote = '' }) => `<pre>${escapeHtml(quote)}</pre>`);
  return `<p class="claim">${modelLineHtml(text)}</p>${quotes.join('')}`;
}

function probeHtml({ title, command, confirms, refutes }: Probe): string {
  const shown =
    command === undefined
      ? ''
      : `<div class="command"><code>${escapeHtml(command)}</code></div>${riskHtml(riskOf(command))}`;
  return `<p class="probe-title">${modelLineHtml(title)}</p>${shown}<p>${modelLineHtml(confirms)}</p><p>${modelLineHtml(refutes)}</p>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import {
  formatBytes,
  formatCost,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  plural,
} from '../format.ts';
import { icon } from '../icons.ts';
import { lower, t, word } from '../l10n.ts';
import type { Claim, Diagnosis, StageName } from '../model.ts';
import type { Ui } from '../ui.ts';
import { stageWord, verdictWord } from '../words.ts';
import { copyButton, disclosure } from './controls.ts';
import { said } from './modelText.ts';
import { meter } from './score.ts';

type Report = Diagnosis['stages'][number];
type Lines = readonly (string | TemplateResult)[];

/** What went into a stage and came out of it, a sentence each. */
interface Told {
  readonly took: Lines;
  readonly gave: Lines;
}

/** The run step by step; each opens to what it took, what it gave, how long, and how many tokens. */
export function stages(ui: Ui, diagnosis: Diagnosis): TemplateResult {
  const all = diagnosis.stages;
  const longest = Math.max(1, ...all.map((stage) => stage.milliseconds));
  return html`
    <ol class="flow">${all.map((stage, index) => {
      const key = `stage.${stage.name}`;
      const isOpen = ui.isOpen(key);
      return html`
        <li class=${isOpen ? 'open' : ''}>
          <button type="button" class="flow-button" aria-expanded=${isOpen ? 'true' : 'false'}
            aria-controls="stage-${stage.name}" @click=${() => ui.setOpen(key, !isOpen)}>
            <span class="flow-head"><span class="quiet">${index + 1}</span> <b>${stageWord[stage.name].done}</b>${icon('chevron')}</span>
            <span class="flow-summary" lang="en">${stage.summary}</span>
            <span class="quiet">${formatDuration(stage.milliseconds)}</span>
            ${meter(stage.milliseconds / longest)}
          </button>
          <div id="stage-${stage.name}">${isOpen ? opened(ui, stage, diagnosis) : nothing}</div>
        </li>`;
    })}</ol>`;
}

function opened(
  ui: Ui,
  { name, milliseconds, details = [] }: Report,
  diagnosis: Diagnosis,
): TemplateResult {
  const { took, gave } = told[name](diagnosis, ui);
  const total = diagnosis.stages.reduce((sum, stage) => sum + stage.milliseconds, 0);
  const share = total === 0 ? '' : t(', {0} of the run', formatPercent(milliseconds / total));
  const tokens = name === 'ask' ? tokensOf(diagnosis) : undefined;
  return html`
    <dl class="stage-facts">
      <div><dt>${t('Took in')}</dt><dd>${list(took)}</dd></div>
      <div><dt>${t('Gave')}</dt><dd>${list(gave)}</dd></div>
      ${details.length === 0 ? nothing : html`<div><dt>${t('On the way')}</dt><dd lang="en">${list(details)}</dd></div>`}
      <div><dt>${t('Time')}</dt><dd>${formatDuration(milliseconds)}${share}</dd></div>
      <div><dt>${t('Tokens')}</dt><dd>${tokens ?? html`<span class="quiet">${t('none: no model has a part in it')}</span>`}</dd></div>
    </dl>
    ${name === 'ask' ? diagnosis.replies?.map((text, index, all) => reply(ui, text, index, all.length)) : nothing}`;
}

/** An answer of the model before anything of it was read: what was made of it can be held against it. */
function reply(ui: Ui, text: string, index: number, count: number): TemplateResult {
  const key = `stage.ask.reply${index}`;
  const title =
    count === 1
      ? t('The model’s answer, as it came')
      : t('Answer {0} of {1}, as it came', index + 1, count);
  const size = plural(text.length, '{0} character', '{0} characters');
  return html`
    <div class="reply">
      ${disclosure(ui, key, `${title}, ${size}`, 'raw')}
      ${
        ui.isOpen(key)
          ? html`
            <div class="receipt-head">
              <span class="quiet">${t('Placeholders stand for what was hidden from it.')}</span>
              <span class="receipt-actions">${copyButton(ui, text, t('the answer'))}</span>
            </div>
            <pre class="receipt" lang="en" tabindex="0" role="region" aria-label=${title}>${text}</pre>`
          : nothing
      }
    </div>`;
}

function list(lines: Lines): TemplateResult {
  return lines.length === 1
    ? html`${lines[0]}`
    : html`<ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function tokensOf({ receipt }: Diagnosis): string | undefined {
  if (!receipt) return undefined;
  const { usage, tokens, cost } = receipt;
  const price = cost ? `, ${formatCost(cost)}` : '';
  if (usage) {
    const [put, got] = [formatNumber(usage.inputTokens), formatNumber(usage.outputTokens)];
    return t('{0} in, {1} out{2}', put, got, price);
  }
  return tokens === undefined
    ? t('not counted by the server')
    : t('about {0}', `${formatNumber(tokens)}${price}`);
}

/** Lines of a list beyond these are counted. */
const SHOWN = 6;

function shortList(all: Lines): Lines {
  const hidden = all.length - SHOWN;
  return hidden > 1 ? [...all.slice(0, SHOWN), t('and {0} more', formatNumber(hidden))] : all;
}

const told: Readonly<Record<StageName, (diagnosis: Diagnosis, ui: Ui) => Told>> = {
  collect: ({ sources, problems }) => ({
    took: shortList(sources.map(({ name, bytes }) => `${name}, ${formatBytes(bytes)}`)),
    gave: shortList([
      ...sources.map(({ name, lines, format }) =>
        t('{0}: {1} as {2}', name, formatCount(lines, 'line'), format),
      ),
      ...(problems.length === 0
        ? []
        : [t('{0}, listed below', formatCount(problems.length, 'problem'))]),
    ]),
  }),
  mine: ({ leftOut, templates, timeline }) => ({
    took: [formatCount(leftOut.totalLines, 'line')],
    gave: [
      formatCount(templates, 'template'),
      ...(timeline?.marks?.length
        ? [
            plural(
              timeline.marks.length,
              '{0} moment marked in the timeline',
              '{0} moments marked in the timeline',
            ),
          ]
        : []),
    ],
  }),
  select: ({ templates, leftOut, evidence, characters, budget }) => ({
    took: [
      t(
        '{0} from {1}',
        formatCount(templates, 'template'),
        formatCount(leftOut.totalLines, 'line'),
      ),
      t('room for {0}', formatCount(budget, 'character')),
    ],
    gave: [
      t(
        '{0} with {1}',
        formatCount(evidence.length, 'excerpt'),
        formatCount(characters, 'character'),
      ),
      plural(
        leftOut.groups.length,
        '{0} kind of messages left out; see Coverage',
        '{0} kinds of messages left out; see Coverage',
      ),
    ],
  }),
  redact: ({ receipt, evidence }) => ({
    took: [formatCount(evidence.length, 'excerpt')],
    gave: receipt
      ? [
          t('{0} of redacted text', formatCount(receipt.text.length, 'character')),
          ...receipt.redactions.map(({ kind, count }) => `${kind}: ${formatNumber(count)}`),
        ]
      : [t('Nothing: no text was to leave this machine')],
  }),
  ask: ({ receipt, evidence, reasoner, hypotheses, inquiries = [] }) => ({
    took: [
      receipt
        ? `${t('{0} to {1}', formatCount(receipt.requests ?? 1, 'request'), receipt.destination)}, ${formatCount(receipt.text.length, 'character')}`
        : t('{0}, read on this machine', formatCount(evidence.length, 'excerpt')),
    ],
    gave: [
      t(
        '{0} by {1}',
        formatCount(hypotheses.length, 'hypothesis', 'hypotheses'),
        word(reasoner.name),
      ),
      ...inquiries.map(
        ({ round, request, answer }) =>
          html`${t('Round {0}:', round)} <span lang="en">${request}: ${answer}</span>`,
      ),
    ],
  }),
  verify: ({ hypotheses }, ui) => {
    const claims = hypotheses.flatMap((one) => [...one.claims, ...one.against]);
    const citations = claims.reduce((sum, claim) => sum + claim.citations.length, 0);
    return {
      took: [
        t(
          '{0} from {1}',
          formatCount(claims.length, 'claim'),
          formatCount(hypotheses.length, 'hypothesis', 'hypotheses'),
        ),
      ],
      gave: [
        plural(citations, '{0} citation found again', '{0} citations found again'),
        ...verdictCounts(claims),
        ...shortList(doubted(claims, ui)),
      ],
    };
  },
  score: ({ hypotheses, noneOfThese }, ui) => ({
    took: [t('The verdicts, the times and what is known of the system')],
    gave: [
      ...hypotheses.map(
        ({ title, confidence }) =>
          html`<b>${formatPercent(confidence.value)}</b> ${said(ui, title)}`,
      ),
      html`<b>${formatPercent(noneOfThese)}</b> ${t('none of these')}`,
    ],
  }),
};

function verdictCounts(claims: readonly Claim[]): readonly string[] {
  const kinds = Object.keys(verdictWord) as (keyof typeof verdictWord)[];
  return kinds.flatMap((kind) => {
    const count = claims.filter(({ verdict }) => verdict.kind === kind).length;
    return count === 0 ? [] : [`${verdictWord[kind]}: ${count}`];
  });
}

/** What did not hold, with the reason. */
function doubted(claims: readonly Claim[], ui: Ui): Lines {
  return claims
    .filter(({ verdict }) => verdict.kind !== 'supported')
    .map(
      ({ text, verdict }) => html`
        “${said(ui, text)}” <span class="quiet">${lower(verdictWord[verdict.kind])}: <span lang="en">${verdict.checks[0]?.reason ?? ''}</span></span>`,
    );
}

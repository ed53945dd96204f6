import { html, nothing, type TemplateResult } from 'lit';
import {
  formatBytes,
  formatCost,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
} from '../format.ts';
import { icon } from '../icons.ts';
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
            <span class="flow-summary">${stage.summary}</span>
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
  const share = total === 0 ? '' : `, ${formatPercent(milliseconds / total)} of the run`;
  const tokens = name === 'ask' ? tokensOf(diagnosis) : undefined;
  return html`
    <dl class="stage-facts">
      <div><dt>Took in</dt><dd>${list(took)}</dd></div>
      <div><dt>Gave</dt><dd>${list(gave)}</dd></div>
      ${details.length === 0 ? nothing : html`<div><dt>On the way</dt><dd>${list(details)}</dd></div>`}
      <div><dt>Time</dt><dd>${formatDuration(milliseconds)}${share}</dd></div>
      <div><dt>Tokens</dt><dd>${tokens ?? html`<span class="quiet">none: no model has a part in it</span>`}</dd></div>
    </dl>
    ${name === 'ask' ? diagnosis.replies?.map((text, index, all) => reply(ui, text, index, all.length)) : nothing}`;
}

/** An answer of the model before anything of it was read: what was made of it can be held against it. */
function reply(ui: Ui, text: string, index: number, count: number): TemplateResult {
  const key = `stage.ask.reply${index}`;
  const title =
    count === 1 ? 'The model’s answer, as it came' : `Answer ${index + 1} of ${count}, as it came`;
  return html`
    <div class="reply">
      ${disclosure(ui, key, `${title}, ${formatCount(text.length, 'character')}`, 'raw')}
      ${
        ui.isOpen(key)
          ? html`
            <div class="receipt-head">
              <span class="quiet">Placeholders stand for what was hidden from it.</span>
              <span class="receipt-actions">${copyButton(ui, text, 'the answer')}</span>
            </div>
            <pre class="receipt" tabindex="0" role="region" aria-label=${title}>${text}</pre>`
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
    return `${formatNumber(usage.inputTokens)} in, ${formatNumber(usage.outputTokens)} out${price}`;
  }
  return tokens === undefined
    ? 'not counted by the server'
    : `about ${formatNumber(tokens)}${price}`;
}

/** Lines of a list beyond these are counted. */
const SHOWN = 6;

function shortList(all: Lines): Lines {
  const hidden = all.length - SHOWN;
  return hidden > 1 ? [...all.slice(0, SHOWN), `and ${formatNumber(hidden)} more`] : all;
}

const told: Readonly<Record<StageName, (diagnosis: Diagnosis, ui: Ui) => Told>> = {
  collect: ({ sources, problems }) => ({
    took: shortList(sources.map(({ name, bytes }) => `${name}, ${formatBytes(bytes)}`)),
    gave: shortList([
      ...sources.map(
        ({ name, lines, format }) => `${name}: ${formatCount(lines, 'line')} as ${format}`,
      ),
      ...(problems.length === 0
        ? []
        : [`${formatCount(problems.length, 'problem')}, listed below`]),
    ]),
  }),
  mine: ({ leftOut, templates, timeline }) => ({
    took: [formatCount(leftOut.totalLines, 'line')],
    gave: [
      formatCount(templates, 'template'),
      ...(timeline?.marks?.length
        ? [`${formatCount(timeline.marks.length, 'moment')} marked in the timeline`]
        : []),
    ],
  }),
  select: ({ templates, leftOut, evidence, characters, budget }) => ({
    took: [
      `${formatCount(templates, 'template')} of ${formatCount(leftOut.totalLines, 'line')}`,
      `room for ${formatCount(budget, 'character')}`,
    ],
    gave: [
      `${formatCount(evidence.length, 'excerpt')} with ${formatCount(characters, 'character')}`,
      `${formatCount(leftOut.groups.length, 'kind')} of messages left out; see Coverage`,
    ],
  }),
  redact: ({ receipt, evidence }) => ({
    took: [formatCount(evidence.length, 'excerpt')],
    gave: receipt
      ? [
          `${formatCount(receipt.text.length, 'character')} of redacted text`,
          ...receipt.redactions.map(({ kind, count }) => `${kind}: ${formatNumber(count)}`),
        ]
      : ['Nothing: no text was to leave this machine'],
  }),
  ask: ({ receipt, evidence, reasoner, hypotheses, inquiries = [] }) => ({
    took: [
      receipt
        ? `${formatCount(receipt.requests ?? 1, 'request')} to ${receipt.destination}, ${formatCount(receipt.text.length, 'character')}`
        : `${formatCount(evidence.length, 'excerpt')}, read on this machine`,
    ],
    gave: [
      `${formatCount(hypotheses.length, 'hypothesis', 'hypotheses')} by ${reasoner.name}`,
      ...inquiries.map(({ round, request, answer }) => `Round ${round}: ${request}: ${answer}`),
    ],
  }),
  verify: ({ hypotheses }, ui) => {
    const claims = hypotheses.flatMap((one) => [...one.claims, ...one.against]);
    const citations = claims.reduce((sum, claim) => sum + claim.citations.length, 0);
    return {
      took: [
        `${formatCount(claims.length, 'claim')} of ${formatCount(hypotheses.length, 'hypothesis', 'hypotheses')}`,
      ],
      gave: [
        `${formatCount(citations, 'citation')} found again`,
        ...verdictCounts(claims),
        ...shortList(doubted(claims, ui)),
      ],
    };
  },
  score: ({ hypotheses, noneOfThese }, ui) => ({
    took: ['The verdicts, the times and what is known of the system'],
    gave: [
      ...hypotheses.map(
        ({ title, confidence }) =>
          html`<b>${formatPercent(confidence.value)}</b> ${said(ui, title)}`,
      ),
      html`<b>${formatPercent(noneOfThese)}</b> none of these`,
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
        “${said(ui, text)}” <span class="quiet">${verdictWord[verdict.kind].toLowerCase()}: ${verdict.checks[0]?.reason ?? ''}</span>`,
    );
}

import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatPercent, formatProbability, formatSigned, roundToSum } from '../format.ts';
import { icon } from '../icons.ts';
import type { Confidence } from '../model.ts';
import type { Folds } from '../ui.ts';
import { bandWord, factorWord } from '../words.ts';
import { calibrationNote } from './calibration.ts';
import { disclosure } from './controls.ts';

/** A ring filled to the probability; the words beside it say the same. */
export function ring({ band, value }: Confidence): TemplateResult {
  const filled = Math.round(value * 20) * 5;
  const part = svg`
    <circle class="part" cx="23" cy="23" r="19"
      pathLength="100" stroke-dasharray="${filled} 200" transform="rotate(-90 23 23)"/>`;
  return html`
    <svg class="ring ${band}" viewBox="0 0 46 46" aria-hidden="true">
      <circle class="track" cx="23" cy="23" r="19"/>
      ${filled === 0 ? nothing : part}
    </svg>`;
}

/** A bar as long as the share, 0..1. */
export function meter(share: number): TemplateResult {
  return html`
    <svg class="meter" width="100%" height="3" aria-hidden="true">
      <rect class="track" width="100%" height="3" rx="1.5"/>
      <rect class="part" width="${(share * 100).toFixed(1)}%" height="3" rx="1.5"/>
    </svg>`;
}

/** What the score is made of: the caps that held it, the signed parts, and how they add up. */
export function score(ui: Folds, key: string, confidence: Confidence): TemplateResult {
  const explained = `${key}.explained`;
  const isExplained = ui.isOpen(explained);
  const label = isExplained ? 'Hide the reasons' : 'Explain each part';
  return html`
    ${gates(confidence)}
    ${factors(confidence, isExplained)}
    ${sum(confidence)}
    ${isExplained ? calibrationNote(confidence.value) : nothing}
    ${confidence.factors.length === 0 ? nothing : disclosure(ui, explained, label, 'explain')}`;
}

function gates({ gates }: Confidence): unknown {
  return gates.map(
    (gate) => html`
      <div class="gate">
        ${icon('warning')}
        <span><b>At most ${formatPercent(gate.cap)}.</b> ${withoutCap(gate.reason)}</span>
      </div>`,
  );
}

/** `It rests on one kind of evidence: at most 0.75.` without what stands before it already. */
function withoutCap(reason: string): string {
  return reason.replace(/: at most [\d.]{1,6}$/i, '.');
}

function factors({ factors }: Confidence, isExplained: boolean): TemplateResult {
  const shown = roundToSum(factors.map((factor) => factor.contribution));
  return html`
    <ul class="factors ${isExplained ? 'explained' : ''}">${factors.map(
      (factor, index) => html`
        <li title=${factor.reason}>
          <span class="factor">${factorWord(factor.name)}</span>
          ${bar(factor.contribution, factors)}
          <span class="points">${formatSigned(shown[index] ?? 0)}</span>
          <span class="reason">${factor.reason}</span>
        </li>`,
    )}</ul>`;
}

/** From the sum to the number shown, step by step. */
function sum({ factors, gates, value, band }: Confidence): TemplateResult {
  const logit = factors.reduce((total, factor) => total + factor.contribution, 0);
  const fromSum = 1 / (1 + Math.exp(-logit));
  // The engine tells what the rivals share as a gate too; here it is the last step.
  const caps = gates.filter(({ name }) => name !== 'shared').map(({ cap }) => cap);
  const capped = Math.min(fromSum, ...caps);
  const isShared = Math.abs(capped - value) >= 0.005;
  return html`
    <dl class="sum">
      ${sumRow('Sum', fromSum, formatSigned(Math.round(logit * 100)))}
      ${caps.length > 0 ? sumRow('Held at the cap', capped) : nothing}
      ${isShared ? sumRow('Shared with the rivals', value) : nothing}
      <div class="total"><dt>${bandWord[band]}, in steps of 5%</dt><dd><b>${formatProbability(value)}</b></dd></div>
    </dl>`;
}

function sumRow(label: string, percent: number, points = ''): TemplateResult {
  const sum = points === '' ? nothing : html`<span class="points">${points}</span> = `;
  return html`<div><dt>${label}</dt><dd>${sum}<b>${formatPercent(percent)}</b></dd></div>`;
}

/** Grows from the common zero to the right if it speaks for, to the left if against. */
function bar(contribution: number, all: Confidence['factors']): TemplateResult {
  const most = Math.max(0.01, ...all.map((factor) => factor.contribution));
  const least = Math.min(-0.01, ...all.map((factor) => factor.contribution));
  const share = (value: number): number => (100 * value) / (most - least);
  const zero = share(-least);
  const width = Math.abs(share(contribution));
  const left = contribution < 0 ? zero - width : zero;
  const kind = contribution < 0 ? 'negative' : 'positive';
  const zeroX = `${zero.toFixed(1)}%`;
  return html`
    <svg class="bar" width="100%" height="14" aria-hidden="true">
      <rect class=${kind} x="${left.toFixed(1)}%" y="3" width="${width.toFixed(1)}%" height="8" rx="1.5"/>
      <line class="zero" x1=${zeroX} x2=${zeroX} y1="0" y2="14"/>
    </svg>`;
}

import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatPercent, formatProbability, formatSigned, roundToSum } from '../format.ts';
import { icon } from '../icons.ts';
import { lower, t } from '../l10n.ts';
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
  const label = isExplained ? t('Hide the reasons') : t('Explain each part');
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
        <span><b>${t('At most {0}.', formatPercent(gate.cap))}</b> <span lang="en">${gate.reason}</span></span>
      </div>`,
  );
}

/**
 * Each bar begins where the one before it ended, so that the eye adds them up as the sum does: the last
 * one ends where the sum stands.
 */
function factors({ factors }: Confidence, isExplained: boolean): TemplateResult {
  const shown = roundToSum(factors.map((factor) => factor.contribution));
  const scale = scaleOf(factors);
  const parts = factors.map((factor, index) => ({ ...factor, points: shown[index] ?? 0, index }));
  const idle = isExplained ? [] : parts.filter(({ points }) => points === 0);
  const others = parts.filter((part) => !idle.includes(part));
  return html`
    <ul class="factors ${isExplained ? 'explained' : ''}">
      ${others.map(
        ({ name, reason, points, index }) => html`
          <li title=${reason}>
            <span class="factor">${factorWord(name)}</span>
            ${bar(scale, index)}
            <span class="points">${formatSigned(points)}</span>
            <span class="reason" lang="en">${reason}</span>
          </li>`,
      )}
      ${idle.length === 0 ? nothing : html`<li class="idle quiet">${t('Without effect here: {0}', idle.map(({ name }) => lower(factorWord(name))).join(', '))}</li>`}
    </ul>`;
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
      ${sumRow(t('Sum'), fromSum, formatSigned(Math.round(logit * 100)))}
      ${caps.length > 0 ? sumRow(t('Held at the cap'), capped) : nothing}
      ${isShared ? sumRow(t('Shared with the rivals'), value) : nothing}
      <div class="total"><dt>${t('{0}, in steps of {1}', bandWord[band], formatPercent(0.05))}</dt><dd><b>${formatProbability(value)}</b></dd></div>
    </dl>`;
}

function sumRow(label: string, percent: number, points = ''): TemplateResult {
  const sum = points === '' ? nothing : html`<span class="points">${points}</span> = `;
  return html`<div><dt>${label}</dt><dd>${sum}<b>${formatPercent(percent)}</b></dd></div>`;
}

interface Scale {
  /** Where the sum stands before each part, and after the last. */
  readonly sums: readonly number[];
  /** Place of a sum, 0..100. */
  place(sum: number): number;
}

function scaleOf(factors: Confidence['factors']): Scale {
  const sums = [0];
  for (const { contribution } of factors) {
    sums.push((sums.at(-1) ?? 0) + contribution);
  }
  const least = Math.min(-0.01, ...sums);
  const most = Math.max(0.01, ...sums);
  return { sums, place: (sum) => (98 * (sum - least)) / (most - least) + 1 };
}

/** Grows to the right if it speaks for, to the left if against; the line is the sum of nothing. */
function bar({ sums, place }: Scale, index: number): TemplateResult {
  const from = place(sums[index] ?? 0);
  const to = place(sums[index + 1] ?? 0);
  const kind = to < from ? 'negative' : 'positive';
  const zero = `${place(0).toFixed(1)}%`;
  const end = `${to.toFixed(1)}%`;
  const left = `${Math.min(from, to).toFixed(1)}%`;
  const width = `${Math.max(0.6, Math.abs(to - from)).toFixed(1)}%`;
  return html`
    <svg class="bar" width="100%" height="20" aria-hidden="true">
      <line class="zero" x1=${zero} x2=${zero} y1="0" y2="20"/>
      <rect class=${kind} x=${left} y="6" width=${width} height="8" rx="1.5"/>
      <line class="stand" x1=${end} x2=${end} y1="6" y2="20"/>
    </svg>`;
}

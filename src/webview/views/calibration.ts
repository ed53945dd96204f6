import { html, svg, type TemplateResult } from 'lit';
import { calibration } from '../../protocol/calibration.ts';
import { formatPercent } from '../format.ts';
import { t } from '../l10n.ts';

/** How far a confidence like this one can be believed, by the answers that the score was fitted to. */
export function calibrationNote(value: number): TemplateResult {
  const { bins, answers, cases, ece } = calibration;
  const own = bins.find(({ from }) => value >= from && value < from + 0.1) ?? bins.at(-1);
  const told =
    own && own.answers > 0
      ? t(
          'Of {0} answers believed as much as this, {1} were right.',
          own.answers,
          formatPercent(own.right),
        )
      : '';
  return html`
    <div class="calibration">
      ${diagram()}
      <p>${t('The weights were fitted to written incidents, not to yours: {0} answers to {1} cases, by our analyst and by a simulated model that is often wrong.', answers, cases)}
        ${told} ${t('Confidence and truth are {0} apart on average.', formatPercent(ece))}</p>
    </div>`;
}

/** Bars as high as answers were right, and the line on which all comes true. */
function diagram(): TemplateResult {
  const bars = calibration.bins.map(
    ({ from, right }) => svg`
      <rect class="part" x="${(100 * from + 1).toFixed(0)}" y="${(100 - 100 * right).toFixed(1)}"
        width="8" height="${(100 * right).toFixed(1)}"/>`,
  );
  return html`
    <svg viewBox="0 0 100 100" aria-hidden="true">
      <rect class="frame" x="0.5" y="0.5" width="99" height="99"/>
      ${bars}
      <line class="ideal" x1="0" y1="100" x2="100" y2="0"/>
    </svg>`;
}

import { html, nothing } from 'lit';
import { formatCount, formatPercent } from '../format.ts';
import { parts, t } from '../l10n.ts';
import type { Hypothesis } from '../model.ts';
import type { Ui } from '../ui.ts';
import { bandInText } from '../words.ts';
import { disclosure, placeButton, section } from './controls.ts';
import { said } from './modelText.ts';

/** The lines that carry a hypothesis, each with what would be left without it, and what is missing most. */
export function sensitivity(ui: Ui, key: string, hypothesis: Hypothesis): unknown {
  return [restsOn(ui, key, hypothesis), change(ui, hypothesis)];
}

const shownFirst = 3;

function restsOn(ui: Ui, key: string, hypothesis: Hypothesis): unknown {
  const { restsOn: places, claims, confidence } = hypothesis;
  if (!places || claims.every(({ citations }) => citations.length === 0)) return nothing;
  if (places.length === 0) {
    const none = t(
      'No single line: without any one of those cited it changes by less than {0}.',
      formatPercent(0.02),
    );
    return section('rests', t('What this rests on'), '', html`<p class="quiet">${none}</p>`);
  }
  const more = `${key}.rests`;
  const isOpen = ui.isOpen(more);
  const hidden = places.length - shownFirst;
  const shown = isOpen ? places : places.slice(0, shownFirst);
  const rows = shown.map(
    (place) => html`
      <li>
        ${parts('Without {0} it would be {1}, not {2}.', placeButton(ui, place), html`<b>${formatPercent(place.value)}</b>`, formatPercent(confidence.value))}
      </li>`,
  );
  const label = isOpen
    ? t('Show fewer')
    : formatCount(hidden, 'more line that matters', 'more lines that matter');
  const body = html`
    <ul class="plain">${rows}</ul>
    ${hidden > 0 ? disclosure(ui, more, label, 'more-rests') : nothing}`;
  return section('rests', t('What this rests on'), '', body);
}

function change(ui: Ui, { wouldLift, probes, confidence }: Hypothesis): unknown {
  if (!wouldLift) return nothing;
  const [probe] = probes;
  const what = html`<span lang="en">${wouldLift.what}</span>`;
  const band = html`<b>${bandInText[wouldLift.band]}</b>`;
  const percent = formatPercent(wouldLift.value);
  const lift =
    wouldLift.band === confidence.band
      ? parts('{0} would lift it most, to {1}: still {2}.', what, percent, band)
      : parts('{0} would lift it to {1}, {2}.', what, band, percent);
  const body = html`
    <ul class="plain">
      <li>${lift}</li>
      ${probe ? html`<li>${parts('The check that would decide it: {0}', said(ui, probe.title))}</li>` : nothing}
    </ul>`;
  return section('change', t('What would change it'), '', body);
}

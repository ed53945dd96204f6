import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatDuration, formatLines, formatNames, formatSpan } from '../format.ts';
import { icon } from '../icons.ts';
import { t, word } from '../l10n.ts';
import type { Diagnosis, Done } from '../model.ts';
import { timelineSection } from '../timeline/timeline.ts';
import type { Ui } from '../ui.ts';
import { section } from './controls.ts';
import { evidence } from './evidence.ts';
import { glance } from './glance.ts';
import { help } from './help.ts';
import { hypotheses, missingList } from './hypotheses.ts';
import { lineCount, lookedAt, totalTime } from './lookedAt.ts';
import { said, shownText } from './modelText.ts';
import { notices } from './notices.ts';
import { probed } from './probed.ts';
import { similar } from './similar.ts';

/** The answer first, then what it rests on, then the machinery. */
export function diagnosisView(ui: Ui, done: Done): TemplateResult {
  const { diagnosis } = done;
  const [leading] = diagnosis.hypotheses;
  const claims = (diagnosis.hypotheses[ui.selected] ?? leading)?.claims ?? [];
  const isDiagnosed = diagnosis.outcome === 'diagnosed' && leading;
  return html`
    <header class="top">
      <div>
        <h1 tabindex="-1" lang=${isAnswered(diagnosis) ? 'en' : nothing}>${shownText(ui, headline(diagnosis))}</h1>
        <p class="quiet about">${about(diagnosis)}</p>
      </div>
      <div class="actions">
        <button type="button" @click=${() => ui.run('chooseModel')}>${t('Choose model')}</button>
        <button type="button" @click=${() => ui.again()}>${t('Run again')}</button>
      </div>
    </header>
    ${notices(ui, done)}
    ${isDiagnosed ? glance(ui, leading, diagnosis) : abstention(ui, diagnosis)}
    ${similar(ui, done.similar)}
    ${probed(ui, diagnosis)}
    ${diagnosis.timeline ? timelineSection(ui, diagnosis.timeline, claims, diagnosis.evidence) : nothing}
    ${leading ? hypotheses(ui, done) : nothing}
    ${diagnosis.evidence.length > 0 ? evidence(ui, diagnosis) : nothing}
    ${lookedAt(ui, diagnosis)}
    ${help(ui)}`;
}

/** What is said first, also to a screen reader when the run has ended. */
export function headline(diagnosis: Diagnosis): string {
  if (diagnosis.outcome === 'noIncident') {
    return t('No incident in these logs');
  }
  const [leading] = diagnosis.hypotheses;
  return isAnswered(diagnosis) && leading
    ? leading.title
    : t('Not enough evidence to name a cause');
}

/** Whether the headline is the analyst's or a model's, else it is ours. */
function isAnswered({ outcome, hypotheses }: Diagnosis): boolean {
  return outcome === 'diagnosed' && hypotheses.length > 0;
}

function about(diagnosis: Diagnosis): string {
  const { sources, reasoner, receipt } = diagnosis;
  const from = sources.flatMap(({ firstTimestamp: time }) => (time === undefined ? [] : [time]));
  const to = sources.flatMap(({ lastTimestamp: time }) => (time === undefined ? [] : [time]));
  const parts = [
    formatNames(logNames(sources), 3),
    formatCount(lineCount(diagnosis), 'line'),
    ...(from.length > 0 && to.length > 0 ? [formatSpan(Math.min(...from), Math.max(...to))] : []),
    word(reasoner.name),
    ...(receipt ? [] : [t('nothing left this machine')]),
    // A number stays on the line of its unit.
    formatDuration(totalTime(diagnosis)).replaceAll(' ', '\u00a0'),
  ];
  return parts.join(' · ');
}

/** A log that was cut into files is one log: `app.log (4 files)`. */
function logNames(sources: Diagnosis['sources']): readonly string[] {
  return sources.flatMap((source, at) => {
    const { series } = source;
    if (series === undefined) return [sourceName(source)];
    const files = sources.filter((other) => other.series === series);
    const isNewest = sources.findLastIndex((other) => other.series === series) === at;
    return isNewest ? [t('{0} ({1} files)', sourceName(source), files.length)] : [];
  });
}

/** "No incident" and "not enough evidence" are answers: why, and what was missing for another. */
function abstention(ui: Ui, diagnosis: Diagnosis): TemplateResult {
  const { outcome, reason, hypotheses, evidence, sources, templates } = diagnosis;
  const missing = [...new Set(hypotheses.flatMap((hypothesis) => hypothesis.missing))];
  const counts = [
    formatCount(sources.length, 'log'),
    formatCount(templates, 'template'),
    formatCount(evidence.length, 'excerpt'),
  ];
  return html`
    <div class="answer ${outcome}">
      ${icon(outcome === 'noIncident' ? 'supported' : 'unsupported')}
      <div>
        <p>${said(ui, reason)}</p>
        <p class="quiet">${t('Looked at: {0}, {1} and {2}, listed below.', ...counts)}</p>
      </div>
    </div>
    ${missing.length === 0 ? nothing : section('needed', t('What would help'), '', missingList(ui, missing))}`;
}

function sourceName({ name, range }: Diagnosis['sources'][number]): string {
  return range ? t('lines {0} of {1}', formatLines(range.startLine, range.endLine), name) : name;
}

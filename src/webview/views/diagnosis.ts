import { html, nothing, type TemplateResult } from 'lit';
import {
  formatClock,
  formatCount,
  formatDuration,
  formatLocalTime,
  formatNames,
  formatProbability,
  formatSpan,
} from '../format.ts';
import { icon } from '../icons.ts';
import type { Diagnosis, Done, Hypothesis } from '../model.ts';
import type { Ui } from '../ui.ts';
import { bandWord, roleWord } from '../words.ts';
import { chainLinks, earliest } from './chain.ts';
import { commandLine } from './commandLine.ts';
import { section } from './controls.ts';
import { evidence } from './evidence.ts';
import { help } from './help.ts';
import { hypotheses, missingList, supportOf } from './hypotheses.ts';
import { lineCount, lookedAt, totalTime } from './lookedAt.ts';
import { said, saidAtLength, shownText } from './modelText.ts';
import { probed } from './probed.ts';
import { ring } from './score.ts';
import { similar } from './similar.ts';
import { timeline } from './timeline.ts';

/** The answer first, then what it rests on, then the machinery. */
export function diagnosisView(ui: Ui, done: Done): TemplateResult {
  const { diagnosis } = done;
  const [leading] = diagnosis.hypotheses;
  const claims = (diagnosis.hypotheses[ui.selected] ?? leading)?.claims ?? [];
  const isDiagnosed = diagnosis.outcome === 'diagnosed' && leading;
  return html`
    <header class="top">
      <div>
        <h1 tabindex="-1">${shownText(ui, headline(diagnosis))}</h1>
        <p class="quiet about">${about(diagnosis)}</p>
      </div>
      <div class="actions">
        <button type="button" @click=${() => ui.run('chooseModel')}>Choose model</button>
        <button type="button" @click=${() => ui.again()}>Run again</button>
      </div>
    </header>
    ${notice(ui, done)}
    ${isDiagnosed ? glance(ui, leading) : abstention(ui, diagnosis)}
    ${similar(ui, done.similar)}
    ${probed(ui, diagnosis)}
    ${diagnosis.timeline ? timeline(ui, diagnosis.timeline, claims) : nothing}
    ${leading ? hypotheses(ui, done) : nothing}
    ${diagnosis.evidence.length > 0 ? evidence(ui, diagnosis) : nothing}
    ${lookedAt(ui, diagnosis)}
    ${help(ui)}`;
}

/** What is said first, also to a screen reader when the run has ended. */
export function headline({ outcome, hypotheses }: Diagnosis): string {
  const [leading] = hypotheses;
  if (outcome === 'noIncident') {
    return 'No incident in these logs';
  }
  return outcome === 'diagnosed' && leading ? leading.title : 'Not enough evidence to name a cause';
}

function about(diagnosis: Diagnosis): string {
  const { sources, reasoner } = diagnosis;
  const from = sources.flatMap(({ firstTimestamp: time }) => (time === undefined ? [] : [time]));
  const to = sources.flatMap(({ lastTimestamp: time }) => (time === undefined ? [] : [time]));
  const parts = [
    formatNames(logNames(sources), 3),
    formatCount(lineCount(diagnosis), 'line'),
    ...(from.length > 0 && to.length > 0 ? [formatSpan(Math.min(...from), Math.max(...to))] : []),
    reasoner.name,
    formatDuration(totalTime(diagnosis)),
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
    return isNewest ? [`${sourceName(source)} (${files.length} files)`] : [];
  });
}

/** Says that the answer is less than was asked for, and offers what would help. */
function notice(ui: Ui, { diagnosis, notice }: Done): unknown {
  const { failure } = diagnosis.reasoner;
  const wantsKey = failure?.kind === 'noKey' || failure?.kind === 'unauthorised';
  const setKey = html`
    <button type="button" @click=${() => ui.run('setApiKey')}>Set API key</button>`;
  const isStopped = failure?.kind === 'cancelled';
  const failed = html`
    <div class="notice">
      ${icon('warning')}
      <p><b>The model gave no answer; this is the embedded analyst’s.</b> ${notice}</p>
      ${wantsKey ? setKey : nothing}
    </div>`;
  const stopped =
    'The model was stopped before it had answered; this is the embedded analyst’s view of the same evidence.';
  const unread = 'Not every log could be read; the problems are listed below.';
  const partial = html`
    <div class="notice">
      ${icon('partly')}
      <p><b>Partial result.</b> ${isStopped ? stopped : unread}</p>
    </div>`;
  return [
    attackNotice(diagnosis),
    !isStopped && (failure || notice !== '') ? failed : nothing,
    keptAnswer(ui, diagnosis),
    diagnosis.partial ? partial : nothing,
    compared(diagnosis),
    ...diagnosis.problems.flatMap((problem) => told(ui, problem)),
  ];
}

/** How the run differs from one that went well, where such a run was given. */
function compared({ comparison }: Diagnosis): TemplateResult | typeof nothing {
  return comparison
    ? html`<div class="notice">${icon('info')}<p>${comparison.join(' ')}</p></div>`
    : nothing;
}

/** An old answer is never shown as a new one. */
function keptAnswer(ui: Ui, { reasoner, receipt }: Diagnosis): TemplateResult | typeof nothing {
  const { keptAt } = reasoner;
  if (keptAt === undefined) return nothing;
  const sent = receipt
    ? 'Only what was new in it was sent.'
    : 'Nothing was sent, and it cost nothing.';
  return html`
    <div class="notice">
      ${icon('info')}
      <p>
        <b>Answered from the reply of ${formatLocalTime(keptAt)},</b> as the same was asked then; its
        claims were checked again. ${sent}
      </p>
      <button type="button" @click=${() => ui.run('askAnew')}>Ask again</button>
    </div>`;
}

/** What of the input bears on the answer itself: clocks that are apart, files that were left out. */
function told(ui: Ui, { code, file, message }: Diagnosis['problems'][number]): readonly unknown[] {
  const include = html`
    <button type="button" @click=${() => ui.run('includeRotated')}>Include rotated files</button>`;
  switch (code) {
    case 'clockSkew':
    case 'baseline':
      return [html`<div class="notice">${icon('warning')}<p>${message}</p></div>`];
    case 'rotated':
      return [
        html`<div class="notice">${icon('partly')}<p><b>${file}</b> ${message}</p>${include}</div>`,
      ];
    default:
      return [];
  }
}

/** Somebody wrote into a log for whoever explains it; the user should know before reading on. */
function attackNotice({ problems }: Diagnosis): TemplateResult | typeof nothing {
  const attack = problems.find(({ code }) => code === 'addressesAi');
  return attack
    ? html`
        <div class="notice attack">
          ${icon('warning')}
          <p>
            <b>These logs contain text that addresses an AI, first in ${attack.file}:${attack.line}.</b>
            ${attack.message}
          </p>
        </div>`
    : nothing;
}

function glance(ui: Ui, leading: Hypothesis): TemplateResult {
  const { band, value } = leading.confidence;
  return html`
    <dl class="glance ${leading.summary.length > 200 ? 'long' : ''}">
      <div class="happened"><dt>What happened</dt><dd>${saidAtLength(ui, leading.summary)}</dd></div>
      <div><dt>Since</dt><dd>${since(leading)}</dd></div>
      <div><dt>Check first</dt><dd>${checkFirst(ui, leading)}</dd></div>
      <div>
        <dt>How sure</dt>
        <dd class="how-sure">
          ${ring(leading.confidence)}
          <span>
            <b>${bandWord[band]}, ${formatProbability(value)}</b>
            <span class="quiet">${supportOf(leading)}</span>
          </span>
        </dd>
      </div>
    </dl>`;
}

function since({ claims }: Hypothesis): TemplateResult {
  const links = chainLinks(claims);
  const time = earliest(links);
  if (time === undefined) {
    return html`<span class="quiet">The lines it cites state no time</span>`;
  }
  const first = links.find((claim) => claim.timestamp === time);
  const symptom = earliest(links.filter((claim) => claim.role === 'symptom'));
  const remark =
    symptom !== undefined && symptom - time >= 1000
      ? `symptom ${formatDuration(symptom - time)} later`
      : `first sign: ${first ? roleWord[first.role].toLowerCase() : 'cited line'}`;
  return html`<b class="large">${formatClock(time)}</b><span class="quiet">${remark}</span>`;
}

function checkFirst(ui: Ui, { probes, missing }: Hypothesis): TemplateResult {
  const probe = probes.find(({ command }) => command !== undefined) ?? probes[0];
  if (!probe) {
    return html`<span>${said(ui, missing[0] ?? 'The lines cited below')}</span>`;
  }
  return probe.command === undefined
    ? html`<span>${said(ui, probe.title)}</span>`
    : html`${commandLine(ui, probe.command)}<span class="quiet">${said(ui, probe.title)}</span>`;
}

/** "No incident" and "not enough evidence" are answers: why, and what was missing for another. */
function abstention(ui: Ui, diagnosis: Diagnosis): TemplateResult {
  const { outcome, reason, hypotheses, evidence, sources, templates } = diagnosis;
  const missing = [...new Set(hypotheses.flatMap((hypothesis) => hypothesis.missing))];
  const lookedAt = `${formatCount(sources.length, 'log')}, ${formatCount(templates, 'template')} and ${formatCount(evidence.length, 'excerpt')}`;
  return html`
    <div class="answer ${outcome}">
      ${icon(outcome === 'noIncident' ? 'supported' : 'unsupported')}
      <div>
        <p>${said(ui, reason)}</p>
        <p class="quiet">Looked at: ${lookedAt}, listed below.</p>
      </div>
    </div>
    ${missing.length === 0 ? nothing : section('needed', 'What would help', '', missingList(ui, missing))}`;
}

function sourceName({ name, range }: Diagnosis['sources'][number]): string {
  return range ? `lines ${range.startLine}–${range.endLine} of ${name}` : name;
}

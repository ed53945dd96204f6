import { html, nothing, type TemplateResult } from 'lit';
import { formatClock, formatDuration, formatProbability } from '../format.ts';
import { lower, parts, t } from '../l10n.ts';
import type { Diagnosis, Hypothesis, Timeline } from '../model.ts';
import type { Ui } from '../ui.ts';
import { bandWord, roleWord } from '../words.ts';
import { chainLinks, earliest } from './chain.ts';
import { commandLine } from './commandLine.ts';
import { disclosure } from './controls.ts';
import { supportOf } from './hypotheses.ts';
import { said, saidAtLength } from './modelText.ts';
import { ring } from './score.ts';

/** What happened, since when, what to check first, and how sure: the answer on one look. */
export function glance(ui: Ui, leading: Hypothesis, diagnosis: Diagnosis): TemplateResult {
  const { band, value } = leading.confidence;
  return html`
    <dl class="glance">
      <div class="happened"><dt>${t('What happened')}</dt><dd>${happened(ui, leading.summary)}</dd></div>
      <div><dt>${t('Since')}</dt><dd>${since(leading, diagnosis.timeline)}</dd></div>
      <div><dt>${t('Check first')}</dt><dd>${checkFirst(ui, leading)}</dd></div>
      <div>
        <dt>${t('How sure')}</dt>
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

/** The first sentences; who wants the rest asks for it. */
function happened(ui: Ui, summary: string): unknown {
  const { lead, rest } = leadOf(summary);
  if (rest === '') return html`<div class="told" lang="en">${saidAtLength(ui, summary)}</div>`;
  const isOpen = ui.isOpen('glance.more');
  return html`
    <div class="told" lang="en">${saidAtLength(ui, isOpen ? summary : lead)}</div>
    ${disclosure(ui, 'glance.more', isOpen ? t('Less') : t('More'), 'more-happened')}`;
}

/** Characters that are read on one look. */
const ONE_LOOK = 220;

/** As many whole sentences as are read on one look, at least one; a text in parts is cut at its first part. */
export function leadOf(text: string): { readonly lead: string; readonly rest: string } {
  const part = text.split(/\n\s{0,80}\n|\n(?=\s{0,12}(?:[-*]|```))/)[0] ?? text;
  const ends = sentenceEnds(part);
  const fit = ends.findLast((end) => end <= ONE_LOOK) ?? ends[0] ?? part.length;
  return { lead: part.slice(0, fit).trim(), rest: text.slice(fit).trim() };
}

/** Where sentences end, but not within quotes or after what looks like an abbreviation. */
function sentenceEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (const { 0: end, index } of text.matchAll(/[.!?]["”’)\]]{0,2}\.?(?=\s|$)/g)) {
    const before = text.slice(0, index + end.length);
    const isQuoted = before.split('“').length > before.split('”').length;
    if (!(isQuoted || /\b(?:e\.g|i\.e|vs|approx|no)\.$/i.test(before))) ends.push(before.length);
  }
  return ends;
}

function since({ claims }: Hypothesis, timeline: Timeline | undefined): TemplateResult {
  const links = chainLinks(claims);
  const time = earliest(links);
  if (time === undefined) {
    return html`<span class="quiet">${t('The lines it cites state no time')}</span>`;
  }
  const first = links.find((claim) => claim.timestamp === time);
  const symptom = earliest(links.filter((claim) => claim.role === 'symptom'));
  const remark =
    symptom !== undefined && symptom - time >= 1000
      ? t('symptom {0} later', formatDuration(symptom - time))
      : t('first sign: {0}', first ? lower(roleWord[first.role]) : t('cited line'));
  const change = changeBefore(timeline, time);
  return html`
    <b class="large">${formatClock(time)}</b>
    ${change.length === 0 ? nothing : html`<span class="quiet">${change}</span>`}
    <span class="quiet">${remark}</span>`;
}

/** A change longer before than this is no news any more. */
const RECENT = 30 * 60_000;

/** `8 min after a setting changed`; empty where nothing changed shortly before. */
function changeBefore(timeline: Timeline | undefined, time: number): readonly unknown[] {
  const marks = timeline?.marks ?? [];
  const change = marks.findLast((mark) => mark.kind === 'change' && mark.time <= time);
  if (!change || time - change.time > RECENT) return [];
  const distance = Math.round((time - change.time) / 1000) * 1000;
  const reason = html`<span lang="en">${change.reason}</span>`;
  return distance < 1000
    ? parts('when {0}', reason)
    : parts('{0} after {1}', formatDuration(distance), reason);
}

function checkFirst(ui: Ui, { probes, missing }: Hypothesis): TemplateResult {
  const index = Math.max(
    0,
    probes.findIndex(({ command }) => command !== undefined),
  );
  const probe = probes[index];
  if (!probe) {
    return html`<span>${missing[0] === undefined ? t('The lines cited below') : said(ui, missing[0])}</span>`;
  }
  const { title, command } = probe;
  return command === undefined
    ? html`<span>${said(ui, title)}</span>`
    : html`<span>${said(ui, title)}</span>${commandLine(ui, command, () => ui.insert(index, 0))}`;
}

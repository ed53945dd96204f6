import { html, nothing, type TemplateResult } from 'lit';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatDateTime,
  formatNumber,
  formatPercent,
  plural,
} from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import type { Diagnosis } from '../model.ts';
import { leftOutRecords, leftOutWord } from '../words.ts';
import { meter } from './score.ts';

type Source = Diagnosis['sources'][number];
type Group = Diagnosis['leftOut']['groups'][number];

/** How much of which file was read and shown to the reasoner, and what was not and why. */
export function coverage(diagnosis: Diagnosis): TemplateResult {
  const { sources, leftOut, templates } = diagnosis;
  const { totalLines, shownLines, groups } = leftOut;
  const unread = unreadFiles(diagnosis);
  return html`
    <p>
      ${t('{0} of {1} ({2}) were given to the reasoner word for word.', formatNumber(shownLines), formatCount(totalLines, 'line'), share(shownLines, totalLines))}
      ${plural(templates, 'All lines were read, and are counted in {0} template.', 'All lines were read, and are counted in {0} templates.')}
    </p>
    <table class="wide coverage">
      <caption class="hidden">${t('Logs, and how much of each was read and shown')}</caption>
      <thead>
        <tr>
          <th scope="col">${t('File')}</th><th scope="col">${t('Read')}</th>
          <th scope="col">${t('Shown word for word')}</th><th scope="col">${t('Left out, and why')}</th>
          <th scope="col">${t('Time (UTC)')}</th>
        </tr>
      </thead>
      <tbody>
        ${sources.map((source) => sourceRow(source, diagnosis))}
        ${unread.map(unreadRow)}
      </tbody>
    </table>
    ${groups.length === 0 ? nothing : html`<h3>${t('Messages that were left out')}</h3>${leftOutTable(groups)}`}`;
}

function share(part: number, whole: number): string {
  const value = whole === 0 ? 0 : part / whole;
  return value > 0 && value < 0.01 ? t('under {0}', formatPercent(0.01)) : formatPercent(value);
}

function sourceRow(source: Source, diagnosis: Diagnosis): TemplateResult {
  const { name, lines, bytes, format, range } = source;
  const shown = shownLinesOf(source, diagnosis);
  const asked = range
    ? html`<span class="quiet">${t('asked about {0}', `${formatNumber(range.startLine)}–${formatNumber(range.endLine)}`)}</span>`
    : nothing;
  return html`
    <tr>
      <th scope="row">${name} <span class="quiet">${format}, ${formatBytes(bytes)}</span></th>
      <td data-label=${t('Read')}>${lossOf(name, diagnosis) ?? plural(lines, 'all {0} line', 'all {0} lines')} ${asked}</td>
      <td data-label=${t('Shown')}>
        ${formatCount(shown, 'line')}, ${share(shown, lines)}
        ${meter(lines === 0 ? 0 : shown / lines)}
      </td>
      <td data-label=${t('Left out')}>${leftOutOf(name, diagnosis.leftOut.groups)}</td>
      <td data-label=${t('Time')}>${span(source)}</td>
    </tr>`;
}

/** Lines of a file that lie inside of the evidence, each counted once. */
function shownLinesOf({ uri }: Source, { evidence }: Diagnosis): number {
  const own = evidence.filter((item) => item.uri === uri).sort((a, b) => a.startLine - b.startLine);
  let end = 0;
  let shown = 0;
  for (const { startLine, endLine } of own) {
    shown += Math.max(0, endLine - Math.max(end, startLine - 1));
    end = Math.max(end, endLine);
  }
  return shown;
}

/** Told at the file whose part could not be read. */
function lossOf(name: string, { problems }: Diagnosis): TemplateResult | undefined {
  const loss = problems.find(({ file, code }) => file === name && losses.has(code));
  return (
    loss && html`<span class="lost">${icon('warning')}<span lang="en">${loss.message}</span></span>`
  );
}

const losses = new Set(['shorter', 'rewritten', 'readFailed', 'gzipCut', 'gzipDamaged']);

function leftOutOf(name: string, groups: readonly Group[]): unknown {
  const counts = new Map<Group['reason'], number>();
  for (const { file, reason, count } of groups) {
    if (file === name) counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  return counts.size === 0
    ? html`<span class="quiet">${t('nothing worth telling')}</span>`
    : [...counts].map(
        ([reason, count]) =>
          html`<span class="reason-count">${formatCount(count, 'record')} ${leftOutRecords[reason]}</span>`,
      );
}

interface Unread {
  readonly file: string;
  readonly message: string;
}

/** Files that were asked for or lie beside, and of which nothing was read. */
function unreadFiles({ problems, sources }: Diagnosis): readonly Unread[] {
  const read = new Set(sources.map(({ name }) => name));
  return problems.flatMap(({ code, file, message }) =>
    file === undefined || read.has(file) || !failures.has(code) ? [] : [{ file, message }],
  );
}

const failures = new Set(
  'notFound noAccess notAFile notText tooLarge badGzip unreadable binary empty'.split(' '),
);

function unreadRow({ file, message }: Unread): TemplateResult {
  return html`
    <tr>
      <th scope="row">${file}</th>
      <td colspan="4" data-label=${t('Read')}><span class="lost">${icon('unsupported')}${t('Not read.')} <span lang="en">${message}</span></span></td>
    </tr>`;
}

function span({ firstTimestamp: from, lastTimestamp: to }: Source): TemplateResult {
  if (from === undefined || to === undefined) {
    return html`<span class="quiet">${t('no times')}</span>`;
  }
  const title = `${formatDateTime(from)} – ${formatDateTime(to)}`;
  return html`<span title=${title}>${formatClock(from)}–${formatClock(to)}</span>`;
}

export function leftOutTable(groups: readonly Group[]): TemplateResult {
  return html`
    <table class="wide">
      <caption class="hidden">${t('Groups of records that were left out')}</caption>
      <thead>
        <tr>
          <th scope="col">${t('Left out')}</th><th scope="col" class="number-cell">${t('Times')}</th>
          <th scope="col">${t('File')}</th><th scope="col">${t('Why')}</th>
        </tr>
      </thead>
      <tbody>${groups.map(
        (group) => html`
          <tr>
            <th scope="row"><code>${group.template}</code></th>
            <td class="number-cell" data-label=${t('Times')}>${formatNumber(group.count)}</td>
            <td data-label=${t('File')}>${group.file}</td>
            <td data-label=${t('Why')}>${leftOutWord[group.reason]}</td>
          </tr>`,
      )}</tbody>
    </table>`;
}

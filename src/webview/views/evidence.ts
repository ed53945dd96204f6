import { html, nothing, type TemplateResult } from 'lit';
import { formatClock, formatCount, formatLines } from '../format.ts';
import type { Diagnosis, Evidence } from '../model.ts';
import type { Span } from '../timeline/scale.ts';
import { isWithin } from '../timeline/timeline.ts';
import type { Ui } from '../ui.ts';
import { kindWord } from '../words.ts';
import { type Content, disclosure, fold, placeButton, section } from './controls.ts';
import { excerpt } from './excerpt.ts';
import { menuContext } from './subjects.ts';

/** Everything the reasoner was given to read, each excerpt folded. */
export function evidence(ui: Ui, diagnosis: Diagnosis): TemplateResult {
  const { range } = ui;
  const all = range
    ? diagnosis.evidence.filter((item) => isWithin(range, item))
    : diagnosis.evidence;
  const citing = citedBy(diagnosis);
  const isLong = all.length > foldedFrom;
  const isOpen = !isLong || range !== undefined || ui.isOpen('evidence.all');
  const shown = isOpen ? all : shownFirst(all, citing);
  const rows = shown.map((item) => row(ui, item, citing.get(item.id)));
  const label = isOpen ? 'Show fewer' : `Show all ${all.length} excerpts`;
  const body = html`
    ${range ? filtered(ui, range, diagnosis.evidence, all.length) : nothing}
    <div class="folds">${rows}</div>
    ${isLong && !range ? disclosure(ui, 'evidence.all', label, 'all-evidence') : nothing}`;
  const cited = citing.size === 0 ? '' : `, ${citing.size} cited`;
  const remark = `${formatCount(diagnosis.evidence.length, 'excerpt')}${cited}`;
  return section('evidence', 'Evidence', remark, body);
}

/** Says what the choice of a time hides. */
function filtered(
  ui: Ui,
  { from, to }: Span,
  all: readonly Evidence[],
  shown: number,
): TemplateResult {
  const timeless = all.filter(({ timestamp }) => timestamp === undefined).length;
  const without =
    timeless === 0 ? '' : ` ${formatCount(timeless, 'excerpt states', 'excerpts state')} no time.`;
  return html`
    <p class="filtered">
      Only ${formatClock(from)}–${formatClock(to)}: ${shown} of ${all.length}.${without}
      <button type="button" class="link" @click=${() => ui.choose(undefined)}>Show all times</button>
    </p>`;
}

const foldedFrom = 12;

/** What is cited; where nothing is, what was chosen first. */
function shownFirst(
  all: readonly Evidence[],
  citing: ReadonlyMap<string, unknown>,
): readonly Evidence[] {
  const cited = all.filter(({ id }) => citing.has(id));
  return cited.length > 0 ? cited : all.slice(0, foldedFrom);
}

function row(ui: Ui, item: Evidence, ranks: ReadonlySet<number> | undefined): TemplateResult {
  const title = html`
    <span class="badge">${item.id}</span>
    <span class="evidence-place">${item.file}:${formatLines(item.startLine, item.endLine)}</span>`;
  const kind = item.kind === 'log' ? '' : `${kindWord[item.kind]}; `;
  const remark = html`
    <span>${kind}${item.reason}</span>
    <span class="cited">${ranks ? `cited by ${[...ranks].join(', ')}` : ''}</span>`;
  const { id, uri, file, startLine, endLine } = item;
  const place = { uri, file, startLine, endLine };
  const context = menuContext({ kind: 'evidence', evidence: id, place });
  return fold(ui, `evidence.${id}`, title, remark, () => body(ui, item), context);
}

function body(ui: Ui, item: Evidence): Content {
  const { text, startLine, focus, timestamp, service } = item;
  const facts = [
    ...(timestamp === undefined ? [] : [formatClock(timestamp)]),
    ...(service === undefined ? [] : [service]),
  ];
  return html`
    <figure class="quote">
      <figcaption>
        ${placeButton(ui, item)}
        <span class="quiet match">${facts.join(', ')}</span>
      </figcaption>
      ${excerpt(ui, `evidence.${item.id}.all`, { text, startLine, focus })}
    </figure>`;
}

/** Evidence id -> ranks of the hypotheses that cite it. */
function citedBy(diagnosis: Diagnosis): ReadonlyMap<string, ReadonlySet<number>> {
  const ranks = new Map<string, Set<number>>();
  diagnosis.hypotheses.forEach(({ claims, against }, index) => {
    for (const { evidence } of [...claims, ...against].flatMap((claim) => claim.citations)) {
      ranks.set(evidence, (ranks.get(evidence) ?? new Set()).add(index + 1));
    }
  });
  return ranks;
}

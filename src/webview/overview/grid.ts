import { html, nothing, svg, type TemplateResult } from 'lit';
import {
  formatClock,
  formatCount,
  formatDateTime,
  formatNumber,
  formatPercent,
} from '../format.ts';
import { icon } from '../icons.ts';
import { lower, t } from '../l10n.ts';
import { type Column, columns } from './rows.ts';
import type { LogOverview, Row } from './state.ts';
import type { OverviewUi } from './ui.ts';
import {
  changeText,
  changeWords,
  columnWord,
  levelIcon,
  levelWord,
  momentText,
  rateText,
  shareText,
  signalWord,
} from './words.ts';

/**
 * The kinds of messages as a grid. Only the rows in the window are in the document; the two fillers
 * have the height of the others. The focus stays on the grid, which names its active cell, so that
 * it is not lost when a row scrolls out of the window.
 */
export function grid(ui: OverviewUi, overview: LogOverview, rows: readonly Row[]): TemplateResult {
  const { from, to } = ui.window;
  const { row, column } = ui.active;
  const isDrawn = row === 0 || (row - 1 >= from && row - 1 < to);
  return html`
    <div class="grid" role="grid" tabindex="0" aria-label=${t('Kinds of messages')}
      aria-rowcount=${rows.length + 1} aria-colcount=${columns.length}
      aria-activedescendant=${isDrawn ? cellId(row, column) : nothing}
      @keydown=${(event: KeyboardEvent) => ui.onGridKey(event)}>
      <div class="grid-head" role="rowgroup">
        <div class="row" role="row" aria-rowindex="1">${columns.map((each, i) => head(ui, each, i))}</div>
      </div>
      <div class="grid-body" role="rowgroup">
        <div class="filler before" role="none"></div>
        ${rows.slice(from, to).map((each, i) => gridRow(ui, overview, each, from + i + 1))}
        <div class="filler after" role="none"></div>
      </div>
    </div>`;
}

function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

function cellClass({ active }: OverviewUi, row: number, column: number, name: Column): string {
  return `cell ${name}${active.row === row && active.column === column ? ' active' : ''}`;
}

function head(ui: OverviewUi, name: Column, index: number): TemplateResult {
  const isSorted = ui.sort.column === name;
  const order = ui.sort.descending ? 'descending' : 'ascending';
  return html`
    <div role="columnheader" id=${cellId(0, index)} class=${cellClass(ui, 0, index, name)}
      aria-colindex=${index + 1} aria-sort=${isSorted ? order : 'none'}
      title=${t('Sort by {0}', lower(columnWord[name]))}
      @click=${() => ui.sortBy(name)}
    >${columnWord[name]}${isSorted ? html`<span class="sort-mark" aria-hidden="true">${ui.sort.descending ? '↓' : '↑'}</span>` : nothing}</div>`;
}

function gridRow(ui: OverviewUi, overview: LogOverview, row: Row, index: number): TemplateResult {
  const onClick = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target.closest('.cell') : null;
    ui.setActive({ row: index, column: columns.findIndex((name) => target?.matches(`.${name}`)) });
    ui.open(event.shiftKey || target?.matches('.last') ? row.lastLine : row.firstLine);
  };
  const cells = contents(overview, row);
  return html`
    <div class="row ${row.signals.length === 0 ? 'plain' : ''} ${ui.active.row === index ? 'current' : ''}" role="row" aria-rowindex=${index + 1}
      data-vscode-context=${JSON.stringify({ whytraceLine: row.firstLine })}
      @click=${onClick}>${columns.map(
        (name, column) => html`
          <div role="gridcell" id=${cellId(index, column)} class="${cellClass(ui, index, column, name)}${name === 'now' && row.now === 0 ? ' zero' : ''}"
            aria-colindex=${column + 1} title=${cells[name].title}>${cells[name].body}</div>`,
      )}</div>`;
}

interface CellContent {
  readonly body: unknown;
  readonly title: string;
}

function contents(overview: LogOverview, row: Row): Readonly<Record<Column, CellContent>> {
  const { rates, span, records } = overview;
  const rate = changeWords(row, rates.per);
  const moment = (which: string, line: number, time: number | undefined): CellContent => ({
    body: momentText(time, line, span),
    title: [
      t('{0}: line {1}', which, formatNumber(line)),
      ...(time === undefined ? [] : [formatDateTime(time)]),
    ].join(', '),
  });
  return {
    level: {
      body: html`${icon(levelIcon[row.level])}<span class="word">${levelWord[row.level]}</span>`,
      title: levelWord[row.level],
    },
    text: {
      body: html`<code lang="en">${withSlots(row.text)}</code>`,
      title: [row.text, row.numbers].filter(Boolean).join('\n'),
    },
    count: { body: formatNumber(row.count), title: formatCount(row.count, 'entry', 'entries') },
    share: { body: shareText(row.count, records), title: t('Share of all entries') },
    now: { body: rateText(row.now, rates.per), title: rate },
    change: { body: changeText(row), title: rate },
    shape: { body: spark(row, overview), title: rate },
    signals: {
      body: row.signals.map(
        ({ kind, reason }) =>
          html`<span class="badge ${kind}" title="${signalWord[kind]}: ${reason}">${signalWord[kind]}</span>`,
      ),
      title: '',
    },
    first: moment(t('First'), row.firstLine, row.firstSeen),
    last: moment(t('Last'), row.lastLine, row.lastSeen),
  };
}

/** What varies in the messages is dimmed, so that their words are read. */
function withSlots(text: string): unknown {
  return text
    .split('<*>')
    .map((words, i) => (i === 0 ? words : html`<span class="slot">&lt;*&gt;</span>${words}`));
}

const barHeight = 14;

/** When it came, as small bars; a text says where the most of it is. */
function spark(row: Row, overview: LogOverview): TemplateResult {
  const bars = [...row.shape].map((digit, i) => {
    const height = (Number(digit) / 9) * barHeight;
    return digit === '0'
      ? nothing
      : svg`<rect x=${i * 3} y=${(barHeight - height).toFixed(1)} width="2" height=${height.toFixed(1)}/>`;
  });
  const width = row.shape.length * 3 - 1;
  return html`
    <svg class="spark" viewBox="0 0 ${width} ${barHeight}" width=${width} height=${barHeight}
      role="img" aria-label=${peakText(row, overview)}>
      <path class="axis" d="M0 ${barHeight}H${width}"/>${bars}
    </svg>`;
}

function peakText({ shape }: Row, { span, rates }: LogOverview): string {
  const place = shape.indexOf('9');
  if (span && rates.per === 'minute') {
    return t(
      'most at {0}',
      formatClock(span.from + ((span.to - span.from) * place) / shape.length),
    );
  }
  return t('most after {0} of the log', formatPercent(place / shape.length));
}

import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node';
import { number } from '../../core/model/numberText.ts';
import type { Pace } from '../../core/model/pace.ts';
import { type SeverityName, severityName } from '../../core/model/severity.ts';
import type { Signal, SignalKind } from '../../core/model/template.ts';
import type { LogView } from '../logViews.ts';
import { ciSteps } from './ciSteps.ts';
import { errorGroups } from './errorGroups.ts';
import { eachRecord, endLineOf, lineRange, oneLine } from './records.ts';
import { starts } from './starts.ts';

/** Symbols of one document, of all kinds together. */
const MOST = 500;
const MOST_SIGNALS = 60;

/** What stands in a log, as its outline: levels, errors by kind, what is new, starts, steps. */
export async function documentSymbols(view: LogView, pace: Pace): Promise<DocumentSymbol[]> {
  if (view.file.records.length === 0) {
    return [];
  }
  const found = await steps(view, pace);
  const groups: readonly (readonly [string, SymbolKind, readonly DocumentSymbol[]])[] = [
    ['Errors', SymbolKind.Event, await errors(view, pace)],
    ['Bursts', SymbolKind.Array, signalled(view, 'burst', SymbolKind.Array)],
    ['New messages', SymbolKind.Key, signalled(view, 'novel', SymbolKind.Key)],
    // What a build starts are its tools, one after the other.
    ['Starts', SymbolKind.Method, found.length > 0 ? [] : await startSymbols(view, pace)],
  ];
  const symbols = [await levels(view, pace), ...found.slice(0, MOST / 2)];
  let room = MOST - symbols.length;
  for (const [name, kind, all] of groups) {
    const children = all.slice(0, Math.max(0, room - 1));
    const [first] = children;
    if (first) {
      const detail = all.length === 1 ? '' : String(all.length);
      // Not all lines from the first child to the last: the editor would keep them in view as the
      // place where the reader is.
      const { range, selectionRange } = first;
      symbols.push({ name, detail, kind, range, selectionRange, children });
      room -= children.length + 1;
    }
  }
  return symbols;
}

const levelWords: readonly (readonly [SeverityName, string, string])[] = [
  ['fatal', 'fatal', 'fatal'],
  ['error', 'error', 'errors'],
  ['warn', 'warning', 'warnings'],
];

async function levels(view: LogView, pace: Pace): Promise<DocumentSymbol> {
  const { records } = view.file;
  const counts = new Map<SeverityName, number>();
  await eachRecord(0, records.length, pace, (record) => {
    const name = severityName(records.severityNumber(record));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  const parts = levelWords.flatMap(([level, one, many]) => {
    const count = counts.get(level) ?? 0;
    return count === 0 ? [] : [`${number(count)} ${count === 1 ? one : many}`];
  });
  const name = parts.length === 0 ? 'No errors or warnings' : parts.join(', ');
  return {
    name,
    detail: `of ${number(records.length)} entries`,
    kind: SymbolKind.Number,
    range: lineRange(1),
    selectionRange: lineRange(1),
  };
}

async function errors(view: LogView, pace: Pace): Promise<readonly DocumentSymbol[]> {
  const groups = await errorGroups(view, pace);
  return groups.map(({ title, count, first }) =>
    symbolAt(view, first, title, `${number(count)}×`, SymbolKind.Event),
  );
}

function signalled(view: LogView, kind: SignalKind, symbol: SymbolKind): readonly DocumentSymbol[] {
  return view.mined.signals
    .filter((signal) => signal.kind === kind)
    .slice(0, MOST_SIGNALS)
    .sort((a, b) => a.onset.record - b.onset.record)
    .map((signal) =>
      symbolAt(view, signal.onset.record, titleOf(view, signal), signal.reason, symbol),
    );
}

function titleOf({ mined }: LogView, { template }: Signal): string {
  return oneLine(mined.templates[template]?.text ?? '', 80);
}

async function startSymbols(view: LogView, pace: Pace): Promise<readonly DocumentSymbol[]> {
  const found = await starts(view, pace);
  return found.map((record, i) => {
    const text = oneLine(view.file.records.at(record)?.body ?? '', 80);
    return symbolAt(view, record, i === 0 ? 'Start' : `Restart ${i}`, text, SymbolKind.Method);
  });
}

async function steps(view: LogView, pace: Pace): Promise<readonly DocumentSymbol[]> {
  const found = await ciSteps(view, pace);
  return found.map(({ name, startLine, endLine }) => ({
    name: oneLine(name, 80) || 'step',
    kind: SymbolKind.Module,
    range: lineRange(startLine, endLine),
    selectionRange: lineRange(startLine),
  }));
}

function symbolAt(
  view: LogView,
  record: number,
  name: string,
  detail: string,
  kind: SymbolKind,
): DocumentSymbol {
  const line = view.file.records.startLine(record);
  return {
    // The editor refuses a symbol without a name.
    name: name || 'message',
    detail,
    kind,
    range: lineRange(line, endLineOf(view, record)),
    selectionRange: lineRange(line),
  };
}

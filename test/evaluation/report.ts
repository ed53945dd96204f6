import type { Judgement, Row } from './score.ts';

/** The figures of a set of rows; `undefined` where there is nothing to average. */
export interface Figures {
  readonly cases: number;
  readonly strictTop1: number | undefined;
  readonly strictTop3: number | undefined;
  readonly wordsTop1: number | undefined;
  readonly evidenceTop1: number | undefined;
  readonly evidenceTop3: number | undefined;
  readonly citationPrecision: number | undefined;
  readonly serviceTop1: number | undefined;
  /** Incidents answered with a confidence below one half. */
  readonly missed: number | undefined;
  readonly falseAlarms: number | undefined;
  readonly brier: number | undefined;
}

export function figuresOf(rows: readonly Row[]): Figures {
  const incidents = rows.filter((row) => !row.negative);
  const healthy = rows.filter((row) => row.negative);
  const first = (pick: (judgement: Judgement) => boolean | number | undefined) =>
    mean(incidents.map((row) => (row.judgements[0] ? pick(row.judgements[0]) : 0)));
  return {
    cases: rows.length,
    strictTop1: first((judgement) => judgement.strict),
    strictTop3: mean(incidents.map((row) => row.judgements.some(({ strict }) => strict))),
    wordsTop1: first((judgement) => judgement.words),
    evidenceTop1: first((judgement) => judgement.keyLine),
    evidenceTop3: mean(incidents.map((row) => row.judgements.some(({ keyLine }) => keyLine))),
    citationPrecision: first((judgement) => judgement.citationPrecision),
    serviceTop1: first((judgement) => judgement.service),
    missed: mean(incidents.map((row) => row.confidence < 0.5)),
    falseAlarms: mean(healthy.map((row) => row.confidence >= 0.5)),
    brier: mean(rows.map((row) => (row.confidence - Number(row.correct)) ** 2)),
  };
}

export interface Bin {
  readonly from: number;
  readonly count: number;
  /** Sum of the weights of its answers: their number, where none is given. */
  readonly weight: number;
  readonly confidence: number;
  readonly accuracy: number;
}

/** An answer's confidence and whether it was right; each counts once where no weight is given. */
export type Believed = Pick<Row, 'confidence' | 'correct'> & { readonly weight?: number };

/** Ten bins of equal width; empty ones are left out. */
export function reliability(rows: readonly Believed[]): readonly Bin[] {
  const bins = new Map<number, Believed[]>();
  for (const row of rows) {
    const bin = Math.min(9, Math.floor(row.confidence * 10));
    bins.set(bin, [...(bins.get(bin) ?? []), row]);
  }
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([bin, members]) => ({
      from: bin / 10,
      count: members.length,
      weight: weightOf(members),
      confidence: weighted(members, ({ confidence }) => confidence),
      accuracy: weighted(members, ({ correct }) => Number(correct)),
    }));
}

/** Expected calibration error: mean distance of confidence and accuracy over the bins. */
export function calibrationError(rows: readonly Believed[]): number {
  const sum = reliability(rows).reduce(
    (total, bin) => total + bin.weight * Math.abs(bin.confidence - bin.accuracy),
    0,
  );
  return rows.length === 0 ? 0 : sum / weightOf(rows);
}

/** Mean squared distance of confidence and rightness. */
export function brierOf(rows: readonly Believed[]): number {
  return weighted(rows, ({ confidence, correct }) => (confidence - Number(correct)) ** 2);
}

/** How likely a right answer is believed more than a wrong one, ties counting half; absent without both. */
export function auroc(rows: readonly Believed[]): number | undefined {
  const wrong = rows.filter(({ correct }) => !correct);
  const right = rows.filter(({ correct }) => correct);
  const pairs = right.flatMap((one) =>
    wrong.map((other) => 0.5 + 0.5 * Math.sign(one.confidence - other.confidence)),
  );
  return mean(pairs);
}

const weightOf = (rows: readonly Believed[]): number =>
  rows.reduce((sum, { weight = 1 }) => sum + weight, 0);

export function weighted<T extends Believed>(rows: readonly T[], pick: (row: T) => number): number {
  const sum = rows.reduce((total, row) => total + (row.weight ?? 1) * pick(row), 0);
  return rows.length === 0 ? 0 : sum / weightOf(rows);
}

/** The table that `npm run evaluate` prints. */
export function reportOf(rows: readonly Row[]): string {
  const sources = [...new Set(rows.map((row) => row.source))].sort();
  const lines = [
    header,
    line('all', figuresOf(rows)),
    ...sources.map((source) =>
      line(source, figuresOf(rows.filter((row) => row.source === source))),
    ),
    '',
    `Expected calibration error ${calibrationError(rows).toFixed(3)}, AUROC of the confidence ${auroc(rows)?.toFixed(3) ?? '-'}`,
    'confidence   cases  mean  right',
    ...reliability(rows).map(
      (bin) =>
        `${bin.from.toFixed(1)} - ${(bin.from + 0.1).toFixed(1)}  ${String(bin.count).padStart(8)}  ${bin.confidence.toFixed(2)}   ${bin.accuracy.toFixed(2)}`,
    ),
  ];
  return lines.join('\n');
}

const columns = [
  ['strict1', 'strictTop1'],
  ['strict3', 'strictTop3'],
  ['words1', 'wordsTop1'],
  ['evid1', 'evidenceTop1'],
  ['evid3', 'evidenceTop3'],
  ['precis', 'citationPrecision'],
  ['servic', 'serviceTop1'],
  ['missed', 'missed'],
  ['false', 'falseAlarms'],
  ['brier', 'brier'],
] as const;

const header = `${'source'.padEnd(28)}${'n'.padStart(4)} ${columns.map(([name]) => name.padStart(8)).join('')}`;

function line(name: string, figures: Figures): string {
  const cells = columns.map(([, key]) => (figures[key]?.toFixed(3) ?? '-').padStart(8));
  return `${name.slice(0, 27).padEnd(28)}${String(figures.cases).padStart(4)} ${cells.join('')}`;
}

function mean(values: readonly (boolean | number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).map(Number);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0) / known.length;
}

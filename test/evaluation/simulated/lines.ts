import { basename } from 'node:path';
import type { Evidence } from '../../../src/core/model/evidence.ts';
import { Severity } from '../../../src/core/model/severity.ts';
import type { Dice } from '../../samples/writer.ts';
import type { Expected } from '../expected.ts';
import { stretchOf } from '../trust/quotes.ts';
import type { World } from '../trust/world.ts';

/** A line of a log that a model is shown, and what the labels say of it. */
export interface ShownLine {
  readonly evidence: Evidence;
  readonly line: number;
  readonly text: string;
  readonly time: number | undefined;
  readonly template: number | undefined;
  /** When and where the first record of its kind was written. */
  readonly firstTime: number | undefined;
  readonly firstLine: number;
  /** How often its kind was written. */
  readonly count: number;
  readonly isFailing: boolean;
  /** A line that names the cause. */
  readonly isKey: boolean;
  /** Neither a cause nor fair to cite for it, nor of their kind. */
  readonly isUnrelated: boolean;
  /** One of those for which we chose the excerpt: what looks telling. */
  readonly isFocus: boolean;
}

/** Lines a citation may be off and still be meant. */
const NEAR = 2;

export function shownLines(world: World, expected: Expected): readonly ShownLine[] {
  const lines = world.facts.pack.evidence
    .filter(({ kind }) => kind === 'log')
    .flatMap((evidence) => linesOf(evidence, world, expected));
  const telling = new Set(lines.flatMap(({ isKey, template }) => (isKey ? [template] : [])));
  return lines.map((line) => ({
    ...line,
    isUnrelated: line.isUnrelated && !telling.has(line.template),
  }));
}

function linesOf(evidence: Evidence, { facts }: World, expected: Expected): ShownLine[] {
  const index = facts.files.findIndex(({ uri }) => uri === evidence.uri);
  const file = facts.files[index];
  if (!file) return [];
  const labels = expected.evidence.filter(({ file: name }) => name === basename(file.name));
  const keys = labels.flatMap(({ key_lines }) => key_lines);
  const fair = [
    ...keys.map((line): readonly [number, number] => [line, line]),
    ...labels.flatMap(({ label_ranges }) => label_ranges),
  ];
  const count = evidence.endLine - evidence.startLine + 1;
  return Array.from({ length: count }, (_, at): ShownLine => {
    const line = evidence.startLine + at;
    const record = file.recordAt(line);
    const { timestamp, severityNumber = 0 } = file.records.at(record) ?? {};
    const template = facts.mined.templates[facts.mined.templateIds[index]?.[record] ?? -1];
    const isHere = template?.first.file === index;
    return {
      evidence,
      line,
      text: file.lineAt(line),
      time: timestamp,
      template: template?.id,
      count: template?.count ?? 1,
      firstTime: template?.firstSeen ?? timestamp,
      firstLine: (isHere && file.records.at(template.first.record)?.startLine) || line,
      isFailing: severityNumber >= Severity.error,
      isKey: keys.includes(line),
      isUnrelated: !fair.some(([from, to]) => from - NEAR <= line && line <= to + NEAR),
      isFocus: evidence.focus.some(
        ({ startLine, endLine }) => startLine <= line && line <= endLine,
      ),
    };
  });
}

/** Milliseconds after which a later time is no matter of clocks. */
const CLEARLY = 5000;

/** Whether a line and all of its kind stand behind another line, by the clock or in a log without one. */
export function isClearlyAfter(one: ShownLine, other: ShownLine): boolean {
  if (one.evidence.uri !== other.evidence.uri) return false;
  return one.firstTime === undefined || other.time === undefined
    ? one.firstTime === other.time && one.firstLine > other.line
    : one.firstTime > other.time + CLEARLY;
}

/** Words copied from a line; nothing where it has too few to be told from others. */
export const wordsOf = ({ text }: ShownLine, dice: Dice): string | undefined =>
  stretchOf(text, dice);

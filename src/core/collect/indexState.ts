import { createSkeletonIndex } from '../masking/skeletonIndex.ts';
import { Severity } from '../model/severity.ts';
import { createBuildSteps, type StepsData } from './buildSteps.ts';
import { createDamage, type DamageState, type Encoding } from './decode.ts';
import type { Detected } from './detectFormats.ts';
import { commonFormat, createFormatCounts } from './formatCounts.ts';
import type { IndexData } from './indexedLog.ts';
import type { IndexPart, PartPlace } from './indexPart.ts';
import type { LineShape } from './lineShape.ts';
import { createLineStarts } from './lineStarts.ts';
import { createRecordColumns } from './recordColumns.ts';
import { createRecordJoiner, type JoinedRecord, type JoinerState } from './recordJoiner.ts';
import { blankShape } from './shapeReader.ts';
import { createTimeline, type TimelineState } from './timeline.ts';

/** The way back to what was known at some line. */
export interface SavedState {
  readonly lines: number;
  readonly records: number;
  readonly skeletons: number;
  readonly formats: ReadonlyMap<string, number>;
  readonly steps: StepsData;
  readonly damage: DamageState;
  readonly timeline: TimelineState;
  readonly joiner: JoinerState;
  readonly from: number;
  readonly to: number;
}

/** All that a pass over a log has found so far. */
export class IndexState {
  readonly starts = createLineStarts();
  readonly records = createRecordColumns();
  readonly skeletons = createSkeletonIndex();
  readonly formats = createFormatCounts();
  readonly steps = createBuildSteps();
  readonly damage;
  readonly timeline;
  readonly joiner;
  /** Earliest and latest time of a record. */
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  /** Shapes that were given a skeleton since the state was saved. */
  #numbered: LineShape[] = [];

  /** @param bodyOf the message of a record that is put together from several lines. */
  constructor(
    detected: Detected,
    encoding: Encoding,
    bodyOf: (record: Readonly<JoinedRecord>) => string,
  ) {
    this.damage = createDamage(encoding);
    this.timeline = createTimeline(detected.start);
    this.joiner = createRecordJoiner(detected, blankShape(detected), (record) =>
      this.#push(record, record.isComposed ? this.#composed(record, bodyOf) : this.#own(record)),
    );
  }

  #composed(
    record: Readonly<JoinedRecord>,
    bodyOf: (of: Readonly<JoinedRecord>) => string,
  ): number {
    return this.skeletons.numberOf(bodyOf(record), isSevere(record));
  }

  #own(record: Readonly<JoinedRecord>): number {
    const { shape } = record;
    if (shape.skeleton === undefined) {
      shape.skeleton = this.skeletons.numberOf(shape.message, isSevere(record));
      this.#numbered.push(shape);
    }
    return shape.skeleton;
  }

  #push({ startLine, time, severityNumber, shape }: Readonly<JoinedRecord>, skeleton: number) {
    this.records.push(startLine, time, severityNumber, skeleton);
    this.formats.add(shape.format || 'text');
    this.#noteTime(time);
  }

  #noteTime(time: number): void {
    if (time < this.#from) this.#from = time;
    if (time > this.#to) this.#to = time;
  }

  save(): SavedState {
    this.#numbered = [];
    return {
      lines: this.starts.count,
      records: this.records.length,
      skeletons: this.skeletons.texts.length,
      formats: this.formats.save(),
      steps: this.steps.data(),
      damage: this.damage.save(),
      timeline: this.timeline.save(),
      joiner: this.joiner.save(),
      from: this.#from,
      to: this.#to,
    };
  }

  /** Goes back to what was saved last. */
  restore(saved: SavedState): void {
    this.starts.truncate(saved.lines);
    this.records.truncate(saved.records);
    this.skeletons.truncate(saved.skeletons);
    this.formats.restore(saved.formats);
    this.steps.restore(saved.steps);
    this.damage.restore(saved.damage);
    this.timeline.restore(saved.timeline);
    this.joiner.restore(saved.joiner);
    this.#from = saved.from;
    this.#to = saved.to;
    for (const shape of this.#numbered) shape.skeleton = undefined;
    this.#numbered = [];
  }

  /** What was found before a line at an offset, with which a record begins. */
  placeAt(offset: number): PartPlace {
    this.joiner.finish();
    return {
      offset,
      lines: this.starts.count,
      records: this.records.length,
      formats: this.formats.save(),
      damage: this.damage.save(),
      timeline: this.timeline.save(),
      headerShare: this.joiner.save().share,
    };
  }

  /** Takes over a part that was read apart, where all lines before it have been read. */
  absorb(part: IndexPart): void {
    const { cut, end } = part;
    this.joiner.finish();
    const firstLine = this.starts.count - cut.lines;
    this.starts.append(part.starts, cut.lines, end.lines);
    const records = { records: part.records, from: cut.records, to: end.records };
    this.records.append(records, firstLine, this.#numbersOf(part));
    this.#noteTime(part.from);
    this.#noteTime(part.to);
    for (const [format, count] of end.formats) {
      this.formats.add(format, count - (cut.formats.get(format) ?? 0));
    }
    this.damage.add(cut.damage, end.damage, firstLine);
    this.timeline.restore(end.timeline);
    this.joiner.restore({ ...this.joiner.save(), share: end.headerShare });
  }

  /** What the skeletons of a part are called here; new ones are numbered as its records come. */
  #numbersOf(part: IndexPart): Uint32Array {
    const numbers = new Uint32Array(part.skeletons.length);
    for (const own of part.order) {
      numbers[own] = this.skeletons.numberOfText(part.skeletons[own] ?? '');
    }
    return numbers;
  }

  /** Earliest and latest time of a record; infinite where none has one. */
  get times(): { readonly from: number; readonly to: number } {
    return { from: this.#from, to: this.#to };
  }

  /**
   * What was found, as plain data whose memory threads share.
   * @param settled what of it stays as it is when the log grows.
   */
  data(settled: Pick<SavedState, 'lines' | 'records'>): Omit<IndexData, 'size'> {
    const { from, to } = this.times;
    return {
      starts: this.starts.data(settled.lines),
      records: this.records.data(settled.records),
      skeletons: [...this.skeletons.texts],
      steps: this.steps.data(),
      damage: this.damage.save(),
      format: commonFormat(this.formats.save()),
      span: from <= to ? { from, to } : undefined,
    };
  }
}

const isSevere = ({ severityNumber }: Readonly<JoinedRecord>): boolean =>
  severityNumber >= Severity.error;

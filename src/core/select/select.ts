import type { ContextItem, RunContext } from '../model/context.ts';
import type { Evidence, EvidencePack } from '../model/evidence.ts';
import type { LineRange, LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { SignatureHit } from '../model/signature.ts';
import type { MinedLogs, RecordRef } from '../model/template.ts';
import { type Block, coreBlocks } from './blocks.ts';
import { Shelf } from './budget.ts';
import { type Candidate, failingCandidates } from './candidates.ts';
import { circumstances, onsetOf } from './circumstances.ts';
import { laneCandidates, slowCandidates } from './lanes.ts';
import { leftOutOf } from './leftOut.ts';
import { relatedLines, relationsOf } from './related.ts';
import { shownLine } from './shownLine.ts';
import { placeTraced } from './traced.ts';

export interface SelectInput {
  readonly files: readonly LogFile[];
  readonly mined: MinedLogs;
  readonly signatures: readonly SignatureHit[];
  readonly context: RunContext;
  /** Characters of text the evidence may hold in all. */
  readonly budget: number;
  /** The user's selection, one entry a file. */
  readonly ranges: readonly (LineRange | undefined)[];
  /** Finds the source that the decisive records come from; absent where there is none. */
  readonly trace?: (leading: readonly RecordRef[]) => Promise<readonly ContextItem[]>;
}

/** Parts of the budget, as shares that later parts may fill up to. */
const shares = { failing: 0.66, around: 0.78, lanes: 0.84, context: 1 };

/**
 * Chooses what a reasoner gets to see: the most decisive lines first, then what is remarkable
 * without a word of failure, then related code and configuration, then lines around all these.
 */
export async function selectEvidence(input: SelectInput, pace: Pace): Promise<EvidencePack> {
  const { files, mined } = input;
  const failing = await failingCandidates(files, mined, input.signatures, input.ranges, pace);
  const lanes = [...(await slowCandidates(files, mined, pace)), ...laneCandidates(files, mined)];
  const around = await circumstances(files, mined, failing, pace);
  const shelf = new Shelf(files, input.budget);
  const hasContext = input.context.items.length > 0;
  const traced = await placeTraced(shelf, input, failing);

  placeAll(shelf, files, failing, hasContext ? shares.failing : 0.8);
  placeAll(shelf, files, around, hasContext ? shares.around : 0.88);
  placeAll(shelf, files, lanes, hasContext ? shares.lanes : 0.9);
  const items = placeContext(
    shelf,
    input,
    [...failing.slice(0, 30), ...around],
    onsetOf(files, mined, failing),
    new Set(traced.map(({ uri }) => uri)),
  );
  placeAll(shelf, files, failing, 0.95);
  shelf.widen(1, 2);
  shelf.widen(2, 4);

  const templateOf = (block: Block): number => mined.templateIds[block.file]?.[block.record] ?? 0;
  const failingTemplates = new Set(
    failing.map(({ file, record }) => mined.templateIds[file]?.[record] ?? 0),
  );
  const logs = shelf.blocks().map((block) => toEvidence(files, block, templateOf(block)));
  return {
    evidence: [...logs, ...traced, ...items].map((evidence, index) => ({
      ...evidence,
      id: `E${index + 1}`,
    })),
    characters: shelf.characters,
    budget: input.budget,
    leftOut: await leftOutOf(files, mined, failingTemplates, shelf, pace),
  };
}

type Unnamed = Omit<Evidence, 'id'>;

function placeAll(
  shelf: Shelf,
  files: readonly LogFile[],
  candidates: readonly Candidate[],
  share: number,
): void {
  for (const candidate of candidates) {
    const file = files[candidate.file];
    if (!file) continue;
    for (const block of coreBlocks(file, candidate)) {
      const [line] = candidate.focus;
      const isPlaced = shelf.add(block, share);
      if (!isPlaced && line !== undefined && block.focus.includes(line)) {
        shelf.add({ ...block, startLine: line, endLine: line, focus: [line] }, share);
      }
    }
  }
}

function toEvidence(files: readonly LogFile[], block: Block, template: number): Unnamed {
  const file = files[block.file];
  const record = file?.records.at(block.record);
  const lines: string[] = [];
  for (let line = block.startLine; line <= block.endLine; line++) {
    lines.push(shownLine(file, line));
  }
  return {
    kind: 'log',
    uri: file?.uri ?? '',
    file: file?.name ?? '',
    startLine: block.startLine,
    endLine: block.endLine,
    focus: block.focus.map((line) => ({ startLine: line, endLine: line })),
    text: lines.join('\n'),
    timestamp: record?.timestamp,
    severityNumber: record?.severityNumber ?? 0,
    service: record?.service,
    template,
    reason: block.reason,
    rank: Math.max(0, Math.min(1, block.score / 1.2)),
  };
}

/** Lines of an item shown around those that name what failed; a small item is shown whole. */
const around = 4;

function placeContext(
  shelf: Shelf,
  { files, signatures, context }: SelectInput,
  leading: readonly Candidate[],
  onset: number | undefined,
  shown: ReadonlySet<string>,
): readonly Unnamed[] {
  // Of a file that the lines were traced to, the lines that matter are shown already.
  const items = context.items.filter(({ uri }) => !shown.has(uri));
  if (items.length === 0) {
    return [];
  }
  const text = leading.flatMap((candidate) => linesOf(files, candidate)).join('\n');
  const known = signatures.map(({ signature }) => [
    signature.meaning,
    ...signature.causes.flatMap(({ cause, sign }) => [cause, sign]),
  ]);
  const services = leading.flatMap(({ file, record }) => {
    const log = files[file];
    return [log?.name ?? '', log?.records.at(record)?.service ?? ''];
  });
  const failure = { text, words: known.flat().join('\n'), services: [...new Set(services)], onset };
  return relationsOf(items, failure)
    .sort((a, b) => b.relation - a.relation)
    .flatMap(({ item, relation: strength }) => {
      const evidence = excerptOf(item, text, strength);
      return evidence && shelf.spend(evidence.text.length + 1, shares.context) ? [evidence] : [];
    })
    .slice(0, 8);
}

/** The lines a candidate is about; of a record without such, its first. */
function linesOf(files: readonly LogFile[], { file, record, focus }: Candidate): readonly string[] {
  const log = files[file];
  const lines = focus.length > 0 ? focus : [log?.records.at(record)?.startLine ?? 0];
  return lines.map((line) => log?.lineAt(line) ?? '');
}

function excerptOf(item: ContextItem, failing: string, strength: number): Unnamed | undefined {
  const lines = item.text.split('\n');
  const hits = relatedLines(item, failing, 6);
  const isSmall = item.text.length <= 1500;
  const [first = item.startLine] = hits;
  const startLine = isSmall ? item.startLine : Math.max(item.startLine, first - around);
  const last = isSmall ? item.startLine + lines.length - 1 : first + 2 * around;
  const endLine = Math.min(last, item.startLine + lines.length - 1);
  const text = lines.slice(startLine - item.startLine, endLine - item.startLine + 1).join('\n');
  const focus = hits.filter((line) => line >= startLine && line <= endLine);
  return {
    kind: item.kind,
    uri: item.uri,
    file: item.name,
    startLine,
    endLine,
    focus: focus.map((line) => ({ startLine: line, endLine: line })),
    text,
    timestamp: undefined,
    severityNumber: 0,
    service: undefined,
    template: undefined,
    reason: 'names what the failing lines name',
    rank: Math.min(0.5, 0.2 + 0.05 * strength),
  };
}

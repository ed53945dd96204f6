import type { Cite, Claim } from '../../../src/core/model/claim.ts';
import type { Evidence } from '../../../src/core/model/evidence.ts';
import type { Template } from '../../../src/core/model/template.ts';
import type { Dice } from '../../samples/writer.ts';
import { stretchOf } from './quotes.ts';
import type { World } from './world.ts';

/** A claim that is true of its logs, of which mutations are made. */
export interface Truth {
  readonly claim: Claim;
  /** Whether it says something that a mutation of that name needs. */
  readonly says: 'anything' | 'count' | 'share' | 'time' | 'quantile';
}

/** What the analyst says, and what can be said of the lines that people labelled. */
export function truthsOf(world: World, dice: Dice): readonly Truth[] {
  const { hypotheses } = world.proposal;
  const told = hypotheses.flatMap(({ claims, against }) => [...claims, ...against]);
  return [
    ...told.map(
      (claim): Truth => ({ claim, says: countedWord.test(claim.text) ? 'count' : 'anything' }),
    ),
    ...world.keyLines.flatMap((key) => truthsOfLine(key, world, dice)),
  ];
}

const countedWord = /\b\d+ times\b/;

function truthsOfLine(
  { file, line }: World['keyLines'][number],
  world: World,
  dice: Dice,
): readonly Truth[] {
  const { pack, files } = world.facts;
  const evidence = pack.evidence.find((one) => one.uri === file.uri && holds(one, line));
  const quote = evidence && stretchOf(file.lineAt(line), dice);
  if (!evidence || quote === undefined) return [];
  const cite: Cite = { evidence: evidence.id, quote, line };
  const says = (text: string, kind: Truth['says'] = 'anything'): Truth => ({
    claim: { role: 'symptom', text, cites: [cite] },
    says: kind,
  });
  const template = templateAt(world, files.indexOf(file), file.recordAt(line));
  return [
    says(`The log says “${quote}”.`),
    says(`The message reads: ${quote}`),
    says('This line tells what failed.'),
    ...(template ? numbersOf(template, world, says) : []),
  ];
}

function holds({ startLine, endLine }: Evidence, line: number): boolean {
  return startLine <= line && line <= endLine;
}

function templateAt({ facts }: World, file: number, record: number): Template | undefined {
  const id = facts.mined.templateIds[file]?.[record];
  return id === undefined ? undefined : facts.mined.templates[id];
}

/** What can be counted and timed of a kind of line. */
function numbersOf(
  { count, firstSeen, lastSeen }: Template,
  { facts }: World,
  says: (text: string, kind: Truth['says']) => Truth,
): readonly Truth[] {
  const records = facts.files.reduce((sum, file) => sum + file.records.length, 0);
  const truths = [says(`Such a line was written ${count} times.`, 'count')];
  if (records >= 20) {
    truths.push(says(`${((100 * count) / records).toFixed(1)} % of all records are so.`, 'share'));
  }
  if (firstSeen !== undefined && lastSeen !== undefined) {
    truths.push(says(`It was first seen at ${clockOf(firstSeen)}.`, 'time'));
    truths.push(says(`It was last seen at ${clockOf(lastSeen)}.`, 'time'));
  }
  return truths;
}

const clockOf = (instant: number): string => new Date(instant).toISOString().slice(11, 19);

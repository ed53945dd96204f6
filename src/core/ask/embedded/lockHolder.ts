import type { Claim } from '../../model/claim.ts';
import { holdersAt, isNamed, mostNamed, nameOfHolder } from '../../tells/holder.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { citeShown, quoted, type Shown, shownRecords } from './shown.ts';

/** Who holds what the clue waits for, what it is called, and what it did last. */
export interface LockHolder {
  /** `stock-sync (process 7380)`. */
  readonly name: string;
  readonly claims: readonly Claim[];
}

/** Whether the lines of a wait say who holds what is waited for. */
export const isHeldUp = ({ file, line }: Clue): boolean => holdersAt(file, line).length > 0;

/** Told where the same holder keeps several waiting, and a line in the evidence says what it is. */
export function lockHolderOf(
  clue: Clue,
  echoes: readonly Clue[],
  material: Material,
): LockHolder | undefined {
  const waiting = [clue, ...echoes].filter(({ template }) => template === clue.template);
  const id = mostNamed(waiting.flatMap(({ file, line }) => holdersAt(file, line)));
  if (id === undefined) return undefined;
  const shown = shownRecords(material);
  const naming = shown
    .flatMap((one) => {
      const found = nameOfHolder(one.line, id);
      return found ? [{ one, ...found }] : [];
    })
    .toSorted((a, b) => Number(b.isProgram) - Number(a.isProgram))[0];
  if (!naming) return undefined;
  const elsewhere = shown.find(
    ({ fileIndex, line }) => fileIndex !== clue.fileIndex && isNamed(line, id),
  );
  const last = elsewhere && lastOf(elsewhere, shown);
  const whole = `${naming.name} (process ${id})`;
  return {
    name: whole,
    claims: [
      {
        role: 'mechanism',
        text: `What they wait for is held by ${whole}.`,
        cites: [citeShown(naming.one)],
      },
      ...(elsewhere
        ? [
            {
              role: 'mechanism' as const,
              text: `${elsewhere.file.name} tells of it: ${quoted(elsewhere.record.body, 90)}${last ? `; the last it did was ${quoted(last.record.body, 90)}` : ''}.`,
              cites: [elsewhere, ...(last ? [last] : [])].map(citeShown),
            },
          ]
        : []),
    ],
  };
}

/** The last line that its log has, where that comes later. */
function lastOf({ fileIndex, record }: Shown, shown: readonly Shown[]): Shown | undefined {
  return shown.findLast(
    (one) =>
      one.fileIndex === fileIndex &&
      one.record.startLine > record.startLine &&
      one.file.records.length - 1 === one.file.recordAt(one.record.startLine),
  );
}

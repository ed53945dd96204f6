import type { Material } from '../../reasoner.ts';
import type { Clue } from '../clues.ts';
import { plain } from '../text.ts';
import { phraseOf, readable, saidIn } from './said.ts';
import { grouped } from './since.ts';

/** Why a run that ended well is no incident. */
export function endedWell(material: Material, clues: readonly Clue[]): string {
  return `The run ended well: the last verdict in ${looked(material)} is a success, so it got over what failed before.${closest(clues)}`;
}

/** Why nothing is wrong in logs without a verdict, and what to add if something is. */
export function nothingWrong(material: Material, clues: readonly Clue[]): string {
  const { files, mined } = material;
  const records = files.reduce((sum, file) => sum + file.records.length, 0);
  const all =
    records === 1
      ? `The only message of ${looked(material)} was read: it doesn't tell`
      : `All ${grouped(records)} messages of ${looked(material)} were read, of ${kinds(mined.templates.length)}: none tells`;
  return `${all} of a crash, a bad end or errors beyond the ordinary.${closest(clues)} If users see a failure, add the log of the component that shows it, or a longer stretch of time.`;
}

/** Why a run that ended badly can't be explained, and what would help. */
export function noCause(clues: readonly Clue[]): string {
  const [last] = clues;
  const said = last === undefined ? '' : ` (“${briefly(last)}”)`;
  return `The run ends in a failure${said}, but no line before it says what failed. The output of the failing step, or its log at a more detailed level, would help.`;
}

const kinds = (count: number): string => (count === 1 ? 'one kind' : `${grouped(count)} kinds`);

function looked({ files }: Material): string {
  const [first] = files;
  return files.length === 1 && first ? first.name : `these ${files.length} files`;
}

/** The strongest sign, so that a reader can judge whether it was weighed rightly. */
function closest(clues: readonly Clue[]): string {
  const best = clues.find(({ tell }) => tell.kind !== 'trailer');
  if (!best) {
    return '';
  }
  const times = best.count > 1 ? `, ${grouped(best.count)} times` : '';
  return ` What comes closest is “${briefly(best)}”${times}.`;
}

const briefly = (clue: Clue): string =>
  plain(readable(phraseOf(saidIn(clue.text))), 140).replace(/[.\s]+$/, '');

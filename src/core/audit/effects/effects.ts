import type { ChangedFile, Effect, Suggestion } from '../../model/audit.ts';
import { codeEffects } from './codeEffects.ts';
import { manifestEffects } from './manifestEffects.ts';
import { packageEffects } from './packageEffects.ts';
import { settingEffects } from './settingEffects.ts';

/** More of one file is no help to anybody. */
const MOST_OF_FILE = 12;

/** What a suggestion does, in plain words, in the order in which it stands there. */
export function effectsOf({ files, commands }: Suggestion): readonly Effect[] {
  return [
    ...files.flatMap((file) => effectsOfFile(file)),
    ...commands.map(({ text, place }) => ({
      file: place?.file,
      line: place?.line,
      text: `runs ${shortened(text)}`,
    })),
  ];
}

function effectsOfFile(file: ChangedFile): readonly Effect[] {
  const whole = wholeFile(file);
  if (file.after === undefined) return whole;
  const inside = [manifestEffects, packageEffects, settingEffects, codeEffects]
    .map((read) => read(file))
    .find((effects) => effects.length > 0);
  const sorted = [...(inside ?? [])].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const shown = sorted.slice(0, MOST_OF_FILE);
  const rest = sorted.length - shown.length;
  const more =
    rest > 0 ? [{ file: file.path, line: undefined, text: `and ${rest} more changes` }] : [];
  const told = [...whole, ...shown, ...more];
  return told.length > 0
    ? told
    : [{ file: file.path, line: undefined, text: `changes nothing in ${file.path}` }];
}

/** What happens to the file itself. */
function wholeFile({ path, before, after, renamedFrom, mode }: ChangedFile): readonly Effect[] {
  const said = [
    ...(before === undefined ? [`creates ${path}`] : []),
    ...(after === undefined ? [`deletes ${path}`] : []),
    ...(renamedFrom === undefined ? [] : [`moves ${renamedFrom} to ${path}`]),
    ...(mode ? [modeText(path, mode)] : []),
  ];
  return said.map((text) => ({ file: path, line: undefined, text }));
}

function modeText(path: string, { before, after }: NonNullable<ChangedFile['mode']>): string {
  const isRun = (mode: string): boolean => /[1357]$/.test(mode);
  if (isRun(after) === isRun(before))
    return `changes the mode of ${path} from ${before} to ${after}`;
  return isRun(after) ? `makes ${path} executable` : `makes ${path} no longer executable`;
}

function shortened(command: string): string {
  const line = command.replace(/\s+/g, ' ');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

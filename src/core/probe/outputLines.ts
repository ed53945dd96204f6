import { visibleText } from '../model/visibleText.ts';

/** A line of an output, or several that tell one value. */
export interface OutputLine {
  /** 1-based and inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** As it stands; several are joined by a blank. */
  readonly raw: string;
  /** What is looked through: also `name = value` where a table or a list says that. */
  readonly text: string;
}

/** An output is read up to here; a check that prints more is cut down by whoever makes it. */
export const LONGEST_OUTPUT = 200_000;
const LONGEST_LINE = 2000;

/**
 * The lines that a check printed: without the prompt with the command that people copy along, which
 * says what was asked and not what was found, and without lines that address an AI.
 */
export function linesOf(
  text: string,
  command: string | undefined,
  isSteering: (line: string) => boolean,
): readonly OutputLine[] {
  return visibleText(text.slice(0, LONGEST_OUTPUT))
    .split('\n')
    .map((line, index) => {
      const raw = line.trim().slice(0, LONGEST_LINE);
      return { startLine: index + 1, endLine: index + 1, raw, text: raw };
    })
    .filter(({ raw }) => raw !== '' && !isEcho(raw, command) && !isSteering(raw));
}

/** The command that an output begins with, where its prompt was copied along. */
export function echoedCommand(text: string): string | undefined {
  const first = text.slice(0, LONGEST_LINE).split('\n')[0] ?? '';
  return prompt.exec(first.trim())?.[1];
}

/** `$ kubectl get pods`, `me@host:~$ …`, `PS C:\> …`. */
const prompt = /^(?:[\w.@:~/\\-]{0,80}(?:\[[^\]]{0,80}\])?[$%] |PS [^>]{0,80}> ?)(\S.*)$/;

function isEcho(line: string, command: string | undefined): boolean {
  return prompt.test(line) || (command !== undefined && line.endsWith(command.trim()));
}

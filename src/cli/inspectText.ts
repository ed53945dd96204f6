import type { InspectionJson } from '../protocol/commandLine.ts';
import { lines, terminalSafe } from './words.ts';

/** An inspection for reading on a terminal: what was found first, then the request. */
export function inspectionText({ prompt, clean, rendered, findings }: InspectionJson): string {
  const found = findings.map(
    ({ line, code, message }) =>
      `  ${(line === null ? '' : `line ${lines(line, line)}`).padEnd(11)} ${code}: ${message}`,
  );
  return terminalSafe(
    [
      found.length === 0 ? 'Nothing in it could deceive a model or a reader.' : 'Found:',
      ...found,
      '',
      `Cleaned, it has ${clean.length} characters; drawn as an answer, ${rendered.length} characters of HTML.`,
      'A model would be sent this:',
      '',
      prompt,
      '',
    ].join('\n'),
  );
}

import { readFile } from 'node:fs/promises';
import { exportNote, importCase } from '../core/caseFile.ts';
import type { NoteCommand } from './arguments.ts';
import { complain, print } from './output.ts';

/** Prints a case that the editor exported as a note for people. */
export async function runNote({ file, isUnredacted }: NoteCommand): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: Error) => error);
  if (typeof text !== 'string') {
    return complain(`${file} can't be read: ${text.message}.`);
  }
  const parsed = importCase(text, {});
  if (parsed.kind !== 'value') {
    return complain(`${file}: ${parsed.message}`);
  }
  print(exportNote(parsed.value, { redact: isUnredacted ? undefined : ['email'] }));
  return 0;
}

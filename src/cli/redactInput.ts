import { encodingOf } from '../core/collect/decode.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import type { Problem } from '../core/model/problem.ts';
import type { PersonalKind } from '../core/model/redactedText.ts';
import { createPace } from '../core/pace.ts';
import { createRedactor } from '../core/redact/redact.ts';
import { clock } from '../node/clock.ts';
import { openStandardInput } from './sources.ts';

export type RedactResult =
  | { readonly kind: 'redacted'; readonly text: string; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreadable'; readonly message: string };

const MEGABYTE = 1024 * 1024;

/** A secret may span lines, so all is looked at as one text, and a text has an end. */
const LARGEST = 256 * MEGABYTE;

/** Standard input without its secrets, read as a log is: unpacked, and in the encoding it has. */
export async function redactInput(personalData?: readonly PersonalKind[]): Promise<RedactResult> {
  const opened = await openStandardInput();
  if (opened.kind === 'failure') {
    return { kind: 'unreadable', message: opened.failure.message };
  }
  if (opened.bytes.size > LARGEST) {
    const message = `standard input holds more than ${LARGEST / MEGABYTE} MB, too much to be redacted at once: split it.`;
    return { kind: 'unreadable', message };
  }
  const { bytes, encoding } = await encodingOf(opened.bytes, createPace(clock, neverCancelled));
  const text = new TextDecoder(encoding).decode(bytes.read(0, bytes.size));
  const problems = opened.problem ? [opened.problem] : [];
  return { kind: 'redacted', text: createRedactor(personalData).redact(text).text, problems };
}

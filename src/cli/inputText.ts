import { encodingOf } from '../core/collect/decode.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';
import { commandLineFiles, sourcesOf } from './sources.ts';

const MEGABYTE = 1024 * 1024;
const LARGEST = 64 * MEGABYTE;

export type InputText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly message: string };

/** A text that was named, or standard input for `-`: in the encoding it has, as patches from PowerShell. */
export async function inputText(name: string): Promise<InputText> {
  const [source] = sourcesOf([name]);
  const opened = await commandLineFiles.open(source?.uri ?? name, neverCancelled);
  if (opened.kind === 'failure') {
    return { kind: 'unreadable', message: opened.failure.message };
  }
  try {
    if (opened.bytes.size > LARGEST) {
      const message = `${name} holds more than ${LARGEST / MEGABYTE} MB: no suggestion is as large.`;
      return { kind: 'unreadable', message };
    }
    const { bytes, encoding } = await encodingOf(opened.bytes, createPace(clock, neverCancelled));
    return { kind: 'text', text: new TextDecoder(encoding).decode(bytes.read(0, bytes.size)) };
  } finally {
    opened.close();
  }
}

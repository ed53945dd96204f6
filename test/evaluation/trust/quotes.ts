import type { Cite } from '../../../src/core/model/claim.ts';
import type { Evidence } from '../../../src/core/model/evidence.ts';
import { visibleText } from '../../../src/core/model/visibleText.ts';
import type { Dice } from '../../samples/writer.ts';
import type { World } from './world.ts';

/**
 * Whether words really stand somewhere, decided here by the simplest means and not by the verifier
 * that is being measured: case and spaces apart, letter by letter.
 */
export function plain(text: string): string {
  return visibleText(text).toLowerCase().replace(/\s+/g, ' ').trim();
}

export function evidenceOf({ facts }: World, { evidence: id }: Cite): Evidence | undefined {
  return facts.pack.evidence.find((one) => one.id === id);
}

const texts = new WeakMap<World, Map<string, string>>();

/** All text of the file which evidence is from. */
function fileText(world: World, { uri, text }: Evidence): string {
  const known = texts.get(world) ?? new Map<string, string>();
  texts.set(world, known);
  const file = world.facts.files.find((log) => log.uri === uri);
  const read = (): string =>
    file
      ? plain(Array.from({ length: file.lineCount }, (_, at) => file.lineAt(at + 1)).join('\n'))
      : plain(text);
  const whole = known.get(uri) ?? read();
  known.set(uri, whole);
  return whole;
}

export function standsInFile(world: World, evidence: Evidence, quote: string): boolean {
  return fileText(world, evidence).includes(plain(quote));
}

/** The lines of evidence that hold a quote. */
export function linesOf({ text, startLine }: Evidence, quote: string): readonly number[] {
  const wanted = plain(quote);
  return text
    .split('\n')
    .flatMap((line, at) => (plain(line).includes(wanted) ? startLine + at : []));
}

/** A stretch of 20 to 120 characters of a line, cut between words; nothing where it has too few words. */
export function stretchOf(line: string, dice: Dice): string | undefined {
  const words = visibleText(line).trim().split(/ +/);
  const letters = line.match(/\p{L}{4,}/gu) ?? [];
  if (letters.length < 3) return undefined;
  const start = dice.between(0, Math.max(0, words.length - 5));
  let quote = '';
  for (let at = start; at < words.length && quote.length < dice.between(20, 120); at++) {
    quote = quote === '' ? (words[at] ?? '') : `${quote} ${words[at]}`;
  }
  const told = quote.match(/\p{L}{4,}/gu) ?? [];
  return told.length >= 2 && quote.length >= 16 && quote.length <= 400
    ? quote
    : visibleText(line).trim().slice(0, 200);
}

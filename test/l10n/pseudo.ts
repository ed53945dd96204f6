import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundle, bundlePath, textOf } from './bundle.ts';
import { type Texts, textsOf } from './languages.ts';
import { nlsPath } from './manifest.ts';

/** The language that is made for tests, as others call theirs. */
export const pseudo = 'qps-ploc';

/** English in brackets: what shows without them passed by no translation. */
const bracketed = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, `«${text}»`]));

/** Words that stand outside of brackets, without the product's own name. */
export function outsideBrackets(text: string): string {
  let left = text;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(/«[^«»]*»/g, ' ');
  }
  return left
    .replace(/\bWhytrace\b:?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A folder that is the extension, with texts in the language of brackets; copies, as links lead out of it. */
export function pseudoExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-language-'));
  for (const name of ['package.json', nlsPath(), 'dist', 'media', 'l10n']) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  const write = (path: string, texts: Texts): void =>
    writeFileSync(join(folder, path), JSON.stringify(bracketed(texts)));
  write(nlsPath(pseudo), textsOf(nlsPath()));
  write(bundlePath(pseudo), textOf(textsOf(bundlePath()) as Bundle));
  return folder;
}
